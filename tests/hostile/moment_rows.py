"""Moments: commands in processes of their own, with outputs of every encoding, none, or a full one, and signals."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROBLEM = "H = [[2, 1], [1, 2]]\nPsi = [[1, 0], [0, 1]]\nbeta_star = [1, 0]\nsigma2 = 1\nM = 20\n"
SLUG = "task_shift_is_tolerated"
RUN = f"verify {SLUG} random_scale_fails --workers 2"
COMMANDS = {
    "list": 0,
    f"show {SLUG}": 0,
    f"latex {SLUG}": 0,
    "audit p.toml": 0,
    "audit p.toml --format json": 0,
    "audit p.toml --format html": 0,
    f"verify {SLUG} --samples 1000": 0,
    f"verify {SLUG} --samples 1000 --format json": 0,
    "cache": 0,
    "verify --help": 0,
    "show nonsense-é": 2,
}
ENCODINGS = ("ascii", "cp1252", "latin-1", "utf-16")


@dataclass(frozen=True)
class Moment:
    """A command with an environment, redirections, and a signal after some seconds."""

    name: str
    command: str
    code: int
    encoding: str = "utf-8"
    redirect: str = ""
    signal: int = 0
    after: float = 0.0

    def faults(self, folder: Path) -> list[str]:
        (folder / "p.toml").write_text(PROBLEM)
        ours = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": self.encoding, "THEORYCHECK_STORE": ""}
        shell = f'exec "{sys.executable}" -m theorycheck {self.command} {self.redirect}'
        process = subprocess.Popen(
            ["sh", "-c", shell],
            cwd=folder,
            env={**os.environ, **ours},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        if self.signal:
            time.sleep(self.after)
            os.killpg(process.pid, self.signal)
        out, err = process.communicate(timeout=300)
        held = {
            f"exit code {process.returncode}": process.returncode == self.code,
            "a traceback": b"Traceback" not in err,
            "no words": bool(out) or self.code != 0 or bool(self.redirect),
            "something else than its encoding": _is_in(out, self._encoding()),
            "a folder of Hypothesis's": not (folder / ".hypothesis").exists(),
        }
        return [fault for fault, is_well in held.items() if not is_well]

    def _encoding(self) -> str:
        is_document = "--format" in self.command or self.command.startswith("latex")
        return "json" if "json" in self.command else "utf-8" if is_document else self.encoding


def _is_in(out: bytes, encoding: str) -> bool:
    try:
        if encoding == "json":
            return not out or bool(json.loads(out.decode("utf-8")))
        out.decode(encoding)
    except ValueError:
        return False
    return True


ROWS = [
    *(Moment(f"{c} in {e}", c, code, encoding=e) for e in ENCODINGS for c, code in COMMANDS.items()),
    *(Moment(f"{c}, closed", c, code, redirect=">&-") for c, code in COMMANDS.items() if code == 0),
    *(Moment(f"{c}, a full disk", c, 4, redirect=">/dev/full") for c, code in COMMANDS.items() if code == 0),
    *(
        Moment(
            f"verify, {name} after {after} s",
            f"verify {SLUG} random_scale_fails --workers 2",
            code,
            signal=n,
            after=after,
        )
        for name, n, code in (("SIGINT", signal.SIGINT, 130), ("SIGTERM", signal.SIGTERM, 143))
        for after in (0.8, 1.2, 1.6, 2.0)
    ),
]

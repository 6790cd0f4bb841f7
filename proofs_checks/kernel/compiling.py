"""Coq run on files: the library once for each state of its sources, theorems once for each text."""

import hashlib
import re
import resource
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from proofs_checks.settings.kernel_numbers import MOST_SECONDS

__all__ = ["Compiled", "NoCoqError", "compile_file", "library", "sources"]

FORBIDDEN = re.compile(r"\b(Axiom|Axioms|Parameter|Parameters|Conjecture|Admitted|admit|Abort)\b")
PROJECT = "_CoqProject"
"""The file that lists the library's files in their order."""

CLOSED = "Closed under the global context"


class NoCoqError(RuntimeError):
    """Nothing can be compiled here; the message says what is missing."""


@dataclass(frozen=True)
class Compiled:
    """``where`` is the lemma that Coq did not accept, after the number of its module and a dot; ``why`` is its message.
    Both are empty where it accepts the file.

    ``out_of_time`` is whether it was stopped.
    """

    seconds: float
    where: str = ""
    why: str = ""
    out_of_time: bool = False

    @property
    def accepted(self) -> bool:
        return not self.why


def sources() -> tuple[Path, Path]:
    """The library's folder, and the one for what is compiled of it. Raises NoCoqError where it is not at hand.

    A wheel has it in this package, and what is compiled goes to the user's cache; in a checkout it stands beside the
    packages.
    """
    inside, beside = Path(__file__).parent / "library", Path(__file__).parents[2] / "kernel"
    if (inside / PROJECT).is_file():
        return inside, user_cache_path("theorycheck", appauthor=False) / "kernel"
    if (beside / PROJECT).is_file():
        return beside, beside.parent / "build" / "kernel"
    message = "the library of Coq files is not beside the packages: use a checkout, or a wheel"
    raise NoCoqError(message)


@cache
def library() -> Path:
    """The folder of the compiled library, compiled now if need be. Raises NoCoqError."""
    coqc = shutil.which("coqc")
    if coqc is None:
        message = "no Coq: make kernel installs it from Debian's packages"
        raise NoCoqError(message)
    source, built = sources()
    names = [line for line in (source / PROJECT).read_text(encoding="utf-8").splitlines() if line.endswith(".v")]
    content = {name: (source / name).read_text(encoding="utf-8") for name in names}
    digest = hashlib.sha256("\0".join([_version(coqc), *names, *content.values()]).encode()).hexdigest()[:16]
    folder = built / digest
    if not folder.exists():
        try:
            built.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=f"{digest}.", dir=built) as work:
                _compile_library(coqc, Path(work), content)
                with suppress(OSError):  # another process was faster
                    Path(work).rename(folder)
                Path(work).mkdir(exist_ok=True)
        except OSError as error:
            message = f"{built} cannot be written: {error.strerror or error}"
            raise NoCoqError(message) from error
    return folder


def _compile_library(coqc: str, folder: Path, content: Mapping[str, str]) -> None:
    for name, text in content.items():
        if FORBIDDEN.search(_without_comments(text)):
            message = f"{name} assumes something"
            raise NoCoqError(message)
        (folder / name).write_text(text, encoding="utf-8")
        done = subprocess.run(_command(coqc, folder, name), cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            message = f"{name} does not compile: {_first_line(done.stdout + done.stderr)}"
            raise NoCoqError(message)


def compile_file(name: str, text: str) -> Compiled:
    """What Coq says of a file of this name. Raises NoCoqError.

    A file is accepted if it compiles, assumes nothing, and every ``Print Assumptions`` in it, of which there has to be
    one, finds nothing assumed.
    """
    folder = library()
    kept = folder / "theorems" / hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()[:32]
    if kept.exists():
        seconds, where, why = kept.read_text(encoding="utf-8").split("\n", 2)
        return Compiled(float(seconds), where, why)
    found = _compiled(folder, name, text)
    if not found.out_of_time:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(f"{found.seconds}\n{found.where}\n{found.why}", encoding="utf-8")
    return found


def _compiled(folder: Path, name: str, text: str) -> Compiled:
    assumed = FORBIDDEN.search(_without_comments(text))
    if assumed:
        return Compiled(0.0, "", f"the file assumes something: {assumed.group()}")
    with TemporaryDirectory() as work:
        (Path(work) / f"{name}.v").write_text(text, encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        coqc = shutil.which("coqc") or "coqc"
        limit = ["prlimit", f"--cpu={MOST_SECONDS}"] if shutil.which("prlimit") else []
        command = [*limit, *_command(coqc, folder, f"{name}.v")]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    output = done.stdout + done.stderr
    if done.returncode < 0 or done.returncode > 128:
        return Compiled(seconds, "", f"no answer in {MOST_SECONDS} s of processor time", out_of_time=True)
    if done.returncode:
        return Compiled(seconds, _lemma_at(output, text), _error_in(output))
    wanted = len(re.findall(r"^Print Assumptions ", text, re.MULTILINE))
    if not wanted or output.count(CLOSED) != wanted:
        return Compiled(seconds, "", f"something is assumed: {_first_line(output)}")
    return Compiled(seconds)


def _command(coqc: str, folder: Path, file: str) -> list[str]:
    return [coqc, "-w", "none", "-Q", str(folder), "Kernel", file]


@cache
def _version(coqc: str) -> str:
    return subprocess.run([coqc, "--version"], capture_output=True, text=True, check=True).stdout


def _lemma_at(output: str, text: str) -> str:
    """The number of the module, and the name of the lemma or definition, in which the line of an error stands."""
    found = re.search(r"line (\d+), characters", output)
    if not found:
        return ""
    above = "\n".join(text.splitlines()[: int(found.group(1))])
    names = re.findall(r"^(?:Lemma|Theorem|Definition) (\w+)", above, re.MULTILINE)
    modules = re.findall(r"^Module Part_(\d+)\.", above, re.MULTILINE)
    return f"{modules[-1]}.{names[-1]}" if names and modules else ""


def _error_in(output: str) -> str:
    found = re.search(r"Error:(.*)", output, re.DOTALL)
    return _first_line(found.group(1) if found else output)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "no message")


def _without_comments(text: str) -> str:
    return re.sub(r"\(\*.*?\*\)", "", text, flags=re.DOTALL)

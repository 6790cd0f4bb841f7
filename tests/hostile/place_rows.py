"""Paths that lead to no file, to one that is none, or to one without end; and options that make no sense."""

import os

from tests.hostile.row import FILE, Row
from tests.hostile.table_rows import APPENDIX, AUDIT

READERS = {"toml": ("audit", FILE), "npz": ("verify", "--problem", FILE), "csv": AUDIT, "json": APPENDIX}


def sparse(path):
    with path.open("wb") as file:
        file.truncate(2**40)


PLACES = {
    "a pipe": (os.mkfifo, "it is a pipe, not a regular file"),
    "zeros without end": (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
    "random bytes without end": (lambda path: path.symlink_to("/dev/urandom"), "it is a device"),
    "a terminal or nothing": (lambda path: path.symlink_to("/dev/null"), "it is a device"),
    "a folder": (lambda path: path.mkdir(), "Is a directory"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "symbolic links"),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "No such file"),
    "nothing": (lambda path: None, "No such file"),
    "a terabyte": (sparse, "MiB are read"),
}
NAMES = {
    "a long name": ("x" * 300, "name too long"),
    "a long path": ("x/" * 3000 + "x", "name too long"),
    "a name that steers": ("\x1b[2J\u202e", "\\x1b[2J\\u202e"),
    "a name in no encoding": (os.fsdecode(b"\xff"), "\\udcff"),
    "a name of two lines": ("a\nb", "No such file"),
}
SLUG = "block_prediction"
OPTIONS = {
    "an empty report": (("verify", SLUG, "--report", ""), "'' is no path"),
    "an empty problem": (("verify", SLUG, "--problem", ""), "'' is no path"),
    "a blank problem": (("audit", " "), "' ' is no path"),
    "an empty table": (("audit", "--data", "", "--task", "a", "--target", "b"), "'' is no path"),
    "empty verdicts": (("latex", SLUG, "--kind", "appendix", "--verdicts", ""), "'' is no path"),
    "a report in a device": (("verify", SLUG, "--report", "/dev/null/x"), "give a folder that can"),
    "a report in the kernel": (("verify", SLUG, "--report", "/proc/x"), "give a folder that can"),
    "a problem with another ending": (("audit", "problem.yaml"), "give a .toml or .npz file"),
    "a problem without an ending": (("audit", "problem"), "give a .toml or .npz file"),
    "an array": (("audit", "problem.npy"), "give a .toml or .npz file"),
    "a seed below 0": (("verify", SLUG, "--seed", "-1"), "seed is -1"),
    "a seed of 100 digits": (("verify", SLUG, "--seed", "9" * 100), "is not a whole number"),
    "a seed in words": (("verify", SLUG, "--seed", "one"), "'one' is not a whole number"),
    "a seed that is infinite": (("verify", SLUG, "--seed", "inf"), "'inf' is not a whole number"),
    "a seed in other digits": (("verify", SLUG, "--seed", "٣"), "is not a whole number"),
    "few samples": (("verify", SLUG, "--samples", "5"), "samples is 5: give"),
    "samples below 0": (("verify", SLUG, "--samples", "-5"), "samples is -5"),
    "samples by a float": (("verify", SLUG, "--samples", "1e3"), "'1e3' is not a whole number"),
    "no workers": (("verify", SLUG, "--workers", "0"), "0 workers: give at least one"),
    "workers below 0": (("attack", SLUG, "--workers", "-2"), "-2 workers: give at least one"),
    "10^12 draws": ((*AUDIT[:-1], "examples/grunfeld_logs.csv", "--draws", "1" + "0" * 12), "no better one"),
    "5 draws": ((*AUDIT[:-1], "examples/grunfeld_logs.csv", "--draws", "5"), "5 samples of tasks"),
    "draws below 0": ((*AUDIT[:-1], "examples/grunfeld_logs.csv", "--draws", "-1"), "-1 samples of tasks"),
    "a table without a task": (("audit", "--data", "t.csv"), "t.csv cannot be read"),
    "a table and a problem": (("audit", "p.toml", "--data", "t.csv"), "give either"),
    "neither": (("audit",), "give either"),
    "draws of a problem": (("audit", "p.toml", "--draws", "200"), "--draws is for --data"),
    "another format": (("audit", "p.toml", "--format", "pdf"), "'pdf' is not one of text"),
    "another format of verdicts": (("verify", SLUG, "--format", "pdf"), "'pdf' is not one of"),
    "another kind of LaTeX": (("latex", SLUG, "--kind", "poem"), "poem"),
    "verdicts for a statement": (("latex", SLUG, "--verdicts", "r.json"), "belongs to --kind appendix"),
    "another requirement": (("verify", SLUG, "--require", "refuted"), "refuted"),
    "to resume nothing": (("verify", SLUG, "--resume"), "--report DIR: name it"),
    "no such theorem": (("show", "nonsense"), "theorycheck list names them all"),
    "a theorem that is nearly one": (("show", "block_predictio"), "block_prediction"),
    "an empty theorem": (("show", ""), "theorycheck list names them all"),
    "a theorem that is a path": (("show", "../../etc/passwd"), "no file or folder '../../etc/passwd'"),
    "a theorem of 100,000 letters": (("show", "x" * 100_000), "…"),
    "a theorem that steers": (("show", "\x1b[2J\u202e"), "\\x1b[2J\\u202e"),
    "a theorem that is code": (("verify", "__import__('os')"), "no theorem"),
    "no such evidence": (("attack", SLUG, "--evidence", "prayer"), "prayer"),
    "no such command": (("disprove",), "disprove"),
    "no such option": (("list", "--all"), "--all"),
    "one word too many": (("list", "all"), "all"),
    "an option without its value": (("verify", "--seed"), "--seed"),
    "a command that steers": (("\x1b[2J",), "\\x1b[2J"),
}


def rows():
    for ending, command in READERS.items():
        for name, (make, says) in PLACES.items():
            yield Row(f"{ending}: {name}", command, (says, "cannot be read"), file=f"f.{ending}", make=make)
        for name, (place, says) in NAMES.items():
            arguments = tuple(f"{place}.{ending}" if a == FILE else a for a in command)
            yield Row(f"{ending}: {name}", arguments, (says, "cannot be read"))
    for name, (arguments, says) in OPTIONS.items():
        yield Row(f"option: {name}", arguments, (says,))

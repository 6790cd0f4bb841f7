"""What ``pip install theorycheck`` brings, how large each package is, and what for: install_size.py [--page].

With ``--page`` it writes the table of docs/install.md, in millions of bytes on this machine, compiled files included.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).resolve().parents[1] / "docs" / "install.md"
TABLE = re.compile(r"(?<=<!-- sizes -->\n).*?(?=<!-- end of sizes -->)", re.DOTALL)
MEGABYTE = 10**6

WHY = {
    "scipy": "flows (`solve_ivp`, LSODA), minimisers, HiGHS behind the search for proofs, the laws of audits",
    "sympy": "the language in which theorems are stated",
    "numpy": "every number",
    "matplotlib": "the pictures of reports, audits and sweeps, as SVG and PNG",
    "clarabel": "semidefinite programs, by which certificates are proposed",
    "hypothesis": "the search for counterexamples, and their shrinking",
    "mpmath": "intervals and more digits than 16",
    "rich": "tables in a terminal",
    "typer": "the command line, its help and completion",
    "jinja2": "the report page, and what `theorycheck new` writes",
    "latex2mathml": "formulas in pages and notebooks",
    "platformdirs": "where finished evidence is kept",
    "filelock": "two runs that write one folder",
    "narwhals": "tables of pandas, polars and Arrow, without any of them",
}


def name_of(text: str) -> str:
    """The name of a distribution as registries compare it."""
    return re.sub(r"[-_.]+", "-", text).lower()


def required(dist: Distribution) -> Iterator[str]:
    """What a distribution needs on this machine, extras left out."""
    for text in dist.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield name_of(requirement.name)


def closure(name: str) -> dict[str, str]:
    """All that comes with it, each with what it comes with."""
    found: dict[str, str] = {}
    waiting = [(each, each) for each in required(distribution(name))]
    while waiting:
        each, top = waiting.pop(0)
        if each not in found:
            found[each] = top
            waiting += [(further, top) for further in required(distribution(each))]
    return found


def megabytes(name: str) -> float:
    """Its files on this machine."""
    paths = [Path(str(file.locate())) for file in distribution(name).files or ()]
    return sum(path.stat().st_size for path in paths if path.is_file()) / MEGABYTE


def groups() -> dict[str, tuple[float, list[str]]]:
    """For each package that pyproject.toml names its size with all that only it brings, and the names of that."""
    found = closure("theorycheck")
    together: dict[str, list[str]] = {}
    for name, top in found.items():
        together.setdefault(top, []).append(name)
    return {top: (sum(map(megabytes, names)), sorted(set(names) - {top})) for top, names in together.items()}


def table() -> str:
    """A row for each of them, the largest first."""
    rows = sorted(((size, top, others) for top, (size, others) in groups().items()), reverse=True)
    lines = [f"| {size:.1f} | `{top}` | {', '.join(others)} | {WHY[top]} |" for size, top, others in rows]
    total = f"| **{sum(size for size, _, _ in rows):.0f}** | all | | |"
    return "\n".join(["| MB | package | with it | what for |", "|---:|---|---|---|", *lines, total])


def main() -> None:
    """Print the table, or write it into its page."""
    if sys.argv[1:] == ["--page"]:
        PAGE.write_text(TABLE.sub(f"\n{table()}\n\n", PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(table())


if __name__ == "__main__":
    main()

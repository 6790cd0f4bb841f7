"""Constraints that pin what this Python installs to the floors of pyproject.toml: lowest_versions.py [EXTRA …]"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def floors(requirements: Iterable[str]) -> Iterator[str]:
    """A line for each requirement that holds here. Ends the script for one without a floor."""
    for text in requirements:
        requirement = Requirement(text)
        if requirement.name == PROJECT["name"] or (requirement.marker and not requirement.marker.evaluate()):
            continue
        floor = [s.version for s in requirement.specifier if s.operator in {">=", "=="}]
        if len(floor) != 1:
            sys.exit(f"error: {text} has no floor: write {requirement.name}>=VERSION")
        yield f"{re.sub(r'[-_.]+', '-', requirement.name).lower()}=={floor[0]}"


if __name__ == "__main__":
    wanted = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] for extra in sys.argv[1:])]
    print("\n".join(line for requirements in wanted for line in floors(requirements)))

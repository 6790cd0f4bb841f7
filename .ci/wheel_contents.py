"""A wheel must hold the packages, each with py.typed, the examples, the proof kernel's library, and nothing else."""

import sys
from pathlib import Path
from zipfile import ZipFile

PACKAGES = {"theory", "numerics", "proofs_checks", "theorycheck", "pytest_theorycheck"}

names = ZipFile(sys.argv[1]).namelist()
found = {name.split("/")[0] for name in names if ".dist-info/" not in name}
untyped = {package for package in PACKAGES if f"{package}/py.typed" not in names}
if found != PACKAGES or untyped:
    sys.exit(f"error: the wheel holds {sorted(found)}, without py.typed in {sorted(untyped)}")
examples = sum(name.startswith("theorycheck/examples/") for name in names)
if not examples or any("__pycache__" in name for name in names):
    sys.exit(f"error: the wheel holds {examples} examples, or compiled files among them")
library = {name.rpartition("/")[2] for name in names if name.startswith("proofs_checks/kernel/library/")}
wanted = {"_CoqProject", *(line for line in Path("kernel/_CoqProject").read_text().splitlines() if line.endswith(".v"))}
if not wanted <= library or any(name.endswith((".vo", ".vos", ".vok", ".glob")) for name in library):
    sys.exit(
        f"error: the wheel lacks {sorted(wanted - library)} of the kernel's library, or holds what is compiled of it"
    )
print(f"wheel: {', '.join(sorted(found))}, typed, {len(names)} files")

"""Whether the packages that ``theorycheck`` stands for are ours: their names are plain words that a user may use."""

import sys
from importlib.util import find_spec
from pathlib import Path

__all__ = ["ShadowedPackageError", "refuse_shadowed_packages"]


class ShadowedPackageError(ImportError):
    """A package of this project that Python would take from somewhere else; the message says where, and what to do."""


def refuse_shadowed_packages(names: tuple[str, ...]) -> None:
    """Raise ShadowedPackageError for the first of the packages that is not the one beside this package.

    As a command (``python -m theorycheck``) it is one line on stderr and exit code 2.
    """
    ours = Path(__file__).resolve().parents[1]
    for name in names:
        spec = find_spec(name)
        found = None if spec is None or spec.origin is None else Path(spec.origin).resolve()
        if found is None or ours not in found.parents:
            message = (
                f"the package {name} of theorycheck is hidden by {found or name}: rename that file or folder, "
                "or start Python in another one"
            )
            if sys.argv[:1] == ["-m"]:  # what Python has there while it looks for the module to run
                print(f"error: {message}", file=sys.stderr)
                raise SystemExit(2)
            raise ShadowedPackageError(message)

"""Whether the packages that ``theorycheck`` stands for are ours: their names are plain words that a user may use."""

import sys
from importlib.util import find_spec
from pathlib import Path

from theorycheck.stopping import is_the_command

__all__ = ["ShadowedPackageError", "refuse_shadowed_packages"]


HOME = Path(__file__).resolve().parents[1]
"""Where the packages lie beside this one, in a checkout as in an installation."""


class ShadowedPackageError(ImportError):
    """A package of this project that Python would take from somewhere else; the message says where, and what to do."""


def refuse_shadowed_packages(names: tuple[str, ...]) -> None:
    """Raise ShadowedPackageError for the first of the packages that is not the one beside this package.

    As a command (``theorycheck``, ``python -m theorycheck``) it is one line on stderr and exit code 2.
    """
    for name in names:
        found = _place(name)
        # the place itself, not something below it: the user may be at work in a folder of our checkout
        if found is None or found.parent != HOME / name:
            message = (
                f"the package {name} of theorycheck is hidden by {found or name}: rename that file or folder, "
                "or start Python in another one"
            )
            if is_the_command():
                print(f"error: {message}", file=sys.stderr)
                raise SystemExit(2)
            raise ShadowedPackageError(message)


def _place(name: str) -> Path | None:
    """The file that Python takes, or has taken, for the package."""
    if name in sys.modules:
        file = getattr(sys.modules[name], "__file__", None)
    else:
        spec = find_spec(name)
        file = None if spec is None else spec.origin
    return None if file is None else Path(file).resolve()

"""The public interface of ``theory``, ``numerics`` and ``proofs_checks`` under one name.

    >>> import theorycheck
    >>> theorycheck.Verdict.PROVED in set(theorycheck.Verdict)
    True

Each name is imported when it is used; what it is stands in the package that defines it. What type checkers see stands
beside this, in a file that ``examples/stubs.py`` writes.
"""

from theorycheck.stopping import end_at_signals, is_the_command

if is_the_command():
    end_at_signals()  # before anything that takes time

from importlib import import_module

from theorycheck.shadowing import refuse_shadowed_packages

PACKAGES = ("theory", "numerics", "proofs_checks")
MODULES = {
    "certificates": "theory",
    "closed_forms": "numerics",
    "latex": "theory",
    "rules": "theory",
    "setting": "theory",
}

__version__: str

refuse_shadowed_packages(PACKAGES)


def __getattr__(name: str) -> object:
    match name:
        case "__version__":
            from importlib.metadata import version  # what it imports takes time that nobody else needs

            return version("theorycheck")
        case "__all__":
            return sorted({*MODULES, *(each for package in map(import_module, PACKAGES) for each in package.__all__)})
        case _ if name in MODULES:
            return import_module(f"{MODULES[name]}.{name}")
        case _ if not name.startswith("_"):
            for package in map(import_module, PACKAGES):
                if name in package.__all__:
                    return getattr(package, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module(__name__).__all__, "__version__"})

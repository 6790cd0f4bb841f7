"""Whether what decides is still what it was: a file that replaces parts of the tool cannot have its theorem PROVED.

This sees assignments to modules, classes and tables. It is no wall against somebody who knows of it: in one process,
Python has none.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType, MappingProxyType, ModuleType

from sympy import Add, Basic, Expr, MatAdd, MatMul, MatrixExpr, MatrixSymbol, Mul, Pow, Symbol

__all__ = ["Fingerprint", "differences", "fingerprint", "remember", "touched"]

Fingerprint = Mapping[str, object]

DECIDES = ("theory.algebra", "theory.core", "theory.moments", "theory.statements")
ALONE = ("theory.establishing", "theory.plain_theorem", "theory.registry", "theory.theorem_record")
METHODS = (FunctionType, classmethod, property, staticmethod)
OF_SYMPY = (Basic, Expr, Symbol, Add, Mul, Pow, MatrixExpr, MatrixSymbol, MatAdd, MatMul)


def remember() -> None:
    """What decides is as it should be now: called before anything outside of the project is imported."""
    _as_it_should_be()


def touched() -> str:
    """The name of something that decides and was replaced since; empty where nothing was."""
    return differences(_as_it_should_be(), fingerprint())


def fingerprint(prefixes: tuple[str, ...] = (*DECIDES, *ALONE)) -> Fingerprint:
    """What functions, classes and tables the loaded modules of these names hold, by qualified name."""
    modules = [m for name, m in sorted(sys.modules.items()) if _is_below(name, prefixes)]
    found = {f"{m.__name__}.{n}": id(v) if _remembers(n, v) else _mark(v) for m in modules for n, v in vars(m).items()}
    for module in modules:
        for name, value in vars(module).items():
            found |= dict(_inside(f"{module.__name__}.{name}", value, module))
    for kind in OF_SYMPY:
        found |= {f"sympy.{kind.__name__}.{n}": _mark(v) for n, v in list(vars(kind).items()) if isinstance(v, METHODS)}
    return found


def differences(before: Fingerprint, after: Fingerprint) -> str:
    """The first name under which there was something else; what is new is no difference."""
    return next((name for name, mark in before.items() if after.get(name) != mark), "")


@cache
def _as_it_should_be() -> Fingerprint:
    for package in DECIDES:
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    for name in ALONE:
        import_module(name)
    return fingerprint()


def _is_below(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def _remembers(name: str, value: object) -> bool:
    """Whether a module keeps there what it has computed: tables are in capitals."""
    return name.startswith("_") and name == name.lower() and isinstance(value, dict | list | set)


def _mark(value: object) -> object:
    """By identity; of tables, that of what they hold, too."""
    if isinstance(value, dict):
        return id(value), tuple((id(k), id(v)) for k, v in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return id(value), tuple(sorted(map(id, value)))
    if isinstance(value, FunctionType):
        # what functions dispatch to by type is a table, too
        cases = getattr(value, "registry", None)
        held = tuple(map(id, cases.values())) if isinstance(cases, MappingProxyType) else ()
        return id(value), id(value.__code__), id(value.__defaults__), id(value.__kwdefaults__), held
    return id(value)


def _inside(name: str, value: object, module: ModuleType) -> Iterator[tuple[str, object]]:
    """What a class that is defined in the module holds."""
    if isinstance(value, type) and value.__module__ == module.__name__:
        yield from ((f"{name}.{attribute}", _mark(held)) for attribute, held in list(vars(value).items()))

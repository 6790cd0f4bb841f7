"""Classes found by their files: what the modules of a folder define, looked for once and listed nowhere else."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

__all__ = ["classes_in", "defined_in", "offered"]

T = TypeVar("T")


def classes_in(package: ModuleType, base: type[T]) -> tuple[type[T], ...]:
    """The classes that inherit from ``base`` and from nothing else, by the files of a package that define them.

    What is defined elsewhere, or later, is none of them, wherever it says that it comes from. Raises TypeError for a
    class in the folder that inherits from another one of them: it would be taken for that one where it is not.
    """
    found = [c for c in defined_in(package) if issubclass(c, base) and c is not base]
    for each in found:
        if each.__bases__ != (base,):
            message = f"{each.__name__} of {each.__module__} inherits from {each.__bases__[0].__name__}: let it inherit"
            message += f" from {base.__name__} alone"
            raise TypeError(message)
    return tuple(found)


def defined_in(package: ModuleType) -> Iterator[type]:
    """Every class that a module of the package defines under its own name, file by file. Raises ValueError for two of
    one name.
    """
    seen: dict[str, type] = {}
    for name in (f"{package.__name__}.{module.name}" for module in iter_modules(package.__path__)):
        for each in list(vars(import_module(name)).values()):
            if isinstance(each, type) and each.__module__ == name and not each.__name__.startswith("_"):
                if seen.setdefault(each.__name__, each) is not each:
                    message = f"{name} and {seen[each.__name__].__module__} define {each.__name__}: rename one of them"
                    raise ValueError(message)
                yield each


def offered(names: dict[str, object], classes: Iterable[type]) -> list[str]:
    """The names of the classes, once they are among the names of a module. Raises ValueError for one that is taken."""
    found = {each.__name__: each for each in classes}
    for name, each in found.items():
        if names.setdefault(name, each) is not each:
            message = f"{names.get('__name__')} has a {name} beside that of {each.__module__}: rename the class"
            raise ValueError(message)
    return list(found)

"""The experiments. Each is one file of this folder, named by its slug, that defines ``EXPERIMENT``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from numerics.values.binding import suggestion
from proofs_checks.experiment_parts.experiment import Profiled

__all__ = ["experiment_named", "slugs"]


def slugs() -> tuple[str, ...]:
    """The names of all, from the files; nothing is imported."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def experiment_named(slug: str) -> Profiled:
    """The experiment of that slug. Raises ValueError, with the nearest one, where there is none."""
    if slug not in slugs():
        message = f"there is no experiment {slug!r}{suggestion(slug, slugs())}: there are {', '.join(slugs())}"
        raise ValueError(message)
    found = getattr(import_module(f"{__name__}.{slug}"), "EXPERIMENT", None)
    if not isinstance(found, Profiled) or {found.quick.slug, found.full.slug} != {slug}:
        message = f"{slug}.py of the experiments has to define EXPERIMENT, a Profiled whose slug is {slug}"
        raise ValueError(message)
    return found

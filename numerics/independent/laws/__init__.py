"""The laws tried beside the Gaussian one: what the files of this folder define as ``LAWS``. Nothing else lists them."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.law import ViolatingLaw
from numerics.values.binding import suggestion

__all__ = ["LAWS_OF_ORDER_TWO", "VIOLATING_LAWS", "laws_that_break", "violating_law"]


def _found() -> tuple[ViolatingLaw | DiscreteLaw, ...]:
    """Raises ValueError for what is no law, and for two laws of one name, letter or order."""
    laws = [law for module in iter_modules(__path__) for law in import_module(f"{__name__}.{module.name}").LAWS]
    for law in laws:
        if type(law) not in (ViolatingLaw, DiscreteLaw):
            message = f"{law!r} is among the laws of {__name__}: give a ViolatingLaw or a DiscreteLaw"
            raise ValueError(message)
    for kind, fields in ((ViolatingLaw, ("name", "letter", "order")), (DiscreteLaw, ("name", "order"))):
        _refuse_twins([law for law in laws if type(law) is kind], fields)
    return tuple(sorted(laws, key=lambda law: law.order))


def _refuse_twins(laws: Sequence[ViolatingLaw | DiscreteLaw], fields: Iterable[str]) -> None:
    for field in fields:
        values = [getattr(law, field) for law in laws]
        twice = next((v for i, v in enumerate(values) if v in values[:i]), None)
        if twice is not None:
            message = f"two laws have the {field} {twice!r}: give each its own"
            raise ValueError(message)


_LAWS = _found()

VIOLATING_LAWS = {law.name: law for law in _LAWS if isinstance(law, ViolatingLaw)}
"""By the name under which an ``Assumption`` lists it among its violations, in the order of columns."""

LAWS_OF_ORDER_TWO = tuple(law for law in _LAWS if isinstance(law, DiscreteLaw))
"""Tried beside the Gaussian law where a random matrix is known by its mean and its covariance alone."""


def violating_law(name: str) -> ViolatingLaw:
    """The law of that name. Raises ValueError where there is none."""
    if name not in VIOLATING_LAWS:
        message = f"no law is called {name!r}{suggestion(name, VIOLATING_LAWS)}: numerics/independent/laws has them"
        raise ValueError(message)
    return VIOLATING_LAWS[name]


def laws_that_break(hypothesis: str, listed: Iterable[str]) -> tuple[str, ...]:
    """The violations that a hypothesis lists, and the names of the laws that say themselves that they break it."""
    own = [law.name for law in VIOLATING_LAWS.values() if hypothesis in law.breaks]
    return tuple(dict.fromkeys([*listed, *own]))

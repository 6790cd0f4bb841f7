"""Symbols, statements and derivations: matrix expressions of symbolic size and their Gaussian expectations.

Symbols and nodes are imported at once; what is stated about them and what derives it when it is first named, so that
whoever writes expressions waits for nothing else. The kinds of statement are gathered from their files. What type
checkers see stands beside this, in a file that ``examples/stubs.py`` writes.
"""

from functools import cache
from importlib import import_module

from sympy import Basic

import theory.algebra.identities.spectral_readings  # noqa: F401  (teaches the normal form its nodes)
from theory.algebra.vocabulary.errors import NameClashError, ShapeError, Undecidable, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Engine, Expectation, connect_engine
from theory.algebra.vocabulary.family_sum import FamilyMember, FamilySum
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix
from theory.algebra.vocabulary.scalars import inner, quad
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.gathering import offered
from theory.notebook import connect_printer
from theory.notebook_formatters import connect_running_notebook

AT_ONCE = {
    "Expectation": Expectation,
    "FamilyMember": FamilyMember,
    "FamilySum": FamilySum,
    "MatrixNormal": MatrixNormal,
    "NameClashError": NameClashError,
    "PositiveDefiniteMatrix": PositiveDefiniteMatrix,
    "PositiveSemidefinite": PositiveSemidefinite,
    "PositiveSemidefiniteMatrix": PositiveSemidefiniteMatrix,
    "RandomMatrix": RandomMatrix,
    "ShapeError": ShapeError,
    "SymmetricMatrix": SymmetricMatrix,
    "Undecidable": Undecidable,
    "UnsupportedExpressionError": UnsupportedExpressionError,
    "inner": inner,
    "quad": quad,
}
WHEN_NAMED = {
    "Assumption": "theory.theorem_record",
    "Corollary": "theory.theorem_record",
    "Covariance": "theory.moments",
    "Source": "theory.theorem_record",
    "Step": "theory.theorem_record",
    "Theorem": "theory.theorem_record",
    "Variance": "theory.moments",
    "equal": "theory.moments.integrated_equality",
    "expectation": "theory.moments",
    "gradient": "theory.algebra.derivatives.calculus",
    "hessian_quadratic_form": "theory.algebra.derivatives.calculus",
    "moments_exist": "theory.theorem_record",
    "theorem": "theory.registry",
    "theorems": "theory.registry",
}


def __getattr__(name: str) -> object:
    if name == "__all__":
        return sorted({*AT_ONCE, *WHEN_NAMED, *_kinds()})
    if name in WHEN_NAMED:
        return getattr(import_module(WHEN_NAMED[name]), name)
    if not name.startswith("_") and name in _kinds():
        return _kinds()[name]
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__getattr__("__all__")})


@cache
def _kinds() -> dict[str, type]:
    """The kinds of statement by name. Raises ValueError for one whose name is taken."""
    found: dict[str, type] = {}
    offered(found, import_module("theory.statements").KINDS)
    taken = found.keys() & {*AT_ONCE, *WHEN_NAMED}
    if taken:
        message = f"theory has a {min(taken)} beside the kind of statement of that name: rename the class"
        raise ValueError(message)
    return found


def _expectation(integrand: Basic, given: tuple[RandomMatrix, ...]) -> Basic:
    """The engine, which takes longer to import than all nodes together."""
    engine: Engine = import_module("theory.moments").expectation
    return engine(integrand, given)


connect_engine(_expectation)
connect_printer(lambda: import_module("theory.latex.notebook_parts"))
connect_running_notebook()

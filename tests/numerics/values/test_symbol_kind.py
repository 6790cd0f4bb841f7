"""A kind of symbol is one row of the table: with it, values of a new kind are checked, drawn, searched and moved."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from sympy import MatrixSymbol, Trace, symbols

from numerics import evaluate, rational_point
from numerics.points import strategies
from numerics.points.from_vectors import PointSpace
from numerics.points.meeting import meet
from numerics.values.kinds import KINDS, in_kind, kind_of, may_vanish
from numerics.values.matrix_kinds import SYMMETRIC_MATRIX
from numerics.values.symbol_kind import WrongKindError
from proofs_checks.approach.edges import spots
from proofs_checks.cases.admissible import boundary_points, witness
from proofs_checks.judging.magnitudes import MAGNITUDES
from proofs_checks.judging.rounding import moved_a_little
from tests.numerics.setting import F
from theory import Assumption, Bound, SymmetricMatrix, Theorem

d = symbols("d", integer=True, positive=True)


class DiagonalMatrix(SymmetricMatrix):
    """A kind that the table does not know."""


D, B = DiagonalMatrix("D", d), MatrixSymbol("B", d, d)


def require_diagonal(symbol, array, singular):
    if (array != array * np.eye(array.shape[-1], dtype=int)).any():
        message = f"{symbol} is not diagonal: give a diagonal matrix"
        raise WrongKindError(message)


ROW = replace(
    SYMMETRIC_MATRIX,
    check=require_diagonal,
    value=lambda symbol, source, shape: source.entries(shape[0], 1) * np.eye(shape[0], dtype=int),
    borders=lambda symbol, value: iter([0 * value]),
    weaker=lambda symbol: SymmetricMatrix(symbol.name, *symbol.shape),
)


@pytest.fixture
def row(monkeypatch):
    monkeypatch.setitem(KINDS, DiagonalMatrix, ROW)
    # what was found without the row is remembered
    witness.cache_clear()


def is_diagonal(array):
    return not (array * (1 - np.eye(len(array), dtype=int))).any()


def stated():
    return Theorem(
        slug="stated",
        title="stated",
        statement=Bound(Trace(D), Trace(D * D) + Trace(B)),
        assumptions=(Assumption("trace", Trace(D) > Trace(B)),),
    )


USES = {
    "check": lambda: evaluate(Trace(D), {D: [[1, 0], [0, 2]]}),
    "random": lambda: rational_point([D], np.random.default_rng(0)),
    "vectors": lambda: PointSpace((D,), {d: 2}).dimension,
    "borders": lambda: list(boundary_points(stated(), {d: 2}, np.random.default_rng(0))),
    "edges": lambda: list(spots(stated(), (D, d), np.random.default_rng(0))),
    "rounding": lambda: moved_a_little({D: np.eye(2)}, np.random.default_rng(0)),
    "vanishing": lambda: may_vanish(D),
    "strategies": lambda: chosen([D])(lambda point: None)(),
}


def chosen(wanted):
    quick = settings(max_examples=20, deadline=None, derandomize=True, database=None)
    return lambda test: quick(given(strategies.points(wanted))(test))


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_kind_without_a_row_is_refused_by_name(use):
    with pytest.raises(ValueError, match=r"D is a DiagonalMatrix, and what values that can have is not known"):
        use()


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_row_is_all_that_a_kind_needs(row, use):
    use()


def test_values_are_of_the_kind_wherever_they_come_from(row):
    rng = np.random.default_rng(0)
    seen = []

    @chosen([D])
    def search(point):
        seen.append(point[D])

    search()
    drawn = rational_point([D], rng, sizes={d: 3})
    seen.append(drawn[D])
    seen += [point[D] for point in boundary_points(stated(), {d: 2}, rng)]
    seen += [spot.point[D] for spot in spots(stated(), (B, D, d), rng)]
    space = PointSpace((D, B), {d: 2})
    assert space.dimension == 2 + 4
    seen.append(space.point(np.array([F(k) for k in range(1, 7)], dtype=object))[D])
    seen += [m.point(stated(), rng, {d: m.size})[D] for m in MAGNITUDES if m.size < 4]
    seen.append(moved_a_little({D: drawn[D]}, rng)[D])
    seen.append(meet({D: drawn[D], B: drawn[D] + 1, d: 3}, (Trace(D) > Trace(B),), {d})[D])
    assert len(seen) > 40
    assert all(is_diagonal(value) for value in seen)
    assert sum(bool(np.any(value)) for value in seen) > 20


def test_its_values_are_checked(row):
    assert in_kind(D, np.diag([1, -2]))
    assert not in_kind(D, np.array([[1, 2], [2, 1]]))
    with pytest.raises(ValueError, match="D is not diagonal"):
        evaluate(Trace(D), {D: [[1, 1], [1, 2]]})


def test_each_kind_of_the_table_takes_what_it_draws_and_its_borders():
    rng = np.random.default_rng(1)
    deterministic = [kind for kind, of in KINDS.items() if of.value is not None]
    assert len(deterministic) >= 6
    for kind in deterministic:
        symbol = kind("A", 3, 3) if issubclass(kind, MatrixSymbol) else kind("x", negative=True)
        for _ in range(20):
            value = rational_point([symbol], rng)[symbol]
            around = [value, *kind_of(symbol).borders(symbol, value)]
            around += [edge for _, edge in kind_of(symbol).edges(symbol, value)]
            around.append(kind_of(symbol).simple(symbol, value))
            assert all(in_kind(symbol, v) for v in around), symbol


ROOT = Path(__file__).parents[3]
NOT_ABOUT_VALUES = {
    "numerics/proposals/forced_values.py": "where a search expects a value at the border of a domain",
    "numerics/proposals/givens.py": "which inverses a search finds declared",
    "numerics/proposals/minima.py": "whether a search minimises over symmetric matrices",
    "proofs_checks/kernel/reader.py": "which letters a file for Coq declares symmetric",
    "proofs_checks/report/python_source.py": "with how many sizes a symbol is written",
}


def asks_for_a_class(text):
    """Whether a module tells kinds of symbols apart by itself."""
    calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and ast.unparse(n.func) == "isinstance"]
    names = {n.id for call in calls for n in ast.walk(call.args[1]) if isinstance(n, ast.Name)}
    return bool(names & {kind.__name__ for kind in KINDS if issubclass(kind, SymmetricMatrix)})


def test_nobody_else_tells_kinds_apart():
    files = [file for package in ("numerics", "proofs_checks") for file in (ROOT / package).rglob("*.py")]
    asking = {file.relative_to(ROOT).as_posix() for file in files if asks_for_a_class(file.read_text())}
    assert asking == NOT_ABOUT_VALUES.keys()
    assert asks_for_a_class("if isinstance(symbol, MatrixSymbol | PositiveDefiniteMatrix): pass")

"""The formulas of registered theorems, read back and evaluated at a point: statements, and the steps of proofs."""

from collections.abc import Callable

import numpy as np
import pytest
from sympy import Basic, MatrixSymbol, Symbol

from tests.theory.latex.reading.evaluation import value
from tests.theory.latex.reading.plain_numbers import ATOMS, NoValueError, Point
from tests.theory.latex.reading.reader import read
from tests.theory.latex.test_reading_back import agree
from theory import PositiveSemidefiniteMatrix, RandomMatrix, Theorem
from theory.algebra.vocabulary.bound_names import unmarked
from theory.latex import expression_latex
from theory.latex.lettering import Lettering
from theory.latex.proofs import _folded_states
from theory.registry import theorems

# of the formulas, the share that has no value here: blocks, singular points, large values
MAY_BE_LEFT_OUT = 0.12


def _point(expr: Basic) -> tuple[Point, Point]:
    """Values by symbol and by letter. Only the letters are the printer's: how they are put together is not."""
    draw, letters = np.random.default_rng(0), Lettering()
    by_symbol: Point = {}
    outcomes: Point = {}
    symbols = sorted({unmarked(symbol) for symbol in expr.atoms(Symbol, MatrixSymbol)}, key=str)
    sizes = {s: 2.0 + (i % 2) for i, s in enumerate(s for s in symbols if s.is_integer)}
    for symbol in symbols:
        shape = [round(value(n, sizes)) for n in symbol.shape] if isinstance(symbol, MatrixSymbol) else [1, 1]

        def drawn(symbol: Basic = symbol, shape: list[int] = shape) -> np.ndarray | float:
            root = draw.uniform(0.2, 1.0, shape)
            found = root @ root.T + np.eye(len(root)) if isinstance(symbol, PositiveSemidefiniteMatrix) else root
            return float(found[0, 0]) if found.size == 1 else found

        by_symbol[symbol] = sizes.get(symbol) or drawn()
        if isinstance(symbol, RandomMatrix):
            outcomes[symbol] = [drawn() for _ in range(ATOMS)]
    by_letter = {str(letters.of(s)): v for s, v in by_symbol.items()}
    by_letter |= {str(letters.of(s)).removesuffix("^{2}"): v**0.5 for s, v in by_symbol.items() if str(s) == "sigma2"}
    by_letter["random"] = {str(letters.of(s)): v for s, v in outcomes.items()}
    return {**by_symbol, "random": outcomes}, by_letter


def _claimed(theorem: Theorem) -> set[Basic]:
    found = {e for statement in theorem.statements for e in statement.expressions()}
    return found | {definition for _, definition in theorem.notation}


def _derived(theorem: Theorem) -> set[Basic]:
    states = [s for part in (theorem, *theorem.parts) if part.derivation for s in _folded_states(part)]
    return {e for s in states for e in (s.expression, *(c.expression for c in s.certificates))}


def _require_values(formulas_of: Callable[[Theorem], set[Basic]], at_least: int) -> None:
    read_back = left_out = 0
    for theorem in theorems():
        for formula in sorted(formulas_of(theorem), key=str):
            by_symbol, by_letter = _point(formula)
            try:
                expected = value(formula, by_symbol)
            except NoValueError:
                left_out += 1
                continue
            tex = expression_latex(formula)
            assert agree(read(tex)(by_letter), expected), f"{theorem.slug}: {formula} is printed as {tex}"
            read_back += 1
    assert read_back >= at_least
    assert left_out <= MAY_BE_LEFT_OUT * (read_back + left_out)


@pytest.mark.long
def test_what_theorems_claim_has_its_value() -> None:
    _require_values(_claimed, at_least=150)


@pytest.mark.nightly
def test_what_proofs_arrive_at_has_its_value() -> None:
    _require_values(_derived, at_least=200)

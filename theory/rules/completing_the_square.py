"""Minimise a quadratic tr(L V K Vᵀ) + tr(C V) + c over a matrix or vector V, by completing the square."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import MatrixSymbol

from theory.algebra.positivity.certificate import require_semidefinite
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.inverses import invert_matrix
from theory.algebra.words.letters import Letter, is_one, matrix_letter
from theory.algebra.words.normal_form import Key, Number, TracePolynomial
from theory.algebra.words.word_operations import Loop, Word, cut, transpose
from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.rules.rule import Rule

__all__ = ["CompleteSquare"]

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class CompleteSquare(Rule):
    """For L, K ≻ 0 go to V* = −½ L⁻¹ Cᵀ K⁻¹; what is left out is tr(L (V − V*) K (V − V*)ᵀ).

    Multiplied out, the square has the cross term −2 tr(K V*ᵀ L V) = tr(C V), and what remains of the objective is
    c − tr(L V* K V*ᵀ) = c + ½ tr(C V*). Only the symmetric part of K counts. Whether that is so in a given case is
    decided by the core, which multiplies out again.
    """

    variable: MatrixSymbol

    def apply(self, state: State) -> State:
        V = matrix_letter(self.variable)
        parts = _split(from_sympy(state.expression), V)
        if parts is None:
            message = f"{state.expression} is not a quadratic tr(L V K V^T) + tr(C V) + c in V = {self.variable}"
            raise DerivationError(message)
        left, right, linear, constant = parts
        weights = to_sympy(left, matrix=True), to_sympy(right, matrix=True)
        for weight in weights:
            # a singular one leaves the minimum undefined, or there is none
            require_semidefinite(weight, state.positive, strict=True)
        at = (invert_matrix(left) @ linear.transpose() @ invert_matrix(right)).times(-HALF)
        value = constant + (linear @ at).trace().times(HALF)
        minimizer = to_sympy(at, matrix=True)
        square = WeightedSquare(self.variable - minimizer, *weights, state.positive)
        return state.to(
            to_sympy(value),
            relation="≥",
            certificates=(square,),
            minimizer={**state.minimizer, self.variable: minimizer},
        )

    def __str__(self) -> str:
        return f"complete the square in {self.variable}"


Parts = tuple[TracePolynomial, TracePolynomial, TracePolynomial, TracePolynomial]


def _split(polynomial: TracePolynomial, V: Letter) -> Parts | None:
    """(L, K, C, c), or None where the quadratic part has not the form tr(L V K Vᵀ) with one product L."""
    left: Word | None = None
    right = TracePolynomial.zero(V.cols, V.cols)
    linear = TracePolynomial.zero(V.cols, V.rows)
    constant: dict[Key, Number] = {}
    for key, value in polynomial.terms.items():
        loops = [loop for loop in key[1] for letter in loop if letter in (V, V.T)]
        rest = TracePolynomial(1, 1, {(key[0], tuple(loop for loop in key[1] if loop not in loops), ()): value})
        if not loops:
            constant[key] = value
        elif len(loops) == 1:
            (spelling,) = [s for s in _spellings(loops[0]) if s[0] is V]
            linear = linear + _matrix(spelling[1:], V.cols, V.rows).scale(rest)
        else:
            found = _inner_and_outer(loops, V)
            if found is None or left not in (None, found[1]):
                return None
            left = found[1]
            right = right + _matrix(found[0], V.cols, V.cols).scale(rest)
    if left is None:
        return None
    symmetric = (right + right.transpose()).times(HALF)
    return _matrix(left, V.rows, V.rows), symmetric, linear, TracePolynomial(1, 1, constant)


def _inner_and_outer(loops: list[Loop], V: Letter) -> tuple[Word, Word] | None:
    """tr(V A Vᵀ B) as (A, B), of the two spellings the one with B in sorting order first."""
    if len(loops) != 2 or loops[0] is not loops[1]:
        return None
    found = []
    for spelling in _spellings(loops[0]):
        if spelling[0] is V and V.T in spelling[1:]:
            i = spelling.index(V.T, 1)
            found.append((spelling[1:i], spelling[i + 1 :]))
    return min(found, key=lambda pair: [letter.key for letter in pair[1]], default=None)


def _spellings(loop: Loop) -> Iterator[Word]:
    for word in (loop, transpose(loop)):
        for i in range(len(word)):
            yield word[i:] + word[:i]


def _matrix(word: Word, rows: object, cols: object) -> TracePolynomial:
    if is_one(rows) and is_one(cols) and word:
        loops, rest = cut(word)
        return TracePolynomial(rows, cols, {((), loops, rest): 1})
    return TracePolynomial(rows, cols, {((), *cut(word)): 1})

"""Signs by kinds, hypotheses and terms: scalars that are > 0, ≥ 0 or ≠ 0, matrices that are ≻ 0, ⪰ 0 or invertible.

Sufficient conditions only; "not shown" says nothing. What is asked about is taken to exist: that it does is shown
elsewhere. Random symbols in an expression are letters: what is shown holds for all their values.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from sympy import (
    Abs,
    Add,
    Basic,
    Dummy,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    Max,
    Min,
    Mul,
    Pow,
    Q,
    Rational,
    Trace,
    Transpose,
    exp,
    sympify,
)

from theory.algebra.signs.facts import NO_FACTS, Facts
from theory.algebra.signs.shapes import Conditions, normal, projected, shifted_product, shrunk, stripped
from theory.algebra.signs.sign_terms import is_definite, is_nonnegative, is_positive, is_semidefinite
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.family_sum import FamilySum
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.algebra.vocabulary.spectral import SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_operations import Word, transpose
from theory.algebra.words.word_rewriting import rewrite

__all__ = ["NOTHING_KNOWN", "Signs"]


def _asked(rule: Callable[["Signs", Expression], bool]) -> Callable[["Signs", Expression], bool]:
    """The question asked of the expression in the kinds that the hypotheses give; answers are kept."""

    def ask(self: "Signs", expression: Expression) -> bool:
        try:
            expression = self.facts.specialised(sympify(expression))
        except UnsupportedExpressionError:
            return False
        key = (rule.__name__, expression)
        if key not in self._answers:
            self._answers[key] = False  # a question that comes back to itself is not answered by that
            self._answers[key] = rule(self, expression)
        return self._answers[key]

    ask.__doc__ = rule.__doc__
    return ask


class Signs:
    """What is shown of signs under hypotheses."""

    def __init__(self, facts: Facts = NO_FACTS) -> None:
        self.facts = facts
        self._answers: dict[tuple[str, Basic], bool] = {}
        self._extended: dict[tuple[Basic, ...], Signs] = {}
        self._positive = _normal_forms(facts.positive)
        self._nonnegative = [*self._positive, *_normal_forms(facts.nonnegative)]

    def assuming(self, positive: Iterable[Basic]) -> "Signs":
        """The same with these scalars known to be > 0 too."""
        new = tuple(p for p in dict.fromkeys(map(sympify, positive)) if p not in self.facts.positive)
        if not new:
            return self
        if new not in self._extended:
            self._extended[new] = Signs(replace(self.facts, positive=(*self.facts.positive, *new)))
        return self._extended[new]

    # -- scalars ----------------------------------------------------------------------------------------------------
    @_asked
    def positive(self, e: Expression) -> bool:
        """Whether a scalar is > 0."""
        if e.is_positive:
            return True
        polynomial = normal(e)
        if polynomial is not None and is_positive(polynomial, self._positive):
            return True
        if self._positive_by_shape(e):
            return True
        other = None if polynomial is None else to_sympy(polynomial)
        return other is not None and other != e and self._positive_by_shape(other)

    def _positive_by_shape(self, e: Expression) -> bool:
        match e:
            case Add():
                return all(map(self.nonnegative, e.args)) and any(map(self.positive, e.args))
            case Mul() | Min():
                return all(map(self.positive, e.args))
            case Max():
                return any(map(self.positive, e.args))
            case exp():
                return True
            case Abs():
                return self.nonzero(e.args[0])
            case Pow():
                return self.positive(e.base) or bool(e.exp.is_even and self.nonzero(e.base))
            case Trace():
                return self.definite(e.arg) or self._gram_is_positive(e)
            case Expectation():
                return self.positive(e.integrand)
            case SpectralSum():
                return self._spectral_sum_is_positive(e)
        return False

    @_asked
    def nonnegative(self, e: Expression) -> bool:
        """Whether a scalar is ≥ 0."""
        if e.is_nonnegative:
            return True
        polynomial = normal(e)
        if polynomial is not None and is_nonnegative(polynomial, self._nonnegative):
            return True
        if self.positive(e):
            return True
        match e:
            case Add() | Mul() | Min():
                return all(map(self.nonnegative, e.args))
            case Max():
                return any(map(self.nonnegative, e.args))
            case Abs():
                return True
            case Pow():
                # a root that exists, as an even power, is ≥ 0
                rooted = isinstance(e.exp, Rational) and e.exp.q % 2 == 0
                return bool(e.exp.is_even or rooted or self.nonnegative(e.base))
            case Trace():
                return self.semidefinite(e.arg)
            case Expectation():
                return self.nonnegative(e.integrand)
        return False

    @_asked
    def nonzero(self, e: Expression) -> bool:
        """Whether a scalar, or a matrix, is not 0."""
        if getattr(e, "is_Matrix", False):
            return self._matrix_is_nonzero(e)
        if e.is_nonzero or self.positive(e) or self.positive(-e):
            return True
        polynomial = normal(e)
        if polynomial is not None and any(_are_proportional(polynomial, k) for k in _normal_forms(self._scalars())):
            return True
        match e:
            case Mul():
                return all(map(self.nonzero, e.args))
            case Pow() | Abs():
                return self.nonzero(e.args[0])
        return False

    def _scalars(self) -> Iterable[Basic]:
        return (known for known in self.facts.nonzero if not getattr(known, "is_Matrix", False))

    def _matrix_is_nonzero(self, matrix: Expression) -> bool:
        if matrix.shape[0] == matrix.shape[1] and self.invertible(matrix):
            return True
        shown = {matrix, Transpose(matrix).doit(), (-matrix).doit()}
        if shown & set(self.facts.nonzero):
            return True
        # what is 0 where the matrix is 0 is not 0
        zero = {matrix: 0 * matrix} if isinstance(matrix, MatrixSymbol) else {}
        return bool(zero) and any(p.has(matrix) and p.xreplace(zero).doit() == 0 for p in self.facts.positive)

    def _gram_is_positive(self, trace: Trace) -> bool:
        """tr(W Q Wᵀ R) > 0 for W ≠ 0 and Q, R ≻ 0 or missing; tr(P D) > 0 for 0 ≠ P ⪰ 0, D ≻ 0."""
        polynomial = normal(trace)
        if polynomial is None or len(polynomial.terms) != 1:
            return False
        ((scalars, loops, _), value) = next(iter(polynomial.terms.items()))
        if value <= 0 or scalars:
            return False
        return all(self._loop_is_positive(loop) for loop in loops)

    def _loop_is_positive(self, loop: Word) -> bool:
        n = len(loop)
        turned = [loop[i:] + loop[:i] for i in range(n)]
        if n == 2 and any(self._is_definite(w[0]) and self._is_nonzero_semidefinite(w[1]) for w in turned):
            return True
        return (n == 1 and self._is_nonzero_semidefinite(loop[0])) or any(map(self._is_positive_gram, turned))

    def _is_positive_gram(self, word: Word) -> bool:
        """W Q Wᵀ R with one letter W ≠ 0."""
        for middle in (0, 1):
            if len(word) in (2 + middle, 3 + middle) and word[1 + middle : 2 + middle] == transpose(word[:1]):
                others = (*word[1 : 1 + middle], *word[2 + middle :])
                if self.nonzero(_as_matrix(word[0])) and all(map(self._is_definite, others)):
                    return True
        return False

    def _is_definite(self, letter: Letter) -> bool:
        return self.definite(_as_matrix(letter))

    def _is_nonzero_semidefinite(self, letter: Letter) -> bool:
        matrix = _as_matrix(letter)
        return self.semidefinite(matrix) and self.nonzero(matrix)

    def _spectral_sum_is_positive(self, e: SpectralSum) -> bool:
        """Σ μ g(μ) > 0 over the eigenvalues of A ⪰ 0, g > 0 for μ ≥ 0, if tr A > 0: not all of them are 0."""
        mu = Dummy("mu", nonnegative=True)
        ratio = e.function(mu) / mu
        return self.semidefinite(e.matrix) and self.positive(Trace(e.matrix)) and self.positive(ratio)

    # -- matrices ---------------------------------------------------------------------------------------------------
    @_asked
    def symmetric(self, m: Expression) -> bool:
        """Whether a matrix equals its transpose."""
        polynomial = normal(m)
        if polynomial is not None and polynomial.rows == polynomial.cols and polynomial == polynomial.transpose():
            return True
        if isinstance(m, Expectation):
            return self.symmetric(m.integrand)
        if isinstance(m, FamilySum):
            return self.symmetric(m.body)
        if isinstance(m, MatAdd):
            return all(map(self.symmetric, m.args))
        return isinstance(m, MatPow | Inverse | Transpose) and self.symmetric(m.args[0])

    @_asked
    def semidefinite(self, m: Expression) -> bool:
        """Whether a matrix is symmetric and ⪰ 0."""
        polynomial = normal(m)
        if polynomial is not None and is_semidefinite(polynomial, self._nonnegative):
            return True
        if self._is_said(PositiveSemidefinite, m, polynomial) or isinstance(m, PositiveSemidefiniteMatrix):
            return True
        if self.definite(m):
            return True
        match m:
            case MatAdd():
                if all(map(self.semidefinite, m.args)):
                    return True
            case MatMul():
                scalars, factors = _split(m)
                if all(map(self.nonnegative, scalars)) and (
                    self._is_congruence(factors) or self._are_commuting(factors)
                ):
                    return True
            case MatPow() | Inverse() | Transpose():
                return self.semidefinite(m.args[0])
            case Expectation():
                return self.semidefinite(m.integrand)
        return any(map(self._all_shown, shrunk(m)))

    @_asked
    def definite(self, m: Expression) -> bool:
        """Whether a matrix is symmetric and ≻ 0."""
        if isinstance(m, PositiveDefiniteMatrix | Identity):
            return True
        if m.shape[0] == m.shape[1] == 1 and not isinstance(m, MatrixSymbol) and self.positive(Trace(m)):
            return True
        polynomial = normal(m)
        if self._is_said(Q.positive_definite, m, polynomial):
            return True
        if polynomial is not None and is_definite(polynomial, self._positive):
            return True
        match m:
            case MatAdd():
                if all(map(self.semidefinite, m.args)) and any(map(self.definite, m.args)):
                    return True
            case MatMul():
                scalars, factors = _split(m)
                congruent = all(map(self.positive, scalars)) and self._is_congruence(factors)
                if congruent and self._has_full_rank(factors):
                    return True
            case MatPow() | Inverse() | Transpose():
                return self.definite(m.args[0])
        return any(map(self._all_shown, projected(m))) or self._is_semidefinite_and_invertible(m, polynomial)

    def _is_semidefinite_and_invertible(self, m: Expression, polynomial: TracePolynomial | None) -> bool:
        """Eigenvalues that are ≥ 0, and not 0 because a hypothesis says that the matrix has an inverse."""
        if polynomial is None or not any(_are_proportional(polynomial, known) for known in self._said_invertible()):
            return False
        return is_semidefinite(polynomial, self._nonnegative) or self._is_said(PositiveSemidefinite, m, polynomial)

    def _is_said(self, predicate: Expression, m: Expression, polynomial: TracePolynomial | None) -> bool:
        """Whether the hypotheses say it of the matrix, or of one that is a rational multiple > 0 of it."""
        if self.facts.has(predicate, m) or polynomial is None:
            return self.facts.has(predicate, m)
        said = _normal_forms(matrix for p, matrix in self.facts.predicates if p == predicate)
        return any(_ratio(polynomial, known) > 0 for known in said)

    @_asked
    def invertible(self, m: Expression) -> bool:
        """Whether a square matrix has an inverse."""
        if m.shape[0] == m.shape[1] == 1:
            return self.nonzero(Trace(m))
        known = (Q.invertible, Q.orthogonal, Q.unitary, *((Q.fullrank,) if m.shape[0] == m.shape[1] else ()))
        if any(self.facts.has(predicate, m) for predicate in known) or self.definite(m):
            return True
        match m:
            case MatMul():
                scalars, factors = _split(m)
                square = all(f.shape[0] == f.shape[1] for f in factors)
                if square and all(map(self.invertible, factors)) and all(map(self.nonzero, scalars)):
                    return True
            case MatPow() | Inverse() | Transpose():
                return self.invertible(m.args[0])
        polynomial = normal(m)
        if polynomial is None:
            return False
        if any(_are_proportional(polynomial, k) for k in self._said_invertible()):
            return True
        return any(map(self._all_shown, (*shifted_product(polynomial), *stripped(m, polynomial))))

    def _said_invertible(self) -> Iterable[TracePolynomial]:
        wanted = (Q.invertible, Q.orthogonal, Q.unitary, Q.positive_definite)
        found = _normal_forms(matrix for predicate, matrix in self.facts.predicates if predicate in wanted)
        return (*found, *(p.transpose() for p in found))

    def _is_congruence(self, factors: list[Expression]) -> bool:
        """W Q Wᵀ with Q ⪰ 0 or missing."""
        if len(factors) < 2:
            return all(map(self.semidefinite, factors))
        left, right = normal(factors[0]), normal(Transpose(factors[-1]).doit())
        return left is not None and left == right and self._is_congruence(factors[1:-1])

    def _are_commuting(self, factors: list[Expression]) -> bool:
        """W₁ … Wₖ ⪰ 0 that commute: in a basis in which all are diagonal so is the product, with entries ≥ 0."""
        forms = [normal(f) for f in factors]
        if any(f is None or f.rows != f.cols for f in forms) or not all(map(self.semidefinite, factors)):
            return False
        pairs = combinations([f for f in forms if f is not None], 2)
        return all(rewrite(a @ b) == rewrite(b @ a) for a, b in pairs)

    def _has_full_rank(self, factors: list[Expression]) -> bool:
        """Whether W Q Wᵀ is definite: W square and invertible, or WWᵀ with independent rows; Q ≻ 0 or missing."""
        if not factors:
            return True
        if len(factors) == 1:
            return self.definite(factors[0])
        first = factors[0]
        if first.shape[0] != first.shape[1]:
            return self._has_independent_rows(first) and self._has_full_rank(factors[1:-1])
        return self.invertible(first) and self._has_full_rank(factors[1:-1])

    def _has_independent_rows(self, matrix: Expression) -> bool:
        return self.facts.has(Q.fullrank, matrix) and self.nonnegative(matrix.shape[1] - matrix.shape[0])

    def _all_shown(self, conditions: Conditions) -> bool:
        tests = {
            "positive": self.positive,
            "nonzero": self.nonzero,
            "definite": self.definite,
            "semidefinite": self.semidefinite,
        }
        return all(tests[name](expression) for name, expression in conditions)


def _normal_forms(expressions: Iterable[Basic]) -> list[TracePolynomial]:
    return [p for p in map(normal, expressions) if p is not None]


def _are_proportional(a: TracePolynomial, b: TracePolynomial) -> bool:
    """Whether a is a rational multiple of b, neither being 0."""
    return bool(_ratio(a, b))


def _ratio(a: TracePolynomial, b: TracePolynomial) -> Fraction:
    """The rational number c ≠ 0 with a = c b; 0 where there is none."""
    if not a.terms or a.terms.keys() != b.terms.keys():
        return Fraction(0)
    key = next(iter(a.terms))
    ratio = Fraction(a.terms[key]) / Fraction(b.terms[key])
    return ratio if a == b.times(ratio) else Fraction(0)


def _as_matrix(letter: Letter) -> Expression:
    return to_sympy(TracePolynomial(letter.rows, letter.cols, {((), (), (letter,)): 1}), matrix=True)


def _split(product: MatMul) -> tuple[list[Expression], list[Expression]]:
    scalars = [a for a in product.args if not getattr(a, "is_Matrix", False)]
    return scalars, [a for a in product.args if getattr(a, "is_Matrix", False)]


NOTHING_KNOWN = Signs()
"""What kinds and terms show by themselves."""

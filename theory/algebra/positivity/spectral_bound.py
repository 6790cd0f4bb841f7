"""Certificates about sums over eigenvalues: a bound that holds for every number an eigenvalue may be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    Integer,
    Lambda,
    MatrixExpr,
    Min,
    Mul,
    Symbol,
    Trace,
    factor_list,
    fraction,
    sympify,
    together,
)

from theory.algebra.positivity.certificate import (
    Certificate,
    NotCertifiedError,
    require_nonnegative,
    require_semidefinite,
)
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.algebra.vocabulary.spectral import OperatorNorm, SpectralSum
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy

__all__ = ["SpectralBound"]

Substitution = dict[Basic, Basic]


@dataclass(frozen=True)
class SpectralBound(Certificate):
    """Σ_j g(μ_j) ≥ 0 over the eigenvalues of A ⪰ 0, because g(μ) ≥ 0 for 0 ≤ μ ≤ ‖A‖ ≤ tr A.

    ``terms`` are pairs (c, f) with g = Σ c·f; each f is a ``Lambda``, rational apart from minima, of which every
    outcome is a case. What is compared with μ are ‖A‖ and tr A, where they occur in c or f.

    Every eigenvalue of A ⪰ 0 is ≥ 0 and at most the largest, ‖A‖, which is one of the numbers ≥ 0 that add up to tr A.
    So g is to be ≥ 0 for all numbers with μ ≥ 0, ‖A‖ = μ + δ, tr A = ‖A‖ + ε and δ, ε ≥ 0: more than there are, so
    that what holds for them holds for those. A quotient is ≥ 0 where every factor of its denominator has a sign and the
    numerator, times these signs, is a sum of terms that are ≥ 0.

    >>> from sympy import Dummy, Lambda
    >>> from theorycheck import certificates, setting
    >>> mu = Dummy("mu", nonnegative=True)
    >>> certificates.SpectralBound(setting.Psi, ((1, Lambda(mu, mu / (1 + mu))),)).verify()
    """

    matrix: MatrixExpr
    terms: tuple[tuple[Expression, Lambda], ...]
    positive: tuple[Expr, ...] = ()

    @property
    def expression(self) -> Expr:
        return Add(*(Mul(sympify(c), SpectralSum(f, self.matrix)) for c, f in self.terms))

    @property
    def explanation(self) -> str:
        return "Σ_j g(μ_j) ≥ 0 over the eigenvalues of A ⪰ 0 if g ≥ 0 between 0 and ‖A‖; and ‖A‖ ≤ tr A"

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        require_semidefinite(self.matrix, self.positive, signs=signs)
        mu = Dummy("mu", nonnegative=True)
        g = Add(*(Mul(sympify(c), f(mu)) for c, f in self.terms))
        scalars = _scalars((g, *self.positive), self.matrix, mu, set(self.positive))
        known = [p.xreplace(scalars) for p in self.positive]
        for case, substitution in _cases(g.xreplace(scalars)):
            _require_nonnegative_quotient(case, [p.xreplace(substitution) for p in known])

    def __str__(self) -> str:
        terms = " + ".join(f"({c}) {f.expr}" for c, f in self.terms)
        return f"{terms} ≥ 0 for every eigenvalue of {self.matrix}"


def _scalars(exprs: Sequence[Basic], matrix: MatrixExpr, mu: Symbol, positive: set[Expr]) -> Substitution:
    """Traces, norms and whole numbers as numbers ≥ 0: ‖A‖ = μ + δ, tr A = ‖A‖ + ε, n = 1 + k, what is > 0 apart."""
    norm = mu + Dummy("delta", nonnegative=True)
    trace = norm + Dummy("epsilon", nonnegative=True)
    found: Substitution = {}
    for node in {n for e in exprs for n in e.atoms(Trace, OperatorNorm)}:
        if node == OperatorNorm(matrix):
            found[node] = norm
        elif isinstance(node, Trace) and from_sympy(node) == from_sympy(Trace(matrix)):
            found[node] = trace
        else:
            require_nonnegative(node)
            found[node] = Dummy(str(node), nonnegative=True)
    for symbol in {s for e in exprs for s in e.free_symbols if isinstance(s, Symbol)}:
        if symbol in positive:
            found[symbol] = Dummy(symbol.name, positive=True)
        elif symbol.is_integer and symbol.is_positive:
            found[symbol] = Integer(1) + Dummy(symbol.name, nonnegative=True)
    return found


def _cases(g: Expr) -> Iterator[tuple[Expr, Substitution]]:
    """The expression with each minimum replaced by each of its arguments in turn.

    In a case, symbols that are not the least are that plus something ≥ 0; other expressions are not made use of.
    """
    minima = sorted(g.atoms(Min), key=str)
    for chosen in product(*(m.args for m in minima)):
        larger: Substitution = {}
        for least, minimum in zip(chosen, minima, strict=True):
            for other in minimum.args:
                if isinstance(other, Symbol) and not least.has(other) and not larger:
                    larger[other] = least + Dummy("gap", nonnegative=True)
        yield g.xreplace(dict(zip(minima, chosen, strict=True))).xreplace(larger), larger


def _require_nonnegative_quotient(expression: Expr, known: Sequence[Expr]) -> None:
    numerator, denominator = fraction(together(expression))
    constant, factors = factor_list(denominator)
    sign = constant
    for factor, power in factors:
        sign *= _sign(factor, known) ** power
    if not numerator.is_polynomial() or sign == 0:
        message = f"{expression} is not a quotient of polynomials: give rational functions and minima"
        raise NotCertifiedError(message)
    require_nonnegative(numerator.expand() * sign, known)


def _sign(factor: Expr, known: Sequence[Expr]) -> int:
    """±1 for a factor of a denominator, which must not vanish."""
    for sign in (1, -1):
        try:
            require_nonnegative(sign * factor.expand(), known, strict=True)
        except NotCertifiedError:
            continue
        return sign
    message = f"the sign of the denominator {factor} is not shown by its terms: add a hypothesis"
    raise NotCertifiedError(message)

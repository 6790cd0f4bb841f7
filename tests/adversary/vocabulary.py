"""What the claims are made of: letters, laws, forged rules and lying certificates, and the record of one case."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sympy import Identity, MatrixSymbol, Rational, ZeroMatrix, symbols

from theory import (
    Assumption,
    Equality,
    Expectation,
    MatrixNormal,
    PositiveDefiniteMatrix,
    PositiveSemidefinite,
    PositiveSemidefiniteMatrix,
    Step,
    SymmetricMatrix,
    Theorem,
    inner,
    quad,
)
from theory.certificates import (
    CauchySchwarz,
    Certificate,
    Combination,
    FrobeniusCauchySchwarz,
    Mean,
    Multiple,
    NormOfSum,
    OperatorJensen,
    Product,
    RayleighBound,
    RegularisedInverse,
    SpectralBound,
    Square,
    Termwise,
    TraceBound,
    WeightedSquare,
)
from theory.rules import Rule, State

__all__ = [
    "CauchySchwarz",
    "Certificate",
    "Combination",
    "FrobeniusCauchySchwarz",
    "Mean",
    "Multiple",
    "NormOfSum",
    "OperatorJensen",
    "PositiveSemidefinite",
    "Product",
    "RayleighBound",
    "RegularisedInverse",
    "SpectralBound",
    "Square",
    "Termwise",
    "TraceBound",
    "WeightedSquare",
]


# -- the record of a case ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Case:
    """A claim: ``make()`` gives what ``verify`` is given, or a pair of it and keyword arguments.

    ``exact`` claims are false at rational points at which both sides have rational values, so that they can be refuted
    by hand; the others have no meaning as stated, rest on hypotheses that contradict each other, or need roots,
    exponentials or sampling. ``why`` gives the reason, ``at`` a point where the claim fails.
    """

    make: Callable[[], Any]
    why: str
    exact: bool = False
    at: str = ""


Cases = dict[str, Case]


def false(make: Callable[[], Any], why: str, at: str = "") -> Case:
    """False, with exact values."""
    return Case(make, why, exact=True, at=at)


def unsound(make: Callable[[], Any], why: str) -> Case:
    """Undefined, vacuous, or false where only roots or sampling show it: PROVED would be wrong."""
    return Case(make, why)


def by(statement: Any, *rules: Any, assume: tuple[Any, ...] = (), **more: Any) -> Theorem:
    """A theorem with these rules as derivation, under these relations."""
    hypotheses = tuple(Assumption(f"hypothesis {i}", relation) for i, relation in enumerate(assume, start=1))
    steps = tuple(Step(rule, "so it is said") for rule in rules)
    fields = {"slug": "case", "title": "a case", "derivation": steps, "assumptions": hypotheses}
    return Theorem(statement=statement, **{**fields, **more})


def under(statement: Any, *relations: Any) -> tuple[Any, dict[str, Any]]:
    """A bare statement under these relations."""
    hypotheses = tuple(Assumption(f"hypothesis {i}", relation) for i, relation in enumerate(relations, start=1))
    return statement, {"assumptions": hypotheses}


# -- letters ----------------------------------------------------------------------------------------------------------
d, M, N, n, m = symbols("d M N n m", integer=True, positive=True)
r, s, t = symbols("r s t", real=True)
p, q = symbols("p q", positive=True)
H, K = (PositiveDefiniteMatrix(name, d) for name in "HK")
P, R = (PositiveSemidefiniteMatrix(name, d) for name in "PR")
G = SymmetricMatrix("G", d)
A, B, C, J = (MatrixSymbol(name, d, d) for name in "ABCJ")
W = MatrixSymbol("W", M, d)
a, b, c, z = (MatrixSymbol(name, d, 1) for name in "abcz")
I, one, zero = Identity(d), Identity(1), ZeroMatrix(d, 1)  # noqa: E741  (the identity)
O = ZeroMatrix(d, d)  # noqa: E741  (the zero matrix)
half = Rational(1, 2)

x = MatrixNormal("x", zero, H, one)
x2 = MatrixNormal("x2", zero, H, one)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
Y = MatrixNormal("Y", ZeroMatrix(M, d), Identity(M), I)
y = MatrixNormal("y", ZeroMatrix(M, 1), Identity(M), one)
S = X.T * X / M
g = quad(x, I)
ax, bx = inner(a, x), inner(b, x)
E = Expectation


def law(covariance: Any, mean: Any = zero, name: str = "v") -> MatrixNormal:
    """A Gaussian vector of that covariance."""
    return MatrixNormal(name, mean, covariance, one)


# -- what an enemy writes himself -------------------------------------------------------------------------------------
class Forged(Rule):
    """A rule of a user that returns whatever it likes."""

    def __init__(self, move: Callable[[State], Any]) -> None:
        self.move = move

    def apply(self, state: State) -> Any:
        return self.move(state)


def leap(to: Any, **changes: Any) -> Forged:
    """Go to an expression for no reason."""
    return Forged(lambda state: state.to(to, **changes))


def tampered(to: Any, **changes: Any) -> Forged:
    """Go to an expression, and change fields of the state that a step has no business with."""
    return Forged(lambda state: replace(state.to(to), **changes))


class Lie(Certificate):
    """A certificate of a user: whatever is wanted is ≥ 0."""

    def __init__(self, expression: Any) -> None:
        object.__setattr__(self, "wanted", expression)

    @property
    def expression(self) -> Any:
        return self.wanted

    def verify(self) -> None:
        """Pass."""

    def vanishes_only_at_zero_of(self, matrix: Any) -> bool:
        return True


class Chameleon(str):
    """The name of a relation that equals every other name."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


class Fickle(tuple):
    """A tuple that shows its elements from its second reading on."""

    def __iter__(self) -> Any:
        self.__dict__["readings"] = self.__dict__.get("readings", 0) + 1
        return iter(()) if self.__dict__["readings"] == 1 else super().__iter__()


class Shifty:
    """A relation whose left side is its right side for some readings, and something else later."""

    honest_readings = 1

    def __init__(self, left: Any, right: Any) -> None:
        self.left, self.rhs, self.readings = left, right, 0

    @property
    def lhs(self) -> Any:
        self.readings += 1
        return self.rhs if self.readings <= self.honest_readings else self.left

    def replace(self, mapping: Any) -> Any:
        return Equality(self.left.xreplace(mapping), self.rhs.xreplace(mapping))

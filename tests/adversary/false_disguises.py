"""Symbols, kinds, statements and hypotheses of a user that are not what they say, and letters that look alike."""

from sympy import (
    Dummy,
    Eq,
    Expr,
    Function,
    Gt,
    Integer,
    Inverse,
    MatMul,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    Q,
    StrictGreaterThan,
    Symbol,
    Trace,
    ZeroMatrix,
    sqrt,
)
from sympy.core.basic import Basic

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    E,
    H,
    I,
    M,
    O,
    Termwise,
    WeightedSquare,
    a,
    by,
    d,
    false,
    g,
    inner,
    law,
    one,
    p,
    quad,
    r,
    s,
    t,
    under,
    unsound,
    zero,
)
from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    LoewnerBound,
    MatrixNormal,
    Minimum,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    Step,
    SymmetricMatrix,
    Theorem,
)
from theory.rules import Below, Expand, Integrate, MinimiseAt, Rewrite

__all__ = ["CLAIMS"]


class SaysPositive(Symbol):
    """A letter that says of itself that it is positive."""

    is_positive = True
    is_nonnegative = True


class SaysZero(Symbol):
    """A letter that says of itself that it is 0 when multiplied."""

    def __mul__(self, other):
        return Integer(0)

    __rmul__ = __mul__


class SaysWhole(Symbol):
    """A letter that says of itself that it is a size."""

    is_integer = True
    is_positive = True


class SaysSymmetric(MatrixSymbol):
    """A matrix that says of itself that it is symmetric."""

    def _eval_transpose(self):
        return self


class SaysDefinite(PositiveDefiniteMatrix):
    """A definite matrix of a user whose transpose is another matrix."""

    def _eval_transpose(self):
        return -self


class Indefinite(PositiveSemidefiniteMatrix):
    """A user's kind, below one of ours, that is meant to be indefinite."""


class HalfSize(MatrixSymbol):
    """A matrix that changes its shape."""

    @property
    def shape(self):
        return (d, M) if getattr(type(self), "turned", False) else (M, d)


class SaysZeroMean(Expectation):
    """An expectation that evaluates to what is wanted."""

    def __new__(cls, expr):
        return Basic.__new__(cls, expr)

    def doit(self, **hints):
        return Integer(0)


class OtherMean(MatrixNormal):
    """A law that has another mean when it is asked."""

    @property
    def mean(self):
        return zero


class SaysNonnegative(Function):
    """A function of a user, of which nothing but its word is known."""

    nargs = 1
    is_nonnegative = True
    is_real = True


class SaysSimple(Expr):
    """A node of a user that simplifies to what is wanted."""

    is_commutative = True
    is_real = True

    def doit(self, **hints):
        return s


class SaysIdentity(MatrixExpr):
    """A matrix of a user that evaluates to the identity."""

    @property
    def shape(self):
        return (d, d)

    def doit(self, **hints):
        return I


class WeakEquality(Equality):
    """An equality that is about something else when it is looked at."""

    def expressions(self):
        return (s, s)

    def replace(self, mapping):
        return Equality(s, s)


class WeakBound(Bound):
    """A bound of a user."""

    def replace(self, mapping):
        return Bound(Integer(0), Integer(1))


class WeakMinimum(Minimum):
    """A minimum of a user that is not over anything."""

    def replace(self, mapping):
        return Minimum(Integer(0), (), (), Integer(0))


class OrderedSum(LoewnerBound):
    """An order that forgets its left side."""

    def replace(self, mapping):
        return LoewnerBound(O, I)


class LooseAssumption(Assumption):
    """A hypothesis that says something else."""

    @property
    def relation(self):
        return Gt(r, 0)

    @relation.setter
    def relation(self, value):
        """Forget it."""


class FakeGt(StrictGreaterThan):
    """r > 0, that evaluates as p > 0."""

    @property
    def lhs(self):
        return r


class WeakTheorem(Theorem):
    """A theorem that unfolds to something true."""

    def unfold(self, statement=None):
        return Equality(s, s)


class WeakStep(Step):
    """A step with another rule each time."""

    @property
    def rule(self):
        return Rewrite(r)

    @rule.setter
    def rule(self, value):
        """Forget it."""


def made(kind, *rules):
    """Statement r = s as a theorem of a user's class."""
    steps = tuple(Step(rule, "so it is said") for rule in rules)
    return kind(slug="case", title="a case", statement=Equality(r, s), derivation=steps)


bold, whole = SaysPositive("bold", real=True), SaysWhole("whole", real=True)
nought = SaysZero("nought", real=True)
F, L = SaysSymmetric("F", d, d), SaysDefinite("L", d)
J = Indefinite("J", d)

V = MatrixNormal("V", O, I, H)

CLAIMS: Cases = {
    # -- symbols
    "a letter that says that it is positive": unsound(
        lambda: by(Bound(0, bold), Below(0, (Termwise(bold),))),
        "it was declared real, and is of a class that nobody knows",
    ),
    "a root of a letter that says that it is positive": unsound(
        lambda: Equality(sqrt(bold**2), bold), "a class that nobody knows"
    ),
    "a letter that says that it is a size": unsound(
        lambda: by(Bound(1, whole), Below(1, (Termwise(whole - 1),))), "a class that nobody knows"
    ),
    "a letter that multiplies to 0": unsound(
        lambda: Equality(nought * r + s, s + Mul(r, nought)), "a class that nobody knows"
    ),
    "two dummies of one name": unsound(lambda: Equality(Dummy("u", real=True), Dummy("u", real=True)), "two letters"),
    "two dummies of one name, in a product": unsound(
        lambda: Equality(Dummy("u", real=True) * Trace(A), Trace(A) * Dummy("u", real=True)), "two letters"
    ),
    "a dummy and a symbol": unsound(lambda: Equality(Dummy("r", real=True), r), "two letters"),
    "one name, real and positive": unsound(lambda: Equality(Symbol("p", real=True) - p, 0), "two letters"),
    "one name, a number and a matrix": unsound(
        lambda: Equality(Symbol("A", real=True) * Trace(A), Trace(A) * Symbol("A", real=True)),
        "two letters of one name",
    ),
    "one name, two shapes": unsound(
        lambda: Equality(Trace(MatrixSymbol("A", d, d)) + Trace(MatrixSymbol("A", M, M)), 2 * Trace(A)), "two letters"
    ),
    "one name, two kinds": unsound(
        lambda: Equality(Trace(PositiveDefiniteMatrix("A", d) * B), Trace(A * B)), "two letters"
    ),
    "one name, a matrix and a law": unsound(
        lambda: Equality(
            E(inner(law(H), law(H))) * Trace(MatrixSymbol("v", d, d)), Trace(H) * Trace(MatrixSymbol("v", d, d))
        ),
        "two letters of one name",
    ),
    # -- matrices
    "a matrix that says that it is symmetric": unsound(
        lambda: Equality(Trace(F * B), Trace(F * B.T)), "a class that nobody knows"
    ),
    "a definite matrix that is skew": unsound(
        lambda: by(Bound(0, quad(a, L)), Below(0, (WeightedSquare.of(a, L),))), "its transpose is said to be -L"
    ),
    "a definite matrix and its transpose": unsound(
        lambda: Equality(L.T * A, -(L * A)), "a definite matrix is symmetric"
    ),
    "a kind of a user below a kind of ours": unsound(
        lambda: by(Bound(0, Trace(J)), Below(0, (Termwise(Trace(J)),))), "a class that nobody knows"
    ),
    "a matrix that changes its shape": unsound(
        lambda: Equality(Trace(HalfSize("Z", M, d)), 0), "a class that nobody knows"
    ),
    "a matrix that evaluates to the identity": unsound(
        lambda: Equality(MatMul(SaysIdentity(), A), A), "a class that nobody knows"
    ),
    # -- nodes and laws
    "an expectation that evaluates to what is wanted": unsound(lambda: Equality(SaysZeroMean(g), 0), "tr H"),
    "an expectation that evaluates to what is wanted, by derivation": unsound(
        lambda: by(Equality(SaysZeroMean(g), 0), Integrate()), "tr H"
    ),
    "a law with another mean": unsound(
        lambda: Equality(E(inner(a, OtherMean("o", a, H, one))), 0), "its mean is a: |a|^2"
    ),
    "a function that says that it is nonnegative": unsound(
        lambda: by(Bound(0, SaysNonnegative(r)), Below(0, (Termwise(SaysNonnegative(r)),))),
        "a function that nobody knows",
    ),
    "a node that simplifies to what is wanted": unsound(lambda: Equality(SaysSimple(r), s), "a node that nobody knows"),
    "an unknown function twice": unsound(
        lambda: Equality(Function("f")(r) * Function("h")(r), Function("h")(r) * Function("f")(r)),
        "functions of which nothing is known, not even that they are real",
    ),
    # -- statements, hypotheses, theorems
    "an equality of a user": unsound(lambda: WeakEquality(r, s), "r is not s"),
    "an equality of a user, by derivation": unsound(lambda: by(WeakEquality(r, s), Expand()), "r is not s"),
    "a bound of a user": unsound(lambda: by(WeakBound(1, 0), Below(Integer(1), ())), "1 is not below 0"),
    "a minimum of a user": unsound(
        lambda: by(WeakMinimum((r - 1) ** 2, (r,), (5,), 0), MinimiseAt(r, Integer(1), Termwise((r - 1) ** 2))),
        "16 at 5",
    ),
    "an order of a user": unsound(lambda: by(OrderedSum(H, O), Expand()), "H is above 0"),
    "a hypothesis of a user": unsound(
        lambda: (Equality(sqrt(r**2), r), {"assumptions": (LooseAssumption("t", Gt(t, 0)),)}), "t > 0 says nothing of r"
    ),
    "a relation of a user": unsound(
        lambda: under(Equality(sqrt(r**2), r), FakeGt(p, 0, evaluate=False)), "p > 0 says nothing of r"
    ),
    "a theorem of a user": unsound(lambda: made(WeakTheorem), "r is not s"),
    "a theorem of a user, by derivation": unsound(lambda: made(WeakTheorem, Rewrite(s)), "r is not s"),
    "a step of a user": unsound(
        lambda: Theorem(
            slug="case", title="a case", statement=Equality(r, s), derivation=(WeakStep(Rewrite(s), "so it is said"),)
        ),
        "r is not s",
    ),
    "a hypothesis that is a Python truth": false(
        lambda: (Equality(r, s), {"assumptions": (Assumption("true", True),)}), "r is not s"
    ),
    "a hypothesis of nothing": false(
        lambda: (Equality(r, s), {"assumptions": (Assumption("empty", ""),)}), "r is not s"
    ),
    "a hypothesis that is an expression": unsound(
        lambda: (Equality(sqrt(r**2), r), {"assumptions": (Assumption("r", r),)}), "an expression is no hypothesis"
    ),
    "a hypothesis on a bound letter": unsound(
        lambda: under(Equality(E(inner(a, law(H)) ** 2), 0), Eq(inner(a, law(H)), 0)),
        "a law is no letter of a hypothesis",
    ),
    "an invertible law": unsound(
        lambda: under(Equality(E(Trace(Inverse(V) * A * V)), Trace(A)), Q.invertible(V)),
        "E is over all its values, the singular ones too",
    ),
    "an equality of what is no expression": unsound(lambda: Equality("r", "r"), "strings are executed by SymPy"),
    "a string with two meanings": unsound(lambda: Equality("1 + 1", 2), "strings are executed by SymPy"),
    "sides of different shapes": unsound(lambda: Equality(A, ZeroMatrix(d, M)), "d x d and d x M"),
    "a matrix and a number": unsound(lambda: Equality(A, Trace(A)), "a matrix is no number"),
    "a symmetric matrix that is not square": unsound(
        lambda: Equality(SymmetricMatrix("T", d, M) * B, SymmetricMatrix("T", d, M).T * B), "d x M"
    ),
}

"""The contract of ``equal``: True by normal form, False at an exact point, otherwise Undecidable naming the term."""

import pytest
from sympy import (
    Abs,
    Determinant,
    Identity,
    Integer,
    Inverse,
    MatrixSymbol,
    OneMatrix,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    cos,
    sin,
    sqrt,
    symbols,
)

from tests.theory.algebra.letters import A, B, C, H, M, Psi, S, X, b, d, m, s, symmetric, t, u, unit, y
from theory import (
    Equality,
    Expectation,
    NameClashError,
    PositiveDefiniteMatrix,
    ShapeError,
    Undecidable,
    equal,
    quad,
)
from theory.algebra.identities import deciding
from theory.algebra.identities.deciding import proves_equal_entrywise
from theory.algebra.identities.separation import separating_point

R = H ** Rational(1, 2)
negative = Symbol("negative", negative=True)
even = Symbol("even", even=True, positive=True)
Gamma, K = MatrixSymbol("Gamma", d, d), PositiveDefiniteMatrix("K", d)
OPTIMUM = Equality(Gamma * K, Psi * H)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Expectation(S * A * S), H * A * H + (H * A.T * H + Trace(A * H) * H) / M),
        (1 / (s + Trace(A * H)) - 1 / (t + Trace(A * H)), (t - s) / ((s + Trace(H * A)) * (t + Trace(A.T * H)))),
        (R * A * R * R, R * A * H),
        (R * Inverse(R * A * R + s * unit) * R, Inverse(A + s * Inverse(H))),
        ((M**2 - 1) / (M - 1), M + 1),
        ((M + 1) * (M + 2) / M**2, 1 + 3 / M + 2 / M**2),
        (sqrt(s) * sqrt(t) * sqrt(s), s * sqrt(t)),
        ((sqrt(2) * A) * (sqrt(2) * A), 2 * A * A),
        (negative, -Abs(negative)),
        (H[0, 1], H[1, 0]),
        (m, Trace(m) * Identity(1)),
        (b.T * A * b, quad(b, A.T)),
        (Expectation(y, given=[X]), X * b),
    ],
    ids=str,
)
def test_true(left, right):
    assert equal(left, right) is equal(right, left) is True


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Expectation(S * A * S), H * A * H),
        (A * B, B * A),
        (A, A.T),
        (symmetric * Psi, Psi * symmetric),
        (Trace(A * B * C), Trace(A * C * B)),
        (A * b, 2 * A * b),
        (sqrt(u**2), u),
        (Abs(u), u),
        (R, H),
        (A ** Rational(1, 2) * b, b),
        (symmetric ** Rational(1, 2) * A, A * symmetric ** Rational(1, 2)),
        (sqrt(s), s),
        (negative, Abs(negative)),
        (even, even + 2),
        (A[0, 1], A[1, 0]),
        (1 / (s + t), 1 / s + 1 / t),
        (Inverse(A + B), Inverse(A) + Inverse(B)),
        (d * Trace(A), Trace(A)),
        (Integer(1), Integer(2)),
    ],
    ids=str,
)
def test_false(left, right):
    assert equal(left, right) is equal(right, left) is False


@pytest.mark.parametrize(
    ("left", "right", "named"),
    [
        (sin(u) ** 2 + cos(u) ** 2, Integer(1), r"reduces cos\(u\)\*\*2 \+ sin\(u\)\*\*2 - 1|sin\(u\)\*\*2 \+ cos"),
        (Determinant(A), Determinant(A.T), r"reduces Determinant\(A\) - Determinant\(A\.T\) to 0"),
    ],
    ids=str,
)
def test_undecidable_names_the_term(left, right, named):
    with pytest.raises(Undecidable, match=named):
        equal(left, right)


def test_no_point_outside_the_assumptions():
    point = separating_point(negative * even * s, Integer(1))
    assert point[negative] < 0 < point[s]
    assert point[even] % 2 == 0
    with pytest.raises(Undecidable):  # no rational number will do, hence no point
        equal(Symbol("q", irrational=True) * u, u)


def test_poles_separate_nothing():
    assert equal((s**2 - t**2) / (s - t), s + t)
    a, c = symbols("a c")
    assert separating_point(1 / (a - a), 1 / (c - c)) is None


def test_entry_by_entry_at_concrete_sizes():
    A2, H2 = MatrixSymbol("A", 2, 2), PositiveDefiniteMatrix("H", 2)
    cayley_hamilton = Trace(A2) * A2 - (Trace(A2) ** 2 - Trace(A2**2)) / 2 * Identity(2)
    assert equal(A2**2, cayley_hamilton)
    assert not equal(A2**2, 2 * cayley_hamilton)
    assert equal(Inverse(H2), (Trace(H2) * Identity(2) - H2) * 2 / (Trace(H2) ** 2 - Trace(H2**2)))
    assert equal(Trace(A2[0, 0] * A2), A2[0, 0] * Trace(A2))
    with pytest.raises(Undecidable):
        equal(sin(u) ** 2 * A2 + cos(u) ** 2 * A2, A2)


def test_relations():
    assert equal(K * Gamma.T, H * Psi, [OPTIMUM])
    assert equal(Trace(Gamma * K * Gamma.T), Trace(Psi * H * Gamma.T), [OPTIMUM])
    assert equal(Psi * H * Gamma.T, Gamma * H * Psi, [OPTIMUM])
    assert equal(A * B * A, A, [Equality(A * B, unit)])
    with pytest.raises(Undecidable):
        equal(Gamma, Psi * H, [OPTIMUM])


def test_a_symmetry_may_be_declared():
    assert equal(Psi * H * Gamma.T * A, Gamma * H * Psi * A, [Equality(Psi * H * Gamma.T, Gamma * H * Psi)])
    assert equal(Trace(A * B), Trace(A.T * B), [Equality(A.T, A)])


@pytest.mark.parametrize("relation", [Equality(A, A + B), Equality(A * B, A * B * A * B)], ids=str)
def test_relations_that_turn_in_a_circle(relation):
    with pytest.raises(Undecidable, match="turn in a circle"):
        equal(A * B * C, C, [relation])


def test_bad_input():
    with pytest.raises(ShapeError, match="they cannot be equal"):
        equal(A, b)
    with pytest.raises(NameClashError):
        equal(Trace(A), Symbol("A"))
    with pytest.raises(ValueError, match="must be one product of matrices"):
        equal(A, B, [Equality(A + B, C)])
    with pytest.raises(ShapeError, match="shapes must agree"):
        equal(b.T * A * b * A, A)


def test_sides_that_plainly_differ_are_told_apart_where_rewriting_does_not_end(monkeypatch):
    def endless(*_):
        raise Undecidable("rewriting did not end")

    monkeypatch.setattr(deciding, "rewrite", endless)
    assert equal(A * H, 2 * A * H) is False
    with pytest.raises(Undecidable, match="did not end"):
        equal(A * H, A * H + B - B + A - A)


def test_cayley_hamilton_holds_at_a_size_that_is_a_number_whatever_stands_beside_it():
    """At 2×2, A² − tr(A)A + det(A)I = 0; words of generic size cannot see it, and scalars are letters beside it."""
    n = Symbol("n", positive=True)
    A = MatrixSymbol("A", 2, 2)
    determinant = (Trace(A) ** 2 - Trace(A * A)) / 2
    vanishes = A * A - Trace(A) * A + determinant * Identity(2)
    assert equal(vanishes / n, ZeroMatrix(2, 2))
    assert equal(sqrt(n) * Trace(vanishes * A) + n, n)
    assert not equal(vanishes / n, A / n)


@pytest.mark.parametrize("beside", [Trace(Identity(d) * H), Trace(OneMatrix(d, d))], ids=str)
def test_a_size_that_is_a_letter_leaves_the_entries_alone(beside):
    A, C2 = MatrixSymbol("A", 2, 2), MatrixSymbol("C2", 2, 2)
    assert not proves_equal_entrywise(Trace(A * A) * beside, Trace(A) * d)
    assert equal(Trace(A * C2) * beside, Trace(C2 * A) * beside)

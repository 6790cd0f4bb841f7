"""Inverses in normal form, and what rewriting does to them."""

import pytest
from sympy import Identity, Inverse, MatPow, MatrixSymbol, Rational, Trace, ZeroMatrix

from tests.theory.algebra.letters import A, B, H, Psi, V, b, c, d, n, s, t, unit
from theory import ShapeError, equal, quad
from theory.algebra.words.convert import from_sympy, to_sympy

REDUCED = [
    (Inverse(2 * (H + A)), Inverse(H + A) / 2),
    (Inverse(-A), -Inverse(A)),
    (Inverse(s * A + s * B), Inverse(A + B) / s),
    (Inverse((s**2 - t**2) * A + (s + t) * B), Inverse((s - t) * A + B) / (s + t)),
    (Inverse(Trace(A) * B), Inverse(B) / Trace(A)),
    (Inverse(H + H * Psi * H), Inverse(unit + Psi * H) * Inverse(H)),
    (Inverse(Inverse(A) + Inverse(B)), B * Inverse(A + B) * A),
    (Inverse(Inverse(A + B)), A + B),
    (Inverse(H + Inverse(s * unit + A)), Inverse((s * unit + A) * H + unit) * (s * unit + A)),
    (Inverse(A.T + B.T), Inverse(A + B).T),
    (Inverse(A / (s + Trace(B)) + B), (s + Trace(B)) * Inverse(A + (s + Trace(B)) * B)),
    (1 / (2 * s - 2 * t), -1 / (t - s) / 2),
    (1 / (s / Trace(A) + t), Trace(A) / (s + t * Trace(A))),
]


@pytest.mark.parametrize(("left", "right"), REDUCED, ids=str)
def test_equal_inverses_are_one_letter(left, right):
    assert from_sympy(left) == from_sympy(right)


RANK_ONE = [
    (s * unit + b * b.T, (unit - b * b.T / (s + quad(b, unit))) / s),
    (s * unit + t * b * c.T, (unit - t * b * c.T / (s + t * Trace(c.T * b))) / s),
    (unit - b * c.T * A, unit + b * c.T * A / (1 - Trace(c.T * A * b))),
    (Trace(A) * unit + H * b * b.T, (unit - H * b * b.T / (Trace(A) + quad(b, H))) / Trace(A)),
    (H + b * b.T, Inverse(H) - Inverse(H) * b * b.T * Inverse(H) / (1 + quad(b, Inverse(H)))),
    (s * Inverse(H) + b * b.T, (H - H * b * b.T * H / (s + quad(b, H))) / s),
]


@pytest.mark.parametrize(("matrix", "inverse"), RANK_ONE, ids=str)
def test_rank_one_updates_are_expanded(matrix, inverse):
    """Sherman & Morrison 1950."""
    assert from_sympy(Inverse(matrix)) == from_sympy(inverse)
    assert equal(Inverse(matrix) * matrix, Identity(d))


def test_rank_one_updates_inside_a_form():
    mu = quad(b, H)
    assert equal(Trace(b.T * Inverse(H * b * b.T + s * unit) * H * b), mu / (s + mu))


def test_other_updates_stay():
    text = to_sympy(from_sympy(Inverse(A + b * b.T)), True)
    assert text == Inverse(A + b * b.T)
    assert to_sympy(from_sympy(Inverse(Psi + b * b.T)), True) == Inverse(b * b.T + Psi)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Psi * Inverse(H * Psi + s * unit), Inverse(Psi * H + s * unit) * Psi),
        (V.T * Inverse(V * V.T + s * Identity(n)), Inverse(V.T * V + s * unit) * V.T),
        (Identity(n) - V * Inverse(V.T * V + s * unit) * V.T, s * Inverse(V * V.T + s * Identity(n))),
        (Trace(Inverse(H * Psi + s * unit)), Trace(Inverse(Psi * H + s * unit))),
        (Inverse(A + s * unit) - Inverse(A + t * unit), (t - s) * Inverse(A + s * unit) * Inverse(A + t * unit)),
        (Inverse(A + s * unit) * Inverse(A + t * unit), Inverse(A + t * unit) * Inverse(A + s * unit)),
        (Inverse(2 * A + s * unit) * Inverse(A + t * unit), Inverse(A + t * unit) * Inverse(2 * A + s * unit)),
        (Inverse(t * A + s * unit) * Inverse(A + unit), (t * Inverse(t * A + s * unit) - Inverse(A + unit)) / (t - s)),
        (unit - s * Inverse(A + s * unit), A * Inverse(A + s * unit)),
        (A * Inverse(A + B) * B, B * Inverse(A + B) * A),
        (Psi * Inverse(unit + H * Psi), Inverse(unit + Psi * H) * Psi),
        (Inverse(H) * Inverse(H * Psi + s * unit), Inverse(Psi * H + s * unit) * Inverse(H)),
        (Inverse(Psi + s * Inverse(H)) * (Psi + s * Inverse(H)), unit),
        (
            MatPow(H, Rational(1, 2)) * Inverse(MatPow(H, Rational(1, 2)) * A * MatPow(H, Rational(1, 2)) + s * unit),
            Inverse(H * A + s * unit) * MatPow(H, Rational(1, 2)),
        ),
    ],
    ids=str,
)
def test_rewriting_sees(left, right):
    assert equal(left, right)
    assert equal(right, left)


def test_what_has_no_inverse():
    with pytest.raises(ShapeError, match="has no inverse: give a square one"):
        from_sympy(MatPow(MatrixSymbol("F", n, d), -1))
    with pytest.raises(ZeroDivisionError, match="identically zero"):
        from_sympy(Inverse(A - A.T.T + ZeroMatrix(d, d)))
    with pytest.raises(ZeroDivisionError, match="identically zero"):
        from_sympy(1 / (Trace(A * B) - Trace(B * A)))

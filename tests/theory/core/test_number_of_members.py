"""How many members decide: the order of an expression, where the argument applies, and what it decides."""

import pytest
from sympy import Basic, BlockMatrix, Eq, Gt, Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix, exp, symbols

from theory import Expectation, FamilyMember, FamilySum, MatrixNormal, quad
from theory.core.agreement import proves_same
from theory.core.known import Context
from theory.core.number_of_members import at_deciding_numbers, order_of
from theory.setting import H, beta, d, sample_covariance

n, other = symbols("n m", integer=True, positive=True)
P, u, t = FamilyMember("P", d, d), FamilyMember("u", d, 1), FamilyMember("t", 1, 1)
s = FamilySum(Trace(t), n)
second, third = FamilySum(Trace(t) ** 2, n), FamilySum(Trace(t) ** 3, n)
x = Symbol("x", real=True)


@pytest.mark.parametrize(
    ("expression", "order"),
    [
        (quad(beta, H), 0),
        (FamilySum(P * u, n), 1),
        (FamilySum(exp(Trace(t)), n), 1),
        (quad(FamilySum(P * u, n), H), 2),
        (s**3 + s * second, 3),
        (Expectation(quad(FamilySum(P * sample_covariance() * u, n), H)), 2),
        (x * s, 1),
        (BlockMatrix([[FamilySum(P, n), beta]]), 1),
        (exp(s), None),
        (1 / (1 + s), None),
        (Inverse(FamilySum(P, n)), None),
        (n * x, None),
        (n * s, None),
        (quad(u, H), None),
        (FamilySum(u + u.of(1), n), None),
        (u.of(1), None),
        (FamilySum(u, other), None),
    ],
)
def test_the_order_is_the_number_of_sums_that_are_multiplied(expression, order):
    assert order_of(expression, n) == order


def test_as_many_numbers_are_tried_as_sums_are_multiplied_and_none():
    numbers = list(at_deciding_numbers(Context(), s**2, second))
    assert numbers[0] == (0, 0)
    assert len(numbers) == 3


def test_identities_of_sums_are_shown_for_every_number():
    assert proves_same(Context(), s * second, second * s)
    assert proves_same(Context(), FamilySum(P * u + u, n), FamilySum(P * u, n) + FamilySum(u, n))
    assert proves_same(Context(), FamilySum(P * u, n).T, FamilySum(u.T * P.T, n))
    assert proves_same(
        Context(), quad(FamilySum(P * u, n), H), Trace(H * FamilySum(P * u, n) * FamilySum(u.T * P.T, n))
    )


def test_what_holds_for_too_few_members_is_not_shown():
    """The third elementary symmetric function is 0 for up to two members: trying two would prove that it is 0."""
    vanishing = s**3 - 3 * s * second + 2 * third
    assert vanishing.xreplace({n: 2}).expand() == 0
    assert vanishing.xreplace({n: 3}).expand() != 0
    assert not proves_same(Context(), vanishing, x * 0)


@pytest.mark.parametrize("relation", [Eq(s, 0), Gt(n, 3), Eq(Trace(u.T * u), 1), Eq(Trace(u.of(1).T * u.of(1)), 1)])
def test_hypotheses_about_members_or_their_number_end_the_argument(relation):
    context = Context(hypotheses=(("", relation),))
    assert list(at_deciding_numbers(context, s**2, second)) == []


SQUARE, OWN = MatrixSymbol("A", n, n), FamilyMember("Q", n, n)
NOISE = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), Identity(d))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(lambda: Trace(SQUARE * SQUARE - SQUARE * SQUARE.T) * Trace(t), id="of a constant"),
        pytest.param(lambda: Trace(OWN * OWN - OWN * OWN.T), id="of a member"),
        pytest.param(lambda: Trace(NOISE.T * NOISE) * Trace(t), id="of what is random"),
        pytest.param(lambda: Trace(ZeroMatrix(n, n) + SQUARE) * Trace(t), id="inside a sum of matrices"),
    ],
)
def test_a_size_of_a_matrix_is_not_the_number_of_members(body):
    """With one member a matrix of that size is 1×1 and its own transpose: the first of these was once shown to be 0."""
    with pytest.raises(ValueError, match="depends on n, the number of members"):
        FamilySum(body(), n)
    assert order_of(Basic.__new__(FamilySum, body(), n), n) is None  # the core does not rest on what nodes refuse


@pytest.mark.parametrize("factor", [Trace(SQUARE * SQUARE), Trace(Identity(n))])
def test_a_size_outside_of_the_sums_is_not_either(factor):
    assert order_of(factor * s, n) is None


def test_nothing_is_written_out_where_there_is_nothing_to_write():
    assert list(at_deciding_numbers(Context(), quad(beta, H), x)) == []
    assert list(at_deciding_numbers(Context(), s, FamilySum(u, other))) == []
    assert list(at_deciding_numbers(Context(), s**5, s)) == []

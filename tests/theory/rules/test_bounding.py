from dataclasses import replace

import pytest
from sympy import Eq, Identity, S, Trace, symbols

from tests.theory.rules.small import A, H, Psi, V, attained, b, claim, sigma2, v
from theory import Assumption, Bound, Equality, Minimum
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Below, DerivationError, MinimiseAt, MinimiseTogether, derive

GRAM = WeightedSquare(A, H, Psi)
NORM = WeightedSquare(v - b, H, Identity(1))


def test_below_takes_certificates_off():
    end = derive(claim(Bound(sigma2, sigma2 + GRAM.expression), Below(sigma2, (GRAM,)))).end
    assert (end.expression, end.relation, end.certificates) == (sigma2, "≥", (GRAM,))


@pytest.mark.parametrize(
    ("to", "certificates", "match"),
    [
        (sigma2 + 1, (GRAM,), "is not"),
        (sigma2, (), "is not"),
        (sigma2, (GRAM, Square(Trace(A))), "is not"),
        (sigma2, (Termwise(Trace(H * A * Psi * A.T) - sigma2), Termwise(sigma2)), "is not shown by its terms"),
        (sigma2, (WeightedSquare(A, H, Psi - H), WeightedSquare(A, H, H)), "⪰ 0 is not shown"),
        (2 * sigma2 + GRAM.expression, (Termwise(-sigma2),), "≥ 0 is not shown"),
    ],
)
def test_below_refuses_what_does_not_follow(to, certificates, match):
    with pytest.raises(DerivationError, match=rf"step 1 \(reason 1\) fails: .*{match}"):
        derive(claim(Bound(sigma2, sigma2 + GRAM.expression), Below(to, certificates)))


OBJECTIVE = quad(v - b, H) + sigma2


def test_minimise_at_remembers_the_minimiser():
    theorem = claim(Minimum(OBJECTIVE, (v,), (b,), sigma2), MinimiseAt(v, b, NORM))
    derivation = derive(theorem)
    assert derivation.end.expression == sigma2
    assert derivation.end.minimizer == {v: b}
    assert derivation.unique
    assert attained(theorem)


def test_minimise_at_a_wrong_point():
    with pytest.raises(DerivationError, match=r"step 1 \(reason 1\) fails"):
        derive(claim(Minimum(OBJECTIVE, (v,), (b,), sigma2), MinimiseAt(v, 2 * b, NORM)))


@pytest.mark.parametrize(
    ("certificate", "unique"),
    [
        (NORM, True),
        (WeightedSquare(v - b, H + Psi, Identity(1)), True),
        (WeightedSquare(b - v, H, Identity(1)), True),
        (WeightedSquare(v - b, Psi, Identity(1)), False),
        (Combination(((2, NORM), (1, WeightedSquare(v - b, Psi, Identity(1))))), True),
        (Combination(((sigma2, NORM),)), False),
        (Combination(((1 + sigma2, NORM),)), True),
    ],
)
def test_only_definite_weights_force_the_minimiser(certificate, unique):
    objective = certificate.expression + sigma2
    theorem = claim(Minimum(objective, (v,), (b,), sigma2), MinimiseAt(v, b, certificate))
    assert derive(theorem).unique is unique
    assert attained(theorem)
    assert attained(replace(theorem, statement=replace(theorem.statement, unique=True))) is unique


def test_what_is_left_out_without_a_choice_is_not_attained():
    rules = (Below(OBJECTIVE, (Termwise(Trace(H)),)), MinimiseAt(v, b, NORM))
    theorem = claim(Minimum(OBJECTIVE + Trace(H), (v,), (b,), sigma2), *rules)
    assert derive(theorem).end.expression == sigma2
    assert not attained(theorem)


def test_an_equality_needs_no_certificate():
    class Odd(Below):
        def apply(self, state):
            return state.to(self.to, certificates=self.certificates)

    with pytest.raises(DerivationError, match="an equality needs no certificate"):
        derive(claim(Equality(GRAM.expression + sigma2, sigma2), Odd(sigma2, (GRAM,))))
    assert V.shape == A.shape


r, s = symbols("r s", real=True)
ONE = Identity(1)


TIE = Eq(r + s, 1)


def together(values, *squares):
    statement = Minimum(r**2 + s**2, (r, s), values, (values[0] ** 2 + values[1] ** 2), unique=True)
    certificate = Combination(tuple((1, WeightedSquare(x * ONE, ONE, ONE)) for x in squares))
    theorem = claim(statement, MinimiseTogether((r, s), values, certificate))
    return replace(theorem, assumptions=(Assumption(str(TIE), TIE),))


def test_variables_that_an_equation_ties_are_given_their_values_together():
    half = S.Half
    derivation = derive(together((half, half), r - half, s - half))
    assert derivation.end.minimizer == {r: half, s: half}
    assert derivation.unique
    with pytest.raises(DerivationError, match="is not shown to hold at r = 1/2, s = 1/3"):
        derive(together((half, S(1) / 3), r - half, s - S(1) / 3))
    with pytest.raises(DerivationError, match="fails"):
        derive(together((S(1), S(0)), r - 1, s))
    with pytest.raises(DerivationError, match="which holds it, or what is given a value with it"):
        derive(together((1 - s, half), r + s - 1, s - half))

"""Slips at single places: what may change, and what never does."""

import pytest
from sympy import Integer, Inverse, Lambda, MatPow, MatrixSymbol, Min, Rational, Symbol, Trace, ZeroMatrix

from proofs_checks.challenges.mutation.changes import KINDS
from proofs_checks.challenges.mutation.places import changes_everywhere, changes_somewhere
from proofs_checks.challenges.mutation.statement_letters import Alphabet, stray_letters
from tests.proofs_checks.toys import A, H, M, X, b, d, sigma2
from theory import Expectation, PositiveSemidefiniteMatrix, UnsupportedExpressionError
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SmallestEigenvalue, SpectralSum
from theory.moments.integrated_equality import proves_equal

Psi = PositiveSemidefiniteMatrix("Psi", d)
N = Symbol("N", integer=True, positive=True)
LETTERS = Alphabet([d, M, N, H, Psi, A, b, sigma2])


def found(expression, kind=None, *, inside=False):
    changes = changes_somewhere(expression, LETTERS, inside=inside)
    return [change.build() for change in changes if kind in (None, change.kind)]


def same(a, b):
    try:
        return proves_equal(a, b)
    except UnsupportedExpressionError:
        return False


@pytest.mark.parametrize(
    ("expression", "kind", "wrong"),
    [
        ((M + 1) * sigma2, "coefficient", (M + 2) * sigma2),
        (Trace(H) - sigma2, "sign", Trace(H) + sigma2),
        (Trace(H) + sigma2, "sign", Trace(H) - sigma2),
        (1 / M**2, "exponent", 1 / M),
        (sigma2 / M, "size", sigma2 / d),
        (sigma2 / M, "size", sigma2 / (M + 1)),
        (H * A * H, "transpose", H * A.T * H),
        (H * A.T * H, "transpose", H * A * H),
        (H * A + A, "dropped", A),
        (H * A + A, "dropped", A + A),
        (H * A, "doubled", H * H * A),
        (H * A, "order", A * H),
        (Trace(H * A), "swapped", Trace(Psi * A)),
        (Trace(H) + sigma2, "zero", Trace(H)),
        (H + A, "zero", H + ZeroMatrix(d, d)),
        (Trace(H * A), "function", Trace(H) * Trace(A)),
        (OperatorNorm(H), "function", FrobeniusNorm(H)),
        (SmallestEigenvalue(H), "function", OperatorNorm(H)),
        (Inverse(H), "exponent", H),
    ],
    ids=str,
)
def test_slips(expression, kind, wrong):
    assert any(same(wrong, other) for other in found(expression, kind))


def test_every_kind_occurs():
    expression = Trace(H * A.T * H) * sigma2 / (M + 1) - Trace(Psi**2)
    kinds = {c.kind for c in changes_somewhere(expression, LETTERS, inside=False)}
    kinds |= {c.kind for c in changes_everywhere(expression, LETTERS, inside=False)}
    assert kinds == set(KINDS)


def test_the_exponent_of_an_inverse_is_not_a_number_to_change():
    assert found(Inverse(H), "coefficient") == []
    assert set(found(Inverse(H))) == {H, MatPow(H, -2), Inverse(Psi), Inverse(A), Inverse(ZeroMatrix(d, d))}


def test_sizes_are_changed_in_formulas_and_not_in_shapes():
    for wrong in found(M * Trace(H * A) / d, "size"):
        assert {m.shape for m in wrong.atoms(MatrixSymbol)} == {(d, d)}
    swapped = [c.build() for c in changes_everywhere(Trace(H) / M, LETTERS, inside=False) if c.kind == "size"]
    assert Trace(H) / d in swapped


def test_bound_variables_keep_their_place():
    mu = Symbol("mu", nonnegative=True)
    wrong = found(SpectralSum(Lambda(mu, Min(mu, sigma2)), H))
    assert SpectralSum(Lambda(mu, Min(mu, 0)), H) in wrong
    assert all(w.function.variables == (mu,) for w in wrong if isinstance(w, SpectralSum))


def test_expectations_are_entered_only_where_they_are_claimed():
    mean = Expectation(Trace(X * A * X.T)) + sigma2
    assert all(w.atoms(Expectation) <= mean.atoms(Expectation) for w in found(mean))
    assert Expectation(Trace(X * A.T * X.T)) + sigma2 in found(mean, "transpose", inside=True)
    throughout = [c.build() for c in changes_everywhere(mean, LETTERS, inside=False) if c.kind == "zero"]
    assert all(mean.atoms(Expectation) <= w.atoms(Expectation) for w in throughout)


def test_texts_say_where():
    texts = [c.text() for c in changes_somewhere((M + 1) * sigma2, LETTERS, inside=False)]
    assert "M + 1 → M + 2" in texts
    assert not any(text.startswith("1 →") for text in texts)


def test_terms_are_added_even_to_zero():
    zero = ZeroMatrix(d, 1)
    stray = stray_letters([zero], [d, M, H])
    assert [m.shape for m in stray] == [(d, 1)]
    assert stray_letters([zero], [d, M, H, b]) == ()
    added = [c.build() for c in changes_everywhere(zero, Alphabet([d, M, H, *stray]), inside=False)]
    assert H * stray[0] in [a.doit() for a in added]
    assert Rational(1, 3) in [c.build() - 1 for c in changes_everywhere(Integer(1), Alphabet([]), inside=False)]

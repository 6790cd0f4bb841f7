"""What cannot be written is refused with its reason, and never weakened."""

import pytest
from sympy import Identity, Q, Rational, Symbol, Trace, ZeroMatrix, oo

from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.theorem_file import coq_file
from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    Limit,
    MatrixNormal,
    Minimum,
    PositiveSemidefiniteMatrix,
    Theorem,
    theorem,
)
from theory.setting import H, d, prompt, sample_covariance, w

S = sample_covariance()
SCALED = MatrixNormal("Z", ZeroMatrix(d, 1), w * w.T, Identity(1))
V = PositiveSemidefiniteMatrix("V", d)
N = Symbol("N", integer=True, positive=True)


def stated(statement, **more):
    return Theorem(slug="small", title="", statement=statement, **more)


REFUSED = [
    ("no expectation binds it", Equality(Trace(w.T * H * w), Trace(w.T * H * w))),
    ("no expectation binds it", Equality(Expectation(S) * w, H * w)),
    ("conditional", Equality(Expectation(Trace(prompt.y.T * prompt.y), given=[w]), Trace(w.T * H * w))),
    ("inside another expectation", Equality(Expectation(Expectation(Trace(S)) * Trace(S)), Trace(H) ** 2)),
    ("MatPow", Equality(Trace(H ** Rational(1, 2)), Trace(H ** Rational(1, 2)))),
    ("function of random matrices", Bound(0, Expectation(Trace((prompt.X.T * prompt.X).inverse())))),
    ("ranges over a kind of its own", Minimum(Trace(H * V), over=(V,), at=(ZeroMatrix(d, d),), value=0)),
    ("in turn", Limit(Trace(H) / N, (N,), oo, 0, in_turn=True)),
    ("row covariance of Z is random", Equality(Expectation(SCALED), ZeroMatrix(d, 1))),
]


@pytest.mark.parametrize(("reason", "statement"), REFUSED)
def test_a_statement_is_refused_with_the_reason(reason, statement):
    with pytest.raises(NotExportedError, match=reason):
        coq_file(stated(statement))


def test_a_hypothesis_that_is_no_inequality_is_refused():
    claim = stated(Equality(Trace(H), Trace(H)), assumptions=(Assumption("invertible", Q.invertible(H)),))
    with pytest.raises(NotExportedError, match="no inequality"):
        coq_file(claim)


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("attention_gap_lower_bound", "Multiple"),
        ("initialisation_error_decays", "FlowBound"),
        ("posterior_mean_is_optimal", "no inequality of scalars|MatPow"),
        ("least_squares_risk", "function of random matrices"),
    ],
)
def test_a_theorem_is_refused_with_the_reason(slug, reason):
    with pytest.raises(NotExportedError, match=reason):
        coq_file(theorem(slug))

"""Every kind of hypothesis: points satisfy it, what is true under it is never refuted, what is false under it is."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import (
    Abs,
    Eq,
    Function,
    Ge,
    Gt,
    Identity,
    Integer,
    Inverse,
    Le,
    Lt,
    MatrixSymbol,
    Ne,
    Not,
    Or,
    Q,
    Rational,
    Symbol,
    Trace,
    ZeroMatrix,
    exp,
    sqrt,
    symbols,
)

import theory
from numerics.points.hypotheses import holds
from numerics.values.elimination import identity, rank
from proofs_checks.cases.admissible import (
    NoAdmissiblePointError,
    admissible_point,
    boundary_points,
    says_something_at,
    witness,
)
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption
from proofs_checks.cases.members_written_out import members_written_out
from proofs_checks.cases.needed_values import parameters_of, size_plan
from proofs_checks.cases.testable_claims import claims_of
from proofs_checks.context import Context
from proofs_checks.evidence import exact_points, given_values, monte_carlo, property_search, quadrature, tightness
from proofs_checks.verdict import Verdict
from tests.shares import daily_but
from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    MatrixNormal,
    Minimum,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    Theorem,
    inner,
    quad,
)

d, M, n = symbols("d M n", integer=True, positive=True)
r, s = symbols("r s", real=True)
s0 = Symbol("s0", nonnegative=True)
H, P = PositiveDefiniteMatrix("H", d), PositiveSemidefiniteMatrix("P", d)
A, B, C = (MatrixSymbol(name, d, d) for name in "ABC")
a, b = (MatrixSymbol(name, d, 1) for name in "ab")
X = MatrixSymbol("X", n, d)
I, O = Identity(d), ZeroMatrix(d, d)  # noqa: E741  (as in the formulas)
x = MatrixNormal("x", ZeroMatrix(d, 1), H, Identity(1))


def under(statement, *relations):
    return Theorem(
        slug="case",
        title="case",
        statement=statement,
        assumptions=tuple(Assumption(str(relation), relation) for relation in relations),
    )


CASES = {
    # hypotheses; a claim that is true only under them; one that is false even under them
    "symmetric": ([Q.symmetric(A)], Equality(A, A.T), Equality(A, -A)),
    "diagonal": ([Q.diagonal(A), Q.diagonal(B)], Equality(A * B, B * A), Equality(A * C, C * A)),
    "definite": ([Q.positive_definite(A)], Bound(0, Trace(A)), Bound(1, Trace(A))),
    "definite sum": ([Q.positive_definite(A + A.T)], Bound(0, Trace(A)), Equality(A, A.T)),
    "invertible": ([Q.invertible(A)], Equality(A * Inverse(A), I), Equality(A, Inverse(A))),
    "orthogonal": ([Q.orthogonal(A)], Equality(A.T * A, I), Equality(A * A, I)),
    "orthogonal by an equation": ([Eq(A.T * A, I)], Equality(A * A.T, I), Equality(A, A.T)),
    "full rank": (
        [Q.fullrank(X), Ge(n, d)],
        Equality(Inverse(X.T * X) * X.T * X, I),
        Equality(X * Inverse(X.T * X) * X.T, Identity(n)),
    ),
    "triangular": (
        [Q.upper_triangular(A), Q.lower_triangular(A)],
        Equality(A, A.T),
        Equality(A, I),
    ),
    "idempotent": ([Eq(A * A, A)], Equality(A * A * A, A), Equality(A, I)),
    "idempotent and symmetric": ([Eq(A * A, A), Q.symmetric(A)], Bound(0, Trace(A)), Equality(A, I)),
    "oblique": ([Eq(A * A, A)], Equality(A * A, A), Equality(A, A.T)),
    "involution": ([Eq(A * A, I)], Equality(A * A * A, A), Equality(A, A.T)),
    "skew": ([Eq(A.T, -A)], Equality(Trace(A), 0), Equality(A, O)),
    "commuting": ([Eq(A * B, B * A)], Equality(A * B * A, A * A * B), Equality(A * C, C * A)),
    "traceless": ([Eq(Trace(A), 0)], Equality(Trace(A + B), Trace(B)), Equality(A, O)),
    "inverses of each other": ([Eq(A * B, I)], Equality(B * A, I), Equality(A, B)),
    "nilpotent": ([Eq(A * A, O)], Equality(A * A * A, O), Equality(A, O)),
    "unit vector": ([Eq(quad(b, I), 1)], Equality(quad(b, I) ** 2, 1), Equality(quad(b, H), 1)),
    "level set": ([Eq(quad(b, H), 1)], Equality(quad(b, H) ** 2, 1), Equality(quad(b, I), 1)),
    "orthogonal vectors": (
        [Eq(inner(a, b), 0), Ne(inner(a, a), 0), Ne(inner(b, b), 0), Gt(d, 1)],
        Equality(quad(a + b, I), quad(a, I) + quad(b, I)),
        Equality(quad(a + b, H), quad(a, H) + quad(b, H)),
    ),
    "eigenvector": (
        [Eq(H * a, r * a), Ne(inner(a, a), 0)],
        Equality(H * H * a, r**2 * a),
        Equality(H, r * I),
    ),
    "a scalar set to one": ([Eq(r, 1)], Equality(r * Trace(A), Trace(A)), Equality(r * Trace(A), 2 * Trace(A))),
    "a matrix set to the identity": ([Eq(A, I)], Equality(H * A, A * H), Equality(A, H)),
    "a matrix set to another": ([Eq(B, A * A)], Equality(A * B, B * A), Equality(A, B)),
    "size one": ([Eq(d, 1)], Equality(A * B, B * A), Equality(A, B)),
    "sizes": ([Gt(M, d + 1)], Bound(1, M - d), Bound(3, M - d)),
    "positive": ([Gt(r, 0)], Equality(sqrt(r**2), r), Equality(sqrt(r**2), 2 * r)),
    "negative": ([Lt(r, 0)], Equality(Abs(r), -r), Equality(Abs(r), r)),
    "above one": ([Gt(r, 1)], Bound(r, r**2), Bound(r**2, r)),
    "between": ([Gt(r, 2), Lt(r, 3)], Bound((r - 2) * (r - 3), 0), Bound(r, Rational(5, 2))),
    "not zero": ([Ne(r, 0)], Equality(r / r**2, 1 / r), Equality(1 / r, r)),
    "a sum of positive numbers": ([Eq(r + s, 1), Gt(r, 0), Gt(s, 0)], Bound(r * s, 1), Bound(r * s, Rational(1, 64))),
    "one of two": (
        [Or(Eq(r, 1), Eq(r, -1))],
        Equality(r**2, 1),
        Equality(r, 1),
    ),
    "not symmetric": ([Not(Q.symmetric(A)), Gt(d, 1)], Equality(Trace(A), Trace(A.T)), Equality(A, A.T)),
    "predicates of scalars": ([Q.positive(r)], Equality(Abs(r), r), Equality(Abs(r), -r)),
    "vanishing trace of a semidefinite matrix": ([Eq(Trace(P), 0)], Equality(P, O), Equality(P, I)),
    "a root": ([Gt(sqrt(s0), 2)], Bound(4, s0), Bound(s0, 4)),
    "a root in an equation": ([Eq(sqrt(s0), 2)], Equality(s0, 4), Equality(s0, 2)),
}

LONG = {
    "a matrix set to another",
    "a sum of positive numbers",
    "commuting",
    "definite",
    "definite sum",
    "eigenvector",
    "idempotent and symmetric",
    "inverses of each other",
    "involution",
    "nilpotent",
    "oblique",
    "orthogonal vectors",
    "triangular",
}
"""Cases that take a second or more: bounds where points are moved at each of a thousand attempts, and equations between
matrices. Both are among the others, too.
"""
TRIED = daily_but(CASES, LONG)


def exact(theorem, seed=0):
    results = [
        check(theorem, Context(seed=seed)) for check in (exact_points.check, property_search.check, tightness.check)
    ]
    return [result for result in results if result is not None]


@pytest.mark.parametrize("name", TRIED)
def test_what_is_true_under_its_hypotheses_is_tried_there_and_confirmed(name):
    relations, claim, _ = CASES[name]
    for result in exact(under(claim, *relations)):
        assert result.verdict is Verdict.CONFIRMED, (result.check, result.detail)
        tried = result.data.get("comparisons", result.data.get("points", result.data.get("admissible")))
        assert tried > 0


@pytest.mark.parametrize("name", TRIED)
def test_what_is_false_under_its_hypotheses_is_refuted_where_they_hold(name):
    relations, _, wrong = CASES[name]
    refuted = [result for result in exact(under(wrong, *relations)) if result.verdict is Verdict.REFUTED]
    assert refuted
    for result in refuted:
        values = dict(result.counterexample.values)
        known = {k: [[Fraction(y) for y in row] for row in v] if isinstance(v, tuple) else Fraction(v)
                 for k, v in values.items()}  # fmt: skip
        arrays = {k: np.array(v, dtype=object) if isinstance(v, list) else v for k, v in known.items()}
        speaking = [q for q in relations if {z.name for z in q.atoms(Symbol, MatrixSymbol)} <= arrays.keys()]
        assert all(holds(q, arrays) for q in speaking)


@pytest.mark.parametrize("name", CASES)
def test_points_satisfy_every_hypothesis_and_depend_on_the_seed_alone(name):
    theorem = under(CASES[name][1], *CASES[name][0])
    for sizes in size_plan(theorem):
        one, two = (admissible_point(theorem, np.random.default_rng(3), sizes=sizes) for _ in range(2))
        assert failing_assumption(theorem, one) is None
        assert all(np.array_equal(one[z], two[z]) for z in parameters_of(theorem))
    assert failing_assumption(theorem, witness(theorem).point) is None


@pytest.mark.parametrize("theorem", theory.theorems(), ids=lambda t: t.slug)
def test_every_theorem_has_a_witness_of_its_hypotheses(theorem):
    theorem = members_written_out(theorem)
    found = witness(theorem)
    assert found.point is not None
    assert not found.not_computable
    assert failing_assumption(theorem, found.point) is None


CONTRADICTIONS = {
    "two signs": [Gt(r, 1), Gt(-r, 1)],
    "no whole number": [Gt(M, 2), Lt(M, 3)],
    "a definite matrix without trace": [Eq(Trace(H), 0)],
    "a negative trace": [Gt(-Trace(H), 0)],
    "a negative definite matrix": [Q.positive_definite(-H)],
    "a square below zero": [Lt(r**2, 0)],
    "a trace above its largest": [Q.orthogonal(A), Gt(Trace(A), d)],
    "symmetric, skew and not zero": [Q.symmetric(A), Eq(A.T, -A), Ne(A, O)],
    "two values": [Eq(r, 1), Eq(r, 2)],
    "sizes in a circle": [Gt(M, n), Gt(n, d), Gt(d, M)],
}


@pytest.mark.parametrize(
    "name", daily_but(CONTRADICTIONS, ["a trace above its largest", "symmetric, skew and not zero"])
)
def test_hypotheses_that_contradict_each_other_have_no_witness_and_make_checks_vacuous(name):
    theorem = under(Equality(Trace(A * H), Trace(H * A)), *CONTRADICTIONS[name])
    found = witness(theorem)
    assert found.point is None
    assert any(str(q) in found.why for q in CONTRADICTIONS[name])
    assert {result.verdict for result in exact(theorem)} == {Verdict.VACUOUS}


NOT_COMPUTABLE = {
    "an expectation": Gt(Expectation(inner(x, x)), 0),
    "an unknown function": Gt(Function("f")(r), 0),
    "an unknown predicate": Q.hermitian(A),
}


@pytest.mark.parametrize("name", NOT_COMPUTABLE)
def test_a_hypothesis_that_numbers_do_not_decide_makes_every_check_vacuous(name):
    relation = NOT_COMPUTABLE[name]
    equality = under(Equality(Expectation(inner(x, x)), 2 * Trace(H)), relation)
    bound = under(Bound(r**2 + Trace(H), 0), relation)
    inverse = under(Equality(Expectation(1 / (1 + inner(x, x))), 2), relation)
    values = Context(values={"H": np.eye(2), "r": 1.0, "A": np.eye(2)})
    results = [
        exact_points.check(equality, Context()),
        property_search.check(equality, Context()),
        monte_carlo.check(equality, Context()),
        tightness.check(bound, Context()),
        quadrature.check(inverse, Context()),
        given_values.check(equality, values),
    ]
    for result in results:
        assert result.verdict is Verdict.VACUOUS, result.check
        assert "cannot be computed" in result.detail
    assert witness(equality).not_computable
    assert witness(equality).point is not None


def test_a_sentence_about_a_law_is_no_hypothesis_about_numbers():
    theorem = replace(
        under(Equality(Expectation(inner(x, x)), Trace(H))), assumptions=(Assumption("law", "x is Gaussian"),)
    )
    assert witness(theorem).not_computable == ()
    assert exact_points.check(theorem, Context()).verdict is Verdict.CONFIRMED


def test_sampling_and_quadrature_see_what_the_hypotheses_leave():
    constant = under(Equality(Expectation(r * inner(x, x)), Trace(H)), Eq(r, 1))
    assert monte_carlo.check(constant, Context()).verdict is Verdict.CONFIRMED
    wrong = under(Equality(Expectation(r * inner(x, x)), Trace(H)), Eq(r, 2))
    assert monte_carlo.check(wrong, Context()).verdict is Verdict.REFUTED
    # at d = 1 and H = 1: E[x²/(1 + x²)] = 1 − E[1/(1 + x²)] says nothing of others, r = 1 makes it an identity
    inside = inner(x, x) / (1 + inner(x, x))
    right = r - Expectation(1 / (1 + inner(x, x)))
    assert (
        quadrature.check(under(Equality(Expectation(inside), right), Eq(r, 1)), Context()).verdict is Verdict.CONFIRMED
    )
    assert quadrature.check(under(Equality(Expectation(inside), right), Eq(r, 2)), Context()).verdict is Verdict.REFUTED


def test_the_random_rest_of_your_numbers_meets_the_hypotheses():
    theorem = under(Equality(r * A * B, B * A), Eq(A * B, B * A), Eq(r, 1))
    found = given_values.check(theorem, Context(values={"A": [[1.0, 2.0], [3.0, 5.0]]}))
    assert found.verdict is Verdict.CONFIRMED
    broken = given_values.check(theorem, Context(values={"A": [[1.0, 2.0], [3.0, 5.0]], "r": 2.0}))
    assert broken.verdict is Verdict.VACUOUS


def test_beside_a_minimiser_a_claim_speaks_only_of_its_domain():
    border = under(Minimum((s0 + 1) ** 2, (s0,), (Integer(0),), Integer(1)))
    inside = under(Minimum((r - 1) ** 2, (r,), (Integer(1),), Integer(0)), Gt(r, 1 - Rational(1, 1000)))
    for theorem in (border, inside):
        point = admissible_point(theorem, np.random.default_rng(1))
        spoken = [says_something_at(theorem, claim, point) for claim in claims_of(theorem)]
        assert spoken.count(False) == 1, "one of the two sides is outside"
        assert all(result.verdict is Verdict.CONFIRMED for result in exact(theorem))
    wrong = under(Minimum((s0 - 1) ** 2, (s0,), (Integer(0),), Integer(1)))
    assert any(result.verdict is Verdict.REFUTED for result in exact(wrong))


def test_the_border_of_every_kind_is_among_the_exact_points():
    theorem = under(Bound(0, s0 + Trace(P) + quad(a, H)))
    found = list(boundary_points(theorem, {d: 2}, np.random.default_rng(0)))
    assert any(p[s0] == 0 for p in found)
    assert any((p[P] == 0).all() for p in found)
    assert any((p[a] == 0).all() for p in found)
    assert any(p[s0] == 0 and (p[P] == 0).all() for p in found)
    # false on the border alone
    for claim in (Bound(Rational(1, 10**9), s0), Equality(s0 * Rational(1) / s0, 1)):
        only = [p[s0] for p in boundary_points(under(claim, Gt(s0, 0)), {}, np.random.default_rng(0))]
        assert only == []
    assert exact_points.check(under(Bound(Rational(1, 10**9), s0 + Trace(P))), Context()).verdict is Verdict.REFUTED


def test_matrices_of_rank_one_and_multiples_of_the_identity_are_on_the_border():
    theorem = under(Bound(0, Trace(P + H) + Trace(A * B)))
    found = list(boundary_points(theorem, {d: 3}, np.random.default_rng(0)))
    for matrix, least in ((P, 0), (A, 0), (H, 3)):
        ranks = {rank(p[matrix]) for p in found}
        assert ranks == {least, *((1, 3) if matrix is not H else ())}, matrix
    for matrix in (P, H):
        assert any((p[matrix] == identity(3) * p[matrix][0, 0]).all() and p[matrix][0, 0] > 0 for p in found)


def test_under_equations_symbols_are_at_their_borders_in_pairs():
    """AB = rI has a component with r = 0 and a singular A, which no single change of a random point reaches."""
    theorem = under(Equality(B * A, r * Identity(d)), Eq(A * B, r * Identity(d)))
    found = list(boundary_points(theorem, {d: 2}, np.random.default_rng(0)))
    assert any(p[r] == 0 and rank(p[A]) == 1 and rank(p[B]) == 1 for p in found)
    free = list(boundary_points(under(Equality(A, B)), {d: 2}, np.random.default_rng(0)))
    assert not any(rank(p[A]) == 1 and rank(p[B]) == 1 for p in free)
    assert exact_points.check(theorem, Context()).verdict is Verdict.REFUTED


def test_what_cannot_be_met_at_some_sizes_is_named():
    theorem = under(Equality(A, A.T), Gt(M, 4))
    with pytest.raises(NoAdmissiblePointError, match="no point that meets the hypotheses was found at M = 2"):
        admissible_point(theorem, np.random.default_rng(0), sizes={M: 2, d: 2})


def test_logarithms_and_exponentials_in_hypotheses_are_computed_to_many_digits():
    theorem = under(Bound(1, r), Gt(exp(r), 5), Le(r, 50))
    assert failing_assumption(theorem, witness(theorem).point) is None
    assert all(result.verdict is Verdict.CONFIRMED for result in exact(theorem))

"""Theorems used where they do not hold, that are not there, or that rest on themselves."""

from sympy import Integer, MatrixSymbol, Rational, Trace, ZeroMatrix

from tests.adversary.vocabulary import (
    B,
    Cases,
    P,
    by,
    false,
    leap,
    p,
    r,
    s,
    unsound,
)
from theory import (
    Bound,
    Corollary,
    Equality,
    Expectation,
    MatrixNormal,
    Minimum,
    Step,
    SymmetricMatrix,
    Theorem,
    theorem,
)
from theory.rules import Below, FromTheorem, Integrate, Premise, Rewrite
from theory.setting import Gamma, H, M, Psi, beta_star, d, one_step_gd_excess, sample_covariance, sigma2

__all__ = ["CLAIMS"]

SECOND, RISK, OPTIMUM, BAYES = (
    "second_moment_of_sample_covariance",
    "risk_of_one_step_gd",
    "optimal_one_step_gd",
    "bayes_risk_lower_bound",
)
A = MatrixSymbol("A", d, d)
S = sample_covariance()
second = theorem(SECOND).statement
(X,) = set(S.atoms(MatrixNormal))


def instance(slug, at, **more):
    """What a theorem says at other values, by the theorem."""
    statement = theorem(slug).unfold().replace(at)
    fields = {"depends_on": (slug,), "assumptions": theorem(slug).assumptions, **more}
    return by(statement, Premise(slug, at=at), **fields)


def from_minimum(at, **more):
    """The smallest value of a minimum as a lower bound, at other values."""
    found = theorem(OPTIMUM).unfold().replace(at)
    fields = {"depends_on": (OPTIMUM,), "assumptions": theorem(OPTIMUM).assumptions, **more}
    return by(Bound(found.value, found.objective), Premise(OPTIMUM, at=at), **fields)


CLAIMS: Cases = {
    # -- values outside the kinds and hypotheses of the premise
    "an indefinite covariance of the inputs": unsound(
        lambda: instance(SECOND, {H: SymmetricMatrix("H2", d)}), "G = -I: no law"
    ),
    "a singular covariance of the inputs": unsound(
        lambda: instance(SECOND, {H: P}),
        "the theorem is stated for a definite H; whether it holds at P is another claim",
    ),
    "a product as covariance": unsound(lambda: instance(SECOND, {H: H * P}), "not symmetric"),
    "a negative covariance": unsound(lambda: instance(SECOND, {H: -H}), "no law"),
    "half an example": unsound(lambda: instance(SECOND, {M: Rational(1, 2)}), "M is whole"),
    "any number of examples": unsound(lambda: instance(SECOND, {M: p}), "M is whole"),
    "one example less": unsound(lambda: instance(SECOND, {M: M - 1}), "M = 1"),
    "no example": unsound(lambda: instance(SECOND, {M: Integer(0)}), "M >= 1"),
    "a negative noise variance": unsound(lambda: instance(RISK, {sigma2: -p}), "no law"),
    "a noise variance of any sign": unsound(lambda: instance(RISK, {sigma2: r}), "r = -1"),
    "an indefinite covariance of the tasks": unsound(lambda: instance(RISK, {Psi: Psi - H}), "Psi = 0: no law"),
    "a symmetric covariance of the tasks": unsound(lambda: instance(RISK, {Psi: SymmetricMatrix("G2", d)}), "G = -I"),
    "a minimum without what it assumes": unsound(
        lambda: from_minimum({sigma2: Integer(0), Psi: ZeroMatrix(d, d)}, assumptions=()),
        "sigma2 + tr(H Psi) = 0",
    ),
    "a minimum that drops its hypothesis": unsound(
        lambda: from_minimum({}, assumptions=theorem(OPTIMUM).assumptions[:-1]), "sigma2 + tr(H Psi) > 0 is nowhere"
    ),
    "a bound that drops its hypothesis": unsound(
        lambda: by(
            theorem(BAYES).unfold(),
            Premise(BAYES),
            depends_on=(BAYES,),
            assumptions=theorem(BAYES).assumptions[:-1],
        ),
        "sigma2 = 0 is not excluded, and the claim divides by it",
    ),
    "a premise at a random value": false(
        lambda: by(
            Equality(Expectation(S * X.T * X * S), Expectation(second.rhs.xreplace({A: X.T * X}))),
            Premise(SECOND, at={A: X.T * X}),
            Integrate(),
            depends_on=(SECOND,),
            assumptions=theorem(SECOND).assumptions,
        ),
        "X^T X depends on S",
        "d = M = 1, h = 1: E x^6 = 15, and 3 E x^2 = 3",
    ),
    "a premise at a value random in its own letters": false(
        lambda: by(
            Equality(Expectation(S * S * S), Expectation(second.rhs.xreplace({A: S}))),
            Premise(SECOND, at={A: S}),
            Integrate(),
            depends_on=(SECOND,),
            assumptions=theorem(SECOND).assumptions,
        ),
        "S is not independent of S",
        "d = M = 1, h = 1: 15 and 3",
    ),
    "a premise at another shape": false(
        lambda: by(
            Equality(Expectation(S * A * S), H * A * H),
            Premise(SECOND, at={A: MatrixSymbol("A", d, 1)}),
            depends_on=(SECOND,),
        ),
        "the terms of order 1/M are missing",
    ),
    "a premise with a value for what it does not hold": false(
        lambda: by(
            Equality(Expectation(S * A * S), H * A * H),
            Premise(SECOND, at={B: A}),
            Rewrite(H * A * H),
            depends_on=(SECOND,),
        ),
        "the terms of order 1/M are missing",
    ),
    "a premise with a value for a random letter": false(
        lambda: by(
            Equality(Expectation(S * A * S), H * A * H),
            Premise(SECOND, at={X: 2 * X}),
            Rewrite(H * A * H),
            depends_on=(SECOND,),
        ),
        "the terms of order 1/M are missing",
    ),
    # -- premises that say something else
    "a premise and a leap": false(
        lambda: by(
            Equality(Expectation(S * A * S), second.rhs + H),
            Premise(SECOND),
            leap(second.rhs + H),
            depends_on=(SECOND,),
        ),
        "H too much",
    ),
    "a premise read backwards": false(
        lambda: by(
            Equality(second.rhs, H * A * H), Premise(SECOND, backwards=True), Rewrite(H * A * H), depends_on=(SECOND,)
        ),
        "the terms of order 1/M are missing",
    ),
    "a bound read backwards": unsound(
        lambda: by(
            Bound(theorem(BAYES).unfold().rhs, theorem(BAYES).unfold().lhs),
            Premise(BAYES, backwards=True),
            depends_on=(BAYES,),
            assumptions=theorem(BAYES).assumptions,
        ),
        "reversed",
    ),
    "a bound under a minus": unsound(
        lambda: by(
            Bound(-theorem(BAYES).unfold().lhs, -theorem(BAYES).unfold().rhs),
            Premise(BAYES),
            depends_on=(BAYES,),
            assumptions=theorem(BAYES).assumptions,
        ),
        "a negative factor",
    ),
    "a bound inside a square": unsound(
        lambda: by(
            Bound((theorem(BAYES).unfold().lhs - 10) ** 2, (theorem(BAYES).unfold().rhs - 10) ** 2),
            Premise(BAYES),
            depends_on=(BAYES,),
            assumptions=theorem(BAYES).assumptions,
        ),
        "squares of what may be negative",
    ),
    "a bound times a number of any sign": unsound(
        lambda: by(
            Bound(s * theorem(BAYES).unfold().lhs, s * theorem(BAYES).unfold().rhs),
            Premise(BAYES),
            depends_on=(BAYES,),
            assumptions=theorem(BAYES).assumptions,
        ),
        "s = -1",
    ),
    "a bound for an equality": unsound(
        lambda: by(
            Equality(theorem(BAYES).unfold().rhs, theorem(BAYES).unfold().lhs),
            Premise(BAYES),
            depends_on=(BAYES,),
            assumptions=theorem(BAYES).assumptions,
        ),
        "the inequality is strict",
    ),
    "a minimum for an equality": unsound(
        lambda: by(
            Equality(one_step_gd_excess(), theorem(OPTIMUM).unfold().value),
            Premise(OPTIMUM),
            depends_on=(OPTIMUM,),
            assumptions=theorem(OPTIMUM).assumptions,
        ),
        "Gamma is any matrix",
    ),
    "a risk at weights that are not the ones of the claim": false(
        lambda: by(
            Equality(one_step_gd_excess(), theorem(RISK).unfold().rhs.xreplace({Gamma: 2 * Gamma})),
            Premise(RISK, at={Gamma: 2 * Gamma}),
            depends_on=(RISK,),
            assumptions=theorem(RISK).assumptions,
        ),
        "the risk at Gamma is not the risk at 2 Gamma",
    ),
    # -- premises that are not there
    "a premise that is not registered": false(lambda: by(Equality(r, s), Premise("no_such_theorem")), "r is not s"),
    "a dependence that is not registered": unsound(
        lambda: by(Equality(Trace(H * A), Trace(A * H)), depends_on=("no_such_theorem",)),
        "true, but it says that it rests on nothing",
    ),
    "a dependence that is not proved": unsound(
        # as long as that theorem is CONFIRMED: its flow rests on lemmas that are not executed
        lambda: by(Equality(Trace(H * A), Trace(A * H)), depends_on=("any_initial_scale_converges",)),
        "it says that it rests on what is not PROVED",
    ),
    "a premise that is not named": unsound(
        lambda: by(second, Premise(SECOND), assumptions=theorem(SECOND).assumptions),
        "it uses what depends_on does not name",
    ),
    "a premise that is the claim itself": unsound(
        lambda: Theorem(
            slug=SECOND,
            title="itself",
            statement=second,
            derivation=(Step(Premise(SECOND), "by itself"),),
            depends_on=(SECOND,),
            assumptions=theorem(SECOND).assumptions,
        ),
        "a circle",
    ),
    "a false claim under a registered name": false(
        lambda: Theorem(
            slug=SECOND,
            title="itself",
            statement=Equality(Expectation(S * A * S), H * A * H),
            derivation=(Step(Premise(SECOND), "by itself"),),
            depends_on=(SECOND,),
        ),
        "the terms of order 1/M are missing",
    ),
    "a corollary that is false": false(
        lambda: by(Equality(Trace(H * A), Trace(A * H)), corollaries=(Equality(Trace(H * A), Trace(H)),)), "A = 2I"
    ),
    "a corollary of another theorem's derivation": false(
        lambda: by(
            Equality(Trace(H * A), Trace(A * H)),
            corollaries=(Corollary(Bound(0, Trace(A)), (Step(Premise("no_such_theorem"), "so it is said"),)),),
        ),
        "A = -I",
    ),
    "a certificate from a theorem, for an equality": false(
        lambda: by(Bound(0, -(r**2)), Below(0, (FromTheorem(SECOND, -(r**2), Integer(0)),)), depends_on=(SECOND,)),
        "r = 1",
    ),
    "a minimum at the wrong weights by a premise": false(
        lambda: by(
            Minimum(
                one_step_gd_excess(), theorem(OPTIMUM).statement.over, (beta_star, Psi), theorem(OPTIMUM).unfold().value
            ),
            Premise(OPTIMUM),
            depends_on=(OPTIMUM,),
            assumptions=theorem(OPTIMUM).assumptions,
        ),
        "Psi is not the optimal step",
    ),
}

"""Textbook facts used where their hypotheses fail, and integrals taken out of order."""

from dataclasses import dataclass

from sympy import Identity, Inverse, MatrixSymbol, Trace

from tests.adversary.vocabulary import (
    Cases,
    E,
    H,
    I,
    M,
    X,
    a,
    b,
    by,
    d,
    false,
    inner,
    law,
    one,
    quad,
    unsound,
    x,
    zero,
)
from theory import Equality, MatrixNormal, RandomMatrix
from theory.lemmas import GaussianConditioning
from theory.rules import Integrate, Lemma, Rewrite

__all__ = ["CLAIMS"]

seen = MatrixNormal("seen", x, I, one)
value = MatrixSymbol("value", d, 1)
gain = H * Inverse(H + I)
answers = MatrixNormal("answers", X * a, Identity(M), one)
loose = RandomMatrix("loose", zero, H, one)
loosely_seen = RandomMatrix("loosely_seen", loose, I, one)


@dataclass(frozen=True)
class BoldFact(GaussianConditioning):
    """A fact of a user, of which nothing is asked."""

    def verify(self) -> None:
        """Pass."""


def mean_of(posterior, fact=GaussianConditioning, of=x, evidence=seen, observed=value, says=None):
    """The mean of what the fact says to be the law of x given what was seen."""
    known = Lemma(fact(of=of, evidence=evidence, observed=observed, posterior=posterior))
    return by(Equality(E(inner(a, posterior)), inner(a, posterior.mean) if says is None else says), known, Integrate())


WRONG = "the derivation rests on a fact whose hypotheses fail"

CLAIMS: Cases = {
    "a posterior with the prior covariance": unsound(lambda: mean_of(law(H, gain * value, "later")), WRONG),
    "a posterior with half the gain": unsound(lambda: mean_of(law(H - gain * H, value / 2, "later")), WRONG),
    "a posterior with the prior mean": unsound(lambda: mean_of(law(H - gain * H, zero, "later")), WRONG),
    "a posterior that is not affine in what was seen": unsound(
        lambda: mean_of(law(H - gain * H, quad(value, I) * value, "later")), WRONG
    ),
    "a posterior of laws that are not Gaussian": unsound(
        lambda: mean_of(law(H - gain * H, gain * value, "later"), of=loose, evidence=loosely_seen), WRONG
    ),
    "evidence about something else": unsound(
        lambda: mean_of(law(H - gain * H, gain * value, "later"), evidence=law(H + I, name="other")), WRONG
    ),
    "a fact of a user, and a leap": false(
        lambda: by(
            Equality(E(quad(law(H, b, "later"), I)), quad(b, I)),
            Lemma(BoldFact(x, seen, value, law(H, b, "later"))),
            Rewrite(quad(b, I)),
        ),
        "tr H is missing",
    ),
    "a fact that does not concern the claim": false(
        lambda: by(
            Equality(E(quad(x, I)), 0),
            Lemma(GaussianConditioning(x, seen, value, law(H - gain * H, gain * value, "later"))),
            Integrate(),
        ),
        "tr H",
    ),
    "parents integrated before their children": false(
        lambda: by(Equality(E(Trace(X.T * answers * a.T)), 0), Integrate((X,)), Integrate()), "M tr(H a a^T)"
    ),
    "one of two integrated": false(
        lambda: by(Equality(E(quad(seen, I)), quad(b, I) + d), Integrate((seen,)), Rewrite(quad(b, I) + d)), "tr H + d"
    ),
    "a letter integrated that is not there": false(
        lambda: by(Equality(E(quad(x, I)), Trace(H) + 1), Integrate((X,)), Integrate()), "tr H"
    ),
}

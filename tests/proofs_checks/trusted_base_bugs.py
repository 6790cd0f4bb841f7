"""Bugs in what decides on a proof, each with a claim that is false, or has no meaning, and that it would prove."""

from dataclasses import dataclass
from typing import Any

from sympy import Eq, Ge, Gt, Integer, Inverse, Lt, Trace, oo, sign, sqrt

from proofs_checks import Verdict
from tests.adversary.false_premises import BAYES
from tests.adversary.vocabulary import (
    A,
    B,
    C,
    G,
    H,
    I,
    M,
    O,
    X,
    a,
    by,
    c,
    d,
    leap,
    p,
    q,
    quad,
    r,
    s,
    t,
    z,
    zero,
)
from tests.proofs_checks.bugs import Bug
from theory import Bound, Equality, Expectation, FlowBound, Limit, LoewnerBound, Minimum, inner, theorem
from theory.certificates import Certificate, Multiple, Square, Termwise
from theory.rules import Below, FromTheorem, Rewrite, TakeLimit

__all__ = ["BASE_BUGS", "BASE_SUBJECTS"]

PROVED, CONFIRMED, REFUTED, ERROR = Verdict.PROVED, Verdict.CONFIRMED, Verdict.REFUTED, Verdict.ERROR
INCONCLUSIVE, VACUOUS = Verdict.INCONCLUSIVE, Verdict.VACUOUS


@dataclass(frozen=True)
class Wish(Certificate):
    """Whatever is wanted is ≥ 0."""

    wanted: Any

    @property
    def expression(self):
        return self.wanted

    def verify(self, signs=None):
        """Pass."""


gram, nothing = X.T * X, Termwise(Integer(0))
bayes = theorem(BAYES).unfold()


def reversed_bayes(certificate):
    """The bound the wrong way round."""
    rules, hypotheses = (Below(bayes.rhs, (certificate,)),), theorem(BAYES).assumptions
    return by(Bound(bayes.rhs, bayes.lhs), *rules, depends_on=(BAYES,), assumptions=hypotheses)


BASE_SUBJECTS = {
    "a rate at a corner": by(FlowBound(abs(r), (r,), abs(r), -(sign(r) ** 2)), Rewrite(sign(r) ** 2)),
    "outside the domain": by(Minimum((p + 1) ** 2, (p,), (Integer(-1),), 0), Below(0, (Square(p + 1),))),
    "outside the hypotheses": by(Minimum(r**2, (r,), (Integer(0),), 0), Below(0, (Square(r),)), assume=(Gt(r, 1),)),
    "no inverse": by(Equality(Inverse(I + A * B) * A, A * Inverse(I + B * A))),
    "a factor that is 0": by(Bound(0, -1), Below(0, (Multiple(Integer(-1), nothing, nothing),))),
    "the square of a root": by(Bound(0, r), Below(0, (Square(sqrt(r)),))),
    "a wish": by(Bound(0, r), Below(0, (Wish(r),))),
    "an infinite moment": by(
        Equality(Expectation(2 * Trace(Inverse(gram))), 2 * Expectation(Trace(Inverse(gram)))), assume=(Ge(M, d),)
    ),
    "one limit of two": by(Limit(p / (p + q), (q, p), oo, 0), TakeLimit((q, p))),
    "never at the limit": by(Limit(1 / p, (p,), oo, 0), TakeLimit((p,)), assume=(Lt(p, 1),)),
    "no inverse of a sum": by(Equality(Inverse(I + A * H) * A, A * Inverse(I + H * A))),
    "a difference that may be 0": by(Equality(s / (r - t) + p / (r - t), (s + p) / (r - t)), assume=(Ge(r, t),)),
    "squares that may be 0": by(Equality(s / (r**2 + t**2) + p / (r**2 + t**2), (s + p) / (r**2 + t**2))),
    "a product backwards": by(Equality(C * B * A, I), assume=(Eq(A * B * C, I),)),
    "a second minimiser": by(
        Minimum(inner(a, c) ** 2, (c,), (zero,), 0, unique=True), Below(0, (Square(inner(a, c)),))
    ),
    "one vector for all": by(LoewnerBound(O, G), Below(0, (Termwise(quad(z, G)),)), assume=(Ge(quad(z, G), 0),)),
    "contradictory hypotheses": by(Bound(0, r**2), Below(0, (Square(r),)), assume=(Gt(s, 0), Lt(s, 0))),
    "the trace of a square": by(Bound(0, Trace(A * A)), Below(0, (Termwise(Trace(A * A)),))),
    "not attained": by(Minimum(r**2, (r,), (Integer(1),), 0), Below(0, (Square(r),))),
    "a relation": by(Equality(A, B), leap(B, relations=(Equality(A, B),))),
    "a bound times -1": reversed_bayes(FromTheorem(BAYES, bayes.rhs, bayes.lhs, factor=Integer(-1))),
    "a bound read backwards": reversed_bayes(FromTheorem(BAYES, bayes.lhs, bayes.rhs, backwards=True)),
}

BASE_BUGS = (
    Bug(
        "flows need no gradient",
        "theory.statements.base:require_gradients",
        "for expression in map(context.written_out, expressions):",
        "for expression in ():",
        "a rate at a corner",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "the domain of a minimiser is not asked",
        "theory.statements.base:require_values",
        "require_in_domain(context, variable, value)",
        "pass",
        "outside the domain",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "the hypotheses on a minimiser are not asked",
        "theory.statements.base:require_values",
        "require_hypotheses_on(context, values)",
        "pass",
        "outside the hypotheses",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "a statement need not be defined",
        "theory.establishing:require_sense",
        "require_defined(context, claim.statement.expressions())",
        "pass",
        "no inverse",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "a factor may be 0",
        "theory.core.accepted_certificates:_require_multiple",
        "_require_dense_factor(context, multiple)",
        "pass",
        "a factor that is 0",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "arguments of certificates need not be defined",
        "theory.core.accepted_certificates:require_certificate",
        "require_defined(context, (*arguments, shown.expression))",
        "pass",
        "the square of a root",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "any certificate counts",
        "theory.core.accepted_certificates:rebuilt",
        "next((kind for kind in KINDS if kind is type(certificate)), None)",
        "type(certificate) if isinstance(certificate, Certificate) else None",
        "a wish",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "every mean exists",
        "theory.core.shown:_exists",
        "if has_moments(node, context.signs)",
        "if True",
        "an infinite moment",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "of several variables the first alone tends",
        "theory.core.relations.tends_to:in_small_variables",
        "for v in variables}",
        "for v in variables[:1]}",
        "one limit of two",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "hypotheses are not asked on the way to a limit",
        "theory.core.relations.tends_to:_holds_on_the_way",
        "if not relation.has(variable)",
        "if True",
        "never at the limit",
        ERROR,
        PROVED,
    ),
    Bug(
        "I + AH has an inverse for any A",
        "theory.algebra.signs.shapes:shifted_product",
        '("semidefinite", factor),',
        "",
        "no inverse of a sum",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "what is ≥ 0 is > 0",
        "theory.algebra.signs.facts:_signs_of",
        "if kind in (Gt, Lt):",
        "if True:",
        "a difference that may be 0",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "a sum of numbers ≥ 0 is > 0",
        "theory.algebra.signs.engine:Signs._positive_by_shape",
        "all(map(self.nonnegative, e.args)) and any(map(self.positive, e.args))",
        "all(map(self.nonnegative, e.args))",
        "squares that may be 0",
        INCONCLUSIVE,
        PROVED,
    ),
    Bug(
        "an equation is turned over",
        "theory.algebra.signs.equations:_oriented",
        "word[i:] + word[:i]",
        "word[::-1]",
        "a product backwards",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "a minimiser need not be the only one",
        "theory.statements.minimum:Minimum.conclude",
        "if self.unique:",
        "if False:",
        "a second minimiser",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "the arbitrary vector is one of which something is known",
        "theory.statements.loewner_bound:arbitrary_vector",
        "if name not in used",
        "",
        "one vector for all",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "any word is a congruence",
        "theory.algebra.signs.sign_terms:_is_congruence",
        "if word != transpose(word)",
        "if False",
        "the trace of a square",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "a minimum need not be attained",
        "theory.statements.minimum:Minimum.conclude",
        "self._require_attained(derivation)",
        "pass",
        "not attained",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "relations of letters are believed",
        "theory.core.execution:require_consequence",
        "if not proves_same(context, relation.lhs, relation.rhs)",
        "if False",
        "a relation",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "a bound is multiplied by any number",
        "theory.core.accepted_certificates:_require_premise",
        "not context.signs.nonnegative(factor)",
        "False",
        "a bound times -1",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "a bound is read backwards",
        "theory.core.premises:require_stated",
        "certificate.backwards and not known.is_equality",
        "False",
        "a bound read backwards",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "hypotheses that nothing satisfies are not seen",
        "proofs_checks.evidence.derivation:_resting_on_premises",
        "if found.point is None",
        "if False",
        "contradictory hypotheses",
        VACUOUS,
        PROVED,
    ),
    Bug(
        "a cap is ignored",
        "proofs_checks.verdict:combine",
        "max([best, *caps], key=_PRECEDENCE.index)",
        "best",
        "no inverse",
        INCONCLUSIVE,
        CONFIRMED,
    ),
)

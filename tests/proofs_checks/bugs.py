"""Bugs, each with a statement whose verdict shows it: a true one that falls, or a false one that it would prove.

A bug in one of two evaluators is seen as their disagreement, an ERROR, and refutes nothing.
"""

from dataclasses import dataclass

from sympy import Identity, Inverse, MatrixSymbol, Q, Trace, Transpose, symbols

from proofs_checks import Verdict
from tests.proofs_checks.toys import TRUE, A, H, M, S, X, d, second_moment, toy
from theory import (
    Assumption,
    Bound,
    Equality,
    Expectation,
    MatrixNormal,
    Minimum,
    PositiveDefiniteMatrix,
    Step,
    Theorem,
)
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.rules import Below, CompleteSquare, Integrate, Rewrite

__all__ = ["BUGS", "SUBJECTS", "A", "B", "Bug"]

PROVED, CONFIRMED, REFUTED, ERROR = Verdict.PROVED, Verdict.CONFIRMED, Verdict.REFUTED, Verdict.ERROR
r, s = symbols("r s", real=True)
B, V = MatrixSymbol("B", d, d), MatrixSymbol("V", d, d)
R = PositiveDefiniteMatrix("R", d)
Y = MatrixNormal("Y", 0 * R, R, H)


def theorem(statement, *rules, assume=()):
    steps, hypotheses = (Step(r, "") for r in rules), (Assumption(str(r), r) for r in assume)
    return Theorem(slug="small", title="", statement=statement, derivation=tuple(steps), assumptions=tuple(hypotheses))


LINEAR = Trace(V.T * H * V) - 2 * Trace(V.T * A)
SUBJECTS = {
    "second_moment": toy("second_moment"),
    "lost_trace_term": theorem(Equality(second_moment, H * A * H + H * A.T * H / M)),
    "trace_of_a_transpose": theorem(Equality(Trace(A * B), Trace(A.T * B.T))),
    "trace_without_transpose": theorem(Equality(Trace(A * B), Trace(A.T * B))),
    "not_symmetric": theorem(Equality(Expectation(Trace(S * A) * A * B), Trace(H * A) * A * B)),
    "row_and_column": theorem(Equality(Expectation(Y * A * Y.T), Trace(H * A) * R)),
    "row_for_column": theorem(Equality(Expectation(Y * A * Y.T), Trace(R * A) * R)),
    "push_through_unturned": theorem(
        Equality(Inverse(Identity(d) + A * B) * A, A * Inverse(Identity(d) + A * B)),
        assume=(Q.invertible(Identity(d) + A * B),),
    ),
    "nearest": theorem(
        Minimum(LINEAR, (V,), (Inverse(H) * A,), -Trace(A.T * Inverse(H) * A), unique=True), CompleteSquare(V)
    ),
    "nearest_transposed": theorem(
        Minimum(LINEAR, (V,), (A.T * Inverse(H),), -Trace(A.T * Inverse(H) * A)), CompleteSquare(V)
    ),
    "wrong_certificate": theorem(Bound(2 * Trace(H), Trace(H)), Below(2 * Trace(H), (Termwise(-Trace(H)),))),
    "indefinite_weight": theorem(
        Bound(Trace(V.T * H * V), Trace(V.T * (H + A + A.T) * V)),
        Below(Trace(V.T * H * V), (WeightedSquare(V.T, Identity(d), A + A.T),)),
    ),
    "mean_zero": toy("mean_zero"),
    "product_transposed": theorem(Equality((A * B).T, B.T * A.T)),
    "order_kept": theorem(Equality(Transpose(A * B), A.T * B.T)),
    "wrong_step": theorem(Equality(second_moment, H * A * H), Rewrite(Expectation(H * A * H)), Integrate()),
    "two_squares": theorem(Bound(0, r**2 + s**2), Below(s**2, (Square(r),)), Below(0, (Square(s),))),
    "two_steps": theorem(TRUE["second_moment"], Rewrite(Expectation(X.T * X * A * X.T * X / M**2)), Integrate()),
}


@dataclass(frozen=True)
class Bug:
    """``before`` is the verdict on the subject as the tool is, ``after`` with the bug, with a note or without."""

    name: str
    where: str
    old: str
    new: str
    subject: str
    before: Verdict
    after: Verdict
    note: bool = False

    def __str__(self):
        return self.name


BUGS = (
    Bug(
        "the engine drops a trace term",
        "theory.moments.gaussian:_alone",
        "_trace_of(between + right, letter.cols).terms.items()",
        "({} if between else _trace_of(right, letter.cols).terms).items()",
        "second_moment",
        PROVED,
        CONFIRMED,
    ),
    Bug(
        "the engine drops a trace term, and so did the author",
        "theory.moments.gaussian:_alone",
        "_trace_of(between + right, letter.cols).terms.items()",
        "({} if between else _trace_of(right, letter.cols).terms).items()",
        "lost_trace_term",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "the engine takes the row covariance for the column covariance",
        "theory.moments.gaussian:_covariances",
        "(law.row, law.column)",
        "(law.row, law.row)",
        "row_for_column",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "cyclic words forget to look at their transposes",
        "theory.algebra.words.word_operations:_canonical_cycle",
        "(word, backward)",
        "(word,)",
        "trace_of_a_transpose",
        PROVED,
        CONFIRMED,
    ),
    Bug(
        "cyclic words lose their transposition marks",
        "theory.algebra.words.word_operations:_canonical_cycle",
        "spelling[i:] + spelling[:i]",
        "tuple(x.T if x.transposed else x for x in spelling[i:] + spelling[:i])",
        "trace_without_transpose",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "evaluate swaps a product",
        "numerics.evaluation.walk:_mat_mul",
        "multiply(left, right)",
        "multiply(right, left)",
        "not_symmetric",
        PROVED,
        ERROR,
    ),
    Bug(
        "the sampler takes the row covariance for the column covariance",
        "numerics.independent.sampling:Sampler.draw",
        "(symbol.row_covariance, symbol.column_covariance)",
        "(symbol.row_covariance, symbol.row_covariance)",
        "row_and_column",
        PROVED,
        REFUTED,
        note=True,
    ),
    Bug(
        "exact points use a wrong fourth moment",
        "numerics.independent.polynomials:Ring._power",
        "math.prod(range(1, 2 * half, 2))",
        "math.factorial(half)",
        "second_moment",
        PROVED,
        ERROR,
    ),
    Bug(
        "the last step of a derivation is skipped",
        "theory.core.execution:execute",
        "enumerate(steps, start=1)",
        "enumerate(steps[:-1], start=1)",
        "two_steps",
        PROVED,
        ERROR,
    ),
    Bug(
        "the first step of a derivation is skipped",
        "theory.core.execution:execute",
        "enumerate(steps, start=1)",
        "enumerate(steps[1:], start=1)",
        "two_squares",
        PROVED,
        ERROR,
    ),
    Bug(
        "a step is not checked to follow",
        "theory.core.execution:require_consequence",
        "RELATIONS[after.relation].follows(before, after, given, context)",
        "pass",
        "wrong_step",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "completing the square forgets the factor one half",
        "theory.rules.completing_the_square:CompleteSquare.apply",
        "invert_matrix(right)).times(-HALF)",
        "invert_matrix(right)).times(-1)",
        "nearest",
        PROVED,
        ERROR,
    ),
    Bug(
        "completing the square hands back a wrong minimiser",
        "theory.rules.completing_the_square:CompleteSquare.apply",
        "self.variable: minimizer}",
        "self.variable: minimizer.T}",
        "nearest",
        PROVED,
        ERROR,
    ),
    Bug(
        "certificates are not verified",
        "theory.algebra.positivity.termwise:Termwise.verify",
        "require_nonnegative(self.scalar, self.positive, signs=signs)",
        "pass",
        "wrong_certificate",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "every matrix passes for semidefinite",
        "theory.algebra.signs.sign_terms:is_semidefinite",
        "return all(",
        "return True or all(",
        "indefinite_weight",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "everything is equal",
        "theory.core.agreement:_proves_same",
        "if any(test(context, *folded)",
        "if True or any(test(context, *folded)",
        "wrong_step",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "a transposed product keeps its order",
        "theory.algebra.words.word_operations:transpose",
        "reversed(word)",
        "word",
        "order_kept",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "evaluate forgets to transpose",
        "numerics.evaluation.walk:_transpose",
        "np.swapaxes(evaluation(node.arg), -1, -2)",
        "evaluation(node.arg)",
        "second_moment",
        PROVED,
        ERROR,
    ),
    Bug(
        "a sum over eigenvalues sees the largest one only",
        "numerics.evaluation.walk:_spectral_sum",
        ".sum(axis=-1)",
        "[..., -1]",
        "minimal_excess_of_one_step_gd",
        PROVED,
        ERROR,
    ),
    Bug(
        "exact points forget means",
        "numerics.independent.exact:_Expansion._random",
        "self.value(node.mean) + ",
        "",
        "mean_zero",
        PROVED,
        ERROR,
    ),
    Bug(
        "the sampler forgets means",
        "numerics.independent.sampling:Sampler.draw",
        "else mean + deviation",
        "else 0 * mean + deviation",
        "mean_zero",
        PROVED,
        REFUTED,
        note=True,
    ),
    Bug(
        "the forward pass forgets the mask",
        "numerics.independent.forward_passes:_attended",
        "E @ mask(M) @ attention",
        "E @ attention",
        "one_step_gd_is_a_block",
        PROVED,
        ERROR,
    ),
    Bug(
        "push-through leaves the inverse as it is",
        "theory.algebra.words.push_through:_push_right",
        "(a, moved)",
        "(a, inverse)",
        "push_through_unturned",
        REFUTED,
        REFUTED,
        note=True,
    ),
    Bug(
        "an inverse meets its argument with a wrong sign",
        "theory.algebra.words.word_rewriting:_rules_of",
        "identity - remainder @ letter",
        "identity + remainder @ letter",
        "minimal_excess_of_one_step_gd",
        PROVED,
        ERROR,
    ),
)

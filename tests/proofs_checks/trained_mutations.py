"""Plausible wrong versions of the theorems on trained linear attention: what a tired author might have written."""

from dataclasses import dataclass, replace
from typing import Any

from sympy import Identity, Inverse, Rational, Trace

from theory.algebra.vocabulary.spectral import OperatorNorm, SmallestEigenvalue
from theory.core.substitution import replaced
from theory.papers.trained_transformers import (
    alignment_stays_positive as alignment,
)
from theory.papers.trained_transformers import (
    any_initial_scale_converges as convergence,
)
from theory.papers.trained_transformers import (
    attention_against_least_squares as against,
)
from theory.papers.trained_transformers import (
    attention_flow as flow,
)
from theory.papers.trained_transformers import (
    attention_flow_limit as limit,
)
from theory.papers.trained_transformers import (
    attention_loss as loss,
)
from theory.papers.trained_transformers import (
    attention_loss_minimum as minimum,
)
from theory.papers.trained_transformers import (
    attention_loss_satisfies_pl as pl,
)
from theory.papers.trained_transformers import (
    attention_minimum_over_all_weights as all_weights,
)
from theory.papers.trained_transformers import (
    attention_prediction_is_quadratic as quadratic,
)
from theory.papers.trained_transformers import (
    balance_is_conserved as balance,
)
from theory.papers.trained_transformers import (
    covariate_shift_is_not_tolerated as covariate,
)
from theory.papers.trained_transformers import (
    least_squares_risk as least_squares,
)
from theory.papers.trained_transformers import (
    off_diagonal_blocks_stay_zero as off_diagonal,
)
from theory.papers.trained_transformers import (
    output_weight_stays_away_from_zero as away,
)
from theory.papers.trained_transformers import (
    prediction_risk_on_new_task as new_task,
)
from theory.papers.trained_transformers import (
    query_shift_fails_for_nonlinear_targets as cubic,
)
from theory.papers.trained_transformers import (
    query_shift_is_tolerated as query,
)
from theory.papers.trained_transformers import (
    random_covariance_fails as random_fails,
)
from theory.papers.trained_transformers import (
    random_covariance_limit as random_limit,
)
from theory.papers.trained_transformers import (
    random_scale_fails as scale_fails,
)
from theory.papers.trained_transformers import (
    random_scale_limit as scale_limit,
)
from theory.papers.trained_transformers import (
    rank_one_stationary_points as rank_one,
)
from theory.papers.trained_transformers import (
    task_shift_is_tolerated as task_shift,
)
from theory.papers.trained_transformers import (
    trained_attention_is_optimal_gd as link,
)
from theory.papers.trained_transformers import (
    weights_along_eigenvectors as eigenvectors,
)
from theory.setting.symbols import M, d, sigma2
from theory.setting.trained_attention import (
    Gamma,
    Lambda,
    N,
    loss_gradient,
    merged_weights,
    v,
)
from theory.theorem_record import Theorem

__all__ = ["MUTATIONS", "Mutation"]


@dataclass(frozen=True)
class Mutation:
    """A wrong theorem."""

    name: str
    theorem: Theorem

    def __str__(self) -> str:
        return f"{self.theorem.slug}-{self.name}"


def with_statement(theorem: Theorem, **fields: Any) -> Theorem:
    assert all(getattr(theorem.statement, name) != value for name, value in fields.items())
    return replace(theorem, statement=replace(theorem.statement, **fields))


def with_corollary(theorem: Theorem, index: int, rhs: Any) -> Theorem:
    changed = list(theorem.corollaries)
    assert changed[index].rhs != rhs
    changed[index] = replace(changed[index], rhs=rhs)
    return replace(theorem, corollaries=tuple(changed))


def with_notation(theorem: Theorem, symbol: Any, definition: Any) -> Theorem:
    known = dict(theorem.notation)
    assert known[symbol] != definition
    return replace(theorem, notation=tuple({**known, symbol: definition}.items()))


def with_swapped_lengths(expression: Any) -> Any:
    return expression.xreplace({M: N, N: M})


_traceless = (1 + 1 / N) * Lambda
_lambda_for_gamma = {Gamma: Lambda}
_unmasked_query = quadratic.WRITTEN_OUT.xreplace({quadratic._x * quadratic._x.T / N: 0 * Identity(d)})
_larger = pl.CONSTANT.xreplace({SmallestEigenvalue(Gamma): 2 * SmallestEigenvalue(Gamma)})
_largest = pl.CONSTANT.xreplace({SmallestEigenvalue(Lambda): OperatorNorm(Lambda)})

MUTATIONS = (
    Mutation("without-the-query", with_corollary(quadratic.THEOREM, 0, _unmasked_query)),
    Mutation("doubled", with_statement(quadratic.THEOREM, rhs=2 * quadratic.QUADRATIC_FORM)),
    Mutation("without-the-trace", with_notation(loss.THEOREM, Gamma, _traceless)),
    Mutation("another-length", with_notation(loss.THEOREM, Gamma, loss.GAMMA[1].xreplace({N: N + 1}))),
    Mutation("without-the-trace", with_notation(flow.THEOREM, Gamma, _traceless)),
    Mutation("wrong-sign", with_corollary(flow.THEOREM, 0, -flow.GRADIENT_C)),
    Mutation(
        "one-block-is-not-zero",
        with_statement(off_diagonal.THEOREM, lhs=replaced(loss_gradient(v, merged_weights()), {v: off_diagonal.ZERO})),
    ),
    Mutation(
        "the-sum-is-conserved",
        with_statement(
            balance.THEOREM,
            lhs=balance.change_of(1, 1),
        ),
    ),
    Mutation("half-the-rate", with_corollary(balance.THEOREM, 3, balance.RATE / 2)),
    Mutation("lambda-for-gamma", with_statement(minimum.THEOREM, at=(Inverse(Lambda),))),
    Mutation("lambda-in-the-value", with_statement(minimum.THEOREM, value=minimum.VALUE.xreplace(_lambda_for_gamma))),
    Mutation("twice-the-excess", with_corollary(minimum.THEOREM, 0, minimum.VALUE + 2 * minimum.EXCESS)),
    Mutation(
        "lambda-in-the-value", with_statement(all_weights.THEOREM, value=all_weights.VALUE.xreplace(_lambda_for_gamma))
    ),
    Mutation("another-family", with_corollary(all_weights.THEOREM, 1, 2 * all_weights._value)),
    Mutation("twice-the-constant", with_statement(pl.THEOREM, lhs=_larger * (pl.LOSS - pl.VALUE))),
    Mutation("the-largest-eigenvalue", with_statement(pl.THEOREM, lhs=_largest * (pl.LOSS - pl.VALUE) * 4)),
    Mutation("half-the-start", with_corollary(away.THEOREM, 0, away.THEOREM.corollaries[0].rhs / 2)),
    Mutation(
        "without-the-trace",
        with_notation(eigenvectors.THEOREM, eigenvectors.gamma, (1 + 1 / N) * eigenvectors.eigenvalue),
    ),
    Mutation("too-fast", with_statement(alignment.THEOREM, bound=-1000 * Trace(Lambda**4))),
    Mutation(
        "lambda-for-gamma",
        with_statement(limit.THEOREM, lhs=limit.THEOREM.statement.lhs.xreplace(_lambda_for_gamma)),
    ),
    Mutation("another-balance", with_corollary(limit.THEOREM, 1, limit.c**4 + limit.t)),
    Mutation(
        "swapped-roots",
        with_statement(convergence.THEOREM, to=(Inverse(Gamma) / limit.t ** Rational(1, 2), limit.t ** Rational(1, 2))),
    ),
    Mutation(
        "lambda-for-gamma",
        with_statement(convergence.THEOREM, to=(limit.LIMIT[0].xreplace(_lambda_for_gamma), limit.LIMIT[1])),
    ),
    Mutation(
        "swapped-lengths",
        with_statement(
            new_task.THEOREM, rhs=new_task.best_risk + with_swapped_lengths(new_task.VARIANCE + new_task.BIAS)
        ),
    ),
    Mutation(
        "lambda-for-gamma",
        with_statement(new_task.THEOREM, rhs=new_task.THEOREM.statement.rhs.xreplace(_lambda_for_gamma)),
    ),
    Mutation("without-the-bias", with_statement(new_task.THEOREM, rhs=new_task.best_risk + new_task.VARIANCE)),
    Mutation("long-tests-are-enough", with_statement(task_shift.THEOREM, variables=(M,))),
    Mutation("long-training-is-enough", with_statement(task_shift.THEOREM, variables=(N,))),
    Mutation("long-tests-are-enough", with_statement(query.THEOREM, variables=(M,))),
    Mutation(
        "training-covariance",
        with_corollary(query.THEOREM, 0, query.THEOREM.corollaries[0].rhs.xreplace({query.Q: Lambda})),
    ),
    Mutation("best-linear-at-the-query", with_statement(cubic.THEOREM, value=6 * cubic.tau**3)),
    Mutation("no-error", with_statement(cubic.THEOREM, value=0)),
    Mutation("tolerated", with_statement(covariate.THEOREM, value=0)),
    Mutation(
        "wrong-norm", with_statement(covariate.THEOREM, value=covariate.LIMIT.xreplace({covariate.Lambda_test: Lambda}))
    ),
    Mutation("one-degree-of-freedom", with_statement(least_squares.THEOREM, rhs=sigma2 * d / (M - d))),
    Mutation("as-good-as-least-squares", with_statement(against.THEOREM, value=1)),
    Mutation("d-for-d-plus-1", with_statement(against.THEOREM, value=1 + against._signal / sigma2)),
    Mutation("without-the-trace", with_notation(random_limit.THEOREM, random_limit.K, (1 + 1 / N) * random_limit.A_3)),
    Mutation("vanishing", with_statement(random_fails.THEOREM, value=0)),
    Mutation("half", with_statement(random_fails.THEOREM, value=random_fails.LIMIT / 2)),
    Mutation("constant-scale", with_statement(scale_limit.THEOREM, at=(Inverse(Gamma),))),
    Mutation("the-minimal-loss", with_corollary(rank_one.THEOREM, 3, 2 * rank_one.VALUE)),
    Mutation("without-the-trace", with_notation(rank_one.THEOREM, rank_one.gamma, (1 + 1 / N) * rank_one.eigenvalue)),
    Mutation("vanishing", with_statement(scale_fails.THEOREM, value=0)),
    Mutation("k-plus-2", with_statement(scale_fails.THEOREM, value=2 * Trace(scale_fails.Delta) / (scale_fails.k + 2))),
    Mutation("half", with_statement(link.THEOREM, value=link.VALUE)),
)

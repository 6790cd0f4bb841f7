"""Literal forward passes with random raw weights against what a theorem says that they compute."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from sympy import Basic, BlockMatrix, Integer, MatMul, MatrixSymbol, Symbol

from numerics.evaluation.walk import evaluate
from numerics.independent.forward_passes import (
    linear_attention,
    linear_transformer_block,
    many_heads,
    merged_attention,
    one_step_gd,
    prediction,
    token_matrix,
)
from numerics.independent.recomputed import NoSecondValueError, recompute
from numerics.values.binding import free_parameters
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import NoAdmissiblePointError, admissible_point
from proofs_checks.cases.needed_values import dimensions_of, enlarged
from proofs_checks.cases.sampleable import as_floats
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.judging.printable import plain, point_as_text
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.second_opinion import DisagreementError, UnconfirmedError, not_refuted
from proofs_checks.settings.case_sizes import MEMBERS_TRIED
from proofs_checks.settings.pass_and_flow_trials import FORWARD_PASS, PASS_SIZES, PASS_TRIALS
from proofs_checks.verdict import CheckResult, Counterexample, Verdict
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.family_sum import members_in
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced
from theory.setting import (
    BlockWeights,
    Gamma,
    attention_prediction,
    beta,
    block_prediction,
    block_weights,
    d,
    data,
    one_step_gd_prediction,
)
from theory.setting.learned_guess import linear_guess, omega
from theory.setting.many_heads import head_weights, heads, heads_prediction
from theory.setting.prompts import Data
from theory.setting.trained_attention import MergedWeights, examples, merged_prediction, test_examples
from theory.statements import Equality, Witness
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "forward_pass"


Values = Mapping[Expression, Number]
Pass = Callable[[Values], float]


@dataclass(frozen=True)
class _Comparison:
    """Two sides of an equality, ``left`` a literal pass; ``moves`` are the weights of a witness."""

    claim: Equality
    left: Pass
    right: Pass
    moves: Mapping[Basic, Basic]


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """CONFIRMED or REFUTED where a side is a block, attention or gradient descent; None for other statements."""
    found = [c for s in theorem.statements if (c := _comparison(theorem.unfold(s))) is not None]
    if not found:
        return None
    rng = context.generator(theorem.slug, NAME)
    largest, reach = 0.0, Reach()
    for comparison in found:
        for _ in range(PASS_TRIALS):
            try:
                values = _random_values(theorem, comparison, rng)
            except NoAdmissiblePointError as reason:
                return CheckResult(NAME, Verdict.VACUOUS, str(reason))
            reach.add(values, [s for s in values if isinstance(s, Symbol) and s.is_integer])
            a, b = comparison.left(values), comparison.right(values)
            error = abs(a - b) / (1 + abs(a))
            if error > FORWARD_PASS:
                return _refuted(comparison, values, a, b)
            largest = max(largest, error)
    detail = (
        f"{PASS_TRIALS * len(found)} literal passes with raw random weights at sizes {PASS_SIZES[0]} to "
        f"{PASS_SIZES[-1]}: largest relative error {largest:.1e}, and {FORWARD_PASS:.0e} would have shown"
    )
    return CheckResult(
        NAME, Verdict.CONFIRMED, detail, {"passes": PASS_TRIALS * len(found), "largest_error": largest}, reach=reach
    )


def _refuted(comparison: _Comparison, values: Values, a: float, b: float) -> CheckResult:
    """REFUTED where both sides, read from the statement by a second evaluator, are what the passes give."""
    claim = comparison.claim
    try:
        again = [recompute(side, values) for side in (claim.lhs, claim.rhs)]
    except NoSecondValueError as error:
        unseen = UnconfirmedError(f"the pass gives {a:.6g} where {b:.6g} is claimed, not computed again: {error}")
        return not_refuted(NAME, unseen, {}, {})
    seconds = [float(np.asarray(e.low + e.high, dtype=object).reshape(-1)[0]) / 2 for e in again]
    for side, first, second in zip(("left", "right"), (a, b), seconds, strict=True):
        if abs(first - second) > FORWARD_PASS * (1 + abs(second)):
            message = f"two evaluators disagree on the {side} side: {first:.12g} by a pass, {second:.12g} by the other"
            return not_refuted(NAME, DisagreementError(message), {}, {})
    sides = {"left side": plain(seconds[0]), "right side": plain(seconds[1])}
    found = Counterexample(
        f"{claim.lhs} = {claim.rhs}",
        point_as_text(values),
        plain(a),
        plain(b),
        recomputed={**sides, "by": "a second evaluator, from the statement"},
    )
    return CheckResult(NAME, Verdict.REFUTED, f"the pass gives {a:.6g} where {b:.6g} is claimed", {}, found)


def _comparison(statement: Expression) -> _Comparison | None:
    moves: dict[Basic, Basic] = {}
    if isinstance(statement, Witness):
        moves = dict(zip(statement.over, statement.at, strict=True))
        statement = statement.claim
    if not isinstance(statement, Equality):
        return None
    left, rhs = _pass_of(statement.lhs), statement.rhs
    if left is None:
        return None
    right = _pass_of(rhs) or (lambda values: float(evaluate(rhs, values)))
    return _Comparison(statement, left, right, moves)


def _pass_of(side: Basic) -> Pass | None:
    """The literal pass that a side of a statement stands for, if it is one."""
    if side == one_step_gd_prediction(of=data):
        return _gradient_descent
    if not side.has(BlockMatrix) or side.has(Expectation):
        return None
    widths = {s.name: s.rows for s in side.atoms(MatrixSymbol)}
    if "W_K_x_1" in widths:
        return _many_heads_pass(side, head_weights(widths["W_K_x_1"], widths["W_P_x_1"]))
    if "W_K_x" not in widths:
        return _merged_pass(side)
    weights = block_weights(widths["W_K_x"], widths["W_P_x"], widths.get("W_1_x", 1))
    if side == attention_prediction(weights, data):
        return lambda values: float(prediction(linear_attention(_tokens(values), *_raw(weights, values)[:4])))
    if side == attention_prediction(weights, data, linear_guess(data)):
        return lambda values: float(prediction(linear_attention(_guessing(values), *_raw(weights, values)[:4])))
    if side == block_prediction(weights, data):
        return lambda values: float(prediction(linear_transformer_block(_tokens(values), *_raw(weights, values))))
    return None


def _many_heads_pass(side: Basic, weights: BlockWeights) -> Pass | None:
    """The pass of as many heads as are tried, each with weights of its own."""
    for number in MEMBERS_TRIED:
        if side == replaced(heads_prediction(weights, data), {heads: Integer(number)}):
            each = [_weights_of_head(weights, h) for h in range(1, number + 1)]
            return partial(_many_heads_value, each)
    return None


def _many_heads_value(each: Sequence[BlockWeights], values: Values) -> float:
    weights = [_raw(head, values) for head in each]
    return float(prediction(many_heads(_tokens(values), [(K, Q, P, V) for K, Q, P, V, *_ in weights])))


def _weights_of_head(weights: BlockWeights, number: int) -> BlockWeights:
    return BlockWeights(*(weight.xreplace({m: m.of(number) for m in members_in(weight)}) for weight in weights))


def _merged_pass(side: Basic) -> Pass | None:
    """The pass of attention with merged weights, whatever they are."""
    for of in (examples, test_examples):
        for product in side.atoms(MatMul):
            blocks = [a for a in product.args if isinstance(a, BlockMatrix)]
            weights = [a for a in blocks if a.shape == (d + 1, d + 1)]
            if len(weights) == 2 and side == merged_prediction(MergedWeights(*weights), of):
                return partial(_merged_value, MergedWeights(*weights), of)
    return None


def _merged_value(weights: MergedWeights, of: Data, values: Values) -> float:
    W_PV, W_KQ = (np.asarray(evaluate(weight, values)) for weight in weights)
    return float(prediction(merged_attention(token_matrix(values[of.X], values[of.y], values[of.x]), W_PV, W_KQ)))


def _raw(weights: BlockWeights, values: Values) -> list[np.ndarray]:
    """The raw weight matrices, as far as they have values (attention alone has no W_1 and W_2)."""
    known = [weight.blocks for weight in weights if all(block in values for block in weight.blocks)]
    return [np.concatenate([values[block] for block in blocks], axis=1) for blocks in known]


def _tokens(values: Values) -> np.ndarray:
    return token_matrix(values[data.X], values[data.y], values[data.x])


def _guessing(values: Values) -> np.ndarray:
    """The token matrix with the guess ωᵀx in the place of the query's label."""
    guess = (values[omega].T @ values[data.x])[0, 0]
    return token_matrix(values[data.X], values[data.y], values[data.x], guess)


def _gradient_descent(values: Values) -> float:
    return float(one_step_gd(values[data.X], values[data.y], values[data.x], values[beta], values[Gamma]))


def _random_values(theorem: Theorem, comparison: _Comparison, rng: np.random.Generator) -> dict[Expression, Number]:
    claim, moves = comparison.claim, comparison.moves
    symbols = tuple(s for s in free_parameters(claim.lhs, claim.rhs, *moves.values()) if s not in moves)
    sizes = enlarged(theorem, {s: int(rng.choice(PASS_SIZES)) for s in dimensions_of(symbols)})
    values = as_floats(admissible_point(theorem, rng, sizes=sizes, symbols=symbols))
    return {**values, **{variable: evaluate(value, values) for variable, value in moves.items()}}


KIND = EvidenceKind(
    name=NAME,
    order=80,
    words="forward pass",
    heading="pass",
    check=check,
    strength="a definition that is not what the model computes, beyond rounding",
    optional=True,
)

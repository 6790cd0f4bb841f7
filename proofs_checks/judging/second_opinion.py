"""Before a claim is called false: both sides computed again by a second evaluator, and what shows that it fails."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from numerics.independent.recomputed import Enclosure, NoSecondValueError, recompute
from numerics.tolerances.digits_carried import AGREEMENT
from numerics.values.number_types import Number
from proofs_checks.json_types import Json
from proofs_checks.judging.compared_exactly import Comparison
from proofs_checks.judging.printable import plain, point_as_text
from proofs_checks.settings.case_sizes import DIRECTION_DENOMINATORS
from proofs_checks.verdict import CheckResult, Counterexample, Verdict

__all__ = ["DisagreementError", "UnconfirmedError", "confirmed_counterexample", "counterexample_of", "not_refuted"]

BY = "a second evaluator, which shares no code with the first"


class UnconfirmedError(ValueError):
    """A failure of a claim that no second evaluator has seen; the message says why."""


class DisagreementError(UnconfirmedError):
    """Two evaluators give different values: one of them is wrong, which says nothing of the claim."""


def counterexample_of(comparison: Comparison) -> Counterexample:
    """The counterexample that a comparison which does not hold amounts to.

    Raises ``UnconfirmedError`` where the second evaluator cannot compute a side, or cannot tell the sides apart, and
    ``DisagreementError`` where it finds another value than the first.
    """
    claim, laws = comparison.claim, comparison.laws
    try:
        _check_moves(comparison)
        left, right = (recompute(side, comparison.point, laws) for side in (claim.left, claim.right))
        shown = {name: _shown(recompute(e, comparison.point, laws)) for name, e in claim.shown}
        for side, first, second in (("left", comparison.left, left), ("right", comparison.right, right)):
            _require_agreement(side, first, second)
    except NoSecondValueError as error:
        message = f"the sides seem to differ, and could not be computed a second time: {error}"
        raise UnconfirmedError(message) from error
    shown |= _failure(claim.relation, left, right)
    law = ", ".join(f"{name}: {law}" for name, law in laws.items())
    sides = plain(comparison.left), plain(comparison.right)
    recomputed = {"left side": _shown(left), "right side": _shown(right)}
    return Counterexample(
        str(claim), point_as_text(comparison.point), *sides, law=law, shown=shown, recomputed={**recomputed, "by": BY}
    )


def confirmed_counterexample(comparison: Comparison, unconfirmed: list[UnconfirmedError]) -> Counterexample | None:
    """The same where other points are left to try: what could not be confirmed is added to ``unconfirmed``.

    Another point may be one at which the second evaluator has a value.
    """
    try:
        return counterexample_of(comparison)
    except UnconfirmedError as error:
        unconfirmed.append(error)
        return None


def not_refuted(name: str, error: UnconfirmedError, data: Mapping[str, Json], reach: Mapping[str, int]) -> CheckResult:
    """What a check says that found a failure which the second evaluator does not confirm.

    That two evaluators disagree is a fault of the tool and no evidence either way. A difference that only one of them
    can see refutes nothing, and nothing else confirms or proves the claim beside it.
    """
    if isinstance(error, DisagreementError):
        return CheckResult(name, Verdict.ERROR, str(error), data, reach=reach)
    return CheckResult(name, Verdict.INCONCLUSIVE, str(error), data, reach=reach, cap=Verdict.INCONCLUSIVE)


def _check_moves(comparison: Comparison) -> None:
    """Where the claim is made at moved variables, their values are computed again, too."""
    moved = {variable for variable, _ in comparison.claim.moves}
    start = {symbol: value for symbol, value in comparison.point.items() if symbol not in moved}
    for variable, expression in comparison.claim.moves:
        # a move may start from the variable's own value, which the comparison has not kept
        if not expression.has(variable):
            second = recompute(expression, {**start}, comparison.laws)
            _require_agreement(f"value of {variable}", comparison.point[variable], second)


def _require_agreement(what: str, first: Number, second: Enclosure) -> None:
    # what one of them knows to many digits only, as a root, may be a fraction by the other
    exact = second.exact and all(isinstance(x, int | Fraction) for x in np.asarray(first, dtype=object).flat)
    if np.size(first) == second.low.size and second.holds(first, Fraction(0) if exact else Fraction(AGREEMENT)):
        return
    message = (
        f"two evaluators disagree on the {what}{' side' if what in ('left', 'right') else ''}: "
        f"{plain(first)} by the first, {_shown(second)} by the second"
    )
    raise DisagreementError(message)


def _failure(relation: str, left: Enclosure, right: Enclosure) -> dict[str, Json]:
    """What else shows that the relation fails. Raises ``UnconfirmedError`` where the enclosures leave it open."""
    if relation == "⪯":
        return _direction(left, right)
    (a, b), (c, e) = ((np.ravel(s.low), np.ravel(s.high)) for s in (left, right))
    fails = {"=": (b < c) | (e < a), "≤": a > e, "<": a >= e}[relation]
    if not np.any(fails):
        message = f"the sides are too close to be told apart: {_shown(left)} and {_shown(right)}"
        raise UnconfirmedError(message)
    return {}


def _direction(left: Enclosure, right: Enclosure) -> dict[str, Json]:
    """A vector z of simple fractions with zᵀ(right − left)z < 0."""
    low, high = right.low - left.high, right.high - left.low
    if np.any(low > high.T) or np.any(high < low.T):
        message = "the difference of the sides is not symmetric there, so that the order says nothing of it"
        raise UnconfirmedError(message)
    middle = (low + high).astype(np.float64) / 2
    vector = np.linalg.eigh((middle + middle.T) / 2)[1][:, 0]
    vector = vector / vector[np.abs(vector).argmax()]
    for denominator in DIRECTION_DENOMINATORS:
        z = np.array([Fraction(round(x * denominator), denominator) for x in vector.tolist()], dtype=object)
        weights = np.outer(z, z)
        largest = np.where(weights > 0, weights * high, weights * low).sum()
        if largest < 0:
            return {
                "z": plain(z),
                "zᵀ(right − left)z": _between(np.where(weights > 0, weights * low, weights * high).sum(), largest),
            }
    message = "no vector was found in which the sides are in the wrong order"
    raise UnconfirmedError(message)


def _shown(value: Enclosure) -> Number:
    if value.exact:
        return plain(value.low)
    return plain(np.vectorize(_between, otypes=[object])(value.low, value.high))


def _between(low: Fraction, high: Fraction) -> str:
    if low == high:
        return str(low)
    width = float(high - low)
    return f"{float((low + high) / 2):.12g} ± {max(width, 5e-324) / 2:.1g}"

"""The claims at a user's own numbers: closed forms evaluated, expectations computed exactly where that is feasible."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from numerics import TooLargeError, evaluate
from proofs_checks.assumptions import failing_assumption
from proofs_checks.cases import complete, parameters_of
from proofs_checks.claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.exactly import compare_exactly
from proofs_checks.printable import number
from proofs_checks.sampled import as_floats, closed
from proofs_checks.verdict import CheckResult, Verdict
from theory.statement import Theorem

__all__ = ["NAME", "check"]

NAME = "given_values"

PAIRS = 1_000_000
"""Products of monomials spent on one exact expectation: half a second, then sampling is the better use of time."""


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """None without a user's numbers; CONFIRMED or REFUTED where both sides could be computed at them.

    INCONCLUSIVE, with the value of the closed form, where the expectation is too large for exact arithmetic.
    """
    if context.values is None:
        return None
    rng = context.generator(theorem.slug, NAME)
    point, free = complete(parameters_of(theorem), context.values, rng)
    origin = "at your numbers" + (f" with random {', '.join(free)}" if free else "")
    failing = failing_assumption(theorem, point)
    if failing is not None:
        return CheckResult(NAME, Verdict.VACUOUS, f"your numbers break the hypothesis {failing.name}")
    compared, notes, data = 0, [], []
    for claim in claims_of(theorem):
        value = None if claim.local else _closed_side(claim, point)
        if value is not None:
            data.append({"where": claim.where, "value": number(value)})
            notes.append(f"{claim.where + ': ' if claim.where else ''}closed form {_short(value)}")
        try:
            comparison = compare_exactly(claim, _as_fractions(point), PAIRS)
        except TooLargeError:
            notes.append("the expectation is too large for exact arithmetic here and is left to sampling")
            continue
        except ValueError as error:
            notes.append(str(error).splitlines()[0])
            continue
        compared += comparison is not None
        if comparison is not None and not comparison.holds:
            detail = f"the sides differ {origin}"
            return CheckResult(NAME, Verdict.REFUTED, detail, {"values": data}, comparison.counterexample())
    verdict = Verdict.CONFIRMED if compared else Verdict.INCONCLUSIVE
    detail = f"{compared} exact comparisons {origin}" if compared else f"evaluated {origin}, not compared"
    return CheckResult(NAME, verdict, "; ".join([detail, *dict.fromkeys(notes)]), {"values": data})


def _closed_side(claim: Claim, point: Mapping[Any, Any]) -> Any:
    """The right side, or the left one of a bound from below, as the author wrote it in closed form."""
    side = claim.right if claim.relation == "=" else claim.left
    try:
        values = as_floats(point)
        moved = {**values, **{variable: evaluate(closed(e), values) for variable, e in claim.moves}}
        return evaluate(closed(side), moved)
    except ValueError:
        return None


def _short(value: Any) -> str:
    return f"‖{np.linalg.norm(value):.6g}‖" if np.size(value) > 1 else f"{np.asarray(value).item():.6g}"


def _as_fractions(point: Mapping[Any, Any]) -> dict[Any, Any]:
    """Floats as the fractions that they are in binary."""
    return {symbol: _fraction(value) for symbol, value in point.items()}


def _fraction(value: Any) -> Any:
    array = np.asarray(value)
    if array.dtype.kind != "f":
        return value
    result = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        result[index] = Fraction(array[index].item())
    return result if array.ndim else result.item()

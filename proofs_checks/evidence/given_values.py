"""The claims at a user's own numbers: closed forms evaluated, expectations computed exactly where that is feasible."""

from collections.abc import Mapping

import numpy as np
from sympy import Basic, MatPow, sympify

from numerics import TooLargeError, free_parameters
from numerics.evaluation.walk import evaluate
from numerics.tolerances.exact_budgets import DENSE_LIMIT
from numerics.values.binding import name_of
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import computable_relations
from proofs_checks.cases.given_decimals import as_written
from proofs_checks.cases.hypotheses_at_numbers import broken_hypothesis
from proofs_checks.cases.laws_tried import laws_for
from proofs_checks.cases.needed_values import complete, dimensions_of, given_among, parameters_of, your_numbers
from proofs_checks.cases.sampleable import as_floats, closed
from proofs_checks.cases.testable_claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.judging.compared_exactly import compare_exactly
from proofs_checks.judging.printable import number
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.second_opinion import UnconfirmedError, counterexample_of, not_refuted
from proofs_checks.settings.exact_trials import GIVEN_VALUES_PAIRS
from proofs_checks.verdict import CheckResult, Verdict
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

NAME = "given_values"


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """None without a user's numbers that the statement uses; CONFIRMED or REFUTED where both sides are exact at them.

    INCONCLUSIVE, with the value of the closed form, where the sizes are too large for exact arithmetic.
    """
    symbols = parameters_of(theorem)
    claims = claims_of(theorem)
    if context.values is None or not claims or not (used := given_among(symbols, context.values)):
        return None
    rng = context.generator(theorem.slug, NAME)
    point, free = complete(symbols, context.values, rng, computable_relations(theorem))
    try:
        broken = broken_hypothesis(theorem, point)
    except ValueError as error:
        return CheckResult(NAME, Verdict.VACUOUS, str(error))
    if broken:
        return CheckResult(NAME, Verdict.VACUOUS, f"your numbers break the hypothesis {broken}")
    exact_point = as_written(point) if _rows(point) <= DENSE_LIMIT else None
    compared, notes, data, reach = 0, [], [], Reach()
    for claim in claims:
        value = _closed_form(claim, point, used, free)
        if value is not None:
            data.append({"where": claim.where, "value": number(value)})
            notes.append(f"{claim.where + ': ' if claim.where else ''}closed form {_short(value)}")
        try:
            if exact_point is None or _rows_inverted(claim, point) > DENSE_LIMIT:
                raise TooLargeError
            comparisons = [
                compare_exactly(claim, exact_point, GIVEN_VALUES_PAIRS, laws=laws) for laws in laws_for(claim)
            ]
        except TooLargeError:
            notes.append(f"too large for exact arithmetic at {_sizes(symbols, point)}, and left to sampling")
            continue
        except ValueError as error:
            # the remedy, after the colon, is for whoever chose the numbers of a single evaluation
            notes.append(f"not compared exactly: {str(error).splitlines()[0].partition(': ')[0]}")
            continue
        for comparison in filter(None, comparisons):
            compared += 1
            reach.add(exact_point, dimensions_of(symbols))
            if comparison.holds:
                continue
            try:
                found = counterexample_of(comparison)
            except UnconfirmedError as error:
                return not_refuted(NAME, error, {"values": data}, reach)
            detail = f"the sides differ at {your_numbers(free)}"
            return CheckResult(NAME, Verdict.REFUTED, detail, {"values": data}, found, reach=reach)
    verdict = Verdict.CONFIRMED if compared else Verdict.INCONCLUSIVE
    detail = f"{compared or 'no'} exact comparison{'' if compared == 1 else 's'} at {your_numbers(free)}"
    return CheckResult(NAME, verdict, "; ".join([detail, *dict.fromkeys(notes)]), {"values": data}, reach=reach)


def _closed_form(claim: Claim, point: Mapping[Expression, Number], used: set[str], free: tuple[str, ...]) -> Number:
    """The closed form as the author wrote it: the right side, or the left one of a bound from below.

    None where it depends on a random number, or on none of the user's.
    """
    if claim.local or (claim.relation != "=" and claim.where):
        return None
    side = claim.right if claim.relation == "=" else claim.left
    needed = _names(side, dict(claim.moves))
    if needed & set(free) or not needed & used:
        return None
    try:
        values = as_floats(point)
        moved = {**values, **{variable: evaluate(closed(e), values) for variable, e in claim.moves}}
        return evaluate(closed(side), moved)
    except ValueError:
        return None


def _names(side: Basic, moves: Mapping[Basic, Basic]) -> set[str]:
    """What the value of a side depends on, where variables are moved."""
    symbols = free_parameters(side)
    moved = free_parameters(*[moves[s] for s in symbols if s in moves])
    return {name_of(s) for s in (*[s for s in symbols if s not in moves], *moved)}


def _sizes(symbols: tuple[Basic, ...], point: Mapping[Expression, Number]) -> str:
    return ", ".join(f"{s} = {point[s]}" for s in dimensions_of(symbols) if s in point)


def _rows(point: Mapping[Expression, Number]) -> int:
    """The largest number of rows, or of columns where there are fewer."""
    return max((min(np.shape(value)) for value in point.values() if np.ndim(value)), default=0)


def _rows_inverted(claim: Claim, point: Mapping[Expression, Number]) -> int:
    """Rows of the largest inverse or root of the claim."""
    sizes = {s: n for s, n in point.items() if isinstance(n, int)}
    powers = {power for e in claim.expressions() for power in e.atoms(MatPow)}
    return max((int(sympify(power.rows).subs(sizes)) for power in powers), default=0)


def _short(value: Number) -> str:
    return f"‖{np.linalg.norm(value):.6g}‖" if np.size(value) > 1 else f"{np.asarray(value).item():.6g}"


KIND = EvidenceKind(
    name=NAME,
    order=100,
    words="your numbers",
    heading="your\nown",
    check=check,
    strength="an error at these numbers",
    optional=True,
)

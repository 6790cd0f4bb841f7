"""One limit tried at admissible points along admissible paths, by the strongest means that reaches there."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import chain

import numpy as np
from sympy import Basic, Rational, oo, sympify

from numerics import free_parameters
from numerics.values.binding import leaves
from numerics.values.number_types import Number
from proofs_checks.approach.constants import ValuesAtPoint, constant_parts, value_to_many_digits
from proofs_checks.approach.edges import Spot, spots
from proofs_checks.approach.expanded import expanded_along
from proofs_checks.approach.paths import Path, paths_for
from proofs_checks.approach.rational import Quotient
from proofs_checks.approach.sampled_far import sampled_along
from proofs_checks.approach.seen_on_path import Finding
from proofs_checks.cases.hypotheses_at_numbers import failing_assumption, relations_of
from proofs_checks.settings.limit_trials import FEW_PATHS, FEW_SPOTS, PRINTED_SCALE
from theory.statements import Limit
from theory.theorem_record import Theorem

__all__ = ["Refusals", "Trial", "texts_of", "trials"]


@dataclass(frozen=True)
class Trial:
    """What a path at a spot says; ``quotient`` is there where the limit is one of a rational function."""

    spot: Spot
    path: Path
    finding: Finding
    claimed: Number = None
    quotient: Quotient | None = None


class Refusals(list[str]):
    """Why points or paths were not admitted, each reason once."""

    def note(self, reason: str) -> None:
        if reason not in self:
            self.append(reason)


def trials(theorem: Theorem, statement: Limit, rng: np.random.Generator, refusals: Refusals) -> Iterator[Trial]:
    """Findings in the order of the points, the plainest first; nothing where no point admits a path."""
    relations = [relation for _, relation in relations_of(theorem)]
    symbols = free_parameters(statement.expression, statement.value, *statement.variables, *relations)
    seen: list[str] = []
    for spot in spots(theorem, symbols, rng):
        point = {s: v for s, v in spot.point.items() if s not in statement.variables}
        text = str({s: np.asarray(v).tolist() for s, v in point.items()})
        if text in seen:
            continue
        seen.append(text)
        admitted = partial(_admitted, theorem, statement, point, refusals)
        paths = tuple(p for p in paths_for(statement) if admitted(p))
        if paths:
            yield from _at(statement, replace(spot, point=point), paths, admitted, slow=len(seen) > FEW_SPOTS)


def _admitted(
    theorem: Theorem, statement: Limit, point: Mapping[Basic, Number], refusals: Refusals, path: Path
) -> bool:
    """Whether the variables can go this way, by their kinds and by the hypotheses."""
    for scale in (PRINTED_SCALE**2, PRINTED_SCALE**4):
        # as fractions, which are compared exactly however large
        values = {v: Fraction(n) for v, n in path.values(statement, scale).items()}
        for variable, value in values.items():
            if not _has_kind(variable, value):
                sent = "∞" if statement.to == oo else "0"
                refusals.note(f"{variable} cannot tend to {sent} by its kind")
                return False
        try:
            failing = failing_assumption(theorem, {**point, **values})
        except (ValueError, ArithmeticError) as error:
            refusals.note(str(error).splitlines()[0])
            return False
        if failing is not None:
            refusals.note(f"the hypothesis {failing.name} fails")
            return False
    return True


def _has_kind(variable: Basic, value: Number) -> bool:
    """Whether a number is what a symbol is assumed to be: whole, positive, even, …"""
    number = Rational(value.numerator, value.denominator)
    return all(getattr(number, f"is_{kind}") is held for kind, held in variable.assumptions0.items())


def _at(
    statement: Limit, spot: Spot, paths: tuple[Path, ...], admitted: Callable[[Path], bool], *, slow: bool
) -> Iterator[Trial]:
    try:
        claimed = _claimed(statement.value, spot.point)
        constants = constant_parts(statement.expression, statement.variables, ValuesAtPoint(spot.point))
    except ValueError as error:
        yield Trial(spot, paths[0], _without_value(error))
        return
    quotient = _quotient(statement, constants)
    if quotient is not None:
        # one variable has one way to go as far as a rational function can tell
        ways = paths[:1] if len(statement.variables) == 1 else chain(paths, filter(admitted, quotient.critical))
        for path in dict.fromkeys(ways):
            yield Trial(spot, path, _exactly(quotient, path, claimed), claimed, quotient)
    elif not slow:
        yield from _roughly(statement, spot, paths[:FEW_PATHS], constants, claimed)


def _claimed(value: Basic, point: Mapping[Basic, Number]) -> Number:
    value = sympify(value)
    if value in (oo, -oo):
        return math.inf if value == oo else -math.inf
    return value_to_many_digits(value, {s: point[s] for s in leaves(value) if s in point})


def _quotient(statement: Limit, constants: Mapping[Basic, Number]) -> Quotient | None:
    try:
        return Quotient(statement, constants)
    except ValueError:  # not rational, or without a value, which the other means will name
        return None


def _exactly(quotient: Quotient, path: Path, claimed: Number) -> Finding:
    try:
        return quotient.along(path, claimed)
    except ValueError as error:
        return _without_value(error)


def _roughly(
    statement: Limit, spot: Spot, paths: tuple[Path, ...], constants: Mapping[Basic, Number], claimed: Number
) -> Iterator[Trial]:
    """By series along all paths, then by samples along those where they decide nothing."""
    left = []
    for path in paths:
        try:
            finding = expanded_along(statement, path, constants, claimed)
        except ValueError:  # too much cancels, or there is no value, which sampling will name
            finding = Finding(None, "enclosed", None, "the limit is not enclosed")
        if finding.agrees is not None or _infinite(claimed):
            yield Trial(spot, path, finding, claimed)
        else:
            left.append(path)
    for path in left:
        try:
            finding = sampled_along(statement, path, constants, spot.point, claimed)
        except (ValueError, ArithmeticError) as error:
            finding = _without_value(error)
        yield Trial(spot, path, finding, claimed)


def _infinite(claimed: Number) -> bool:
    return any(x in (math.inf, -math.inf) for x in np.asarray(claimed, dtype=object).flat)


def _without_value(error: Exception) -> Finding:
    return Finding(None, "", None, (str(error) or type(error).__name__).splitlines()[0])


def texts_of(found: Iterable[Trial], statement: Limit) -> list[str]:
    """The paths of these trials as formulas, each once."""
    paths = dict.fromkeys(trial.path for trial in found)
    return [", ".join(f"{v} = {text}" for v, text in path.described(statement).items()) for path in paths]

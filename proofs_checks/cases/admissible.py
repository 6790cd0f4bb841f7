"""Points that satisfy the hypotheses of a theorem: the one place where checks get theirs.

Every numeric check draws here, so that none refutes a claim where it claims nothing. Where there is no such point, or
a hypothesis that numbers do not decide, the error says which, and a check is VACUOUS with that reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, product

import numpy as np
from sympy import Basic, Ge, Gt, Le, Lt, Ne

from numerics.evaluation.walk import evaluate
from numerics.points import random_points
from numerics.points.admissible_sizes import admissible_sizes
from numerics.points.hypotheses import not_computable
from numerics.points.meeting import meet, meets
from numerics.values.binding import leaves
from numerics.values.kinds import in_kind, kind_of
from numerics.values.number_types import Number
from proofs_checks.cases.hypotheses_at_numbers import relations_of
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from proofs_checks.cases.sampleable import closed
from proofs_checks.cases.testable_claims import Claim
from proofs_checks.settings.case_sizes import MOST_BORDER_PAIRS, WITNESS_SCALES, WITNESS_SIZES
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = [
    "NoAdmissiblePointError",
    "Witnessed",
    "admissible_point",
    "boundary_points",
    "computable_relations",
    "require_computable",
    "says_something_at",
    "witness",
]

Point = dict[Basic, Number]


class NoAdmissiblePointError(ValueError):
    """No point that satisfies the hypotheses; the message says which of them cannot be met, or not computed."""


@dataclass(frozen=True, eq=False)
class Witnessed:
    """A point (fractions, by symbol) at which all hypotheses hold that numbers decide; None, and ``why``, without any.

    ``not_computable`` holds a clause for each hypothesis that numbers do not decide. Sentences about laws are not
    among them: the random symbols of the statement have these laws.
    """

    point: Mapping[Basic, Number] | None
    why: str = ""
    not_computable: tuple[str, ...] = ()


@cache
def witness(theorem: Theorem) -> Witnessed:
    """A point at which the hypotheses of a theorem hold together, if one is found; always the same one.

    A derivation under hypotheses that contradict each other proves nothing. Looked for at sizes from 1 to 4, at scales
    from 2^-20 to 2^20 and where everything vanishes that may: a second at most.
    """
    undecided = tuple(f"{name} ({reason})" for name, reason in _undecided(theorem))
    relations = computable_relations(theorem)
    symbols = parameters_of(theorem)
    rng = np.random.default_rng(0)
    try:
        for scale, low in product(WITNESS_SCALES, WITNESS_SIZES):
            sizes = admissible_sizes(dict.fromkeys(dimensions_of(symbols), low), relations)
            if sizes is None:
                return Witnessed(None, _fault(theorem), undecided)
            drawn = random_points.rational_point(symbols, rng, sizes=sizes, scale=scale)
            for start in (drawn, _vanishing(drawn)) if scale == 1 else (drawn,):
                found = meet(start, relations, sizes)
                if found is not None:
                    return Witnessed(found, "", undecided)
        found = random_points.admissible_point(symbols, relations, rng)
    except ValueError as error:
        return Witnessed(None, str(error), undecided)
    return Witnessed(found, "" if found else _fault(theorem), undecided)


def admissible_point(
    theorem: Theorem,
    rng: np.random.Generator,
    *,
    sizes: Mapping[Expression, int] | None = None,
    symbols: Iterable[Basic] = (),
    scale: Fraction = Fraction(1),
    mild: bool = False,
) -> Point:
    """A random point of fractions that satisfies all hypotheses, for the theorem's symbols or for some others.

    ``sizes``, ``scale`` and ``mild`` are those of ``numerics.rational_point``; ``symbols`` stand in for the theorem's
    own, to which those of the hypotheses are added. Raises NoAdmissiblePointError.
    """
    require_computable(theorem)
    relations = computable_relations(theorem)
    wanted = {*(symbols or parameters_of(theorem)), *(s for r in relations for s in leaves(r))}
    found = random_points.admissible_point(wanted, relations, rng, sizes=sizes, scale=scale, mild=mild)
    if found is None:
        where = ", ".join(f"{s} = {n}" for s, n in (sizes or {}).items())
        message = f"no point that meets the hypotheses was found{' at ' if where else ''}{where}"
        raise NoAdmissiblePointError(message)
    return found


def require_computable(theorem: Theorem) -> None:
    """Raise NoAdmissiblePointError for hypotheses that numbers do not decide, or that no numbers meet together."""
    found = witness(theorem)
    if found.not_computable:
        message = f"the hypothesis {found.not_computable[0]} cannot be computed"
        raise NoAdmissiblePointError(message)
    if found.point is None:
        raise NoAdmissiblePointError(found.why)


def boundary_points(theorem: Theorem, sizes: Mapping[Expression, int], rng: np.random.Generator) -> Iterator[Point]:
    """Admissible points on the border of kinds: what may vanish does, one symbol at a time and then all together.

    Noise is 0, a matrix is 0, of rank one, or (if symmetric) a multiple of I. Where a hypothesis excludes that there is
    no point. Under equations symbols are at their borders two at a time, too: AB = rI has singular solutions at r = 0
    alone, and no point nearby is like these.
    """
    relations = computable_relations(theorem)
    point = admissible_point(theorem, rng, sizes=sizes)
    frozen = {s for s in point if s in set(dimensions_of(tuple(point)))}
    borders = {s: list(kind_of(s).borders(s, v)) for s, v in point.items() if s not in frozen}
    alone = [{s: value} for s, values in borders.items() for value in values]
    vanishing = {s: values[0] for s, values in borders.items() if values}
    together = [vanishing] if len(vanishing) > 1 else []
    pairs = [{**one, **other} for one, other in combinations(alone, 2) if one.keys() != other.keys()]
    thin = any(not isinstance(r, Gt | Ge | Lt | Le | Ne) for r in relations)
    some = [pairs[i] for i in rng.permutation(len(pairs))[:MOST_BORDER_PAIRS]] if thin else []
    for change in [*alone, *together, *some]:
        found = meet({**point, **change}, relations, {*frozen, *change})
        if found is not None:
            yield found


def says_something_at(theorem: Theorem, claim: Claim, point: Mapping[Expression, Number]) -> bool:
    """Whether what a claim is moved to lies where the theorem speaks: within the kinds, under the hypotheses.

    Only for what lies beside a minimiser: that the minimiser itself lies there is part of the claim.
    """
    if not claim.local:
        return True
    try:
        moved = {variable: evaluate(closed(e), point, exact=True) for variable, e in claim.moves}
    except ValueError:
        # without a value it has nothing to say, as the comparison will find
        return True
    there = {**point, **moved}
    relations = (r for r in computable_relations(theorem) if leaves(r) & moved.keys() and leaves(r) <= there.keys())
    return all(in_kind(s, v) for s, v in moved.items()) and all(meets(there, r) for r in relations)


@cache
def computable_relations(theorem: Theorem) -> tuple[Basic, ...]:
    """The hypotheses that numbers decide, as relations."""
    return tuple(dict.fromkeys(r for _, r in relations_of(theorem) if not not_computable(r)))


def _undecided(theorem: Theorem) -> list[tuple[str, str]]:
    pairs = ((assumption.name, not_computable(relation)) for assumption, relation in relations_of(theorem))
    return list(dict.fromkeys((name, reason) for name, reason in pairs if reason))


def _fault(theorem: Theorem) -> str:
    """Which hypothesis, or how many of them together, no point was found for."""
    computable = [(a.name, r) for a, r in relations_of(theorem) if not not_computable(r)]
    for name, relation in computable:
        symbols = {*leaves(relation)}
        if random_points.admissible_point(symbols, (relation,), np.random.default_rng(0)) is None:
            return f"no point that meets the hypotheses was found, not even for the hypothesis {name} alone"
    return f"no point that meets the hypotheses together was found: {', '.join(name for name, _ in computable)}"


def _vanishing(point: Mapping[Basic, Number]) -> Point:
    """Everything 0 that may be."""
    return {s: v if isinstance(v, int) or not in_kind(s, 0 * v) else 0 * v for s, v in point.items()}

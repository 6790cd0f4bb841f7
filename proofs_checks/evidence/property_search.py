"""Hypothesis looks for a counterexample over sizes from 1 and definite matrices, in exact fractions, and shrinks it."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from sympy import Basic, Symbol

from numerics import TooLargeError
from numerics.points.hypothesis_traces import leaving_no_folder, outside_a_test, reading_no_modules
from numerics.points.meeting import meet
from numerics.tolerances.point_limits import SCALE_EXPONENTS
from numerics.values.binding import sort_by_name
from numerics.values.number_types import Number
from proofs_checks.cases.admissible import (
    NoAdmissiblePointError,
    computable_relations,
    require_computable,
    says_something_at,
)
from proofs_checks.cases.laws_tried import laws_for
from proofs_checks.cases.needed_values import dimensions_of, parameters_of
from proofs_checks.cases.testable_claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.evidence_kind import EvidenceKind
from proofs_checks.judging.compared_exactly import Comparison, compare_exactly
from proofs_checks.judging.reach import Reach
from proofs_checks.judging.second_opinion import UnconfirmedError, counterexample_of, not_refuted
from proofs_checks.settings.exact_trials import SEARCH_EXAMPLES, SEARCH_LARGEST_SIZE, SEARCH_PAIRS
from proofs_checks.verdict import CheckResult, Verdict
from proofs_checks.whole_imports import imported_whole
from theory.algebra.vocabulary.sympy_types import Expression
from theory.theorem_record import Theorem

__all__ = ["KIND", "NAME", "check"]

if TYPE_CHECKING:
    from hypothesis import settings
    from hypothesis.strategies import SearchStrategy

Point = dict[Expression, Number]

NAME = "property_search"


class _Search:
    """Whether a point is a counterexample, and what the points were like."""

    def __init__(self, theorem: Theorem) -> None:
        self.theorem, self.claims = theorem, claims_of(theorem)
        self.tally: Counter[str] = Counter()
        self.last_error = ""
        self.computed: set[Claim] = set()
        self.reach = Reach()

    def refutation(self, point: Point) -> Comparison | None:
        try:
            found = list(self._comparisons(point))
        except TooLargeError:
            self.tally["too_large"] += 1
            return None
        except ValueError as error:
            found, self.last_error = [], str(error).splitlines()[0]
        self.tally["admissible" if found else "not_computable"] += 1
        return next((c for c in found if c is not None and not c.holds), None)

    def _comparisons(self, point: Point) -> Iterator[Comparison | None]:
        """Of those claims that have exact values at the point."""
        for claim in self.claims:
            if not says_something_at(self.theorem, claim, point):
                continue
            try:
                for laws in laws_for(claim):
                    yield compare_exactly(claim, point, SEARCH_PAIRS, laws=laws)
            except TooLargeError:
                raise
            except ValueError as error:
                self.last_error = str(error).splitlines()[0]
            else:
                self.computed.add(claim)
                self.reach.add(point, dimensions_of(parameters_of(self.theorem)))


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """REFUTED with the simplest counterexample found; CONFIRMED where none of the admissible points is one.

    None for a statement that says nothing of any one point.
    """
    # hypothesis costs a tenth of a second to import, which list and show need not pay
    with imported_whole():
        from hypothesis import find
        from hypothesis.errors import NoSuchExample, Unsatisfiable

        from numerics.points.strategies import points

    search = _Search(theorem)
    if not search.claims:
        return None
    try:
        require_computable(theorem)
    except NoAdmissiblePointError as error:
        return CheckResult(NAME, Verdict.VACUOUS, str(error), {})
    random = Random(int(context.stream(theorem.slug, NAME).generate_state(1)[0]))
    symbols, relations = parameters_of(theorem), computable_relations(theorem)
    # points that cannot be made to meet the hypotheses are drawn anew, up to ten for every one that is wanted
    strategy = _scaled(points(symbols, SEARCH_LARGEST_SIZE, relations), symbols, relations)

    def is_counterexample(point: Point) -> bool:
        return search.refutation(point) is not None

    try:
        with leaving_no_folder(), reading_no_modules():
            point = outside_a_test(lambda: find(strategy, is_counterexample, settings=_settings(), random=random))
    except (NoSuchExample, Unsatisfiable):
        return _unrefuted(search)
    found = search.refutation(point)
    assert found is not None, "a point that Hypothesis reports satisfies the condition it was found by"
    try:
        counterexample = counterexample_of(found)
    except UnconfirmedError as error:
        return not_refuted(NAME, error, dict(search.tally), search.reach)
    detail = f"a counterexample, the simplest among {search.tally['admissible']} admissible points"
    return CheckResult(NAME, Verdict.REFUTED, detail, dict(search.tally), counterexample, reach=search.reach)


def _scaled(
    points: "SearchStrategy[Point]", symbols: tuple[Basic, ...], relations: tuple[Basic, ...]
) -> "SearchStrategy[Point]":
    """Points with the values of each symbol multiplied by a power of two of its own, by 1 at every other point.

    That changes no kind: signs, symmetry and definiteness stay; sizes and whole numbers are left as they are. Points
    that no longer meet the hypotheses are moved to where they do, or left as they were.
    """
    from hypothesis import strategies as st

    free = [
        s
        for s in sort_by_name(symbols)
        if s not in dimensions_of(symbols) and not (isinstance(s, Symbol) and s.is_integer)
    ]
    wide = st.fixed_dictionaries({s: st.integers(-SCALE_EXPONENTS, SCALE_EXPONENTS) for s in free})
    exponents = st.one_of(st.just({}), wide) if free else st.just({})

    def scaled(pair: tuple[Point, dict[Expression, int]]) -> Point:
        point, powers = pair
        changed = {s: v * Fraction(2) ** powers[s] if s in powers else v for s, v in point.items()}
        return (meet(changed, relations, dimensions_of(symbols)) or point) if powers else point

    return st.tuples(points, exponents).map(scaled)


def _settings() -> "settings":
    from hypothesis import HealthCheck, Phase, settings

    return settings(
        max_examples=SEARCH_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        # they would stop a search for being slow or for rejecting points; here both are counted and reported
        suppress_health_check=list(HealthCheck),
    )


def _unrefuted(search: _Search) -> CheckResult:
    tally = search.tally
    words = {
        "too_large": "are too large",
        "not_computable": f"have no exact value ({search.last_error})",
    }
    notes = [f"{tally[key]} {text}" for key, text in words.items() if tally[key]]
    missing = len(search.claims) - len(search.computed)
    if missing and search.computed:
        notes.append(f"{missing} of {len(search.claims)} claims have no exact value ({search.last_error})")
    admissible = tally["admissible"]
    verdict = Verdict.CONFIRMED if admissible else Verdict.VACUOUS
    if 0 < admissible < tally["not_computable"]:
        # what has exact values where something vanishes, and nowhere else, is judged at its edge alone
        verdict = Verdict.INCONCLUSIVE
    detail = (
        f"no counterexample among {admissible} admissible points, sizes 1 to {SEARCH_LARGEST_SIZE}, in exact fractions"
    )
    return CheckResult(NAME, verdict, "; ".join([detail, *notes]), dict(tally), reach=search.reach)


KIND = EvidenceKind(
    name=NAME,
    order=40,
    words="search",
    heading="search",
    check=check,
    strength="an error of any size at small sizes; the simplest failing point would be shown",
)

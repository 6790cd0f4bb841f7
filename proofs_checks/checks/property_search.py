"""Hypothesis looks for a counterexample over sizes from 1 and definite matrices, in exact fractions, and shrinks it."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from numerics import TooLargeError
from proofs_checks.admissible import (
    NoAdmissiblePointError,
    computable_relations,
    require_computable,
    says_something_at,
)
from proofs_checks.cases import parameters_of
from proofs_checks.claims import Claim, claims_of
from proofs_checks.context import Context
from proofs_checks.exactly import Comparison, compare_exactly
from proofs_checks.verdict import CheckResult, Verdict
from theory.statement import Theorem

__all__ = ["NAME", "check"]

NAME = "property_search"

EXAMPLES = 40
"""Points tried: exact points have seen generic values already, so this is about the edges (zeros, singular matrices,
equal entries, sizes of 1), which Hypothesis favours from the start."""

LARGEST_SIZE = 3

PAIRS_PER_POINT = 60_000
"""Products of monomials that one point may cost, some hundredths of a second: many small points find more than few
large ones, which are the business of exact points."""

_NOT_COMPUTABLE = "not computable"


class _Search:
    """Whether a point is a counterexample, and what the points were like."""

    def __init__(self, theorem: Theorem) -> None:
        self.theorem, self.claims = theorem, claims_of(theorem)
        self.tally: Counter[str] = Counter()
        self.last_error = ""
        self.computed: set[Claim] = set()

    def refutation(self, point: dict[Any, Any]) -> Comparison | None:
        try:
            found = list(self._comparisons(point))
        except TooLargeError:
            self.tally["too_large"] += 1
            return None
        except ValueError as error:
            found, self.last_error = [], str(error).splitlines()[0]
        self.tally["admissible" if found else "not_computable"] += 1
        return next((c for c in found if c is not None and not c.holds), None)

    def _comparisons(self, point: dict[Any, Any]) -> Iterator[Comparison | None]:
        """Of those claims that have exact values at the point."""
        for claim in self.claims:
            if not says_something_at(self.theorem, claim, point):
                continue
            try:
                yield compare_exactly(claim, point, PAIRS_PER_POINT)
            except TooLargeError:
                raise
            except ValueError as error:
                self.last_error = str(error).splitlines()[0]
            else:
                self.computed.add(claim)


def check(theorem: Theorem, context: Context) -> CheckResult | None:
    """REFUTED with the simplest counterexample found; CONFIRMED where none of the admissible points is one.

    None for a statement that says nothing of any one point.
    """
    # hypothesis costs a tenth of a second to import, which list and show need not pay
    from hypothesis import find
    from hypothesis.errors import NoSuchExample, Unsatisfiable

    from numerics.strategies import points

    search = _Search(theorem)
    if not search.claims:
        return None
    try:
        require_computable(theorem)
    except NoAdmissiblePointError as error:
        return CheckResult(NAME, Verdict.VACUOUS, str(error), {})
    random = Random(int(context.stream(theorem.slug, NAME).generate_state(1)[0]))
    # points that cannot be made to meet the hypotheses are drawn anew, up to ten for every one that is wanted
    strategy = points(parameters_of(theorem), LARGEST_SIZE, computable_relations(theorem))

    def is_counterexample(point: dict[Any, Any]) -> bool:
        return search.refutation(point) is not None

    try:
        point = find(strategy, is_counterexample, settings=_settings(), random=random)
    except (NoSuchExample, Unsatisfiable):
        return _unrefuted(search)
    found = search.refutation(point)
    assert found is not None, "a point that Hypothesis reports satisfies the condition it was found by"
    detail = f"a counterexample, the simplest among {search.tally['admissible']} admissible points"
    return CheckResult(NAME, Verdict.REFUTED, detail, dict(search.tally), found.counterexample())


def _settings() -> Any:
    from hypothesis import HealthCheck, Phase, settings

    return settings(
        max_examples=EXAMPLES,
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
    detail = f"no counterexample among {admissible} admissible points, sizes 1 to {LARGEST_SIZE}, in exact fractions"
    return CheckResult(NAME, verdict, "; ".join([detail, *notes]), dict(tally))

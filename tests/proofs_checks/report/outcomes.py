"""Outcomes of runs that were never made, for renderings."""

from proofs_checks import CheckResult, Verdict
from proofs_checks.context import Context
from proofs_checks.report import report_of
from proofs_checks.report.run_outcome import Outcome
from proofs_checks.verdict import Counterexample
from tests.proofs_checks.toys import TRUE, toy
from theory import Assumption, Source, Theorem

HOSTILE = '<script>alert("1")</script> & \\input{/etc/passwd} $x$ % ~ _ ^ # {'

PROVED = CheckResult("derivation", Verdict.PROVED, "3 steps, each checked", {}, seconds=0.25)
UNCLEAR = CheckResult("monte_carlo", Verdict.INCONCLUSIVE, "an error of 1% would have gone unseen", {}, seconds=1.5)
REFUTED = CheckResult(
    "exact_points",
    Verdict.REFUTED,
    "the sides differ",
    {},
    Counterexample("tr(H)**2 ≥ 1", {"d": "2", "H": (("1", "1/2"), ("1/2", "1"))}, "1/3", "1/2", "a note"),
)


def hostile_theorem() -> Theorem:
    law = Assumption(HOSTILE, HOSTILE)
    return Theorem(HOSTILE, HOSTILE, TRUE["jensen"], assumptions=(law,), source=Source(HOSTILE, HOSTILE))


def outcome(finished: int = 3) -> Outcome:
    """A theorem proved, one refuted, one of hostile names; those after ``finished`` were never reached."""
    theorems = (toy("jensen"), toy("jensen_reversed"), hostile_theorem())
    results = ([PROVED, UNCLEAR], [REFUTED], [UNCLEAR])
    reports = tuple(report_of(t, r) for t, r in zip(theorems, results, strict=True))
    return Outcome(theorems, reports[:finished], Context(seed=7))

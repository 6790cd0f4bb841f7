"""What a check may conclude, what it hands back, and how the conclusions about one theorem combine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from numerics.values.number_types import Number
from proofs_checks.explained_name import ExplainedName
from proofs_checks.json_types import Json

__all__ = ["CONTRADICTION", "CheckResult", "Counterexample", "Verdict", "combine", "show"]


class Verdict(ExplainedName):
    """A conclusion; ``meaning`` explains it in a sentence.

    >>> from theorycheck import Verdict
    >>> print(Verdict.REFUTED.meaning)
    there is a point at which the claim is false
    """

    PROVED = "PROVED", "every step of the derivation was executed by the machine, for every dimension"
    CONFIRMED = "CONFIRMED", "evidence that could have failed did not fail"
    REFUTED = "REFUTED", "there is a point at which the claim is false"
    INCONCLUSIVE = "INCONCLUSIVE", "what was seen agrees, but could not have shown an error of the required size"
    VACUOUS = "VACUOUS", "no admissible case was tried"
    SKIPPED = "SKIPPED", "a result that this one rests on was refuted"
    ERROR = "ERROR", "the check itself failed"


_PRECEDENCE = (
    Verdict.REFUTED,
    Verdict.ERROR,
    Verdict.PROVED,
    Verdict.CONFIRMED,
    Verdict.INCONCLUSIVE,
    Verdict.VACUOUS,
    Verdict.SKIPPED,
)

CONTRADICTION = "contradiction in the tool: the derivation proves what another check refutes"


@dataclass(frozen=True)
class Counterexample:
    """A point at which a claim fails, in a form that a person can check by hand.

    ``values`` maps names to numbers as text, matrices to nested tuples of them; so are ``left`` and ``right``, the
    values of the two sides, of which ``claim`` says what should hold. ``law`` is that of random matrices of which only
    two moments are given. ``shown`` holds what makes the failure plain, by name: a vector z with zᵀ(right − left)z < 0,
    a gradient. ``recomputed`` holds the two sides as a second evaluator found them; where a sample alone refutes,
    ``streams`` holds what two independent ones saw.
    """

    claim: str
    values: Mapping[str, Json]
    left: Number
    right: Number
    note: str = ""
    law: str = ""
    shown: Mapping[str, Json] = field(default_factory=dict)
    recomputed: Mapping[str, Json] = field(default_factory=dict)
    streams: tuple[Mapping[str, Json], ...] = ()

    def in_full(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a name and a value as text: the claim, the point, both sides, and what else shows the failure."""
        pairs: list[tuple[str, Number]] = [("claim", self.claim), *self.values.items()]
        return tuple((name, show(value)) for name, value in [*pairs, *self._findings()])

    def _findings(self) -> list[tuple[str, Number]]:
        """All but the claim and the point."""
        pairs = [("law", self.law), ("left side", self.left), ("right side", self.right), *self.shown.items()]
        # sides first, and then by what they were computed again
        pairs += [
            ("recomputed by" if name == "by" else f"{name}, recomputed", v) for name, v in self.recomputed.items()
        ]
        for number, stream in enumerate(self.streams, start=1):
            pairs += [(f"{name}, sample {number}", value) for name, value in stream.items()]
        return [(name, value) for name, value in [*pairs, ("note", self.note)] if value != ""]

    def __str__(self) -> str:
        lines = [f"claim: {self.claim}", *(f"  {name} = {show(value)}" for name, value in self.values.items())]
        lines += [f"{name:10} = {show(value)}" for name, value in self._findings() if name != "note"]
        return "\n".join([*lines, self.note] if self.note else lines)


@dataclass(frozen=True)
class CheckResult:
    """What one kind of evidence says of one theorem.

    ``detail`` is a line: what was done, and what it would have caught. ``data`` can be written as JSON. ``cap`` is the
    best verdict that the theorem can have whatever other kinds of evidence say, REFUTED and ERROR apart. ``reach`` maps
    the names of sizes to the largest that was tried. ``stored`` says that an earlier run found it.

    >>> from theorycheck import CheckResult, Verdict
    >>> print(CheckResult("exact_points", Verdict.CONFIRMED, "12 comparisons", {}).verdict)
    CONFIRMED
    """

    check: str
    verdict: Verdict
    detail: str
    data: Mapping[str, Json] = field(default_factory=dict)
    counterexample: Counterexample | None = None
    seconds: float = 0.0
    cap: Verdict | None = None
    reach: Mapping[str, int] = field(default_factory=dict)
    stored: bool = False


def combine(results: Iterable[CheckResult]) -> tuple[Verdict, str]:
    """The verdict on a theorem and a note, which is empty unless the checks contradict each other.

    One refutation refutes; else an error in any kind of evidence, as where two evaluators disagree, is one of the
    theorem; a complete derivation proves; any confirmation confirms; else the best reason is given, and nothing is
    better than the lowest cap. No results at all are VACUOUS.

    >>> proved, confirmed = (CheckResult("any", v, "") for v in (Verdict.PROVED, Verdict.CONFIRMED))
    >>> combine([confirmed, proved])[0].value
    'PROVED'
    """
    results = tuple(results)
    found = {result.verdict for result in results}
    if Verdict.REFUTED in found:
        return Verdict.REFUTED, CONTRADICTION if Verdict.PROVED in found else ""
    best = min(found, key=_PRECEDENCE.index, default=Verdict.VACUOUS)
    caps = [result.cap for result in results if result.cap is not None]
    return best if best is Verdict.ERROR else max([best, *caps], key=_PRECEDENCE.index), ""


def show(value: Number) -> str:
    """A number, or a matrix in rows such as ``[[1, 1/2], [0, 3]]``."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(show(v) for v in value)}]"
    return str(value)

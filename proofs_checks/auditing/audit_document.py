"""What the JSON of an audit holds, as types: ``audit.schema.json`` beside this file is written from them."""

from typing import NotRequired, TypedDict

__all__ = [
    "AuditDocument",
    "DataDocument",
    "EstimateIntervals",
    "EstimatesDocument",
    "Excess",
    "FindingDocument",
    "GroupMember",
    "HypothesisDocument",
    "HypothesisGroups",
    "ObservedFactor",
    "ProblemDocument",
    "SummaryLines",
    "TestDocument",
    "UnnecessaryDocument",
    "ViolationDocument",
]

Number = float | None
"""Null where it is undefined; ``reason`` says why. Never infinite, never NaN."""

Ends = tuple[Number, Number]


class SummaryLines(TypedDict):
    """The five lines in front: what holds, what fails, what it costs, what to do about it, how sure that is."""

    holds: str
    fails: str
    costs: str
    advice: str
    certainty: str


class GroupMember(TypedDict):
    """A hypothesis as text and page show it, under all names that theorems give it; ``said`` is its margin in words."""

    names: list[str]
    statement: str
    said: str
    reason: str
    special_case: bool
    used_by: list[str]


class HypothesisGroups(TypedDict):
    """Each hypothesis once, by what is known of it; those about symbols that no problem fixes are left out.

    Special cases that a problem is not stand among the broken, marked as such.
    """

    broken: list[GroupMember]
    met: list[GroupMember]
    unseen: list[GroupMember]


class ProblemDocument(TypedDict):
    """The sizes of the problem, the noise variance, and the eigenvalue λ̄ = τ/M that separates directions."""

    d: int
    M: int
    N: int | None
    sigma2: float
    lambda_bar: float


class ObservedFactor(TypedDict):
    """The excess of GD-β over that of Bayes, with the ends of its 95 % interval."""

    value: Number
    low: Number
    high: Number
    reason: NotRequired[str]


class Excess(TypedDict):
    """Risks less σ², by estimator."""

    one_step_gd: Number
    linear_attention: Number
    zero_initialised_gd: Number
    bayes: Number
    least_squares: Number


class HypothesisDocument(TypedDict):
    """A hypothesis of a theorem: ``holds`` is null where numbers cannot tell.

    ``p_value`` is that of all its tests together, ``relative`` its margin as a share of the larger side, ``about`` the
    symbols that no problem fixes, ``special`` marks an equation, and ``latex`` is the statement typeset, or empty.
    """

    name: str
    statement: str
    holds: bool | None
    margin: Number
    used_by: list[str]
    reason: str
    p_value: Number
    relative: Number
    about: list[str]
    special: bool
    latex: str


class EstimatesDocument(TypedDict):
    """Estimates in the units of the columns; matrices by rows."""

    H: list[list[Number]]
    beta_star: list[list[Number]]
    Psi: list[list[Number]]
    sigma2: Number


class EstimateIntervals(TypedDict):
    """The lower and the upper ends of 95 % intervals, entry by entry."""

    H: tuple[list[list[Number]], list[list[Number]]]
    beta_star: tuple[list[list[Number]], list[list[Number]]]
    Psi: tuple[list[list[Number]], list[list[Number]]]
    sigma2: Ends


class TestDocument(TypedDict):
    """A test of a law: its p-value, or the reason why there is none; ``sample`` is how many values it saw."""

    hypothesis: str
    about: str
    test: str
    p_value: Number
    sample: int
    reason: str


class FindingDocument(TypedDict):
    """What was noticed about the table, in which columns or tasks, and the remedy; ``kind`` is a word for it."""

    kind: str
    what: str
    where: list[str]
    remedy: str


class DataDocument(TypedDict):
    """What an audit of a table adds; ``notes`` say how the table was read and the problem estimated."""

    path: str
    rows: int
    tasks: int
    features: list[str]
    target: str
    bootstrap_draws: int
    estimates: EstimatesDocument
    intervals: EstimateIntervals
    tests: list[TestDocument]
    notes: list[str]
    findings: list[FindingDocument]


class ViolationDocument(TypedDict):
    """What becomes of a theorem without one of its hypotheses."""

    slug: str
    hypothesis: str
    violation: str
    outcome: str
    detail: str


class UnnecessaryDocument(TypedDict):
    """A hypothesis without which a theorem stands; strong evidence where an equality survives."""

    slug: str
    hypothesis: str
    an_equality_survives: bool


class AuditDocument(TypedDict):
    """An audit, in the order of its text and its page.

    ``reason`` says why a figure is null and ``intervals`` holds the ends of 95 % intervals, by the names of figures,
    those of excess risks with "excess." in front; ``notes`` say how a figure was estimated. ``affected`` are the
    theorems that rest on a broken hypothesis, ``unaffected`` the others.
    """

    schema: int
    seed: int
    summary: SummaryLines
    hypothesis_groups: HypothesisGroups
    problem: ProblemDocument
    signal_to_noise: Number
    certified_factor: Number
    effective_dimension: Number
    bayes_lower_bound: Number
    gap_lower_bound: Number
    gap_upper_bound: Number
    irreducible_share: Number
    irreducible_share_of_risk: Number
    signal_matters_until: Number
    signal_negligible_from: Number
    observed_factor: ObservedFactor
    excess: Excess
    intervals: dict[str, Ends]
    reason: dict[str, str]
    notes: dict[str, str]
    spectrum: list[Number]
    hypotheses: list[HypothesisDocument]
    affected: list[str]
    unaffected: list[str]
    data: DataDocument | None
    violations: list[ViolationDocument]
    possibly_unnecessary: list[UnnecessaryDocument]

"""What an audit found: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import theory
from numerics.data.law_test import LawTest
from numerics.data.shown_data import ShownData
from numerics.data.table_finding import Finding
from numerics.values.number_types import Number
from numerics.values.problem import Problem
from proofs_checks.challenges.breaking import Violation

__all__ = ["AuditFindings", "Data", "Figure", "FiguresOfProblem", "Hypothesis"]


@dataclass(frozen=True)
class Figure:
    """A number with its 95 % interval, where it is sampled or estimated; None, with a ``reason``, where undefined.

    ``note`` says how it was estimated, where that is to be known.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Hypothesis:
    """A hypothesis, whether it holds (None: cannot be told) and by what margin, and the theorems that use it.

    ``p_value`` is that of all tests of a law together, where data were tested; the margin is then what it has above the
    level. ``relative`` is the margin of an inequality or equation as a share of the larger side, ``about`` the symbols
    that no problem fixes, and ``special`` marks an equation, which picks out a special case. ``latex`` is the statement
    typeset, where it is a formula.
    """

    name: str
    statement: str
    holds: bool | None
    margin: float | None
    used_by: tuple[str, ...]
    reason: str = ""
    p_value: float | None = None
    relative: float | None = None
    about: tuple[str, ...] = ()
    special: bool = False
    latex: str = ""


@dataclass(frozen=True, eq=False)
class Data:
    """What an audit of a table adds: the estimates in the units of the columns, tests of laws, and how it was done.

    ``findings`` say what is peculiar about the table, and the remedy.
    """

    path: str
    rows: int
    tasks: int
    features: tuple[str, ...]
    target: str
    estimates: Mapping[str, Number]
    intervals: Mapping[str, tuple[Number, Number]]
    tests: tuple[tuple[str, LawTest], ...]
    notes: tuple[str, ...]
    draws: int
    findings: tuple[Finding, ...] = ()
    shown: ShownData | None = None


@dataclass(frozen=True, eq=False)
class FiguresOfProblem:
    """The figures that a problem alone has. ``excess`` holds excess risks by estimator.

    ``irreducible_share`` is the part of the excess of linear attention that no choice of its weights removes, and
    ``irreducible_share_of_risk`` the same with the noise of the label in the denominator. The gap matters at least
    until M = ``signal_matters_until``, and no more from ``signal_negligible_from`` on.
    """

    signal_to_noise: Figure
    certified_factor: Figure
    observed_factor: Figure
    effective_dimension: Figure
    excess: Mapping[str, Figure]
    bayes_lower_bound: Figure
    gap_lower_bound: Figure
    gap_upper_bound: Figure
    irreducible_share: Figure
    irreducible_share_of_risk: Figure
    signal_matters_until: Figure
    signal_negligible_from: Figure
    spectrum: tuple[float, ...]
    lambda_bar: float

    @property
    def figures(self) -> dict[str, Figure]:
        """The single numbers, by their names in JSON."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Figure)}


@dataclass(frozen=True, eq=False)
class AuditFindings(FiguresOfProblem):
    """The figures of one problem, and the hypotheses of all theorems at it; ``data`` is None for a problem file."""

    problem: Problem
    hypotheses: tuple[Hypothesis, ...]
    seed: int
    data: Data | None = None
    violations: tuple[Violation, ...] = field(default=())

    @property
    def broken(self) -> tuple[Hypothesis, ...]:
        return tuple(h for h in self.hypotheses if h.holds is False)

    @property
    def affected(self) -> frozenset[str]:
        """The theorems that a broken hypothesis takes away."""
        return frozenset(slug for h in self.broken for slug in h.used_by)

    @property
    def unaffected(self) -> tuple[str, ...]:
        """The theorems that no broken hypothesis takes away; open ones may still."""
        return tuple(t.slug for t in theory.theorems() if t.slug not in self.affected)

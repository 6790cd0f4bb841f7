"""Hypotheses as a reader wants them: each once, in words, margins on one scale, by what is known of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from numerics.tolerances.float_tolerances import SPECTRAL_SLACK
from proofs_checks.auditing.audit_findings import Hypothesis

__all__ = ["GroupedHypothesis", "Standing", "grouped", "p_in_words"]


class Standing(StrEnum):
    """What is known of a hypothesis."""

    BROKEN = "broken"
    MET = "met"
    UNSEEN = "not to be seen from numbers"


@dataclass(frozen=True)
class GroupedHypothesis:
    """A hypothesis under the first of its ``names``, with all theorems that use it under any of them.

    ``statement`` is its text and ``latex`` the same typeset, where it is a formula; ``said`` is its margin in words,
    and ``p_value`` that of the tests of a law, where data were tested.
    """

    names: tuple[str, ...]
    statement: str
    latex: str
    standing: Standing
    said: str
    reason: str
    special: bool
    used_by: tuple[str, ...]
    p_value: float | None = None

    @property
    def is_law(self) -> bool:
        """Whether it is about laws, which tests may reject, and not about the numbers of a problem."""
        return not self.latex and not self.special

    @property
    def is_other_case(self) -> bool:
        """Whether it picks out a special case which this is not: nothing has failed."""
        return self.special and self.standing is not Standing.MET


def grouped(hypotheses: Iterable[Hypothesis]) -> tuple[GroupedHypothesis, ...]:
    """Broken ones first, then those that are met, then those that numbers do not show; laws before special cases.

    One that is stated of Λ and N, for which a problem's H and M stand, is the same as that of H and M. Hypotheses about
    symbols that no problem fixes are left out.
    """
    same: dict[str, list[Hypothesis]] = {}
    for hypothesis in hypotheses:
        if not hypothesis.about:
            same.setdefault(_in_letters_of_a_problem(hypothesis.statement), []).append(hypothesis)
    found = [_merged(statement, alike) for statement, alike in same.items()]
    order = list(Standing)
    return tuple(sorted(found, key=lambda g: (order.index(g.standing), g.special, -len(g.used_by))))


def _in_letters_of_a_problem(statement: str) -> str:
    return statement.replace("Lambda", "H").replace("x_N", "x_M")


def _merged(statement: str, alike: list[Hypothesis]) -> GroupedHypothesis:
    first = alike[0]
    return GroupedHypothesis(
        names=tuple(dict.fromkeys(h.name.replace("Lambda", "H") for h in alike)),
        statement=_readable(statement),
        latex=first.latex.replace(r"\boldsymbol{\Lambda}", r"\mathbf{H}"),
        standing={True: Standing.MET, False: Standing.BROKEN, None: Standing.UNSEEN}[first.holds],
        said=_said(first),
        reason=first.reason,
        special=first.special,
        used_by=tuple(dict.fromkeys(slug for h in alike for slug in h.used_by)),
        p_value=first.p_value,
    )


def _said(h: Hypothesis) -> str:
    """The margin, on one scale for all relations, or the p-value."""
    if h.p_value is not None:
        verdict = {True: "not rejected", False: "fails", None: "not told"}[h.holds]
        return f"{verdict}, p {p_in_words(h.p_value)}"
    if h.relative is None:
        return "not tested"
    if h.holds is None:
        return "not told"
    if h.special:
        return "holds exactly" if h.holds else "not this special case"
    if abs(h.relative) <= SPECTRAL_SLACK:
        return "holds at its border" if h.holds else "fails at its border"
    return f"{'holds' if h.holds else 'fails'} by {100 * abs(h.relative):.3g} %"


def p_in_words(p: float) -> str:
    """A p-value after the letter: = 0.034, = 4e-05, < 1e-12."""
    if p < 1e-12:
        return "< 1e-12"
    return f"= {p:.2g}"


_WORDS = (
    (r"Q\.positive_definite\((\w+)\)", r"\1 ≻ 0"),
    (r"\bTrace\b", "tr"),
    (r"\bbeta_star\b", "β*"),
    (r"\bsigma2\b", "σ²"),
    (r"\bPsi\b", "Ψ"),
    (r"\.T\b|\^T\b", "ᵀ"),
    (r"(?<=[\w)*ᵀβ])\*(?=[\w(βΨσ])(?<!β\*)", " "),
    (r">=", "≥"),
    (r"<=", "≤"),
)


def _readable(statement: str) -> str:
    """The text of a relation in the letters of textbooks; sentences stay as they are."""
    for pattern, text in _WORDS:
        statement = re.sub(pattern, text, statement)
    return statement

"""Derivations as proofs: what each executed step arrives at, with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.state import State
from theory.latex.layout import Row, chain, display, listed
from theory.latex.names import Weight
from theory.latex.printer import TextbookPrinter
from theory.latex.prose import capitalised, prose
from theory.latex.statement_lines import assignments, statement_rows
from theory.latex.text import label_of
from theory.named_parts import in_abbreviations, readable
from theory.theorem_record import Step, Theorem

__all__ = ["Displayed", "Paragraph", "proof_body", "proof_paragraphs"]

RELATIONS = {"=": "=", "≥": r"\geq", "→": r"\to", "∂": ""}


@dataclass(frozen=True)
class Displayed:
    """A displayed formula and the punctuation behind it."""

    rows: tuple[Row, ...]
    punctuation: str


LONG = 300
"""Characters, as SymPy prints them, from which on a formula is shown with its common parts named."""

Paragraph = tuple[str | Displayed, ...]
"""Sentences, as LaTeX, and the formulas between them."""


def proof_body(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> str:
    """The inside of a proof environment; a derivation that does not go through says so, with the reason."""
    paragraphs = proof_paragraphs(theorem, weights, printer)
    return "\n\n".join("\n".join(_latex(part, printer) for part in paragraph) for paragraph in paragraphs)


def _latex(part: str | Displayed, printer: TextbookPrinter) -> str:
    if isinstance(part, str):
        return part
    return display(part.rows, part.punctuation, printer.line, fitted=printer.fitted)


def proof_paragraphs(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> list[Paragraph]:
    """The same in pieces: a paragraph for each step, then the proofs of the corollaries."""
    found = _derivation(theorem, weights, printer)
    for part in theorem.parts:
        if part.derivation:
            claim = _displayed(statement_rows(part.statement, printer), ".")
            found += [("Next, the claim that", claim), *_derivation(part, weights, printer)]
    return found


def _displayed(rows: Iterable[Row], punctuation: str) -> Displayed:
    return Displayed(tuple(rows), punctuation)


def _derivation(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> list[Paragraph]:
    if not theorem.derivation:
        return [("Both sides are evaluated in closed form, for every size of the matrices, and compared.",)]
    # the rules need the engine and SymPy's heavier parts, which printing a formula does not
    from theory.rules import DerivationError

    try:
        states = _folded_states(theorem)
    except DerivationError as error:
        return [(f"The derivation does not go through: {prose(str(error), weights)}.",)]
    steps = zip(theorem.derivation, states, states[1:], strict=False)
    parts = [_step(n, step, before, after, weights, printer) for n, (step, before, after) in enumerate(steps, start=1)]
    minimizer = states[-1].minimizer
    if minimizer:
        values = assignments(list(minimizer), list(minimizer.values()), printer)
        parts.append(("The bound is attained at", _displayed(listed("", values, printer.line), ".")))
    return parts


@lru_cache(256)
def _folded_states(theorem: Theorem) -> list[State]:
    """What a proof shows, kept because a page and an article print the same ones; a check derives anew."""
    from theory.rules import derive

    return [replace(s, expression=in_abbreviations(theorem, s.expression)) for s in derive(theorem).states]


def _step(
    number: int,
    step: Step,
    before: State,
    after: State,
    weights: Mapping[str, Weight],
    printer: TextbookPrinter,
) -> Paragraph:
    reason = capitalised(prose(step.because, weights))
    rests_on = [rf"Theorem~\ref{{{label_of(slug)}}}" for slug, _ in after.premises]
    rests_on += [prose(str(lemma), weights) for lemma in after.lemmas]
    text = rf"\emph{{Step {number}.}} {reason}" + (f" ({', '.join(rests_on)})" if rests_on else "")
    if after.expression == before.expression:
        return (f"{text}.",)
    first, last, names = _named(before.expression if number == 1 else None, after.expression)
    rows = chain(first, [(RELATIONS[after.relation], last)], printer)
    # long definitions are broken into lines, too
    named = [_displayed(chain(name, [("=", definition)], printer), ".") for name, definition in names]
    where: Paragraph = ("where", *named) if names else ()
    shown = [c.expression for c in after.certificates] if not after.premises else []
    if after.relation == "=" or not shown:
        return (f"{text}:", _displayed(rows, "," if names else "."), *where)
    if after.relation == "∂":
        slopes = [_displayed(chain(slope, (), printer), ",") for slope in shown]
        left = "vanishes there only, and what is left is"
        return (f"{text}: the slope", *slopes, left, _displayed(rows, "," if names else "."), *where)
    certificates = [_displayed(chain(c, [(r"\geq", "0")], printer), ".") for c in shown]
    return (f"{text}:", _displayed(rows, ","), *where, "because what is left out is", *certificates)


def _named(
    first: Expression, last: Expression
) -> tuple[Expression, Expression, tuple[tuple[Expression, Expression], ...]]:
    """What a step shows: of long expressions the common parts by name, and what the names stand for."""
    if len(str(last)) <= LONG:
        return first, last, ()
    shown = readable([last] if first is None else [last, first])
    return (None if first is None else shown.expressions[1]), shown.expressions[0], shown.names

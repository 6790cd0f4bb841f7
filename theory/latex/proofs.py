"""Derivations as proofs: what each executed step arrives at, with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from theory.latex.layout import Row, chain, display, listed
from theory.latex.names import Weight
from theory.latex.printer import TextbookPrinter
from theory.latex.prose import capitalised, prose
from theory.latex.statements import assignments, statement_rows
from theory.latex.text import label_of
from theory.statement import Step, Theorem

__all__ = ["proof_body"]

RELATIONS = {"=": "=", "≥": r"\geq", "→": r"\to", "∂": ""}


def proof_body(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> str:
    """The inside of a proof environment; a derivation that does not go through says so, with the reason."""
    parts = [_derivation(theorem, weights, printer)]
    for part in theorem.parts:
        if part.derivation:
            claim = display(statement_rows(part.statement, printer), ".")
            parts += [f"Next, the claim that\n{claim}", _derivation(part, weights, printer)]
    return "\n\n".join(parts)


def _derivation(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> str:
    if not theorem.derivation:
        return "Both sides are evaluated in closed form, for every size of the matrices, and compared."
    # the rules need the engine and SymPy's heavier parts, which printing a formula does not
    from theory.rules import DerivationError, derive

    try:
        states = [replace(s, expression=theorem.folded(s.expression)) for s in derive(theorem).states]
    except DerivationError as error:
        return f"The derivation does not go through: {prose(str(error), weights)}."
    parts = []
    for number, (step, before, after) in enumerate(zip(theorem.derivation, states, states[1:], strict=False), start=1):
        parts.append(_step(number, step, before, after, weights, printer))
    minimizer = states[-1].minimizer
    if minimizer:
        values = assignments(list(minimizer), list(minimizer.values()), printer)
        parts.append("The bound is attained at\n" + display(listed("", values), "."))
    return "\n\n".join(parts)


def _step(
    number: int, step: Step, before: Any, after: Any, weights: Mapping[str, Weight], printer: TextbookPrinter
) -> str:
    reason = capitalised(prose(step.because, weights))
    rests_on = [rf"Theorem~\ref{{{label_of(slug)}}}" for slug, _ in after.premises]
    rests_on += [prose(str(lemma), weights) for lemma in after.lemmas]
    text = rf"\emph{{Step {number}.}} {reason}" + (f" ({', '.join(rests_on)})" if rests_on else "")
    if after.expression == before.expression:
        return f"{text}."
    rows = chain(before.expression if number == 1 else None, [(RELATIONS[after.relation], after.expression)], printer)
    shown = [c.expression for c in after.certificates] if not after.premises else []
    if after.relation == "=" or not shown:
        return f"{text}:\n{display(rows, '.')}"
    if after.relation == "∂":
        slopes = [display(chain(slope, (), printer), ",") for slope in shown]
        return "\n".join(
            [f"{text}: the slope", *slopes, "vanishes there only, and what is left is", display(rows, ".")]
        )
    certificates = [display(_nonnegative(expression, printer), ".") for expression in shown]
    return "\n".join([f"{text}:", display(rows, ","), "because what is left out is", *certificates])


def _nonnegative(expression: Any, printer: TextbookPrinter) -> list[Row]:
    return chain(expression, [(r"\geq", "0")], printer)

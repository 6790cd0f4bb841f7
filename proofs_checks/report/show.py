"""A theorem as readable text, its derivation re-executed and shown with what each step arrives at."""

import textwrap
from collections.abc import Iterable

from proofs_checks.mistakes import mistakes_in, unneeded_hypotheses
from proofs_checks.settings.presentation.page_layout import TEXT_WIDTH
from theory.algebra.positivity.certificate import kinds_of
from theory.rules import derive
from theory.theorem_record import Assumption, Theorem

__all__ = ["theorem_as_text"]


def theorem_as_text(theorem: Theorem) -> str:
    """Statement, notation, hypotheses, derivation, lemmas and premises, source."""
    parts = [f"{theorem.slug}\n{theorem.title}", _section("Statement", theorem.statement.lines())]
    parts.append(_section("Notation", [f"{s} = {definition}" for s, definition in theorem.notation]))
    parts.append(_section("Hypotheses", [_hypothesis(a) for a in theorem.assumptions]))
    corollaries = [line for statement in theorem.statements[1:] for line in statement.lines()]
    parts.append(_section("Corollaries", corollaries))
    parts += _derivation(theorem)
    for part in theorem.parts:
        if part.derivation:
            parts += [_section("Corollary", part.statement.lines()), *_derivation(part)]
    parts.append(_section("Rests on", theorem.depends_on))
    parts.append(_section("Source", [str(theorem.source)]))
    unneeded = [
        f"without the hypothesis {name} all of it is established just the same" for name in unneeded_hypotheses(theorem)
    ]
    parts.append(_section("Remarks", [*mistakes_in(theorem), *unneeded]))
    return "\n\n".join(part for part in parts if part)


def _hypothesis(assumption: Assumption) -> str:
    relation = "" if isinstance(assumption.relation, str) else f": {assumption.relation}"
    sentence = f" ({assumption.relation})" if isinstance(assumption.relation, str) else ""
    return f"{assumption.name}{relation}{sentence}"


def _derivation(theorem: Theorem) -> list[str]:
    if not theorem.derivation:
        return [_section("Derivation", ["both sides are evaluated and compared"])]
    derivation = derive(theorem)
    lines = [f"start: {theorem.folded(derivation.states[0].expression)}"]
    used: list[str] = []
    for number, (step, state) in enumerate(zip(theorem.derivation, derivation.states[1:], strict=True), start=1):
        lines += [f"{number}. {step.because}  [{step.rule}]", f"   {state.relation} {theorem.folded(state.expression)}"]
        lines += [f"   because {certificate}" for certificate in state.certificates]
        used += [kind.explanation for certificate in state.certificates for kind in kinds_of(certificate)]
        used += map(str, state.lemmas)
    minimizer = [f"{variable} = {theorem.folded(at)}" for variable, at in derivation.end.minimizer.items()]
    return [
        _section("Derivation, re-executed", lines),
        _section("Minimiser found, and the only one" if derivation.unique else "Minimiser found", minimizer),
        _section("Lemmas used", sorted({text for text in used if text})),
    ]


def _section(title: str, lines: Iterable[str]) -> str:
    body = [_wrapped(line) for line in lines]
    return "\n".join([title, *body]) if body else ""


def _wrapped(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.fill(
        line.strip(), TEXT_WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False
    )

"""What the page shows of one theorem: every text and formula ready for the template, nothing computed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from proofs_checks.evidence import strength_of, words_of
from proofs_checks.report.page.sentences import anchor_of, sentence
from proofs_checks.report.theorem_report import Report
from proofs_checks.verdict import CheckResult
from theory.latex.layout import Row
from theory.latex.mathml import displayed_mathml
from theory.latex.printer import TextbookPrinter
from theory.latex.proofs import Displayed, Paragraph, proof_paragraphs
from theory.latex.prose import notation_of, prose
from theory.latex.statement_lines import statement_rows
from theory.latex.theorems import hypothesis_prose, notation_rows
from theory.theorem_record import Theorem

ARXIV = re.compile(r"arXiv (\d{4}\.\d{4,5})")

__all__ = ["Claim", "Evidence", "TheoremView", "claim_of", "view_of"]


@dataclass(frozen=True)
class Claim:
    """A theorem before anything is known of it."""

    slug: str
    anchor: str
    number: int
    title: Markup
    source: Markup
    work: str
    hypotheses: tuple[Markup, ...]
    statements: tuple[Markup, ...]
    notation: Markup
    unknown: str
    premises: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Evidence:
    """A row of the table of evidence, and its counterexample as pairs of a name and a value."""

    name: str
    verdict: str
    detail: str
    strength: str
    seconds: float
    counterexample: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TheoremView:
    """A theorem with all that was found."""

    claim: Claim
    verdict: str
    headline: str
    meaning: str
    note: str
    kernel: str
    kernel_status: str
    seconds: float
    evidence: tuple[Evidence, ...]
    proof: tuple[Markup, ...]


def view_of(report: Report, linked: Mapping[str, int]) -> TheoremView:
    """The view; the derivation is executed to print it, and theorems among those ``linked`` become links."""
    printer, theorem = TextbookPrinter(), report.theorem
    paragraphs = proof_paragraphs(theorem, notation_of(theorem), printer)
    return TheoremView(
        claim=claim_of(theorem, linked),
        verdict=str(report.verdict),
        headline=report.headline,
        meaning=report.verdict.meaning,
        note=report.note,
        kernel_status="" if report.kernel is None else str(report.kernel.status),
        kernel="" if report.kernel is None else str(report.kernel),
        seconds=report.seconds,
        evidence=tuple(map(_evidence, report.checks)),
        proof=tuple(_paragraph(p, linked) for p in paragraphs),
    )


def claim_of(theorem: Theorem, linked: Mapping[str, int]) -> Claim:
    """Title, hypotheses, statements and notation as they are in an article."""
    printer, weights = TextbookPrinter(), notation_of(theorem)
    notation = notation_rows(theorem, printer)
    statements = tuple(_display(statement_rows(s, printer)) for s in theorem.statements)
    return Claim(
        slug=theorem.slug,
        anchor=anchor_of(theorem.slug),
        number=linked.get(theorem.slug, 0),
        title=sentence(prose(theorem.title, weights)),
        source=_with_link(sentence(prose(str(theorem.source), weights))),
        work=theorem.source.work,
        hypotheses=tuple(sentence(hypothesis_prose(a, weights, printer)) for a in theorem.assumptions),
        statements=statements,
        notation=_display(notation) if notation else Markup(),
        unknown=", ".join(sorted(printer.unknown)),
        premises=tuple(
            (slug, anchor_of(slug) if slug in linked else "", linked.get(slug, 0)) for slug in theorem.depends_on
        ),
    )


def _paragraph(paragraph: Paragraph, linked: Mapping[str, int]) -> Markup:
    return Markup().join(
        _display(part.rows, part.punctuation) if isinstance(part, Displayed) else sentence(part, linked)
        for part in paragraph
    )


def _with_link(source: Markup) -> Markup:
    # as a plain string: what a Markup is joined with would be escaped
    return Markup(ARXIV.sub(r'<a href="https://arxiv.org/abs/\1">\g<0></a>', str(source)))


def _display(rows: Iterable[Row], punctuation: str = "") -> Markup:
    return Markup(displayed_mathml(((row.left, row.right) for row in rows), punctuation))


def _evidence(result: CheckResult) -> Evidence:
    found = result.counterexample
    return Evidence(
        name=words_of(result.check),
        verdict=str(result.verdict),
        detail=result.detail,
        strength=strength_of(result),
        seconds=result.seconds,
        counterexample=() if found is None else found.in_full(),
    )

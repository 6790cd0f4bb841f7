"""The hypotheses of an audit on its page: in groups, typeset, with theorems counted and linked to a list at the end."""

import re
from collections.abc import Sequence
from html import escape

import theory
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing
from proofs_checks.auditing.summary import counted_theorems
from proofs_checks.report.audit_rows import hypothesis_groups
from proofs_checks.report.html_table import heading, html_table
from proofs_checks.report.page.sentences import anchor_of, sentence
from theory.latex.mathml import inline_mathml
from theory.latex.prose import notation_of, prose

__all__ = ["hypotheses_html", "theorems_html"]

_CLASSES = {Standing.MET: "met", Standing.BROKEN: "broken", Standing.UNSEEN: "unseen"}


def hypotheses_html(report: AuditReport) -> list[str]:
    """A table for each group."""
    parts = []
    for title, hypotheses in hypothesis_groups(report):
        rows = [_row(h) for h in hypotheses]
        parts += [heading(title), html_table(("name", "", "theorems", ""), rows, numbers=(2,), words=3)]
    return [*parts, f'<p class="muted">{escape(counted_theorems(report))}.</p>']


def theorems_html(report: AuditReport) -> list[str]:
    """All theorems, each with the broken hypotheses that it rests on."""
    found = [h for _, hypotheses in hypothesis_groups(report) for h in hypotheses]
    lost: dict[str, list[GroupedHypothesis]] = {}
    for h in found:
        for slug in h.used_by if h.standing is Standing.BROKEN else ():
            lost.setdefault(slug, []).append(h)
    rows = []
    for theorem in theory.theorems():
        title = sentence(prose(theorem.title, notation_of(theorem)))
        status = _status(lost.get(theorem.slug, []))
        rows.append((f'<code id="{escape(anchor_of(theorem.slug))}">{escape(theorem.slug)}</code>', title, status))
    groups = map(_users, found)
    return [heading("Theorems"), html_table(("theorem", "", ""), rows), heading("Who uses which hypothesis"), *groups]


def _status(lost: Sequence[GroupedHypothesis]) -> str:
    """What becomes of a theorem that rests on these."""
    broken = [h.names[0] for h in lost if not h.special]
    if broken:
        return f'<span class="broken">rests on {escape(", ".join(broken))}</span>'
    cases = ", ".join(h.names[0] for h in lost)
    return f'<span class="muted">of the case: {escape(cases)}</span>' if cases else '<span class="met">stands</span>'


def _row(h: GroupedHypothesis) -> tuple[str, str, str, str]:
    others = f'<br><span class="muted">also: {escape(", ".join(h.names[1:]))}</span>' if h.names[1:] else ""
    css = "muted" if h.is_other_case else _CLASSES[h.standing]
    words = prose(h.statement, notation_of(theory.theorem(h.used_by[0])))
    # a string, and no Markup, to which what follows would be added escaped
    shown = inline_mathml(h.latex) if h.latex else str(sentence(words))
    reason = f'<br><span class="muted">{escape(h.reason)}</span>' if h.reason else ""
    count = f'<a href="#{_anchor(h)}">{len(h.used_by)}</a>'
    return escape(h.names[0]) + others, f'<span class="{css} said">{escape(h.said)}</span>', count, shown + reason


def _users(h: GroupedHypothesis) -> str:
    links = ", ".join(f'<a href="#{escape(anchor_of(s))}"><code>{escape(s)}</code></a>' for s in h.used_by)
    return f'<p id="{_anchor(h)}"><b>{escape(h.names[0])}</b>: {links}</p>'


def _anchor(h: GroupedHypothesis) -> str:
    return "uses-" + re.sub(r"\W+", "-", f"{h.names[0]} {h.statement}", flags=re.ASCII).strip("-")

"""The hypotheses of an audit on its page: in groups, typeset, with theorems counted and linked to a list at the end."""

import re
from html import escape

import theory
from proofs_checks.auditing.audit_report import AuditReport
from proofs_checks.auditing.grouped_hypotheses import GroupedHypothesis, Standing
from proofs_checks.report.audit_rows import counted_theorems, hypothesis_groups
from proofs_checks.report.html_table import heading, html_table
from proofs_checks.report.page.mathml import inline_math
from proofs_checks.report.page.sentences import anchor_of, sentence
from theory.latex.prose import notation_of, prose

__all__ = ["hypotheses_html", "theorems_html"]

_CLASSES = {Standing.MET: "met", Standing.BROKEN: "broken", Standing.UNSEEN: "unseen"}


def hypotheses_html(report: AuditReport) -> list[str]:
    """A table for each group."""
    parts = []
    for standing, hypotheses in hypothesis_groups(report):
        rows = [_row(h) for h in hypotheses]
        parts += [heading(f"Hypotheses, {standing}"), html_table(("name", "", "theorems", ""), rows, numbers=(2,))]
    return [*parts, f'<p class="muted">{escape(counted_theorems(report))}.</p>']


def theorems_html(report: AuditReport) -> list[str]:
    """All theorems, each with the broken hypotheses that it rests on."""
    lost: dict[str, list[str]] = {}
    for standing, hypotheses in hypothesis_groups(report):
        for h in hypotheses if standing is Standing.BROKEN else ():
            for slug in h.used_by:
                lost.setdefault(slug, []).append(h.names[0])
    rows = []
    for theorem in theory.theorems():
        title = sentence(prose(theorem.title, notation_of(theorem)))
        why = ", ".join(lost.get(theorem.slug, ()))
        status = f'<span class="broken">rests on {escape(why)}</span>' if why else '<span class="met">stands</span>'
        rows.append((f'<code id="{escape(anchor_of(theorem.slug))}">{escape(theorem.slug)}</code>', title, status))
    groups = [_users(h) for _, hypotheses in hypothesis_groups(report) for h in hypotheses]
    return [heading("Theorems"), html_table(("theorem", "", ""), rows), heading("Who uses which hypothesis"), *groups]


def _row(h: GroupedHypothesis) -> tuple[str, str, str, str]:
    others = f'<br><span class="muted">also: {escape(", ".join(h.names[1:]))}</span>' if h.names[1:] else ""
    css = "muted" if h.special else _CLASSES[h.standing]
    shown = f"{inline_math(h.latex)}" if h.latex else escape(h.statement)
    reason = f'<br><span class="muted">{escape(h.reason)}</span>' if h.reason else ""
    count = f'<a href="#{_anchor(h)}">{len(h.used_by)}</a>'
    return escape(h.names[0]) + others, f'<span class="{css} said">{escape(h.said)}</span>', count, shown + reason


def _users(h: GroupedHypothesis) -> str:
    links = ", ".join(f'<a href="#{escape(anchor_of(s))}"><code>{escape(s)}</code></a>' for s in h.used_by)
    return f'<p id="{_anchor(h)}"><b>{escape(h.names[0])}</b>: {links}</p>'


def _anchor(h: GroupedHypothesis) -> str:
    return "uses-" + re.sub(r"\W+", "-", f"{h.names[0]} {h.statement}", flags=re.ASCII).strip("-")

"""The report of a sweep as a page: what was asked for, pictures, and what has no number."""

from collections import Counter
from html import escape

import numpy as np

from proofs_checks.illustrations.series import Illustration
from proofs_checks.report.html_table import heading, html_table
from proofs_checks.report.static_page import picture_html, static_page
from proofs_checks.settings.presentation.page_layout import REASONS_SHOWN
from proofs_checks.sweeping.results import SweepResults

__all__ = ["sweep_page"]


def sweep_page(results: SweepResults, pictures: tuple[Illustration, ...]) -> str:
    """One page, for a browser without a network."""
    spec = results.spec
    title = f"A sweep over {spec.size:,} problems"
    how = f"{spec.design.samples:,} points of a {spec.design.sampler} design" if spec.design else "every combination"
    axes = [(escape(a.name), escape(f"{a.labels[0]} … {a.labels[-1]}"), str(len(a.values))) for a in spec.axes]
    fixed = [(escape(name), escape(str(value)), "") for name, value in spec.fixed.items() if value is not None]
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(how)}; seed {spec.seed}</p>",
        html_table(("axis", "from … to", "values"), axes + fixed, numbers=(2,)),
        '<div class="pictures">',
        *map(picture_html, pictures),
        "</div>",
        heading("Quantities"),
        html_table(
            ("quantity", "meaning", "points", "least", "median", "largest"), _rows(results), numbers=(2, 3, 4, 5)
        ),
    ]
    return static_page(title, parts + _reasons(results))


def _rows(results: SweepResults) -> list[tuple[str, ...]]:
    rows = []
    for quantity in results.spec.quantities:
        numbers = results.numbers[quantity.parts[0]]
        known = numbers[~np.isnan(numbers)]
        if quantity.flags and len(known):
            counts = Counter(quantity.flags[code] for code in known.tolist())
            words = [", ".join(f"{word}: {count}" for word, count in counts.items()), "", ""]
        else:
            words = [f"{f(known):.4g}" for f in (np.min, np.median, np.max)] if len(known) else ["", "", ""]
        rows.append((escape(quantity.name), escape(quantity.meaning), f"{len(known):,}", *words))
    return rows


def _reasons(results: SweepResults) -> list[str]:
    """The commonest, without the numbers in which they differ."""
    counts = Counter((name, reason.partition(":")[0]) for _, name, reason in results.lines())
    if not counts:
        return []
    rows = [(escape(n), escape(r), f"{count:,}") for (n, r), count in counts.most_common(REASONS_SHOWN)]
    return [heading("Where there is no number"), html_table(("quantity", "reason", "points"), rows, numbers=(2,))]

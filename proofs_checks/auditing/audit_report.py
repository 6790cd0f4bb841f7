"""An audit as its reader gets it; ``proofs_checks.report`` renders it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from proofs_checks.auditing.audit_findings import AuditFindings, Figure
from proofs_checks.auditing.audit_json import audit_text
from proofs_checks.auditing.summary import Summary, summary_of
from theory.notebook import Cell, Coloured, Heading, Part, Sentence, ShownInNotebooks, Table, TextPrinter, printer

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

__all__ = ["AuditReport", "with_figures"]


FAILS = "#d1453b"
"""In CSS, legible on light and on dark."""


@dataclass(frozen=True, eq=False, repr=False)
class AuditReport(AuditFindings, ShownInNotebooks):
    """What an audit found, and what can be done with it. The fields are those of ``AuditFindings``.

    In a notebook it shows its summary, with the figures that the summary is about.

    >>> from theorycheck import Problem, audit
    >>> report = audit(Problem(H=[[1]], Psi=[[1]], beta_star=[0], sigma2=1, M=4))
    >>> print(report.summary.holds[:21])
    d = 1, M = 4, σ² = 1:
    """

    @property
    def summary(self) -> Summary:
        """Five lines: what holds, what fails, what it costs, what to do about it, and how sure that is."""
        return summary_of(self)

    def plot(self, picture: str = "intervals") -> "Drawing":
        """A matplotlib figure: of ``intervals``, ``gap`` or ``spectrum``, of a table also ``coefficients`` or ``rows``.

        Of a table of which a law is rejected it may be ``laws-1``, too: quantiles against Gaussian ones. Raises
        ValueError for a picture that this audit does not have.
        """
        # what draws stands above what was found, and is looked up when something is drawn
        drawn = import_module("proofs_checks.report.audit_pictures").audit_pictures
        as_figure = import_module("proofs_checks.report.drawing").as_figure
        pictures = {p.name.removeprefix("audit-"): p for p in drawn(self)}
        if picture not in pictures:
            message = f"this audit has no picture {picture!r}: its pictures are {', '.join(pictures)}"
            raise ValueError(message)
        figure: Drawing = as_figure(pictures[picture])
        return figure

    def notebook_parts(self) -> Iterable[Part]:
        yield Heading("Audit" if self.data is None else f"Audit of {self.data.path}")
        yield Table(("", ""), list(self._lines()))
        yield Table(("", "value", "95 % interval"), tuple(self._shown_figures()))

    def _lines(self) -> Iterator[tuple[Cell, Cell]]:
        for label, line in self.summary.labelled():
            yield Coloured(label, FAILS if label == "Fails" and self.broken else ""), line

    def _shown_figures(self) -> Iterator[tuple[Cell, Cell, Cell]]:
        named = {
            "tr(HΨ)/σ²": self.signal_to_noise,
            "observed factor": self.observed_factor,
            "certified factor": self.certified_factor,
            "share that attention misses": self.irreducible_share,
        }
        for name, figure in named.items():
            interval = "" if figure.low is None or figure.high is None else f"{figure.low:.3g} … {figure.high:.3g}"
            yield Sentence(printer().prose(name)), "–" if figure.value is None else f"{figure.value:.4g}", interval

    def __repr__(self) -> str:
        return f"<AuditReport: {self.summary.holds}; fails: {self.summary.fails}>"

    def _repr_pretty_(self, printer: TextPrinter, cycle: bool) -> None:
        """The five lines, for the consoles of IPython and notebooks."""
        lines = (f"{label}: {line}" if label else line for label, line in self.summary.labelled())
        printer.text("\n".join(lines))

    def to_json(self) -> str:
        """One document; what is undefined is null, and ``reason`` says why."""
        return audit_text(self)


def with_figures(report: AuditReport, excess: Mapping[str, Figure], figures: Mapping[str, Figure]) -> AuditReport:
    """The report with other excess risks, and with others of its single figures, by name."""
    changed: Callable[..., AuditReport] = partial(replace, report)
    return changed(excess=excess, **figures)

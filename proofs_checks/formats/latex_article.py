"""LaTeX: an article with statements, proofs and the verdicts of the run."""

from typing import TYPE_CHECKING, TextIO

from proofs_checks.output_format import OutputFormat

if TYPE_CHECKING:
    from proofs_checks.report.shown_run import ShownRun

__all__ = ["FORMAT"]


def _run(shown: "ShownRun", stream: TextIO) -> None:
    from proofs_checks.report.appendix import appendix_latex, with_premises
    from proofs_checks.report.findings import findings_of

    stream.write(appendix_latex(with_premises(shown.outcome.wanted), findings_of(shown.outcome)))


FORMAT = OutputFormat("latex", 30, run=_run, file="appendix.tex")

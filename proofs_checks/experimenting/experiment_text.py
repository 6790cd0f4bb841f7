"""An experiment as text: what it asks, and what was found."""

from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experimenting.changed_setting import setting_of
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_page import cell_text

__all__ = ["answer_text", "asked_text", "table_text"]


def asked_text(experiment: Experiment, quick_minutes: float, full_minutes: float) -> str:
    """Question, criterion, setting, levels and cost."""
    needs = f"; needs {', '.join(experiment.packages)}" if experiment.packages else ""
    setting = [[f"  {name}", _value(value)] for name, value in setting_of(experiment).items()]
    floors = [[f"  {floor.label}", cell_text(floor.value), floor.theorem] for floor in experiment.floors()]
    return "\n".join(
        (
            f"{experiment.slug}: {experiment.title}",
            f"Question: {experiment.question}",
            f"Criterion: {experiment.criterion}",
            f"Cost: {quick_minutes:g} CPU minutes quick, {full_minutes:g} full{needs}",
            "Setting:",
            *_lines(setting),
            f"Arms: {', '.join(experiment.arms)}",
            "Levels:",
            *_lines(floors),
        )
    )


def table_text(table: ResultTable) -> str:
    """The table in columns."""
    return "\n".join(_lines([list(table.header), *([cell_text(c) for c in row] for row in table.rows)]))


def answer_text(outcome: ExperimentOutcome) -> str:
    """The question with the answer, the findings, and what was recomputed."""
    answer = outcome.answer
    findings = [f"- {f.says}{'' if f.word is None else f': {f.word}'}" for f in answer.findings]
    points = [f"- recomputed: {point.says}" for point in outcome.recomputed]
    return "\n".join((f"{outcome.experiment.question} {answer.word.upper()}", *findings, *points))


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _lines(rows: list[list[str]]) -> list[str]:
    """Columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(c.ljust(width) for c, width in zip(row, widths, strict=True)).rstrip() for row in rows]

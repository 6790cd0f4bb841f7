"""An experiment as a JSON document, and results read back from one."""

from pathlib import Path

from numerics.tolerances.file_limits import JSON_BYTES
from numerics.values.file_contents import regular_file
from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experiment_parts.seed_results import Results, SeedResult
from proofs_checks.experimenting.changed_setting import setting_of
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.json_text import as_data, as_null, document_text, exact_text, parsed
from proofs_checks.json_types import Json, JsonObject, array_in, number_in, object_in, text_in
from proofs_checks.settings.experiment_numbers import RESULTS_SCHEMA
from proofs_checks.store.source_digests import versions

__all__ = ["document_as_text", "document_of", "read_outcome"]


def document_of(outcome: ExperimentOutcome) -> dict[str, object]:
    """All that was asked, set, found and answered, the runs apart."""
    experiment = outcome.experiment
    return {
        "schema": RESULTS_SCHEMA,
        "experiment": experiment.slug,
        "title": experiment.title,
        "question": experiment.question,
        "criterion": experiment.criterion,
        "profile": outcome.profile,
        "setting": setting_of(experiment),
        "floors": outcome.floors,
        "answer": {"word": outcome.answer.word, "findings": outcome.answer.findings},
        "recomputed": [each.summary() for each in outcome.recomputed],
        "table": {"header": outcome.table.header, "rows": outcome.table.rows},
        "code": outcome.code,
        "versions": versions(),
        "cpu_seconds": sum(result.seconds for result in outcome.results),
    }


def document_as_text(outcome: ExperimentOutcome) -> str:
    """Strict JSON, indented, with a line for each run."""
    runs = ",\n    ".join(exact_text(as_data(run, as_null), by_name=True) for run in outcome.results)
    rest = document_text(document_of(outcome), as_null).removesuffix("\n}")
    return f'{rest},\n  "runs": [\n    {runs}\n  ]\n}}\n'


def read_outcome(path: Path, profiles: dict[str, Experiment]) -> ExperimentOutcome:
    """What a report has written, judged again from its runs. Raises ValueError for what is no such document."""
    try:
        with regular_file(path) as file:
            document = object_in(parsed(file.read(JSON_BYTES)))
        if document["schema"] != RESULTS_SCHEMA:
            message = f"{path} has the form {document['schema']!r}, not {RESULTS_SCHEMA}: run the experiment again"
            raise ValueError(message)
        profile = text_in(document["profile"])
        experiment = _with_setting(profiles[profile], object_in(document["setting"]))
        results = Results(_result(object_in(run)) for run in array_in(document["runs"]))
        return ExperimentOutcome(experiment, profile, results, text_in(document["code"]))
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}): run the experiment with --report"
        raise ValueError(message) from error
    except (KeyError, TypeError) as error:
        message = f"{path} holds no results of this experiment ({error!r}): run it again"
        raise ValueError(message) from error


def _with_setting(experiment: Experiment, setting: JsonObject) -> Experiment:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in setting.items()}
    return type(experiment)(**values)  # type: ignore[arg-type]  # what setting_of wrote


def _result(run: JsonObject) -> SeedResult:
    return SeedResult(
        text_in(run["arm"]), _whole(run["seed"]), object_in(run["data"]), float(number_in(run["seconds"]))
    )


def _whole(value: Json) -> int:
    return int(number_in(value))

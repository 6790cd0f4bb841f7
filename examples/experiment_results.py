"""The reports under examples/results, judged and drawn again from the runs kept there, and the page of their answers.

Nothing is trained.

python examples/experiment_results.py          # every report
python examples/experiment_results.py FOLDER   # take a new report of `theorycheck experiment run --report FOLDER`
"""

import sys
from pathlib import Path

from proofs_checks.experimenting.experiment_document import read_outcome
from proofs_checks.experimenting.experiment_outcome import ExperimentOutcome
from proofs_checks.experimenting.experiment_report import PAGE, RESULTS, write_experiment
from proofs_checks.experimenting.recomputed_point import PointStatus
from proofs_checks.experiments import experiment_named
from proofs_checks.json_text import parsed
from proofs_checks.json_types import object_in, text_in

RESULTS_FOLDER = Path(__file__).parent / "results"
PAGE_OF_ANSWERS = Path(__file__).parents[1] / "docs" / "explanation" / "experiment_answers.md"

HEAD = """# What the experiments answered

Written by `examples/experiment_results.py` from the runs under `examples/results`, which have the setting, every seed's
result and the numbers behind each picture. [What they show](experiments.md), and what they cannot.
"""


def outcome_in(folder: Path) -> ExperimentOutcome:
    """What the runs in a report say."""
    slug = text_in(object_in(parsed((folder / RESULTS).read_bytes()))["experiment"])
    profiled = experiment_named(slug)
    return read_outcome(folder / RESULTS, {"quick": profiled.quick, "full": profiled.full})


def answers() -> str:
    """The page."""
    return "\n".join([HEAD, *(_section(outcome_in(folder)) for folder in _reports())])


def _section(outcome: ExperimentOutcome) -> str:
    experiment = outcome.experiment
    findings = [f"- {f.says}{'' if f.word is None else f': **{f.word}**'}" for f in outcome.answer.findings]
    points = _points(outcome)
    minutes = sum(result.seconds for result in outcome.results) / 60
    place = f"../../examples/results/{experiment.slug}"
    pictures = [f"![{p.title}]({place}/figures/{p.name}.svg)" for p in outcome.pictures]
    return "\n".join(
        [
            f"## {experiment.title}\n",
            f"`{experiment.slug}`, {outcome.profile} profile, {experiment.seeds} seeds, {minutes:.1f} CPU minutes; "
            f"[the table]({place}/table.csv).\n",
            f"{experiment.question} **{outcome.answer.word.upper()}**\n",
            *findings,
            *points,
            "",
            *pictures,
            "",
        ]
    )


def _points(outcome: ExperimentOutcome) -> list[str]:
    """What became of the lowest runs, of each arm one."""
    found = outcome.recomputed
    if not found:
        return ["- No run came out below a proved floor."]
    held = sum(point.status is PointStatus.HOLDS for point in found)
    others = [f"- recomputed: {point.says}" for point in found if point.status is not PointStatus.HOLDS]
    says = (
        f"- In {len(found)} arms the lowest run came out below the proved floor, as a float. Recomputed in rational "
        f"numbers, the claim holds at {held} of these points: there it was rounding."
    )
    return [says, *others]


def _reports() -> list[Path]:
    return sorted(path.parent for path in RESULTS_FOLDER.glob(f"*/{RESULTS}"))


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or _reports()
    for folder in folders:
        outcome = outcome_in(folder)
        target = RESULTS_FOLDER / outcome.experiment.slug
        target.mkdir(parents=True, exist_ok=True)
        for path in write_experiment(target, outcome):
            print(path.relative_to(RESULTS_FOLDER))
        for copy in (target / PAGE, *target.glob("figures/*.png")):  # of what SVG and JSON hold
            copy.unlink()
    PAGE_OF_ANSWERS.write_text(answers(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The runs of an experiment: what is kept is not trained again, and what is finished is kept at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from time import process_time

from proofs_checks.engines.engine_interface import Engine
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experiment_parts.seed_results import Results, SeedResult
from proofs_checks.experimenting.result_folder import ResultFolder
from proofs_checks.experimenting.run_keys import RunKeys
from proofs_checks.json_text import as_data, as_null
from proofs_checks.json_types import object_in

__all__ = ["Progress", "SeedRun", "require_packages", "run_experiment", "run_one"]

Progress = Callable[[int, int], None]
"""Told how many runs are finished, and how many there are."""

EXTRAS = {"torch": "gpt", "sklearn": "examples", "statsmodels": "examples"}
"""Which extra brings a package."""

_ARM = re.compile(r"[a-z0-9][a-z0-9_.-]*")


@dataclass(frozen=True)
class SeedRun:
    """One run, as it travels to whoever does it; ``folder`` is where it is to be kept, if that is shared."""

    experiment: Experiment
    arm: str
    seed: int
    key: str
    folder: ResultFolder | None


def run_one(run: SeedRun) -> SeedResult:
    """Train, and keep what came out."""
    start = process_time()
    found = object_in(as_data(run.experiment.run_seed(run.arm, run.seed), as_null))
    result = SeedResult(run.arm, run.seed, found, round(process_time() - start, 3))
    if run.folder is not None:
        run.folder.keep(run.key, result)
    return result


def run_experiment(
    experiment: Experiment,
    engine: Engine,
    folder: ResultFolder | None = None,
    on_progress: Progress | None = None,
    *,
    resume: bool = False,
) -> Results:
    """All seeds of all arms, seed after seed, whoever works for the engine; results depend on neither.

    With ``resume``, what the folder has of this setting and these sources is taken from there. Raises ValueError for
    packages that are missing and arms that name no file, and what a run raises.
    """
    require_packages(experiment)
    _require_arms(experiment)
    keys, tell = RunKeys(experiment), on_progress or (lambda finished, size: None)
    wanted = [(arm, seed) for seed in range(experiment.seeds) for arm in experiment.arms]
    found: dict[tuple[str, int], SeedResult] = {}
    if folder is not None and resume:
        kept = (folder.find(keys.key_of(arm, seed), arm, seed) for arm, seed in wanted)
        found = {(result.arm, result.seed): result for result in kept if result is not None}
    tell(len(found), len(wanted))
    shared = folder if engine.shares_disk else None
    runs = [SeedRun(experiment, a, s, keys.key_of(a, s), shared) for a, s in wanted if (a, s) not in found]
    for index, result in engine.as_finished(run_one, runs):
        if result is None:
            continue
        if isinstance(result, WorkerDiedError):
            raise result
        if folder is not None and shared is None:
            folder.keep(runs[index].key, result)
        found[result.arm, result.seed] = result
        tell(len(found), len(wanted))
    return Results(found[each] for each in wanted)


def require_packages(experiment: Experiment) -> None:
    """Raise ValueError, in one line, where one is missing."""
    missing = [name for name in experiment.packages if find_spec(name) is None]
    if missing:
        extras = sorted({EXTRAS.get(name, "gpt") for name in missing})
        message = (
            f"{experiment.slug} needs {', '.join(missing)}: install theorycheck[{','.join(extras)}], or run another "
            "experiment"
        )
        raise ValueError(message)


def _require_arms(experiment: Experiment) -> None:
    arms = experiment.arms
    wrong = next((arm for arm in arms if not _ARM.fullmatch(arm)), None)
    if wrong is not None or not arms or len(set(arms)) < len(arms):
        what = "has no arms" if not arms else f"has the arm {wrong!r}" if wrong else "has two arms of one name"
        message = f"{experiment.slug} {what}: give each a name of small letters, digits, _, - and ."
        raise ValueError(message)

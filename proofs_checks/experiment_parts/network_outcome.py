"""What a network's comparison with closed forms leaves behind, by name."""

from numerics.training.prompt_by_prompt import ComparedRun

__all__ = ["network_outcome"]


def network_outcome(run: ComparedRun) -> dict[str, object]:
    """By predictor: the risk less that one's, its standard error over prompts, and the same along training.

    A run that diverged has null for them, which counts as infinite.
    """
    found: dict[str, object] = {"steps": list(run.steps), "diverged": run.diverged, "cpu_seconds": run.cpu_seconds}
    for name, looks in run.looks.items():
        difference = run.differences.get(name)
        found[name] = None if difference is None else difference.mean
        found[f"{name}_error"] = None if difference is None else difference.standard_error
        found[f"{name}_looks"] = list(looks)
    return found

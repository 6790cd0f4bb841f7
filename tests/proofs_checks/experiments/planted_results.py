"""Results that nobody trained: what a criterion has to tell apart."""

from proofs_checks.experiment_parts.seed_results import Results, SeedResult


def planted(**arms):
    """For each arm a list of what its seeds found; ``_`` in a name stands for ``-`` and ``DOT`` for ``.``."""
    return Results(SeedResult(arm, seed, data, 0.0) for arm, runs in arms.items() for seed, data in enumerate(runs))

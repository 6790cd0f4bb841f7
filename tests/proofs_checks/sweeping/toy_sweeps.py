"""Sweeps that take no time, and quantities that go wrong."""

import os

from proofs_checks.sweeping.quantities import Quantity

AXES = {"d": [1, 2], "M": [4, 16, 64], "signal_to_noise": [0.1, 1.0]}
QUICK = {"quantities": ["minimal_excess", "gap_upper_bound", "bayes_excess"], "axes": {**AXES, "beta_norm": 1.0}}


def fails_at_16(figures):
    if figures.problem.M == 16:
        return (1 / 0,)
    return (float(figures.problem.M),)


def dies_at_16(figures):
    if figures.problem.M == 16:
        os.kill(os.getpid(), 9)
    return (float(figures.problem.M),)


FAILING = Quantity("failing", "fails at M = 16", ("failing",), fails_at_16)
DYING = Quantity("dying", "kills its process at M = 16", ("dying",), dies_at_16)

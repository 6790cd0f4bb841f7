"""Experiments that take no time, for tests of what carries them out."""

import time
from dataclasses import dataclass
from typing import ClassVar

from proofs_checks.experiment_parts.answer import Answer, Finding, Word
from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_curves import band_of_seeds
from proofs_checks.illustrations.series import Illustration, Panel


@dataclass(frozen=True, kw_only=True)
class Toy(Experiment):
    """Draws a number near ``mean``; waits ``wait`` seconds."""

    slug: ClassVar[str] = "toy"
    title: ClassVar[str] = "A toy <b>"
    question: ClassVar[str] = "Is the number above 0?"
    criterion: ClassVar[str] = "Yes where all numbers are."

    mean: float = 5.0
    wait: float = 0.0
    names: tuple[str, ...] = ("one", "two")
    loud: bool = False

    @property
    def arms(self):
        return self.names

    def run_seed(self, arm, seed):
        time.sleep(self.wait)
        number = self.mean + self.generator(seed, arm).standard_normal()
        return {"number": number, "curve": [number, float("nan"), number / 2]}

    def floors(self):
        return (Floor("zero", "zero & below", 0.0),)

    def judge(self, results):
        above = all((results.numbers(arm, "number") > 0).all() for arm in results.arms)
        return Answer((Finding("all are <above>", Word.YES if above else Word.NO),))

    def pictures(self, results):
        curves = tuple(
            band_of_seeds(arm, [1, 2, 3], results.curves(arm, "curve"), i) for i, arm in enumerate(results.arms, 1)
        )
        return (Illustration("toy-curves", "Toys.", "Curves.", (Panel("x", "y", curves),)),)

    def table(self, results):
        return ResultTable(
            ("arm", "mean"), tuple((arm, float(results.numbers(arm, "number").mean())) for arm in results.arms)
        )

"""An experiment that was carried out: results, the answer, and points that seemed to lie below a proved floor."""

from dataclasses import dataclass
from functools import cached_property

from proofs_checks.experiment_parts.answer import Answer
from proofs_checks.experiment_parts.experiment import Experiment
from proofs_checks.experiment_parts.floor import Floor
from proofs_checks.experiment_parts.result_table import ResultTable
from proofs_checks.experiment_parts.seed_results import Results
from proofs_checks.experimenting.recomputed_point import RecomputedPoint, recomputed_point
from proofs_checks.illustrations.series import Illustration

__all__ = ["ExperimentOutcome"]


@dataclass(frozen=True, eq=False)
class ExperimentOutcome:
    """``code`` is the digest of the sources that the results come from, ``profile`` the one that was asked for."""

    experiment: Experiment
    profile: str
    results: Results
    code: str

    @cached_property
    def answer(self) -> Answer:
        return self.experiment.judge(self.results)

    @cached_property
    def floors(self) -> tuple[Floor, ...]:
        return self.experiment.floors()

    @cached_property
    def table(self) -> ResultTable:
        return self.experiment.table(self.results)

    @cached_property
    def pictures(self) -> tuple[Illustration, ...]:
        return self.experiment.pictures(self.results)

    @cached_property
    def recomputed(self) -> tuple[RecomputedPoint, ...]:
        """Each point whose excess came out below a proved floor, computed again in rational numbers."""
        return tuple(map(recomputed_point, self.experiment.below_floors(self.results)))

"""What every check is given besides the theorem: seeds, caps and perhaps a user's numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from numerics.values.number_types import Number
from proofs_checks.settings.sampling_trials import COMPARISON_SAMPLES

__all__ = ["Context"]


@dataclass(frozen=True)
class Context:
    """``values`` are a user's numbers by symbol name; ``samples`` caps the draws of one comparison.

    Raises ValueError for a negative seed and a cap below 100.
    """

    seed: int = 0
    samples: int = COMPARISON_SAMPLES
    values: Mapping[str, Number] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.seed, bool) or not isinstance(self.seed, int) or self.seed < 0:
            message = f"the seed is {self.seed!r}: give a whole number of at least 0"
            raise ValueError(message)
        if isinstance(self.samples, bool) or not isinstance(self.samples, int) or self.samples < 100:
            message = f"the cap on samples is {self.samples!r}: give a whole number of at least 100"
            raise ValueError(message)

    def stream(self, slug: str, check: str) -> np.random.SeedSequence:
        """The seeds of one check of one theorem: the same whichever other theorems run beside it."""
        return np.random.SeedSequence(self.seed, spawn_key=(crc32(slug.encode()), crc32(check.encode())))

    def generator(self, slug: str, check: str) -> np.random.Generator:
        return np.random.default_rng(self.stream(slug, check))

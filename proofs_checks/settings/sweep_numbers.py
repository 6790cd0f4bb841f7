"""How large a sweep may be, and how its points are handed out."""

from collections.abc import Mapping

__all__ = [
    "BATCH_SECONDS",
    "DEATHS",
    "DEFAULTS",
    "DIGITS_WANTED",
    "KEY_LETTERS",
    "LARGEST_BATCH",
    "LARGEST_DIMENSION",
    "LOG_SECONDS",
    "MOST_POINTS",
]

DEFAULTS: Mapping[str, float | None] = {"sigma2": 1.0, "beta_norm": 0.0, "alignment": None}
"""What need not be said: noise of variance 1, of which everything else is a multiple; no shared signal; and if there is
one, the same along every eigenvector."""

MOST_POINTS = 10_000_000
"""A million points are meant; ten times as many still fit into memory."""

LARGEST_DIMENSION = 512
"""Beyond, a point takes minutes: linear attention is minimised over d numbers, with a regression of size d each."""

BATCH_SECONDS = 1.0
"""Of work that is handed out at a time: a batch costs less than 1 ms between processes and 45 ms through a
scheduler, and what is handed out to a worker that is killed is done again at most for so long."""

LARGEST_BATCH = 1000
"""Points of a batch, however quick they are: beyond, nobody sees how far a sweep has come."""

DEATHS = 3
"""Workers that may die over one point before it is recorded as one that kills them. Others may have been killed by
somebody else, who did so twice over seven of two hundred points where a worker was killed every ten seconds."""

DIGITS_WANTED = 20
"""Of a closed form as its theorem states it: more than a float has."""

KEY_LETTERS = 32
"""Of a point's key, hexadecimal: 128 bits, so that no two points of any sweep share one."""

LOG_SECONDS = 15.0
"""Between two lines of a log that tell how far a sweep has come."""

"""How large a sweep may be, and how its points are handed out."""

__all__ = [
    "BATCH_SECONDS",
    "DEATHS",
    "DIGITS_WANTED",
    "KEY_LETTERS",
    "LARGEST_BATCH",
    "LARGEST_DIMENSION",
    "LOG_SECONDS",
    "MOST_POINTS",
]

MOST_POINTS = 10_000_000
"""A million points are meant; ten times as many still fit into memory."""

LARGEST_DIMENSION = 512
"""Beyond, a point takes minutes: linear attention is minimised over d numbers, with a regression of size d each."""

BATCH_SECONDS = 1.0
"""Of work that is handed out at a time: a message costs some 0.2 ms between processes and 5 ms through a scheduler, and
what is handed out to a worker that is killed is done again at most for so long."""

LARGEST_BATCH = 1000
"""Points of a batch, however quick they are: beyond, nobody sees how far a sweep has come."""

DEATHS = 2
"""Workers that may die over one point before it is recorded as one that kills them; the first may have been killed by
somebody else."""

DIGITS_WANTED = 20
"""Of a closed form as its theorem states it: more than a float has."""

KEY_LETTERS = 32
"""Of a point's key, hexadecimal: 128 bits, so that no two points of any sweep share one."""

LOG_SECONDS = 15.0
"""Between two lines of a log that tell how far a sweep has come."""

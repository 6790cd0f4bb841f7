"""Numbers that training goes by."""

__all__ = ["ADAM_EPSILON", "ADAM_FIRST", "ADAM_SECOND", "DIVERGED", "LAST_RATE"]

ADAM_FIRST, ADAM_SECOND, ADAM_EPSILON = 0.9, 0.999, 1e-8
"""The defaults of arXiv 1412.6980, which everybody uses."""

LAST_RATE = 1e-3
"""Of the highest learning rate, what a cosine schedule ends with: at a constant rate of 1e-2 training of the block
hovers 1 to 5 % above its minimum."""

DIVERGED = 1e6
"""A risk so many times that of predicting 0 is given up: nothing was seen to come back from there."""

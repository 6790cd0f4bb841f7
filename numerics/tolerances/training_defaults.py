"""How networks start, and the parts of a training run that are not varied."""

__all__ = [
    "CLIPPED_NORM",
    "GPT2_SHARE",
    "LAST_SHARE_OF_RATE",
    "MLP_FACTOR",
    "TEST_BATCH",
    "VALUE_SHARE",
    "WARM_UP_SHARE",
]

GPT2_SHARE = 0.55
"""Standard deviation of the weights that GPT-2 starts from, 0.02 at its width of 768, in units of 1/√(inputs)."""

MLP_FACTOR = 4
"""The width of the MLP of GPT-2 in widths of the residual stream."""

VALUE_SHARE = 0.3
"""Of the size at which attention would add as much as it finds: training from full size clips in its first steps."""

WARM_UP_SHARE = 0.05
"""Of the steps, in which the rate rises from 0: as in GPT-2's kin; without it Adam's first steps are as large as its
largest, in directions that one batch chose."""

LAST_SHARE_OF_RATE = 0.01
"""Of the largest rate, to which the cosine falls: at a constant rate training ends one to five per cent above its
floor."""

CLIPPED_NORM = 1.0
"""Gradients are cut to this norm, as for GPT-2; at labels of unit variance few are."""

TEST_BATCH = 2_000
"""Prompts that are predicted at once in a test, for memory alone."""

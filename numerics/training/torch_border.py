"""The border to PyTorch: imported when a network is trained, and never before; its arrays have no one type."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["Parameters", "leaves", "require_torch"]

Parameters = dict[str, "Tensor"]
"""The weights of a network by name, as leaves that gradients are kept of."""


def require_torch() -> None:
    """Raise ValueError, in one line, where PyTorch is not installed."""
    if find_spec("torch") is None:
        message = "this network is trained with PyTorch, and torch is missing: install theorycheck[gpt]"
        raise ValueError(message)


def leaves(arrays: dict[str, np.ndarray], frozen: frozenset[str] = frozenset()) -> Parameters:
    """The arrays as float32 tensors; all but ``frozen`` collect gradients. Raises ValueError without PyTorch."""
    require_torch()
    import torch

    return {
        name: torch.tensor(array, dtype=torch.float32).requires_grad_(name not in frozen)
        for name, array in arrays.items()
    }

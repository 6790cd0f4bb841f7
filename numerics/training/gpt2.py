"""A small GPT-2 on token matrices: pre-norm blocks of softmax attention, with an MLP or without, in plain tensors.

A token is (x, y), the query's has y = 0; it is embedded linearly, and a learned vector for its position is added, which
tells the query apart. Each block adds attention of its layer-normalised tokens, and then an MLP of width 4w with the
GELU of GPT-2 (tanh approximation) where there is one. A last layer norm and a linear read-out of the query's token are
the prediction. Tokens see each other, without a causal mask: the loss is at the query alone, as the theorems have it,
and examples are exchangeable. Weights start as those of GPT-2: normal, of standard deviation 0.02, and those that
write to the residual stream divided by √(number of such writes).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from numerics.tolerances.training_defaults import GPT2_SHARE, MLP_FACTOR
from numerics.training.model_settings import require_counts
from numerics.training.torch_border import Parameters

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["GPT2", "READ_OUT"]

READ_OUT = frozenset({"embed.weight", "embed.bias", "read.weight", "read.bias"})
"""What lies outside the blocks' residual stream: how tokens enter it, and how the prediction is read from it."""


@dataclass(frozen=True, kw_only=True)
class GPT2:
    """The shape of a network: ``layers`` blocks of ``heads`` heads at ``width``, for d inputs and M examples.

    Raises ValueError for counts below 1 and for a width that the heads do not divide.

    >>> GPT2(d=3, M=10, layers=1, width=8, heads=2, mlp=False).parameters
    457
    """

    d: int
    M: int
    layers: int
    width: int
    heads: int
    mlp: bool

    def __post_init__(self) -> None:
        require_counts(d=self.d, M=self.M, layers=self.layers, width=self.width, heads=self.heads)
        if self.width % self.heads:
            message = f"a width of {self.width} is not shared by {self.heads} heads: give a multiple of {self.heads}"
            raise ValueError(message)

    @property
    def parameters(self) -> int:
        """How many weights there are."""
        return sum(int(np.prod(shape)) for shape in self._shapes().values())

    def start(self, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Weights to start from, by name."""
        writes = self.layers * (2 if self.mlp else 1)
        found = {}
        for name, shape in self._shapes().items():
            if name.endswith("norm"):
                found[name] = np.stack([np.ones(self.width), np.zeros(self.width)])
            elif name.endswith("bias"):
                found[name] = np.zeros(shape)
            else:
                share = np.sqrt(writes) if name.endswith(("out.weight", "down.weight")) else 1.0
                share = share if name in READ_OUT else share / GPT2_SHARE
                found[name] = rng.standard_normal(shape) / (share * np.sqrt(shape[0]))
        return found

    def predict(self, weights: Parameters, tokens: "Tensor") -> "Tensor":
        """Predictions (n,) for tokens (n, M+1, d+1), of which the last is the query's."""
        stream = tokens @ weights["embed.weight"] + weights["embed.bias"] + weights["positions"]
        for i in range(self.layers):
            stream = stream + self._attention(weights, f"{i}.", _normalised(stream, weights[f"{i}.norm"]))
            if self.mlp:
                stream = stream + self._perceptron(weights, f"{i}.", _normalised(stream, weights[f"{i}.mlp.norm"]))
        query = _normalised(stream[:, -1], weights["last.norm"])
        return (query @ weights["read.weight"] + weights["read.bias"])[:, 0]

    def _attention(self, weights: Parameters, at: str, stream: "Tensor") -> "Tensor":
        from torch.nn.functional import scaled_dot_product_attention

        n, length, width = stream.shape
        joint = stream @ weights[f"{at}joint.weight"] + weights[f"{at}joint.bias"]
        q, k, v = (
            part.reshape(n, length, self.heads, width // self.heads).transpose(1, 2) for part in joint.chunk(3, dim=-1)
        )
        mixed = scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, length, width)
        return mixed @ weights[f"{at}out.weight"] + weights[f"{at}out.bias"]

    def _perceptron(self, weights: Parameters, at: str, stream: "Tensor") -> "Tensor":
        from torch.nn.functional import gelu

        hidden = gelu(stream @ weights[f"{at}up.weight"] + weights[f"{at}up.bias"], approximate="tanh")
        return hidden @ weights[f"{at}down.weight"] + weights[f"{at}down.bias"]

    def _shapes(self) -> dict[str, tuple[int, ...]]:
        """In the order in which they are drawn; a norm is its gain and its shift."""
        w = self.width
        shapes = {"embed": (self.d + 1, w)} | {f"{i}.joint": (w, 3 * w) for i in range(self.layers)}
        shapes |= {f"{i}.out": (w, w) for i in range(self.layers)} | {"read": (w, 1)}
        norms = [f"{i}.norm" for i in range(self.layers)] + ["last.norm"]
        if self.mlp:
            shapes |= {f"{i}.up": (w, MLP_FACTOR * w) for i in range(self.layers)}
            shapes |= {f"{i}.down": (MLP_FACTOR * w, w) for i in range(self.layers)}
            norms += [f"{i}.mlp.norm" for i in range(self.layers)]
        found: dict[str, tuple[int, ...]] = {"positions": (self.M + 1, w)}
        for name, shape in shapes.items():
            found |= {f"{name}.weight": shape, f"{name}.bias": shape[1:]}
        return found | dict.fromkeys(norms, (2, w))


def _normalised(stream: "Tensor", norm: "Tensor") -> "Tensor":
    from torch.nn.functional import layer_norm

    return layer_norm(stream, stream.shape[-1:], norm[0], norm[1])

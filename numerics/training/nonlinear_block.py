"""One or two layers of attention on token matrices, softmax, ReLU or linear, and a linear read-out.

Tokens are z = (x, y), the query's has y = 0, and context tokens are what is attended to, as the mask of the theorems
has it. A layer with heads h adds to each token z

    Σ_h Σ_i a(zᵀ K_h z_i) P_hᵀ z_i    a = softmax over the examples i, or max(0, ·)/M, or ·/M

and after the last of them the query's token is read by z ↦ rᵀ Rᵀ z, which is the two matrices of a linear perceptron:
with linear attention, one head and one layer it is the linear transformer block of the theorems.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from numerics.tolerances.training_defaults import VALUE_SHARE
from numerics.training.model_settings import require_counts
from numerics.training.torch_border import Parameters
from numerics.values.block_weights import EffectiveWeights

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["ATTENTIONS", "NonlinearBlock", "as_linear_block"]

ATTENTIONS = ("softmax", "relu", "linear")
"""The functions of scores that there are."""


@dataclass(frozen=True, kw_only=True)
class NonlinearBlock:
    """The shape of a network for d inputs: ``layers`` of ``heads`` heads with that function of the scores.

    Raises ValueError for counts below 1 and for an attention that is not in ``ATTENTIONS``.

    >>> NonlinearBlock(d=5, attention="softmax", layers=1, heads=2).parameters
    186
    """

    d: int
    attention: str
    layers: int
    heads: int

    def __post_init__(self) -> None:
        require_counts(d=self.d, layers=self.layers, heads=self.heads)
        if self.attention not in ATTENTIONS:
            message = f"attention is {self.attention!r}: give one of {', '.join(ATTENTIONS)}"
            raise ValueError(message)

    @property
    def parameters(self) -> int:
        """How many weights there are."""
        n = self.d + 1
        return self.layers * self.heads * 2 * n * n + n * n + n

    def start(self, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Weights to start from, by name: normal, so that a product with a token of unit entries has unit entries."""
        n = self.d + 1
        found = {}
        for i in range(self.layers):
            found[f"{i}.keys"] = rng.standard_normal((self.heads, n, n)) / np.sqrt(n)
            found[f"{i}.values"] = VALUE_SHARE * rng.standard_normal((self.heads, n, n)) / np.sqrt(n)
        return found | {
            "first": rng.standard_normal((n, n)) / np.sqrt(n),
            "second": rng.standard_normal((n, 1)) / np.sqrt(n),
        }

    def predict(self, weights: Parameters, tokens: "Tensor") -> "Tensor":
        """Predictions (n,) for tokens (n, M+1, d+1), of which the last is the query's."""
        for i in range(self.layers):
            # of the last layer the query's token alone is read
            asking = tokens if i < self.layers - 1 else tokens[:, -1:]
            tokens = asking + self._layer(asking, tokens[:, :-1], weights[f"{i}.keys"], weights[f"{i}.values"])
        return (tokens[:, -1] @ weights["first"] @ weights["second"])[:, 0]

    def _layer(self, asking: "Tensor", context: "Tensor", keys: "Tensor", values: "Tensor") -> "Tensor":
        """What is added to the tokens (n, k, d+1) that ask; all heads at once, as rows of one product for a prompt."""
        size, count, width = asking.shape
        # (n, k, heads·(d+1)), and the heads of a token one below the other
        joint = asking @ keys.transpose(0, 1).reshape(width, -1)
        scores = joint.reshape(size, count * self.heads, width) @ context.transpose(-1, -2)
        attended = (self._attended(scores) @ context).reshape(size, count, self.heads * width)
        return attended @ values.reshape(-1, width)

    def _attended(self, scores: "Tensor") -> "Tensor":
        match self.attention:
            case "softmax":
                return scores.softmax(dim=-1)
            case "relu":
                return scores.relu() / scores.shape[-1]
            case "linear":
                return scores / scores.shape[-1]
        message = f"attention is {self.attention!r}: give one of {', '.join(ATTENTIONS)}"
        raise ValueError(message)


def as_linear_block(weights: Mapping[str, np.ndarray]) -> EffectiveWeights:
    """One layer of one head of linear attention as the block of the theorems that predicts the same.

    With r = second·first and v = values·r, the prediction is r_{1..d}ᵀx + vᵀ G K x, K the first d rows of the keys,
    transposed, G = ZᵀZ/M over the examples.
    """
    keys, values = (weights[name][0].astype(np.float64) for name in ("0.keys", "0.values"))
    d = len(keys) - 1
    read = weights["first"].astype(np.float64) @ weights["second"]
    v = values @ read
    return EffectiveWeights(read[:d], keys[:d, :d], keys[:d, d:], v[:d], v[d, 0])

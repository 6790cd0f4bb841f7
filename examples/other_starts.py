"""An experiment: where gradient flow of linear attention ends from starts that the theorems say nothing of.

The theorems are about starts with zero off-diagonal blocks, c(0) = ‖U(0)‖_F > 0. Here each of these is broken in turn,
for random covariances and directions, and all (d+1)² entries of both weights are followed on the exact population loss.

    python examples/other_starts.py [starts of each kind]
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from numerics.transformer.trained_flow import PopulationLoss, Weights, limit_weights, start_weights, trained

Start = Callable[[np.random.Generator, int], Weights]
TOLERANCE = 1e-6


def paper(rng: np.random.Generator, d: int, scale: float = 0.3) -> Weights:
    return start_weights(rng.standard_normal((d, d)), scale)


def off_blocks(size: float) -> Start:
    def start(rng: np.random.Generator, d: int) -> Weights:
        weights = paper(rng, d)
        weights.W_PV[d, :d] = size * rng.standard_normal(d)
        weights.W_KQ[d, :d] = size * rng.standard_normal(d)
        return weights

    return start


def one_off_block(rng: np.random.Generator, d: int) -> Weights:
    weights = paper(rng, d)
    weights.W_PV[d, :d] = rng.standard_normal(d)
    return weights


def unbalanced(factor: float) -> Start:
    def start(rng: np.random.Generator, d: int) -> Weights:
        weights = paper(rng, d)
        weights.W_PV[d, d] *= factor
        return weights

    return start


def without_output(rng: np.random.Generator, d: int) -> Weights:
    weights = paper(rng, d)
    weights.W_PV[d, d] = 0.0
    return weights


def without_key(rng: np.random.Generator, d: int) -> Weights:
    weights = paper(rng, d)
    weights.W_KQ[:] = 0.0
    return weights


def zero(rng: np.random.Generator, d: int) -> Weights:
    return Weights(np.zeros((d + 1, d + 1)), np.zeros((d + 1, d + 1)))


STARTS: dict[str, Start] = {
    "as in the paper": paper,
    "off-diagonal blocks of size 0.01": off_blocks(0.01),
    "off-diagonal blocks of size 1": off_blocks(1.0),
    "one off-diagonal block of size 1": one_off_block,
    "c(0) = 10 ‖U(0)‖": unbalanced(10.0),
    "c(0) = ‖U(0)‖/10": unbalanced(0.1),
    "c(0) = 0": without_output,
    "c(0) = −‖U(0)‖": unbalanced(-1.0),
    "c(0) = −2‖U(0)‖": unbalanced(-2.0),
    "Θ = 0, c(0) = 0.3": without_key,
    "Θ = 0, c(0) = 0": zero,
}


def where(loss: PopulationLoss, weights: Weights, at_rest: bool) -> str:
    """A name for the place where a flow was left."""
    d = loss.d
    limit = limit_weights(loss.Lambda, loss.N)
    excess = loss(weights) - loss(limit)
    if not at_rest:
        return "not at rest"
    for name, sign in (("the limit", 1), ("its mirror image", -1)):
        if all(np.linalg.norm(a - sign * b) < TOLERANCE for a, b in zip(weights, limit, strict=True)):
            return name
    if excess > TOLERANCE * np.trace(loss.Lambda):
        if all(np.linalg.norm(w) < 1e-2 for w in weights):
            return "zero, a saddle"
        flat = np.linalg.eigvalsh(loss.hessian(weights))[0] > -TOLERANCE
        return f"above the minimum, {'Hessian ⪰ 0' if flat else 'a saddle'}"
    outside = np.linalg.norm(weights.W_PV[d, :d]) + np.linalg.norm(weights.W_KQ[d, :d])
    return "another minimum" if outside < TOLERANCE else "a minimum with off-diagonal blocks"


def ends(start: Start, count: int, rng: np.random.Generator, sizes: tuple[int, ...]) -> Iterator[str]:
    for _ in range(count):
        d, N = int(rng.choice(sizes)), int(rng.choice((1, 3, 10)))
        factor = rng.standard_normal((d, d))
        loss = PopulationLoss(factor @ factor.T / d + 0.3 * np.eye(d), N)
        try:
            weights, end = trained(loss, start(rng, d), horizon=1e5)
        except ValueError:
            yield "not followed"
            continue
        yield where(loss, weights, end.at_rest)


def experiment(count: int, seed: int = 0) -> dict[tuple[str, str], Counter[str]]:
    """Of each kind of start, for d = 1 and d ≥ 2 apart, how many flows ended where."""
    rng = np.random.default_rng(seed)
    return {
        (name, label): Counter(ends(start, count, rng, sizes))
        for name, start in STARTS.items()
        for label, sizes in (("d = 1", (1,)), ("d ≥ 2", (2, 3)))
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"Experiment, not a theorem: {count} random starts of each kind, followed to rest\n")
    for (name, label), found in experiment(count).items():
        print(f"{name:34}{label:8}" + ", ".join(f"{place} {n}" for place, n in found.most_common()))


if __name__ == "__main__":
    main()

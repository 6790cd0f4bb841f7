"""Risk against context length: attention trained on one covariance, and on covariances drawn anew for each prompt.

Fixed: Λ = I. Random: Λ_τ = diag(λ₁, …, λ_d) with independent exponential eigenvalues of mean 1, as in the paper's
experiment (arXiv 2306.09927, on random covariates). Trained and tested on prompts of the same length; tasks N(0, I), no
label noise. Each risk E(ŷ − wᵀx)² is computed twice: from the closed forms of random_covariance_limit and
random_covariance_fails (prediction_risk_on_new_task for Λ = I, averaged over tasks), and from literal prompts.

    python examples/random_covariance.py [prompts] [picture.png]

The picture is drawn where matplotlib is installed.
"""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from numerics.independent.forward_passes import merged_attention, prediction, token_matrix
from theory.papers.trained_transformers import random_covariance_fails as random
from theory.papers.trained_transformers.random_covariance_limit import THEOREM as LEARNED
from theorycheck import evaluate

D = 4
LENGTHS = (5, 10, 20, 50, 100, 200, 500, 1000)
PER_BATCH = 2_000_000  # inputs held at a time


class Row(NamedTuple):
    """Closed form, sample mean and its standard error, for one length."""

    length: int
    fixed: float
    fixed_sampled: tuple[float, float]
    random: float
    random_sampled: tuple[float, float]


def moments(exponential: bool, d: int = D) -> dict[str, np.ndarray]:
    """E[Λ], E[Λ²], E[Λ³] and E[tr(Λ)Λ²]: for exponential eigenvalues E[λᵏ] = k!."""
    one = np.eye(d)
    if not exponential:
        return {"A_1": one, "A_2": one, "A_3": one, "B": d * one}
    return {"A_1": one, "A_2": 2 * one, "A_3": 6 * one, "B": (6 + 2 * (d - 1)) * one}


def coefficient(exponential: bool, N: int, d: int = D) -> np.ndarray:
    """V = E[Γ_τΛ_τ²]⁻¹E[Λ_τ²], which the trained model multiplies Xᵀy/M with."""
    (V,) = LEARNED.unfold().at
    return np.asarray(evaluate(V, {**moments(exponential, d), "N": N}))


def closed_risk(exponential: bool, N: int, M: int, d: int = D) -> float:
    return float(evaluate(random.THEOREM.unfold().expression, {**moments(exponential, d), "N": N, "M": M}))


def limit(exponential: bool, d: int = D) -> float:
    return float(evaluate(random.THEOREM.unfold().value, moments(exponential, d)))


def sampled_risk(
    exponential: bool, N: int, M: int, prompts: int, rng: np.random.Generator, d: int = D
) -> tuple[float, float]:
    """Mean and standard error over literal prompts through the model with weights diag(V, 0) and diag(0, 1)."""
    W_PV, W_KQ = np.zeros((d + 1, d + 1)), np.zeros((d + 1, d + 1))
    W_PV[d, d], W_KQ[:d, :d] = 1.0, coefficient(exponential, N, d)
    errors = []
    batch = max(1, min(prompts, PER_BATCH // (M * d)))
    for _ in range(-(-prompts // batch)):
        scales = rng.exponential(size=(batch, 1, d)) if exponential else np.ones((batch, 1, d))
        x = np.sqrt(scales) * rng.standard_normal((batch, M + 1, d))
        y = x @ rng.standard_normal((batch, d, 1))
        tokens = token_matrix(x[:, :M], y[:, :M], x[:, M:].mT)
        errors.append((prediction(merged_attention(tokens, W_PV, W_KQ)) - y[:, M, 0]) ** 2)
    found = np.concatenate(errors)
    return float(found.mean()), float(found.std() / np.sqrt(len(found)))


def table(lengths: Sequence[int] = LENGTHS, prompts: int = 20_000, seed: int = 0) -> list[Row]:
    rng = np.random.default_rng(seed)
    return [
        Row(
            n,
            closed_risk(False, n, n),
            sampled_risk(False, n, n, prompts, rng),
            closed_risk(True, n, n),
            sampled_risk(True, n, n, prompts, rng),
        )
        for n in lengths
    ]


def picture(rows: Sequence[Row], path: str) -> bool:
    """Whether it could be drawn."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return False
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    lengths = [row.length for row in rows]
    for label, closed, sampled in (
        ("one covariance", [r.fixed for r in rows], [r.fixed_sampled for r in rows]),
        ("random covariances", [r.random for r in rows], [r.random_sampled for r in rows]),
    ):
        (line,) = axes.loglog(lengths, closed, label=label)
        means, errors = zip(*sampled, strict=True)
        axes.errorbar(lengths, means, 3 * np.array(errors), fmt="o", color=line.get_color(), capsize=3)
    axes.axhline(limit(True), linestyle="--", color="gray", label="limit for random covariances")
    axes.set_xlabel("context length M = N")
    axes.set_ylabel("risk on a new prompt")
    axes.legend()
    figure.savefig(path)
    return True


def main() -> None:
    prompts = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rows = table(prompts=prompts)
    print(f"d = {D}, E(ŷ − wᵀx)² on a new prompt; {prompts:,} sampled prompts\n")
    print(f"{'M = N':>6}  {'Λ = I':>9}  {'sampled':>17}  {'random':>9}  {'sampled':>17}")
    for row in rows:
        fixed, spread = ("{:9.5f} ± {:.5f}".format(*pair) for pair in (row.fixed_sampled, row.random_sampled))
        print(f"{row.length:6}  {row.fixed:9.5f}  {fixed:>17}  {row.random:9.5f}  {spread:>17}")
    print(f"{'∞':>6}  {limit(False):9.5f}  {'':17}  {limit(True):9.5f}")
    if len(sys.argv) > 2:
        drawn = picture(rows, sys.argv[2])
        print(f"\n{sys.argv[2]} written" if drawn else "\nno picture: matplotlib is not installed")


if __name__ == "__main__":
    main()

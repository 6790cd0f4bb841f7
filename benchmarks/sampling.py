"""Sampling beside its yardsticks: prompts a second, and the work that the Bayes risk takes to three digits.

The yardstick is the script that a user would write: whole batches of token matrices in plain NumPy. It is timed in turn
with what is compared to it, and the fastest of a few rounds counts, because other programs only ever slow it down. At
the larger size the script's products run on BLAS threads, which suffer most from other programs: where there are any,
run this with OPENBLAS_NUM_THREADS=1, to which the rest is indifferent.
"""

from collections.abc import Callable
from time import perf_counter, process_time

import numpy as np

from numerics import Problem, RawWeights, risk_of_weights, risk_on_prompts
from numerics.independent.chunks import moments_of_chunks
from numerics.independent.sufficient_statistics import StatisticsSampler
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum

ROUNDS, ACCURACY = 3, 1e-3
SIZES = {(16, 64): 8, (64, 1024): 50}
"""(d, M), and how many times as fast as literal prompts (S, s, r) are to be."""


def problem_of(d: int, M: int) -> Problem:
    rng = np.random.default_rng(0)
    A, B = rng.standard_normal((2, d, d)) / np.sqrt(d)
    return Problem(H=A @ A.T + 0.2 * np.eye(d), Psi=(B @ B.T + 0.01 * np.eye(d)) / d, beta_star=A[0], sigma2=0.5, M=M)


def weights_of(d: int) -> RawWeights:
    rng = np.random.default_rng(1)
    return RawWeights(*(rng.standard_normal((d, d + 1)) / d for _ in RawWeights._fields))


class Script:
    """What a user would write: every matrix of the definition, batched."""

    def __init__(self, problem: Problem, weights: RawWeights) -> None:
        self.problem, self.rng = problem, np.random.default_rng(2)
        self.K, self.V = weights.W_K.T @ weights.W_Q, weights.W_P.T @ weights.W_V
        self.perceptron = weights.W_2.T @ weights.W_1
        self.roots = np.linalg.cholesky(problem.H), np.linalg.cholesky(problem.Psi)

    def prompts(self, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        p, (F, R) = self.problem, self.roots
        w = p.beta_star[:, 0] + self.rng.standard_normal((size, p.d)) @ R.T
        X = self.rng.standard_normal((size, p.M + 1, p.d)) @ F.T
        y = (X @ w[..., None])[..., 0] + np.sqrt(p.sigma2) * self.rng.standard_normal((size, p.M + 1))
        return w, X, y

    def squared_errors(self, size: int) -> np.ndarray:
        M = self.problem.M
        _, X, y = self.prompts(size)
        E = np.concatenate([X, y[..., None]], axis=2).transpose(0, 2, 1)
        label = E[:, -1, -1].copy()
        E[:, -1, -1] = 0
        G = (E * np.append(np.ones(M), 0)) @ E.transpose(0, 2, 1)
        output = self.perceptron @ (E + self.V @ G @ (self.K @ E) / M)
        return (output[:, -1, -1] - label) ** 2

    def bayes_squared_errors(self, size: int) -> np.ndarray:
        """(⟨ŵ − w, x⟩)² of the posterior mean, by a d×d system for each prompt."""
        p = self.problem
        w, X, y = self.prompts(size)
        examples, residuals = X[:, :-1], y[:, :-1, None] - X[:, :-1] @ p.beta_star
        across = examples.transpose(0, 2, 1)
        mean = np.linalg.solve(p.sigma2 * np.eye(p.d) + p.Psi @ across @ examples, p.Psi @ across @ residuals)
        return (((p.beta_star + mean)[..., 0] - w) * X[:, -1]).sum(axis=1) ** 2


def main() -> None:
    """Print the speed of everything that samples, then the Bayes risk."""
    for (d, M), wanted in SIZES.items():
        problem, weights = problem_of(d, M), weights_of(d)
        script = Script(problem, weights)
        speed(problem, weights, script, wanted)
        bayes(problem, script)


def speed(problem: Problem, weights: RawWeights, script: Script, wanted: int) -> None:
    d, M = problem.d, problem.M
    normals, size = (M + 1) * (d + 1) + d, max(10, 2**18 // (M * d))
    count = 2**26 // normals
    work: dict[str, tuple[int, Callable[[int], object]]] = {
        "plain NumPy script": (count // 16, lambda n: [script.squared_errors(size) for _ in range(n // size + 1)]),
        "literal prompts": (count, lambda n: risk_on_prompts(problem, weights, prompts=n)),
        "normals of that many prompts": (count, lambda n: fill(n * normals)),
        "(S, s, r)": (8 * count, lambda n: statistics(problem, n)),
        "(S, s, r) as fixed weights see it": (50 * count, lambda n: risk_of_weights(problem, weights, samples=n)),
    }
    used = {name: np.full(2, np.inf) for name in work}
    for _ in range(ROUNDS):
        for name, (n, run) in work.items():
            used[name] = np.minimum(used[name], seconds(run, n))
    plain, literal = used["plain NumPy script"], used["literal prompts"]
    print(f"\nd = {d}, M = {M}: {normals:,} normals a prompt")
    print(f"{'':36} {'thousand/s':>10} {'µs of processor':>16} {'× script':>9} {'× literal':>9}  target")
    targets = {"literal prompts": "≥ 2 × script", "(S, s, r)": f"≥ {wanted} × literal"}
    targets["(S, s, r) as fixed weights see it"] = targets["(S, s, r)"]
    for name, (wall, processor) in used.items():
        ratios = f"{plain[0] / wall:9.1f} {literal[0] / wall:9.1f}"
        print(f"{name:36} {1e-3 / wall:10.2f} {1e6 * processor:16.2f} {ratios}  {targets.get(name, '')}")
    limit = (used["normals of that many prompts"] / literal)[1]
    print(f"literal prompts spend {limit:.0%} of their processor time on normals, the generator's own limit")
    numbers = d + (d + 1) * (d + 2) // 2
    print(f"numbers drawn: {normals:,} a prompt, {numbers:,} for (S, s, r) ({normals / numbers:.1f} times fewer), and")
    print(f"{2 * d + 2} for what fixed weights see of it")


def seconds(run: Callable[[int], object], n: int) -> np.ndarray:
    """By the clock and by the processor, for each of n."""
    start, used = perf_counter(), process_time()
    run(n)
    return np.array([perf_counter() - start, process_time() - used]) / n


def fill(count: int) -> None:
    def prepare() -> Callable[[int, np.random.Generator], np.ndarray]:
        buffer = np.empty(2**18)

        def draw(size: int, rng: np.random.Generator) -> np.ndarray:
            return rng.standard_normal(out=buffer[:size])[:1]

        return draw

    moments_of_chunks(prepare, count, 2**18)


def statistics(problem: Problem, count: int) -> None:
    chunk = max(1, 2**17 // (problem.d + 1) ** 2)

    def prepare() -> Callable[[int, np.random.Generator], np.ndarray]:
        sampler = StatisticsSampler(problem, chunk)
        return lambda size, rng: sampler.draw(size, rng).r

    moments_of_chunks(prepare, count, chunk)


def bayes(problem: Problem, script: Script) -> None:
    """Processor time to a relative standard error of 10⁻³: measured, and from variance and time of literal samples."""
    size = max(10, 2**18 // (problem.M * problem.d))
    bayes_excess_by_spectrum(problem, relative_error=0.1)  # the means of the controls, once for all problems
    errors, took = [], np.inf
    for _ in range(2**25 // (size * problem.M * problem.d) + 1):
        start = process_time()
        errors.append(script.bayes_squared_errors(size))
        took = min(took, (process_time() - start) / size)
    literal = np.concatenate(errors)
    needed = literal.var() / literal.mean() ** 2 / ACCURACY**2
    start = process_time()
    found = bayes_excess_by_spectrum(problem, relative_error=ACCURACY)
    ours = process_time() - start
    print(
        f"Bayes excess {found.mean:.5f} ± {found.standard_error:.1g}, engine-assisted, from {found.samples:,} matrices"
    )
    print(f"  literal prompts {literal.mean():.5f} ± {literal.std() / len(literal) ** 0.5:.1g}, from {len(literal):,}")
    print(f"  control variates reduce the variance {found.variance_reduction:,.0f} times")
    print(
        f"  processor time to {ACCURACY:g}: literal {needed * took:,.1f} s ({needed:,.0f} prompts), ours {ours:.3f} s:"
    )
    # a minimum of samples makes ours more accurate than it had to be
    work = needed * took / ours * (ACCURACY / found.relative_error) ** 2
    print(f"  {needed * took / ours:,.0f} times less, target ≥ 500; variance × time {work:.2g} times less")


if __name__ == "__main__":
    main()

"""Problems at the far ends of what is allowed, and the closed forms that users evaluate beside their references."""

from collections import defaultdict
from functools import cache
from itertools import product

import mpmath
import numpy as np

from numerics import Problem
from numerics import closed_forms as forms
from numerics.values.block_weights import EffectiveWeights
from numerics.with_engine.excess_terms import bayes_floor
from numerics.with_engine.excess_terms import effective_dimension as counted
from numerics.with_engine.near_optimality import near_optimality_factor
from numerics.with_engine.signal_spectrum import Signal
from tests.numerics.many_digit_references import DIGITS, Reference, numbers

SIGMA2 = (1e-30, 1e-10, 1.0, 1e10, 1e30, 0.0)
CONTEXTS = (1, 2, 10, 1_000, 10**6, 10**10, 10**13, 2**53 + 1, 2**63 - 1)
TASKS = ("isotropic", "1e6", "1e12", "opposite", "low rank", "rounded low rank", "diagonal", "none")
SHARED = ("plain", "zero", "small", "large", "along the smallest")
CONDITIONS = (1.0, 1e4, 1e12)


def rotated(rng, spectrum):
    Q = np.linalg.qr(rng.standard_normal((len(spectrum), len(spectrum))))[0]
    return symmetric((Q * spectrum) @ Q.T), Q


def symmetric(a):
    return (a + a.T) / 2


def task_covariance(kind, rng, Q, d):
    """Ψ, for an H with the eigenvectors Q in the order of falling eigenvalues."""
    graded = np.geomspace(1, 1e-12, d)
    low = rng.integers(-8, 9, (d, max(1, d // 2))).astype(float)
    rank_one = np.linalg.qr(rng.standard_normal((d, d)))[0][:, : max(1, d // 3)]
    return {
        "isotropic": lambda: np.eye(d),
        "1e6": lambda: rotated(rng, np.geomspace(1, 1e-6, d))[0],
        "1e12": lambda: rotated(rng, graded)[0],
        "opposite": lambda: symmetric((Q[:, ::-1] * graded) @ Q[:, ::-1].T),
        "low rank": lambda: low @ low.T,
        "rounded low rank": lambda: symmetric(rank_one @ rank_one.T / 3),
        "diagonal": lambda: np.diag(graded),
        "none": lambda: np.zeros((d, d)),
    }[kind]()


def shared_signal(kind, rng, Q, d):
    b = rng.standard_normal(d)
    return {"plain": b, "zero": 0 * b, "small": 1e-30 * b, "large": 1e30 * b, "along the smallest": Q[:, -1]}[kind]


def groups(sizes, rng, conditions=CONDITIONS):
    """Problems with σ² and M still open, one H, Ψ and β* each."""
    for d, condition, tasks in product(sizes, conditions, TASKS):
        H, Q = rotated(rng, np.geomspace(1, 1 / condition, d))
        shared = SHARED[int(rng.integers(len(SHARED)))]
        yield (
            f"d = {d}, H {condition:g}, Psi {tasks}, beta {shared}",
            {
                "H": H,
                "Psi": task_covariance(tasks, rng, Q, d),
                "beta_star": shared_signal(shared, rng, Q, d),
            },
        )


def relative(found, expected):
    """The relative error; of matrices in Frobenius norm."""
    gap, size = (mpmath.norm(np.ravel(a).tolist()) for a in (numbers(found) - expected, expected))
    return float(gap / size) if size else float(gap)


def weights_of(problem, reference, rng):
    """Steps and attention weights: the optimum as floats, near it, and anything."""
    d = problem.d
    sigma2 = mpmath.mpf(problem.sigma2)
    optimum = reference.optimal_weights(sigma2, problem.M).astype(float)
    beta, zero = problem.beta_star, np.zeros((d, 1))
    yield "optimum", forms.OneStepWeights(beta, optimum), EffectiveWeights(zero, optimum, zero, -beta, 1.0)
    P, (k, v_1) = rng.standard_normal((d, d)), rng.standard_normal((2, d, 1))
    any_weights = EffectiveWeights(zero, P, k, v_1, float(rng.standard_normal()))
    yield "random", forms.OneStepWeights(k, P), any_weights


class Tally:
    """Worst relative errors, and how many were refused, by closed form."""

    def __init__(self):
        self.worst, self.where = defaultdict(float), {}
        self.tried, self.refused, self.reasons = defaultdict(int), defaultdict(int), {}

    def add(self, name, where, compute, expected):
        self.tried[name] += 1
        try:
            found = compute()
        except ValueError as error:
            self.refused[name] += 1
            self.reasons[name] = f"{where}: {error}"
            return
        error = relative(found, expected)
        if not error <= self.worst[name]:
            self.worst[name], self.where[name] = error, where

    def table(self):
        rows = [f"{'form':36} {'worst':>9} {'refused':>9}"]
        for name in sorted(self.tried):
            share = self.refused[name] / self.tried[name]
            rows.append(
                f"{name:36} {self.worst[name]:9.1e} {share:8.1%}  {self.tried[name]:5} {self.where.get(name, '')}"
            )
        return "\n".join(rows)


def measure(tally, where, problem, reference, rng):
    """Every form at one problem."""
    sigma2, M = mpmath.mpf(problem.sigma2), problem.M
    add = tally.add
    noisy, vary = problem.sigma2 > 0, reference.mu.sum() + sigma2 > 0
    if vary:
        add("minimal_excess", where, lambda: forms.minimal_excess(problem), reference.minimal_excess(sigma2, M))
        add(
            "minimal_excess_by_eigenvalues",
            where,
            lambda: forms.minimal_excess_by_eigenvalues(problem),
            reference.minimal_excess(sigma2, M),
        )
        Gamma = reference.optimal_weights(sigma2, M)
        add("optimal_weights", where, lambda: forms.optimal_weights(problem).Gamma, Gamma)
        add("optimal_block", where, lambda: forms.optimal_block(problem).W_K[:, :-1].T, Gamma.T)
        for M_test in (1, M // 2 + 1, 2**63 - 1):
            expected = reference.mismatch(sigma2, M, M_test)
            add("context_mismatch_excess", where, lambda m=M_test: forms.context_mismatch_excess(problem, m), expected)
        signal, noise = Signal(problem.H, problem.Psi), problem.sigma2
        count = reference.effective_dimension(sigma2, M)
        add("effective dimension", where, lambda: signal.total(lambda mu: counted(mu, noise, M), "it"), count)
        bounds = cache(lambda: forms.attention_gap_bounds(problem))
        for name, expected in reference.gap_bounds(sigma2, M).items():
            if getattr(bounds(), name) is not None:
                add(f"attention_gap_bounds.{name}", where, lambda n=name: getattr(bounds(), n), expected)
        rates = cache(lambda: forms.flow_rates(problem))
        for i, (name, expected) in enumerate(zip("qpC", reference.flow_rates(sigma2, M), strict=True)):
            add(f"flow_rates.{name}", where, lambda j=i: rates()[j], expected)
    # what the theorem supposes: without it no accuracy is asked for
    if noisy or reference.norm > 0:
        from_zero = cache(lambda: forms.zero_initialised_minimum(problem))
        Gamma, least = reference.zero_initialised(sigma2, M)
        add("zero_initialised_minimum.Gamma", where, lambda: from_zero()[0], Gamma)
        add("zero_initialised_minimum.excess", where, lambda: from_zero()[1], least)
    if vary:
        for kind, step, attention in weights_of(problem, reference, rng):
            expected = reference.one_step(sigma2, M, *step)
            add(f"one_step_gd_risk, {kind}", where, lambda s=step: forms.one_step_gd_risk(problem, s), expected)
            expected = reference.attention(sigma2, M, *attention[1:])
            add(
                f"linear_attention_excess, {kind}",
                where,
                lambda a=attention: forms.linear_attention_excess(problem, a),
                expected,
            )
    if noisy:
        floor = reference.bayes_floor(sigma2, M)
        add("lower bound on Bayes", where, lambda: signal.total(lambda mu: bayes_floor(mu, noise, M), "it"), floor)
        factor = reference.near_optimality_factor(sigma2)
        add("near_optimality_factor", where, lambda: near_optimality_factor(problem), factor)


def run(sizes, seed, share=1.0, conditions=CONDITIONS):
    """The tally over the grid; ``share`` of its pairs (σ², M), drawn at random for each H, Ψ and β*."""
    rng, tally = np.random.default_rng(seed), Tally()
    pairs = list(product(SIGMA2, CONTEXTS))
    with mpmath.workdps(DIGITS):
        for label, arrays in groups(sizes, rng, conditions):
            reference = None
            chosen = rng.permutation(len(pairs))[: max(1, round(share * len(pairs)))]
            for index in chosen:
                sigma2, M = pairs[index]
                where = f"{label}, sigma2 {sigma2:g}, M {M}"
                try:
                    problem = Problem(**arrays, sigma2=sigma2, M=M)
                except ValueError as error:
                    tally.tried["Problem"] += 1
                    tally.refused["Problem"] += 1
                    tally.reasons["Problem"] = f"{where}: {error}"
                    continue
                tally.tried["Problem"] += 1
                reference = reference or Reference(problem)
                measure(tally, where, problem, reference, rng)
    return tally

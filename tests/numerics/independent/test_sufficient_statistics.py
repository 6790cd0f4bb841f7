"""(S, s, r) without prompts against (S, s, r) of literal prompts: two-sample tests, moments, and what they must reject.

Seeds are fixed, so that nothing fails by chance from run to run. Nominally each test raises a false alarm with
probability ``FALSE_ALARM``, divided among its comparisons.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import ks_2samp

from numerics import Problem, draw_statistics, risk_of_predictor
from numerics.closed_forms import minimal_excess, optimal_weights
from numerics.independent.comparison import critical_value
from numerics.independent.forward_passes import sample_prompts
from numerics.independent.sufficient_statistics import Bartlett, Statistics, StatisticsSampler, wishart
from numerics.tolerances.sample_sizes import FALSE_ALARM
from numerics.transformer.block_risk import BlockRisk
from numerics.with_engine.bayes_by_spectrum import bayes_excess_by_spectrum
from tests.numerics.problems import random_problem

SIZE = 30_000
CASES = {
    "more examples than inputs": {"d": 3, "M": 7, "sigma2": 0.8},
    "as many examples as inputs": {"d": 3, "M": 3, "sigma2": 0.8},
    "fewer examples than inputs": {"d": 4, "M": 2, "sigma2": 0.8},
    "one of each": {"d": 1, "M": 1, "sigma2": 0.8},
    "tasks in a plane": {"d": 3, "M": 5, "sigma2": 0.8, "rank": 2},
    "no noise": {"d": 2, "M": 5, "sigma2": 0.0},
    "no noise, fewer examples": {"d": 3, "M": 2, "sigma2": 0.0},
}


def problem_of(case):
    return random_problem(np.random.default_rng(21), **CASES[case])


def of_prompts(problem, rng, size=SIZE):
    X, y, _, _, w = sample_prompts(problem, size, rng)
    M = problem.M
    return Statistics(X.mT @ X / M, X.mT @ y / M, (y * y).sum(axis=(1, 2)) / M, w)


def entries(of):
    """Everything that is drawn, one column an entry: S on and above the diagonal, s, r and w."""
    rows, columns = np.triu_indices(of.S.shape[-1])
    return np.hstack([of.S[:, rows, columns], of.s[..., 0], of.r[:, None], of.w[..., 0]])


def projections(of):
    """Scalars in which entries meet: every entry, and products that couple S, s, r and w."""
    residual = (of.s - of.S @ of.w)[..., 0]
    left_over = of.r - 2 * (of.w.mT @ of.s)[:, 0, 0] + (of.w.mT @ of.S @ of.w)[:, 0, 0]
    coupled = [residual, (residual**2).sum(axis=1, keepdims=True), left_over[:, None]]
    coupled += [np.trace(of.S, axis1=1, axis2=2)[:, None], (of.S @ of.s)[..., 0], (of.s.mT @ of.w)[:, 0]]
    return np.hstack([entries(of), *coupled])


def smallest_p_value(a, b):
    """Corrected for the number of projections; what is rounding in both samples is left out."""
    pairs = [(x, y) for x, y in zip(projections(a).T, projections(b).T, strict=True) if np.abs(x).max() > 1e-10]
    return min(1.0, len(pairs) * min(ks_2samp(x, y).pvalue for x, y in pairs))


@pytest.mark.parametrize("case", CASES)
def test_they_have_the_law_of_literal_prompts(case):
    """Kolmogorov–Smirnov: at this size distribution functions that differ by 0.03 anywhere are told apart."""
    problem = problem_of(case)
    literal = of_prompts(problem, np.random.default_rng(1))
    assert smallest_p_value(literal, draw_statistics(problem, SIZE, np.random.default_rng(2))) > FALSE_ALARM


def standard_scores(a, b):
    """Differences of the means in standard errors, and what would be seen, relative to root mean squares."""
    difference = a.mean(axis=0) - b.mean(axis=0)
    error = np.sqrt(a.var(axis=0) / len(a) + b.var(axis=0) / len(b))
    scale = np.sqrt((b**2).mean(axis=0))
    real = scale > 1e-10
    return np.abs(difference[real]) / error[real], error[real] / scale[real]


@pytest.mark.parametrize("case", CASES)
def test_they_have_the_moments_of_literal_prompts(case):
    """First and second moments of all entries, within standard errors."""
    problem = problem_of(case)
    drawn = entries(draw_statistics(problem, SIZE, np.random.default_rng(3)))
    literal = entries(of_prompts(problem, np.random.default_rng(4)))
    i, j = np.triu_indices(drawn.shape[1])
    for a, b, seen in ((drawn, literal, 0.06), (drawn[:, i] * drawn[:, j], literal[:, i] * literal[:, j], 0.08)):
        scores, errors = standard_scores(a, b)
        allowed = critical_value(FALSE_ALARM / len(scores))
        assert scores.max() < allowed
        # an error of this part of its root mean square is found in any of the moments with probability 0.99
        assert (allowed + 2.33) * errors.max() < seen


def test_first_moments_are_those_of_theory():
    problem = problem_of("more examples than inputs")
    found = draw_statistics(problem, 200_000, np.random.default_rng(0))
    H, beta = problem.H, problem.beta_star
    second = problem.Psi + beta @ beta.T
    for samples, expected in (
        (found.S, H),
        (found.s, H @ beta),
        (found.r, np.trace(H @ second) + problem.sigma2),
        (found.w, beta),
        (found.S @ found.S, H @ H + (H @ H + np.trace(H) * H) / problem.M),
    ):
        error = samples.std(axis=0) / np.sqrt(200_000)
        assert (np.abs(samples.mean(axis=0) - expected) < 5 * error).all()


def one_degree_less(problem, rng):
    """The law for M − 1 examples, scaled so that E S is right."""
    return draw_statistics(replace(problem, M=problem.M - 1), SIZE, rng)


def without_left_over_noise(problem, rng):
    """εᵀε without the χ² of the M − d directions that the inputs do not reach."""
    d, M = problem.d, problem.M
    sampler = StatisticsSampler(problem, SIZE)
    draw = sampler.bartlett.draw

    def truncated(size, generator):
        A = draw(size, generator)
        A[:, d, d:] = 0
        return A

    sampler.bartlett.draw = truncated
    assert d < M
    return sampler.draw(SIZE, rng)


def noise_of_its_own(problem, rng):
    """s from a noise that r does not know of."""
    first, second = (draw_statistics(problem, SIZE, rng) for _ in range(2))
    noise = second.s - second.S @ second.w
    return first._replace(s=first.S @ first.w + noise)


def noise_without_its_covariance(problem, rng):
    """e ~ N(0, σ²H/M) in the place of N(0, σ²S/M)."""
    first = draw_statistics(problem, SIZE, rng)
    root = np.linalg.cholesky(problem.H * problem.sigma2 / problem.M)
    return first._replace(s=first.S @ first.w + root @ rng.standard_normal(first.s.shape))


@pytest.mark.parametrize(
    "wrong", [one_degree_less, without_left_over_noise, noise_of_its_own, noise_without_its_covariance]
)
def test_wrong_laws_are_rejected(wrong):
    problem = problem_of("more examples than inputs")
    literal = of_prompts(problem, np.random.default_rng(1))
    assert smallest_p_value(literal, wrong(problem, np.random.default_rng(2))) < FALSE_ALARM / 1000


@pytest.mark.parametrize(("M", "d"), [(1, 1), (2, 3), (3, 3), (50, 2), (1, 4)])
def test_wishart_matrices_have_their_moments(M, d):
    W = wishart(M, d, 20_000, np.random.default_rng(0))
    assert W.shape == (20_000, d, d)
    assert (np.linalg.matrix_rank(W[:20]) == min(M, d)).all()
    assert np.allclose(W.mean(axis=0), M * np.eye(d), atol=0.05 * M)
    assert np.trace(W @ W, axis1=1, axis2=2).mean() == pytest.approx(M * d * (M + d + 1), rel=0.05)


def test_factors_are_triangular_and_drawn_anew():
    factors = Bartlett(5, 3, 10)
    rng = np.random.default_rng(0)
    first = factors.draw(10, rng).copy()
    second = factors.draw(4, rng)
    assert second.shape == (4, 3, 3)
    assert not np.triu(first, 1).any()
    assert (np.diagonal(first, axis1=1, axis2=2) > 0).all()
    assert not np.isclose(first[:4], second)[:, np.tril_indices(3)[0], np.tril_indices(3)[1]].any()


def test_the_risk_of_gradient_descent_and_of_the_posterior_mean():
    problem = problem_of("tasks in a plane")
    weights = optimal_weights(problem)
    noise = problem.sigma2

    def gradient_descent(of):
        return weights.beta + weights.Gamma @ (of.s - of.S @ weights.beta)

    def posterior_mean(of):
        right = problem.M * problem.Psi @ (of.s - of.S @ problem.beta_star)
        left = noise * np.eye(problem.d) + problem.M * problem.Psi @ of.S
        return problem.beta_star + np.linalg.solve(left, right)

    found = risk_of_predictor(problem, gradient_descent, samples=60_000)
    assert abs(found.mean - noise - minimal_excess(problem)) < 4 * found.standard_error
    bayes = risk_of_predictor(problem, posterior_mean, samples=60_000)
    least = bayes_excess_by_spectrum(problem, relative_error=0.002)
    assert abs(bayes.mean - noise - least.mean) < 4 * np.hypot(bayes.standard_error, least.standard_error)
    assert bayes.mean + 4 * bayes.standard_error < found.mean


def test_a_predictor_that_knows_nothing_has_the_risk_of_zero():
    problem = problem_of("fewer examples than inputs")
    found = risk_of_predictor(problem, lambda of: np.zeros_like(of.s), samples=40_000, seed=5)
    expected = BlockRisk(problem).signal + (problem.beta_star.T @ problem.H @ problem.beta_star).item() + problem.sigma2
    assert abs(found.mean - expected) < 4 * found.standard_error


def test_the_number_of_workers_changes_no_bit():
    problem = random_problem(np.random.default_rng(1), d=70, M=9, sigma2=0.5)
    found = [risk_of_predictor(problem, lambda of: 0.3 * of.s, samples=101, seed=2, workers=n).mean for n in (1, 2, 3)]
    assert found[0] == found[1] == found[2]


def test_wrong_coefficients_are_named():
    problem = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=[0, 0], sigma2=1, M=3)
    with pytest.raises(ValueError, match=r"has shape \(10, 2\): return \(10, 2, 1\)"):
        risk_of_predictor(problem, lambda of: of.s[..., 0], samples=10)

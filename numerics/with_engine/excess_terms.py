"""What each eigenvalue of the signal contributes to a risk: closed forms in which nothing is subtracted.

In the coordinates in which H is I and Ψ is diagonal, with the eigenvalues μ_j of H^½ΨH^½, everything that theorems say
of GD-β and of the Bayes risk is a sum over j. With τ = σ² + Σμ and λ̄ = τ/M the optimal step is diagonal as well,

    g_j = Mμ_j/((M+1)μ_j + τ),    1 − g_j = (μ_j + τ)/((M+1)μ_j + τ),

and its excess on M' examples is Σ μ_j(1 − g_j)² + (1/M')Σ g_j²(μ_j + τ): the risk of one step, of which the first part
is what the step leaves and the second is the spread of the sample covariance and the noise. At M' = M the two parts add
up to Σ μ_j(1 − g_j) = Σ μ_j(μ_j + τ)/((M+1)μ_j + τ). As traces, the same values are differences of numbers M times as
large. Derived here; the tests compare each with the form that its theorem states, at many digits.

``mu`` is (…, d), ``sigma2`` (…, 1) or one number, M a Python int or a float; mpmath numbers are as good as floats.
Results are the terms (…, d), 0 for an eigenvalue of 0. All need τ > 0.
"""

import numpy as np

from numerics.values.number_types import Number

__all__ = ["bayes_floor", "effective_dimension", "mismatched", "optimal_step", "share_of_minimum", "variance_of_square"]


def share_of_minimum(mu: Number, sigma2: Number, M: int) -> Number:
    """The terms of the minimal excess of GD-β: μ(μ + τ)/((M+1)μ + τ)."""
    tau = _tau(mu, sigma2)
    return mu * ((mu + tau) / ((M + 1) * mu + tau))


def optimal_step(mu: Number, sigma2: Number, M: int) -> Number:
    """The optimal step g along each eigenvector, of H^½Γ*H^½: below 1."""
    return M * mu / ((M + 1) * mu + _tau(mu, sigma2))


def mismatched(mu: Number, sigma2: Number, M: int, M_test: int) -> Number:
    """The terms of the excess, on ``M_test`` examples, of the step that is optimal for M."""
    tau, step = _tau(mu, sigma2), optimal_step(mu, sigma2, M)
    left = (mu + tau) / ((M + 1) * mu + tau)
    return mu * left * left + step * step * (mu + tau) / M_test


def effective_dimension(mu: Number, sigma2: Number, M: int) -> Number:
    """min(μ, λ̄)/λ̄: how much of each eigenvector the prompt resolves."""
    level = _tau(mu, sigma2) / M
    return np.minimum(mu, level) / level


def bayes_floor(mu: Number, sigma2: Number, M: int) -> Number:
    """The terms of the lower bound on the Bayes risk, μσ²/(Mμ + σ²). Needs σ² > 0."""
    return mu * (sigma2 / (M * mu + sigma2))


def variance_of_square(mu: Number, sigma2: Number, M: int) -> Number:
    """The terms of Var(q)/E[q²], q the mean squared deviation of labels in a prompt from their shared part:

    E[q] = τ and Var(q) = 2t₂ + (4t₂ + 2τ²)/M with t₂ = Σμ²; the part 2τ²/M is shared out by μ and σ², so that one more
    term than there are eigenvalues, the last, is that of σ².
    """
    tau = _tau(mu, sigma2)
    # in units of τ, whose square may exceed the range of floats
    share, noise = mu / tau, sigma2 / tau
    own = 2 * share * share * (M + 2) / M + 2 * share / M
    last = 2 * noise / M
    variance = own.sum(axis=-1, keepdims=True) + last
    return np.concatenate([own, last + 0 * variance], axis=-1) / (1 + variance)


def _tau(mu: Number, sigma2: Number) -> Number:
    return mu.sum(axis=-1, keepdims=True) + sigma2

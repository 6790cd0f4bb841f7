"""What closed forms are compared with: the definitions, straightforwardly, with 130 digits of mpmath.

Everything is in terms of H^½ and the eigenvectors of H^½ΨH^½, differences are taken as they come, and nothing of the
package is used. Two eigenproblems, and one more for β*β*ᵀ, are solved for each H and Ψ, whatever σ² and M are.
"""

from functools import cached_property

import mpmath
import numpy as np

DIGITS = 130


def numbers(a):
    return np.vectorize(mpmath.mpf, otypes=[object])(np.asarray(a, dtype=object))


def eigh(a):
    values, vectors = mpmath.eigsy(mpmath.matrix(((a + a.T) / 2).tolist()))
    return np.array(list(values), dtype=object), np.array(vectors.tolist(), dtype=object)


def eigenvalues(a):
    return list(mpmath.eigsy(mpmath.matrix(((a + a.T) / 2).tolist()), eigvals_only=True))


def trace(a, b):
    return (a * b.T).sum()


class Reference:
    """The values of one problem's H, Ψ and β*, as functions of σ² and M. Call within ``mpmath.workdps(DIGITS)``."""

    def __init__(self, problem):
        self.H, self.beta = numbers(problem.H), numbers(problem.beta_star)
        values, vectors = eigh(self.H)
        self.of_H = values
        self.root = (vectors * np.vectorize(mpmath.sqrt)(values)) @ vectors.T
        self.inverse_root = (vectors / np.vectorize(mpmath.sqrt)(values)) @ vectors.T
        self.mu, self.Q = self._spectrum(numbers(problem.Psi))
        half = self.inverse_root @ self.Q
        self.Psi = (half * self.mu) @ half.T
        self.norm = (self.beta.T @ self.H @ self.beta).item()

    def _spectrum(self, Psi):
        mu, Q = eigh(self.root @ Psi @ self.root)
        tiny = abs(mu).max() * mpmath.mpf(10) ** (15 - DIGITS)
        return np.where(mu > tiny, mu, mpmath.mpf(0)), Q

    @cached_property
    def _from_zero(self):
        return self._spectrum(self.Psi + self.beta @ self.beta.T)

    def _step(self, mu, Q, sigma2, M):
        tau = mu.sum() + sigma2
        g = mu / ((M + 1) * mu / M + tau / M)
        half = self.inverse_root @ Q
        return (half * g) @ half.T, (mu - mu * g).sum(), g

    def optimal_weights(self, sigma2, M):
        return self._step(self.mu, self.Q, sigma2, M)[0]

    def minimal_excess(self, sigma2, M):
        return self._step(self.mu, self.Q, sigma2, M)[1]

    def zero_initialised(self, sigma2, M):
        return self._step(*self._from_zero, sigma2, M)[:2]

    def mismatch(self, sigma2, M, M_test):
        tau, g = self.mu.sum() + sigma2, self._step(self.mu, self.Q, sigma2, M)[2]
        return (self.mu - 2 * g * self.mu + g * g * ((M_test + 1) * self.mu / M_test + tau / M_test)).sum()

    def gap_bounds(self, sigma2, M):
        tau, t_2 = self.mu.sum() + sigma2, (self.mu**2).sum()
        q_2 = tau**2 + 2 * t_2 + (4 * t_2 + 2 * tau**2) / M
        found = {
            "lower": self.norm / (M + 1),
            "upper": (q_2 - tau**2) / q_2 * self.norm,
            "exact": 2 * self.norm / (M + 2),
        }
        if self.mu[0] > 0 and self.norm > 0:
            g = self._step(self.mu, self.Q, sigma2, M)[2]
            v = (self.Q.T @ self.root @ self.beta)[:, 0] / g
            rho = (1 + (v * v).sum() * (g * g).sum() / self.norm) / M
            found["vanishing"] = self.norm * rho / (1 + rho)
        return found

    def one_step(self, sigma2, M, beta, Gamma):
        H, Gamma, b = self.H, numbers(Gamma), numbers(beta) - self.beta
        Q = self.Psi + b @ b.T
        HQ, HG = H @ Q, H @ Gamma
        second = (M + 1) * (HQ @ H) / M + (np.trace(HQ) + sigma2) / M * H
        return np.trace(HQ) - 2 * trace(HG, HQ) + trace(HG @ second, Gamma.T)

    def attention(self, sigma2, M, P, k, v_1, v_0):
        """As a regression of the coefficient on the features (h, l) of a prompt."""
        H, beta, Psi = self.H, self.beta, self.Psi
        P, k, v_1, v_0 = numbers(P), numbers(k), numbers(v_1), mpmath.mpf(float(v_0))
        A, a = P + k @ beta.T, v_1 + v_0 * beta
        HPsi = H @ Psi
        HPsiH, tau = HPsi @ H, np.trace(HPsi) + sigma2
        t_2 = trace(HPsi, HPsi)
        q_2 = tau**2 + 2 * t_2 + (2 * tau**2 + 4 * t_2) / M
        K = (M + 1) * HPsiH / M + tau / M * H
        L = (M + 1) * tau / M * H + (M + 3) * HPsiH / M
        Ha = H @ a
        mean = A @ Ha + v_0 * tau * k
        hh = (M + 1) * (Ha @ Ha.T) / M + (a.T @ Ha).item() / M * H + v_0**2 * K
        ll = (a.T @ K @ a).item() + v_0**2 * q_2
        square = trace(H @ A @ hh, A.T) + 2 * v_0 * (k.T @ H @ A @ L @ a).item() + ll * (k.T @ H @ k).item()
        cross = v_0 * trace(H @ A, HPsi) + (k.T @ HPsi @ Ha).item()
        return self.norm + np.trace(HPsi) - 2 * (beta.T @ H @ mean).item() - 2 * cross + square

    def flow_rates(self, sigma2, M):
        H, Gamma = self.H, self.optimal_weights(sigma2, M)
        K = (M + 1) * (H @ self.Psi @ H) / M + (self.mu.sum() + sigma2) / M * H
        Omega = H @ Gamma
        largest = self.of_H[-1]
        norm = mpmath.sqrt(eigenvalues(Omega.T @ Omega)[-1])
        frobenius = mpmath.sqrt((H * H).sum())
        C = 2 * largest**2 + 2 * norm * ((M + 1) * largest**2 / M + largest * frobenius / M)
        return [4 * self.of_H[0] / (M + 2), 2 * self.of_H[0] * eigenvalues(K)[0], C]

    def effective_dimension(self, sigma2, M):
        level = (self.mu.sum() + sigma2) / M
        return sum(min(m, level) for m in self.mu) / level

    def bayes_floor(self, sigma2, M):
        return sum(m * sigma2 / (M * m + sigma2) for m in self.mu)

    def near_optimality_factor(self, sigma2):
        return 1 + (self.mu.sum() + self.mu[-1]) / sigma2

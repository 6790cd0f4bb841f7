"""E of polynomials in W⁻¹, W ~ Wishart_p(n, Σ), by Bartlett's decomposition and Gauss quadrature, in floating point.

W = L T Tᵀ Lᵀ with L Lᵀ = Σ and T lower triangular: T_ii² ~ χ²(n − i), i = 0, 1, …, and T_ij ~ N(0, 1) below. With
W⁻¹ = adj(W)/Π T_ii²·(det L)⁻², every entry of a product of r inverses is a polynomial over Π T_ii^{2r}; the
denominators go into the Gauss–Laguerre weights, and what is left is integrated exactly.
"""

from functools import reduce
from itertools import product
from math import exp, lgamma

import numpy as np

NODES = 8  # exact to degree 15 in each variable, enough for p ≤ 3 and r ≤ 3


def expected(function, order, n, sigma):
    """E[function(W⁻¹)] for a function homogeneous of degree ``order``, on stacked p×p arrays; sigma: p×p."""
    p = len(sigma)
    lower = np.linalg.cholesky(np.asarray(sigma, dtype=float))
    rules = [_chi_square(n - i, order) for i in range(p)] + [_normal() for _ in range(p * (p - 1) // 2)]
    points = np.array(list(product(*(nodes for nodes, _ in rules))))
    weights = reduce(np.multiply.outer, [w for _, w in rules]).ravel()
    T = np.zeros((len(points), p, p))
    T[:, range(p), range(p)] = np.sqrt(points[:, :p])
    T[:, *np.tril_indices(p, -1)] = points[:, p:]
    adjugate = np.linalg.inv(lower @ T @ T.swapaxes(1, 2) @ lower.T) * np.prod(points[:, :p], axis=1)[:, None, None]
    return np.tensordot(weights, function(adjugate), axes=1)


def _chi_square(degrees, order):
    """Nodes x and weights with Σ w g(x) = E[g(x) x^{-order}] for x ~ χ²(degrees) and polynomials g."""
    shape = degrees / 2 - order  # x/2 has the density of Gamma(shape) up to a factor once x^{-order} is absorbed
    k = np.arange(NODES)
    off_diagonal = np.sqrt(k[1:] * (k[1:] + shape - 1))
    nodes, vectors = np.linalg.eigh(np.diag(2 * k + shape) + np.diag(off_diagonal, 1) + np.diag(off_diagonal, -1))
    return 2 * nodes, vectors[0] ** 2 * 2.0**-order * exp(lgamma(shape) - lgamma(degrees / 2))


def _normal():
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return nodes, weights / weights.sum()

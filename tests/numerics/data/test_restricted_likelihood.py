import numpy as np
import pytest

from numerics.data.restricted_likelihood import restricted_maximum


def minus_log_likelihood(Psi, w, noise):
    """By its definition, with the projection on what β leaves."""
    T, d = w.shape
    S = np.zeros((T * d, T * d))
    for t in range(T):
        S[t * d : (t + 1) * d, t * d : (t + 1) * d] = Psi + noise[t]
    X = np.tile(np.eye(d), (T, 1))
    inverse = np.linalg.inv(S)
    inner = X.T @ inverse @ X
    P = inverse - inverse @ X @ np.linalg.solve(inner, X.T @ inverse)
    y = w.ravel()
    return 0.5 * (np.linalg.slogdet(S)[1] + np.linalg.slogdet(inner)[1] + y @ P @ y)


def drawn(T, d, Psi, seed=0):
    rng = np.random.default_rng(seed)
    A = rng.standard_normal((T, d, 2 * d))
    noise = np.linalg.inv(A @ A.mT) * rng.choice([0.3, 3.0], T)[:, None, None]
    w = np.stack([rng.multivariate_normal(np.ones(d), Psi + N) for N in noise])
    return w, noise


@pytest.mark.parametrize("Psi", [np.diag([1.0, 0.4]), np.diag([1.0, 0.0]), np.array([[1.0, 0.7], [0.7, 0.5]])])
def test_nothing_near_the_fit_is_more_likely(Psi):
    w, noise = drawn(25, 2, Psi)
    beta, found = restricted_maximum(w[None], noise[None], steps=20_000, tolerance=1e-12)
    value = minus_log_likelihood(found[0], w, noise)
    rng = np.random.default_rng(1)
    for size in (1e-3, 1e-2, 0.1):
        for _ in range(40):
            L = np.linalg.cholesky(found[0] + 1e-12 * np.eye(2)) + size * rng.standard_normal((2, 2))
            assert minus_log_likelihood(L @ L.T, w, noise) >= value - 1e-8
    W = np.linalg.inv(found[0] + noise)
    assert np.allclose(beta[0], np.linalg.solve(W.sum(axis=0), np.einsum("tij,tj->i", W, w)))


def test_every_step_raises_the_likelihood_and_keeps_psi_semidefinite():
    w, noise = drawn(12, 3, np.diag([0.5, 0.1, 0.0]), seed=4)
    values = []
    for steps in range(1, 30):
        Psi = restricted_maximum(w[None], noise[None], steps=steps, tolerance=0).Psi[0]
        assert np.linalg.eigvalsh(Psi)[0] >= -1e-14
        values.append(minus_log_likelihood(Psi, w, noise))
    assert np.all(np.diff(values) < 1e-10)


def test_a_wrong_step_would_be_seen():
    """Maximum likelihood, without the term for β, is another estimate: the oracle above tells them apart."""
    w, noise = drawn(8, 2, np.eye(2), seed=2)
    found = restricted_maximum(w[None], noise[None], steps=5000, tolerance=1e-12).Psi[0]
    assert minus_log_likelihood(0.8 * found, w, noise) > minus_log_likelihood(found, w, noise) + 1e-3


def test_fits_are_the_same_one_by_one_and_together():
    pairs = [drawn(15, 2, np.eye(2), seed=s) for s in range(3)]
    together = restricted_maximum(np.stack([w for w, _ in pairs]), np.stack([n for _, n in pairs]))
    for i, (w, noise) in enumerate(pairs):
        assert np.allclose(together.Psi[i], restricted_maximum(w[None], noise[None]).Psi[0])


def test_statsmodels_has_the_same_estimate():
    mixed = pytest.importorskip("statsmodels.regression.mixed_linear_model")
    rng = np.random.default_rng(0)
    rows, d = rng.choice([4, 6, 15], 40), 2
    task = np.repeat(np.arange(40), rows)
    X = rng.standard_normal((len(task), d))
    w = np.array([1.0, -0.5]) + 0.7 * rng.standard_normal((40, d))
    y = (X * w[task]).sum(axis=1) + rng.standard_normal(len(task))
    result = mixed.MixedLM(y, X, groups=task, exog_re=X).fit(reml=True)
    found = [np.linalg.lstsq(X[task == t], y[task == t], rcond=None)[0] for t in range(40)]
    inverse = np.stack([np.linalg.inv(X[task == t].T @ X[task == t]) for t in range(40)])
    Psi = restricted_maximum(np.stack(found)[None], (result.scale * inverse)[None], steps=5000, tolerance=1e-10).Psi[0]
    assert np.allclose(Psi, result.cov_re, rtol=2e-2, atol=2e-3)

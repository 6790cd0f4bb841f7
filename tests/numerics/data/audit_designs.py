"""Tables drawn from the model that an audit tests, and from models that break one hypothesis each."""

import numpy as np

from numerics.data.table import Table

D = 3
BETA = np.array([1.0, 0.5, -0.3])
SPREAD = 0.35
SIGMA2 = 1.0

BOUNDARY = np.diag([SPREAD**2, 0, 0])
ISOTROPIC = SPREAD**2 * np.eye(D)
GRADED = np.diag([0.5, 0.1, 0.02])


def rows_of(design, T, rng):
    """Numbers of rows (T,)."""
    if design == "unequal":
        return rng.choice([5, 7, 25, 80], T, p=[0.3, 0.3, 0.3, 0.1])
    if design == "short":
        return rng.choice([8, 12], T)
    if design == "dominating":
        return np.where(np.arange(T) == 0, 12 * T, 12)
    return np.full(T, {"equal": 14, "autocorrelated": 14, "collinear": 14, "long": 60}[design])


def inputs(design, task, rng):
    """Features (n, 3)."""
    X = rng.standard_normal((len(task), D))
    if design == "autocorrelated":
        X[:, 2] = serial(X[:, 2], task, 0.85)
    if design == "collinear":
        X[:, 2] = 0.98 * X[:, 1] + np.sqrt(1 - 0.98**2) * X[:, 2]
    return X


def serial(e, task, rho):
    """An autoregression (n,) along the rows of each task, of variance 1."""
    result = e.copy()
    for i in range(1, len(e)):
        if task[i] == task[i - 1]:
            result[i] = rho * result[i - 1] + np.sqrt(1 - rho**2) * e[i]
    return result


def coefficients(law, T, Psi, rng):
    """Deviations of tasks (T, 3) of covariance Ψ, but for laws that have none."""
    laws = {
        "gaussian": lambda: rng.standard_normal((T, D)),
        "t5": lambda: rng.standard_t(5, (T, D)) * np.sqrt(0.6),
        "t2.5": lambda: rng.standard_t(2.5, (T, D)),
        "exponential": lambda: rng.exponential(size=(T, D)) - 1,
        "joint t4": lambda: rng.standard_normal((T, D)) / np.sqrt(rng.chisquare(4, (T, 1)) / 2),
        "two kinds": lambda: 0.95 * rng.choice([-1.0, 1.0], (T, D)) + 0.3 * rng.standard_normal((T, D)),
    }
    values, vectors = np.linalg.eigh(Psi)
    return laws[law]() @ (vectors * np.sqrt(np.maximum(values, 0))).T


def noise(law, task, rng):
    """Noise (n,) of variance 1 or so, with an offset of each task where the law is one."""
    T, n = task.max() + 1, len(task)
    e = rng.standard_normal(n)
    if law == "unequal":
        return e * rng.choice([0.4, 2.0], T)[task]
    if law == "t5":
        return rng.standard_t(5, n) * np.sqrt(0.6)
    if law == "serial":
        return serial(e, task, 0.2)
    if law == "offsets":
        return e + 0.4 * rng.standard_normal(T)[task]
    return e


def table(design, T, seed, *, tasks="gaussian", noises="gaussian", Psi=ISOTROPIC, mean=0.0):
    """One table. ``mean`` is added to features, which moves nothing else: labels are those of centred features."""
    rng = np.random.default_rng([seed, T])
    rows = rows_of(design, T, rng)
    task = np.repeat(np.arange(T), rows)
    X = inputs(design, task, rng)
    w = BETA + coefficients(tasks, T, Psi, rng)
    y = (X * w[task]).sum(axis=1) + np.sqrt(SIGMA2) * noise(noises, task, rng)
    return Table(("a", "b", "c"), "y", tuple(map(str, range(T))), X + mean, y, task)


def second_moment(design):
    """H."""
    H = np.eye(D)
    if design == "collinear":
        H[1, 2] = H[2, 1] = 0.98
    return H

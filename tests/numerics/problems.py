"""Random problems that the tests of this folder share."""

import numpy as np

from numerics import Problem


def random_problem(rng, d=None, M=None, sigma2=None, rank=None, signal=1.0, shared=1.0):
    """A problem with Wishart covariances; whatever is not given is drawn. ``rank`` is that of Psi."""
    d = int(rng.integers(1, 5)) if d is None else d
    M = int(rng.choice([1, 2, 3, 5, 10, 40])) if M is None else M
    rank = d if rank is None else rank
    A, B = rng.standard_normal((d, d)), rng.standard_normal((d, rank))
    return Problem(
        H=A @ A.T / d + 0.2 * np.eye(d),
        Psi=signal * (B @ B.T / d + 0.05 * np.eye(d) * (rank == d)),
        beta_star=shared * rng.standard_normal(d),
        sigma2=float(rng.choice([0.1, 1.0, 5.0])) if sigma2 is None else sigma2,
        M=M,
    )

import numpy as np
import pytest
from sympy import Trace

from numerics import draw, evaluate
from numerics.independent.repeated_evaluation import Repeated
from tests.numerics.setting import A, H, M, S, X, only, y

VALUES = {s: np.array(v, dtype=float) if np.ndim(v) else v for s, v in only(A, H, M).items()}


def draws(size, seed=0):
    return draw([X], VALUES, size, np.random.default_rng(seed))


@pytest.mark.parametrize("expression", [S * A * S, Trace(S * H), H * A, X, Trace(A) * X.T * X * H.inverse()])
def test_every_batch_is_evaluated_anew(expression):
    repeated = Repeated(expression, VALUES)
    for seed, size in ((0, 5), (1, 3)):
        drawn = draws(size, seed)
        np.testing.assert_allclose(repeated(drawn), evaluate(expression, {**VALUES, **drawn}), rtol=1e-12)


def test_what_is_fixed_is_computed_once(monkeypatch):
    inverses = []
    inverse = np.linalg.inv
    monkeypatch.setattr(np.linalg, "inv", lambda a: inverses.append(a) or inverse(a))
    repeated = Repeated(Trace(H.inverse() * S), VALUES)
    for seed in range(3):
        repeated(draws(4, seed))
    assert len(inverses) == 1


def test_a_missing_value_is_named():
    with pytest.raises(ValueError, match=r"A .* has no value"):
        Repeated(Trace(A * S), only(H, M))
    with pytest.raises(ValueError, match=r"Psi .* has no value"):
        draw([y], VALUES, 3, np.random.default_rng(0))

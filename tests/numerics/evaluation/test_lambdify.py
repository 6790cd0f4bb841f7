import numpy as np
import pytest
from sympy import Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from numerics import evaluate
from numerics.evaluation.lambdify import compiled
from theory import PositiveDefiniteMatrix

d, N = symbols("d N", integer=True, positive=True)
H, A = PositiveDefiniteMatrix("H", d), MatrixSymbol("beta_star", d, d)
c = Symbol("lambda", real=True)

EXPRESSIONS = (
    c * A.T * H * A / N + Trace(H) * Identity(d) - ZeroMatrix(d, d),
    Trace(Inverse(H + Identity(d)) * A) * c**2 + d,
    Inverse(H) ** 2 * A - A,
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_compiled_functions_are_what_evaluate_says(expression):
    rng = np.random.default_rng(0)
    for size in (1, 3):
        B = rng.standard_normal((size, size))
        values = {"H": B @ B.T + np.eye(size), "beta_star": rng.standard_normal((size, size)), "lambda": 0.7, "N": 3}
        (found,) = compiled([expression], (A, c), {"H": values["H"], "N": 3, "beta_star": B, "lambda": 0.0})(
            values["beta_star"], values["lambda"]
        )
        assert np.allclose(found, evaluate(expression, values), rtol=1e-12, atol=1e-12)

"""Time moments of (XᵀX)⁻¹ and gradients, from SymPy expression to collected SymPy expression.

Cold is the first evaluation of its kind in the process; warm is the median over runs with letters never seen before,
so that no result is read from a cache.
"""

from collections.abc import Callable
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

from sympy import Identity, Inverse, MatrixSymbol, Trace, ZeroMatrix, symbols

from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix
from theory.algebra.derivatives.calculus import gradient, hessian_quadratic_form

RUNS = 15
d, n = symbols("d n", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
Gamma = PositiveDefiniteMatrix("Gamma", d)
X = MatrixNormal("X", ZeroMatrix(n, d), Identity(n), H)
S_inverse = Inverse(X.T * X / n)


def attention_loss(V: Any, D: Any) -> Any:
    loss = (Trace(H) - 2 * Trace(H * V * H) + Trace(H * V * H * Gamma * V.T)) / 2
    return gradient(loss, V), hessian_quadratic_form(loss, V, D)


WORK: dict[str, tuple[Callable[[Any, Any], Any], float | None]] = {
    "E[S⁻¹]": (lambda A, B: Expectation(A * S_inverse).doit(), None),
    "E[S⁻¹ A S⁻¹]": (lambda A, B: Expectation(S_inverse * A * S_inverse).doit(), 20),
    "E[tr(A S⁻¹) tr(B S⁻¹)]": (lambda A, B: Expectation(Trace(A * S_inverse) * Trace(B * S_inverse)).doit(), None),
    "E[S⁻¹ A S⁻¹ B S⁻¹]": (lambda A, B: Expectation(S_inverse * A * S_inverse * B * S_inverse).doit(), None),
    "∇ tr(A H B H)": (lambda A, B: gradient(Trace(A * H * B * H), H), None),
    "gradient and Hessian form of ½[tr Λ − 2 tr ΛVΛ + tr ΛVΛΓVᵀ]": (attention_loss, None),
}


def main() -> None:
    """Print one row per piece of work: cold and warm milliseconds beside the target."""
    names = count()
    print(f"{'work':62} {'cold ms':>8} {'warm ms':>8} {'target':>7}")
    for what, (work, target) in WORK.items():
        cold, *warm = (milliseconds(work, next(names)) for _ in range(RUNS))
        print(f"{what:62} {cold:8.1f} {median(warm):8.1f} {'' if target is None else f'≤ {target:g}':>7}")


def milliseconds(work: Callable[[Any, Any], Any], number: int) -> float:
    A, B = (MatrixSymbol(f"{name}{number}", d, d) for name in "AB")
    start = perf_counter()
    work(A, B)
    return 1000 * (perf_counter() - start)


if __name__ == "__main__":
    main()

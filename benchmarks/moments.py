"""Time Gaussian expectations, from SymPy expression to collected SymPy expression, beside what else can compute them.

Cold is the first evaluation of its kind in the process; warm is the median over runs with letters never seen before,
so that no result is read from a cache. The yardsticks are run where they are installed.
"""

import resource
from collections.abc import Callable
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

from sympy import Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols
from yardsticks import fixed_size_sympy, form, with_tensorgrad

from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, quad

RUNS = 7
d, M = symbols("d M", integer=True, positive=True)
sigma2 = Symbol("sigma2", nonnegative=True)


class Letters:
    """Symbols of one run, whose names no run before has used."""

    def __init__(self, number: int) -> None:
        self.H = PositiveDefiniteMatrix(f"H{number}", d)
        self.Psi = PositiveSemidefiniteMatrix(f"Psi{number}", d)
        self.A, self.B, self.C, self.Gamma = (
            MatrixSymbol(f"{name}{number}", d, d) for name in ("A", "B", "C", "Gamma")
        )
        self.b, self.beta, self.beta_star = (MatrixSymbol(f"{n}{number}", d, 1) for n in ("b", "beta", "beta_star"))
        self.X = MatrixNormal(f"X{number}", ZeroMatrix(M, d), Identity(M), self.H)
        self.S = self.X.T * self.X / M


def risk_of_one_step(x: Letters) -> Any:
    """The risk of one step of gradient descent from β with preconditioner Γ, as it is defined."""
    number = x.H.name
    w = MatrixNormal(f"w{number}", x.beta_star, x.Psi, Identity(1))
    y = MatrixNormal(f"y{number}", x.X * w, sigma2 * Identity(M), Identity(1))
    query = MatrixNormal(f"x{number}", ZeroMatrix(d, 1), x.H, Identity(1))
    label = MatrixNormal(f"label{number}", w.T * query, sigma2 * Identity(1), Identity(1))
    prediction = (x.beta + x.Gamma * x.X.T * (y - x.X * x.beta) / M).T * query
    return Trace((prediction - label) * (prediction - label).T)


WORK: dict[str, tuple[Callable[[Letters], Any], float]] = {
    "E[S A S]": (lambda x: x.S * x.A * x.S, 3),
    "E[tr(S A S B)]": (lambda x: Trace(x.S * x.A * x.S * x.B), 3),
    "E[S A S B S]": (lambda x: x.S * x.A * x.S * x.B * x.S, 8),
    "E[S A S B S C S]": (lambda x: x.S * x.A * x.S * x.B * x.S * x.C * x.S, 40),
    "E[(bᵀ S A S b)²]": (lambda x: quad(x.b, x.S * x.A * x.S) ** 2, 30),
    "risk of GD-β": (risk_of_one_step, 50),
    "E[tr S⁶]": (lambda x: Trace(x.S**6), 10),
    "E[tr S⁸]": (lambda x: Trace(x.S**8), 50),
    "E[tr S¹⁰]": (lambda x: Trace(x.S**10), 300),
}


def main() -> None:
    """Print one row per piece of work, then the yardsticks and the memory."""
    numbers = count()
    print(f"{'work':20} {'cold ms':>8} {'warm ms':>8} {'target':>7}")
    for what, (integrand, target) in WORK.items():
        cold, *warm = (milliseconds(integrand, next(numbers)) for _ in range(RUNS))
        print(f"{what:20} {cold:8.1f} {median(warm):8.1f} {f'≤ {target:g}':>7}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:.0f} MiB, target ≤ 300 MiB")
    print(f"plain SymPy, E[tr(S A S B)] at d = M = 2 only: {fixed_size_sympy.trace_of_two()}")
    for power in (6, 8):
        print(f"FORM, E[tr S^{power}]: {form.trace_moment(power)}")
    for what in with_tensorgrad.WORK:
        print(f"tensorgrad, {what}: {with_tensorgrad.seconds(what)}")


def milliseconds(integrand: Callable[[Letters], Any], number: int) -> float:
    node = Expectation(integrand(Letters(number)))
    start = perf_counter()
    node.doit()
    return 1000 * (perf_counter() - start)


if __name__ == "__main__":
    main()

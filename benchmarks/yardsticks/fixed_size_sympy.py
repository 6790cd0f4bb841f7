"""Plain SymPy: E[tr(S A S B)] at the fixed size d = M = 2, the entries of X multiplied out."""

from math import prod
from time import perf_counter

from sympy import Matrix, Poly, Symbol, factorial2, symbols

__all__ = ["trace_of_two"]


def trace_of_two() -> str:
    """X = Z Lᵀ; every monomial in the standard Gaussian z is replaced by its moment."""
    Z, A, B = (Matrix(2, 2, symbols(f"{name}:4")) for name in "zab")
    L = Matrix([[Symbol("l0"), 0], [Symbol("l1"), Symbol("l2")]])
    start = perf_counter()
    S = (Z * L.T).T * (Z * L.T) / 2
    polynomial = Poly((S * A * S * B).trace(), *Z)
    moments = (c * prod(0 if k % 2 else factorial2(k - 1) for k in powers) for powers, c in polynomial.terms())
    sum(moments).expand()
    return f"{1000 * (perf_counter() - start):.0f} ms"

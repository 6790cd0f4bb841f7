"""E[W^{r+1} p_λ] by the recurrence of Hillier & Kan (β = 1), an independent route to order 8.

E[W^{r+1}p_λ] = (n+r)ΣE[W^r p_λ] + Σ_{j=1}^r ΣE[W^{r−j}p_j p_λ] + 2Σ_i λ_i ΣE[W^{r+λ_i}p_{λ(i)}], with p_λ the product
of the tr(W^{λ_i}) and λ(i) without its i-th part. As arithmetic on polynomials in n, Σ and t_k = tr(Σᵏ).
"""

from functools import cache

import pytest
from sympy import Expr, Identity, Integer, MatPow, Poly, Trace, ZeroMatrix, symbols

from theory import MatrixNormal, PositiveDefiniteMatrix, expectation

ORDER = 8
n, p = symbols("n p", integer=True, positive=True)
Sigma = PositiveDefiniteMatrix("Sigma", p)
X = MatrixNormal("X", ZeroMatrix(n, p), Identity(n), Sigma)
W = X.T * X
sigma, *t = symbols(f"sigma t1:{ORDER + 1}")  # σᵏ stands for Σᵏ
RING = (n, p, sigma, *t)


@cache
def moment(power, parts):
    """E[Wᵖ p_λ] for sorted parts λ."""
    if power:
        return Poly(sigma, *RING) * raised(power - 1, parts)
    if not parts:
        return Poly(1, *RING)
    return traced(moment(parts[-1], parts[:-1]))


def raised(r, parts):
    total = Poly(n + r, *RING) * moment(r, parts)
    for j in range(1, r + 1):
        total += moment(r - j, tuple(sorted((j, *parts))))
    for i, part in enumerate(parts):
        total += 2 * part * moment(r + part, parts[:i] + parts[i + 1 :])
    return total


def traced(polynomial):
    """The trace, with tr(Σᵏ) = t_k and tr(I) = p."""
    traces = [p, *t]
    total = Poly(0, *RING)
    for powers, coefficient in polynomial.terms():
        k = powers[2]
        rest = Poly({(*powers[:2], 0, *powers[3:]): coefficient}, *RING)
        total += rest * Poly(traces[k], *RING)
    return total


def engine(power, parts) -> Expr:
    """The same moment from the engine, in the same letters."""
    integrand = W**power if power else Integer(1)
    for part in parts:
        integrand = Trace(W**part) * integrand
    closed = expectation(integrand)
    letters = {Trace(Sigma**k): t[k - 1] for k in range(1, ORDER + 1)}
    if not power:
        return closed.xreplace(letters)
    scalar = Integer(0)
    for term in closed.args if closed.is_MatAdd else [closed]:
        coefficient, product = term.as_coeff_mmul()
        (power_of_sigma,) = product.args
        exponent = power_of_sigma.exp if isinstance(power_of_sigma, MatPow) else 1
        scalar += coefficient.xreplace(letters) * sigma**exponent
    return scalar


def partitions(total, largest=None):
    if not total:
        yield ()
    for part in range(min(total, largest or total), 0, -1):
        for rest in partitions(total - part, part):
            yield (*rest, part)


CASES = [(r, parts) for order in range(1, ORDER + 1) for r in range(order + 1) for parts in partitions(order - r)]


@pytest.mark.long
def test_every_moment_to_order_six_and_some_of_order_eight():
    cases = [case for case in CASES if case[0] + sum(case[1]) <= 6]
    cases += [(8, ()), (5, (3,)), (4, (2, 2)), (2, (1, 2, 3)), (0, (4, 4)), (0, (8,))]
    assert compare(cases) == len(cases) == 80


@pytest.mark.nightly
def test_every_moment_to_order_eight():
    print(f"\nHillier-Kan recurrence: {compare(CASES)} moments to order {ORDER} compared, 0 mismatches")


def compare(cases):
    for power, parts in cases:
        assert Poly(engine(power, parts), *RING) == moment(power, parts), (power, parts)
    return len(cases)

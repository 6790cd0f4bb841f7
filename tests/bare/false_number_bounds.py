"""False inequalities between numbers, each near a true one, with a word on where it fails."""

from sympy import Ge, Le, Rational, exp, log, sqrt

from tests.bare.claim_letters import (
    M,
    c,
    d,
    n,
    p,
    q,
    r,
    rho,
    s,
    sigma2,
    t,
    theta,
    u,
    w,
)
from theorycheck import Bound

TINY = Rational(1, 10**12)

CLAIMS = {
    # -- numbers
    "Young, a tenth off": lambda: (
        Bound(r * s, Rational(9, 10) * (p * r**2 / 2 + s**2 / (2 * p))),
        (),
        "where p r = s, as at r = s = p = 1",
    ),
    "Young, slightly off": lambda: (Bound((1 + TINY) * r * s, p * r**2 / 2 + s**2 / (2 * p)), (), "where p r = s ≠ 0"),
    "Young without the parameter in one place": lambda: (
        Bound(r * s, p * r**2 / 2 + s**2 / 2),
        (),
        "for p < 1 and r = s",
    ),
    "harmonic mean above the arithmetic mean": lambda: (
        Bound((p + q) / 2, 2 * p * q / (p + q)),
        (),
        "where p ≠ q",
    ),
    "a ratio and its inverse above 2.1": lambda: (Bound(Rational(21, 10), p / q + q / p), (), "where p = q"),
    "products and squares with weights that are too large": lambda: (
        Bound(Rational(11, 10) * (r * s + s * t + t * r), r**2 + s**2 + t**2),
        (),
        "where r = s = t ≠ 0",
    ),
    "a mean of three for real numbers": lambda: (
        Bound(3 * r * s * t, r**3 + s**3 + t**3),
        (),
        "where the sum is negative, as at (-1, -1, 0)",
    ),
    "a weighted mean squared, any weight": lambda: (
        Bound((w * r + (1 - w) * s) ** 2, w * r**2 + (1 - w) * s**2),
        (Ge(w, 0),),
        "for w > 1 and r ≠ s",
    ),
    "Bernoulli with one power too many": lambda: (
        Bound(1 + (n + 1) * p, (1 + p) ** n),
        (),
        "at n = 1, and for every n at small p",
    ),
    "a power below a parabola": lambda: (Bound((1 + p) ** n, 1 + n * p + n**2 * p**2), (), "for large p, n ≥ 3"),
    "Titu with one weight too large": lambda: (
        Bound((r + s) ** 2 / (p + q), r**2 / p + s**2 / (q + 1)),
        (),
        "where r/p = s/q ≠ 0",
    ),
    "Titu without weights": lambda: (Bound((r + s + t) ** 2 / 6, (r**2 + s**2 + t**2) / 3), (), "where r = s = t ≠ 0"),
    "Motzkin, slightly off": lambda: (
        Bound((3 + TINY) * r**2 * s**2, r**4 * s**2 + r**2 * s**4 + 1),
        (),
        "at r = s = 1",
    ),
    "a quartic above a line that is too high": lambda: (
        Bound(4 * u - Rational(29, 10), u**4),
        (),
        "at u = 1",
    ),
    "sizes from two on": lambda: (Bound(d + 2, 2 * d), (), "at d = 1"),
    "sizes below ten": lambda: (Bound(d**2, 10 * d), (), "from d = 11 on"),
    "sizes: a rate that holds for long contexts": lambda: (Bound(d * (M + 3) / M, 2 * d), (), "at M ≤ 2"),
    "sizes: a ratio below a fifth": lambda: (Bound(n * d / (n + d) ** 2, Rational(1, 5)), (), "where n = d"),
    "harmonic means are convex": lambda: (
        Bound((p + c) * (q + theta) / (p + c + q + theta), p * q / (p + q) + c * theta / (c + theta)),
        (),
        "unless p/q = c/theta",
    ),
    "a step twice as long": lambda: (
        Bound((1 - t * p) ** 2, 1),
        (Ge(t, 0), Le(t * p, 3)),
        "where 2 < t p ≤ 3",
    ),
    "a step of any sign": lambda: (
        Bound(1 - 2 * t * p + t**2 * p * q, 1 - t * p),
        (Le(t * q, 1),),
        "for t < 0",
    ),
    "geometric mean, a tenth off": lambda: (Bound(sqrt(p * q), Rational(9, 20) * (p + q)), (), "where p = q"),
    "exponential above a steeper line": lambda: (Bound(1 + Rational(11, 10) * r, exp(r)), (), "at small r > 0"),
    "exponential below a parabola": lambda: (Bound(exp(r), 1 + r + r**2), (), "for large r, from 1.8 on"),
    "logarithm below a line that is too low": lambda: (Bound(log(theta), theta - 1 - TINY), (), "at theta = 1"),
    "logarithm below a root": lambda: (Bound(log(theta), sqrt(theta) / 2), (), "at theta = e^2"),
    "a root above its tangent": lambda: (Bound(1 + rho / 2, sqrt(1 + rho)), (), "for rho > 0"),
    "Young with exponents that are not conjugate": lambda: (
        Bound(p * q, p**2 / 2 + q**3 / 3),
        (),
        "where p = q = 1.3 or so",
    ),
    "a definite form, slightly indefinite": lambda: (
        Bound(-2 * t * r * s, p * r**2 + q * s**2),
        (Le(t**2, p * q + TINY),),
        "where p q < t^2 ≤ p q + 10^-12",
    ),
    "shrinkage with the optimum of another problem": lambda: (
        Bound((p + sigma2) / 4, (1 - t) ** 2 * p + t**2 * sigma2),
        (),
        "at the best t, where p ≠ sigma2",
    ),
    "large enough is not enough": lambda: (Bound(3 * r, r**2 - 4), (Ge(r, Rational(39, 10)),), "at r = 3.9"),
    "for small parameters only": lambda: (Bound(p**2, p + 1000), (), "for p above 33"),
    "for large parameters only": lambda: (Bound(p, p**2 + TINY), (), "at p = 1/2"),
    "for parameters that are not tiny": lambda: (Bound(p / 10**9, p**2), (), "for p < 10^-9"),
}

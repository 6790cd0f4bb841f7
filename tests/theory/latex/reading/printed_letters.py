"""Points at which expressions and their LaTeX are evaluated: the same numbers under letters and under their print."""

import numpy as np

from tests.theory.latex.reading import random_expressions as ex
from tests.theory.latex.reading.plain_numbers import ATOMS, Point

SIZES = {ex.d: 2, ex.M: 3}
PRINTED = {
    ex.d: "d",
    ex.M: "M",
    ex.r: "r",
    ex.s: "s",
    ex.t: "t",
    ex.A: r"\mathbf{A}",
    ex.B: r"\mathbf{B}",
    ex.Gamma_star: r"\boldsymbol{\Gamma}^{\star}",
    ex.H: r"\mathbf{H}",
    ex.b: r"\mathbf{b}",
    ex.k: r"\mathbf{k}",
    ex.c: "c",
    ex.X: r"\mathbf{X}",
    ex.x: r"\mathbf{x}",
}


def points(seed: int) -> tuple[Point, Point]:
    """Values by symbol, and the same by LaTeX. σ² is printed as the square of σ."""
    draw = np.random.default_rng(seed)
    by_symbol: Point = {symbol: float(size) for symbol, size in SIZES.items()}
    by_symbol |= {symbol: float(draw.uniform(0.3, 2.0) * draw.choice([-1, 1, 1])) for symbol in (ex.r, ex.s, ex.t)}
    for symbol in (ex.A, ex.B, ex.Gamma_star, ex.b, ex.k):
        by_symbol[symbol] = draw.uniform(-1.5, 1.5, [SIZES.get(size, 1) for size in symbol.shape])
    by_symbol[ex.c] = float(draw.uniform(-1.5, 1.5))
    root = draw.uniform(-1, 1, (2, 2))
    by_symbol[ex.H] = root @ root.T + 0.5 * np.eye(2)
    outcomes = {
        x: [draw.uniform(-1.5, 1.5, [SIZES.get(size, 1) for size in x.shape]) for _ in range(ATOMS)]
        for x in (ex.X, ex.x)
    }
    by_symbol |= {x: values[0] for x, values in outcomes.items()}
    by_tex = {tex: by_symbol[symbol] for symbol, tex in PRINTED.items()}
    sigma = float(draw.uniform(0.5, 1.5))
    by_symbol[ex.sigma2], by_tex[r"\sigma"] = sigma**2, sigma
    by_tex["random"] = {PRINTED[x]: values for x, values in outcomes.items()}
    by_symbol["random"] = outcomes
    return by_symbol, by_tex

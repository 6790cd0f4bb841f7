"""Random deterministic expressions, as Hypothesis strategies."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from sympy import Integer, Inverse, MatPow, Rational, Trace

from tests.theory.algebra.letters import A, B, H, M, Psi, V, b, c, d, s, symmetric, t, unit

RELAXED = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
SQUARE = (A, A.T, B, B.T, H, Psi, symmetric, V.T * V, b * c.T, unit)
INVERTIBLE = (
    H,
    H + Psi,
    s * unit + Psi,
    s * unit + H * Psi,
    H + t * A,
    unit + V.T * V,
    s * unit + b * b.T,
    A,
    2 * H + B,
)
ROOTS = (MatPow(H, Rational(1, 2)), MatPow(Psi, Rational(1, 2)), MatPow(H, Rational(-1, 2)))


@st.composite
def scalars(draw, depth=1, roots=True):
    number = Rational(draw(st.integers(-4, 4)), draw(st.integers(1, 3)))
    choices = (Integer(1), s, t, s**2, 1 / M, d, (M + 1) / M, 1 / (s + t), *((s ** Rational(1, 2),) if roots else ()))
    factor = draw(st.sampled_from(choices))
    if depth and draw(st.booleans()):
        trace = Trace(draw(squares(depth - 1, roots)))
        factor = factor * draw(st.sampled_from((trace, 1 / (s + Trace(Psi)), 1 / Trace(H), trace**2)))
    return number * factor


@st.composite
def squares(draw, depth=1, roots=True):
    """A d×d expression: a word, or a sum of two with scalar factors."""
    word = unit
    choices = (*SQUARE, *(ROOTS if roots else ()))
    for _ in range(draw(st.integers(1, 3))):
        factor = draw(st.sampled_from(choices))
        if draw(st.integers(0, 3)) == 0:
            factor = Inverse(draw(st.sampled_from(INVERTIBLE)))
        word = word * factor
    if depth and draw(st.booleans()):
        other = draw(squares(depth - 1, roots))
        word = draw(st.sampled_from((word + other, (word + other).T, word - draw(scalars(0, roots)) * other)))
    return word


@st.composite
def expressions(draw, roots=True):
    """A scalar, vector or matrix expression."""
    square = draw(squares(1, roots))
    kind = draw(st.sampled_from(("matrix", "trace", "form", "vector", "row", "scaled")))
    shapes = {
        "matrix": lambda: square,
        "trace": lambda: Trace(square) + draw(scalars(1, roots)),
        "form": lambda: Trace(b.T * square * c) * draw(scalars(1, roots)),
        "vector": lambda: square * b,
        "row": lambda: c.T * square,
        "scaled": lambda: draw(scalars(1, roots)) * square,
    }
    return shapes[kind]()

"""Random polynomials in Gaussian matrices, as Hypothesis strategies."""

from hypothesis import strategies as st
from sympy import Identity, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix, symbols

from theory import MatrixNormal, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix

d, M = symbols("d M", integer=True, positive=True)
sigma2 = Symbol("sigma2", nonnegative=True)
H, R = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("R", M)
Psi = PositiveSemidefiniteMatrix("Psi", d)
A, B = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
b, c = MatrixSymbol("b", d, 1), MatrixSymbol("c", d, 1)
Mu = MatrixSymbol("Mu", M, d)

X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
Z = MatrixNormal("Z", Mu, R, Psi)
w = MatrixNormal("w", b, Psi, Identity(1))
y = MatrixNormal("y", X * w, sigma2 * Identity(M), Identity(1))
S = X.T * X / M

FIXED = (A, A.T, B, B.T, H, Psi, c * b.T)
# d×d factors with the number of Gaussian letters in them once hierarchies are written out
RANDOM = (
    (S, 2),
    (X.T * Z, 2),
    (Z.T * Z, 2),
    (Z.T * R * X, 2),
    (w * c.T, 1),
    (w * w.T, 2),
    (X.T * y * b.T / M, 3),
    (c * y.T * Z, 4),
)
LARGEST_DEGREE = 8


@st.composite
def square_words(draw, budget=LARGEST_DEGREE, copies=4):
    """(d×d word, degree)."""
    word, degree = Identity(d), 0
    for _ in range(draw(st.integers(1, copies))):
        word = word * draw(st.sampled_from([*FIXED, Identity(d)]))
        factor, more = draw(st.sampled_from(RANDOM))
        if degree + more <= budget:
            word, degree = word * (factor.T if draw(st.booleans()) else factor), degree + more
    return word * draw(st.sampled_from([*FIXED, Identity(d)])), degree


@st.composite
def copies_of_s(draw, largest=4):
    """(d×d word, degree): at most four copies of S between fixed letters."""
    word, degree = draw(st.sampled_from(FIXED)), 0
    for _ in range(draw(st.integers(1, largest))):
        word, degree = word * S * draw(st.sampled_from([*FIXED, Identity(d)])), degree + 2
    return word, degree


@st.composite
def integrands(draw):
    """(scalar or matrix expression, degree): words, their traces, products with traces, sums, bilinear forms."""
    word, degree = draw(st.one_of(copies_of_s(), square_words()))
    kind = draw(st.sampled_from(("word", "trace", "form", "vector", "sum", "product")))
    if kind in ("sum", "product") and degree < LARGEST_DEGREE:
        other, more = draw(square_words(budget=LARGEST_DEGREE - degree if kind == "product" else 4, copies=2))
        if kind == "product":
            trace = Trace(other)
            if degree + 2 * more <= LARGEST_DEGREE and draw(st.booleans()):
                trace, more = trace**2, 2 * more
            return draw(st.sampled_from((trace * word, trace * Trace(word)))), degree + more
        return word - Rational(draw(st.integers(1, 5)), 3) * other, max(degree, more)
    if kind == "trace":
        return Trace(word), degree
    if kind == "form":
        return Trace(c.T * word * b), degree
    return (word * b, degree) if kind == "vector" else (word, degree)


def sizes(degree):
    """Sizes (d, M) at which the oracle is quick for this degree."""
    small = [(2, 2), (1, 2), (2, 1)]
    return st.sampled_from(small if degree > 6 else [*small, (3, 2), (2, 3)])

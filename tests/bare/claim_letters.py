"""The letters of the bare claims: sizes, scalars by sign, matrices by kind, Gaussian matrices."""

from sympy import Identity, MatrixSymbol, Rational, Trace, ZeroMatrix, symbols

from theorycheck import (
    Expectation,
    MatrixNormal,
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
)

d, k, M, n = symbols("d k M n", integer=True, positive=True)
r, s, t, u, v, w = symbols("r s t u v w", real=True)
p, q, c, eta, lam, theta = symbols("p q c eta lambda theta", positive=True)
rho, sigma2, tau = symbols("rho sigma2 tau", nonnegative=True)

H, K, Sigma, Omega = (PositiveDefiniteMatrix(name, d) for name in ("H", "K", "Sigma", "Omega"))
Lambda = PositiveDefiniteMatrix("Lambda", n)
V = PositiveDefiniteMatrix("V", M)
P, R, Psi, Phi = (PositiveSemidefiniteMatrix(name, d) for name in ("P", "R", "Psi", "Phi"))
T = PositiveSemidefiniteMatrix("T", n)
G, F = (SymmetricMatrix(name, d) for name in "GF")
A, B, C, Gamma = (MatrixSymbol(name, d, d) for name in ("A", "B", "C", "Gamma"))
L, U = (MatrixSymbol(name, d, M) for name in "LU")  # wide
W, Z = (MatrixSymbol(name, M, d) for name in "WZ")  # tall
J, D = MatrixSymbol("J", d, n), MatrixSymbol("D", n, d)
a, b, f, g, beta = (MatrixSymbol(name, d, 1) for name in ("a", "b", "f", "g", "beta"))
y, h = (MatrixSymbol(name, M, 1) for name in "yh")
e = MatrixSymbol("e", n, 1)
I, I_M, I_n, one = Identity(d), Identity(M), Identity(n), Identity(1)  # noqa: E741  (the identity)
O, zero = ZeroMatrix(d, d), ZeroMatrix(d, 1)  # noqa: E741  (the zero matrix)
half = Rational(1, 2)
tr, E = Trace, Expectation

x = MatrixNormal("x", zero, H, one)
x2 = MatrixNormal("x2", zero, H, one)
shifted = MatrixNormal("z", beta, Sigma, one)
X = MatrixNormal("X", ZeroMatrix(M, d), I_M, H)
S = X.T * X / M

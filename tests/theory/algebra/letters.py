"""Symbols that the tests of this folder share."""

from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix, symbols

from theory import MatrixNormal, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix

d, M, n = symbols("d M n", integer=True, positive=True)
s, t = symbols("s t", positive=True)
u = Symbol("u", real=True)
H = PositiveDefiniteMatrix("H", d)
Psi = PositiveSemidefiniteMatrix("Psi", d)
symmetric = SymmetricMatrix("Q", d)
A, B, C = (MatrixSymbol(name, d, d) for name in "ABC")
V = MatrixSymbol("V", n, d)
b, c = MatrixSymbol("b", d, 1), MatrixSymbol("c", d, 1)
m = MatrixSymbol("m", 1, 1)
unit = Identity(d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
y = MatrixNormal("y", X * b, s * Identity(M), Identity(1))
S = X.T * X / M

"""Small statements, true and false, of every kind."""

from sympy import Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from theory import Bound, Equality, Expectation, MatrixNormal, Minimum, PositiveDefiniteMatrix, Theorem

d, M = symbols("d M", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
A = MatrixSymbol("A", d, d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
S = X.T * X / M
b, v = MatrixSymbol("b", d, 1), MatrixSymbol("v", d, 1)
w = MatrixNormal("w", b, H, Identity(1))
sigma2 = Symbol("sigma2", nonnegative=True)

second_moment = Expectation(S * A * S)
distance = Expectation(Trace((w - v).T * (w - v)))

TRUE = {
    "second_moment": Equality(second_moment, H * A * H + H * A.T * H / M + Trace(H * A) * H / M),
    "mean_zero": Equality(Expectation(A * (w - b)), ZeroMatrix(d, 1)),
    "sizes_alone": Equality(Expectation(Trace(X.T * X * Inverse(H))), M * d),
    "jensen": Bound(Trace(H) ** 2, Expectation(Trace(S) ** 2)),
    "without_expectation": Bound(Trace(H * H), Trace(H) ** 2),
    "mean_is_nearest": Minimum(distance, (v,), (b,), Trace(H), unique=True),
}

FALSE = {
    "only_the_mean": Equality(second_moment, H * A * H),
    "lost_transpose": Equality(second_moment, H * A * H + H * A * H / M + Trace(H * A) * H / M),
    "wrong_factor": Equality(second_moment, H * A * H + H * A.T * H / M + 2 * Trace(H * A) * H / M),
    "jensen_reversed": Bound(Expectation(Trace(S) ** 2), Trace(H) ** 2),
    "wrong_minimiser": Minimum(distance, (v,), (2 * b,), Trace(H)),
    "wrong_value": Minimum(distance, (v,), (b,), 2 * Trace(H)),
    "a_maximum": Minimum(-Expectation(Trace((w - v).T * (w - v))), (v,), (b,), -Trace(H)),
}


def toy(name, **fields):
    return Theorem(slug=name, title=name, statement={**TRUE, **FALSE}[name], **fields)


def named(known, *all_of_them):
    """What stands in for ``theory.theorems`` where these toys are the theorems."""

    def theorems(*names):
        return tuple(known[name] for name in names or all_of_them or known)

    return theorems

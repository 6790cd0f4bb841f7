"""Minima that are not attained, not admissible, not minima, or not unique."""

from sympy import Eq, Gt, Integer, Inverse, Lt, Ne, Q, Rational, Symbol, Trace, exp, oo

from tests.adversary.vocabulary import (
    A,
    B,
    Cases,
    Combination,
    E,
    G,
    H,
    I,
    Lie,
    M,
    O,
    P,
    Product,
    R,
    Square,
    Termwise,
    WeightedSquare,
    a,
    ax,
    b,
    bx,
    by,
    d,
    false,
    half,
    inner,
    leap,
    one,
    p,
    q,
    quad,
    r,
    s,
    unsound,
    x,
    zero,
)
from theory import Minimum
from theory.rules import Below, CompleteSquare, Expand, MinimiseAt

__all__ = ["CLAIMS"]

hidden = Symbol("hidden", real=True)
hidden_too = Symbol("hidden_too", real=True)
double_well = (r**2 - 1) ** 2
distance = Trace((G - A) * (G - A).T)

CLAIMS: Cases = {
    # -- other points, other values
    "another minimiser": false(lambda: Minimum((r - 1) ** 2, (r,), (2,), 0), "1 at 2"),
    "another value": false(lambda: Minimum((r - 1) ** 2 + 1, (r,), (1,), 0), "1"),
    "a maximum": false(lambda: Minimum(-(r**2), (r,), (0,), 0), "r = 1"),
    "a saddle": false(lambda: Minimum(r * s, (r, s), (0, 0), 0), "r = 1, s = -1"),
    "a saddle of matrices": false(lambda: Minimum(Trace(A * A), (A,), (O,), 0), "a rotation by 90 degrees: -2"),
    "a saddle of an indefinite form": false(lambda: Minimum(quad(a, G), (a,), (zero,), 0), "G = -I"),
    "a local minimum": false(
        lambda: Minimum((r - 1) ** 2 * ((r + 1) ** 2 - half), (r,), (1,), 0), "-2 at r = -1", "r = -1"
    ),
    "a local minimum far from another": false(
        lambda: Minimum(r**2 * ((r - 100) ** 2 - 1), (r,), (0,), 0), "-10000 at r = 100", "r = 100"
    ),
    "a local minimum far from another, in a trace": false(
        lambda: Minimum(Trace(A) ** 2 * ((Trace(A) - 100) ** 2 - 1), (A,), (O,), 0), "-10000 at tr A = 100"
    ),
    "a local minimum far from a far one": false(
        lambda: Minimum(r**2 * ((r - s - 1000) ** 2 - 1), (r,), (0,), 0), "r = s + 1000"
    ),
    "a stationary inflection": false(lambda: Minimum(r**3, (r,), (0,), 0), "r = -1"),
    "a narrow well": false(lambda: Minimum(r**2 * (r**2 - Rational(1, 1000)), (r,), (0,), 0), "r = 1/50: < 0"),
    "a mean square at a multiple": false(lambda: Minimum(E((ax - bx) ** 2), (a,), (2 * b,), 0), "b^T H b there"),
    "a mean square at half the way": false(
        lambda: Minimum(E((ax - bx) ** 2), (a,), (b / 2,), quad(b, H) / 4), "0 at a = b"
    ),
    "a ridge without its ridge": false(
        lambda: Minimum(quad(a - b, H) + quad(a, I), (a,), (b,), quad(b, I)), "the minimiser is (H + I)^-1 H b"
    ),
    "completing the square with a slip": false(
        lambda: Minimum(quad(a, H) - 2 * inner(a, b), (a,), (b,), -quad(b, Inverse(H))), "H^-1 b"
    ),
    "a minimum over one of two": false(lambda: Minimum((r - s) ** 2 + s**2, (r,), (s,), 0), "s^2 is left"),
    # -- uniqueness
    "two wells": false(lambda: Minimum(double_well, (r,), (1,), 0, unique=True), "r = -1"),
    "two wells, by derivation": false(
        lambda: by(Minimum(double_well, (r,), (1,), 0, unique=True), MinimiseAt(r, Integer(1), Square(r**2 - 1))),
        "r = -1",
    ),
    "two wells that move": false(
        lambda: Minimum(r**2 * (r - s - 1000) ** 2, (r,), (0,), 0, unique=True), "r = s + 1000"
    ),
    "two wells at a fraction": false(
        lambda: Minimum(r**2 * (7 * r - 2003) ** 2, (r,), (0,), 0, unique=True), "r = 2003/7"
    ),
    "two far wells": false(lambda: Minimum(r**2 * (r - 1000) ** 2, (r,), (0,), 0, unique=True), "r = 1000"),
    "a singular weight": false(lambda: Minimum(quad(a, P), (a,), (zero,), 0, unique=True), "P = 0: any a"),
    "a singular weight, by derivation": false(
        lambda: by(Minimum(quad(a, P), (a,), (zero,), 0, unique=True), MinimiseAt(a, zero, WeightedSquare(a, P, one))),
        "P = 0",
    ),
    "a singular right weight, by derivation": false(
        lambda: by(
            Minimum(Trace(H * A * P * A.T), (A,), (O,), 0, unique=True), MinimiseAt(A, O, WeightedSquare(A, H, P))
        ),
        "P = 0",
    ),
    "a flat direction": false(
        lambda: Minimum(inner(a, b) ** 2, (a,), (zero,), 0, unique=True), "a orthogonal to b; and b = 0"
    ),
    "a flat direction of a product": false(
        lambda: Minimum((r * s) ** 2, (r, s), (0, 0), 0, unique=True), "r = 1, s = 0"
    ),
    "a weight that may be 0": false(lambda: Minimum(s**2 * quad(a, H), (a,), (zero,), 0, unique=True), "s = 0"),
    "a weight that may be 0, by derivation": false(
        lambda: by(
            Minimum(s**2 * quad(a, H), (a,), (zero,), 0, unique=True),
            MinimiseAt(a, zero, Combination(((s**2, WeightedSquare(a, H, one)),))),
        ),
        "s = 0",
    ),
    "a product that vanishes elsewhere": false(
        lambda: by(
            Minimum(quad(a, H) * quad(a - b, I), (a,), (zero,), 0, unique=True),
            MinimiseAt(a, zero, Product(WeightedSquare(a, H, one), WeightedSquare(a - b, I, one))),
        ),
        "a = b",
    ),
    "uniqueness by a lie": false(
        lambda: by(Minimum(double_well, (r,), (1,), 0, unique=True), MinimiseAt(r, Integer(1), Lie(double_well))),
        "r = -1",
    ),
    "uniqueness by a forged minimiser": false(
        lambda: by(
            Minimum(double_well, (r,), (1,), 0, unique=True),
            Below(0, (Square(r**2 - 1),)),
            leap(Integer(0), minimizer={r: Integer(1)}),
        ),
        "r = -1",
    ),
    "uniqueness in one of two variables": false(
        lambda: by(Minimum(r**2 + 0 * s, (r, s), (0, 0), 0, unique=True), MinimiseAt(r, Integer(0), Square(r))), "s = 1"
    ),
    # -- the minimiser is not where the variable can be
    "0 for a positive number": unsound(
        lambda: by(Minimum(p, (p,), (0,), 0), MinimiseAt(p, Integer(0), Termwise(p))), "p > 0"
    ),
    "a negative value for a positive number": unsound(
        lambda: by(Minimum((p + 1) ** 2, (p,), (-1,), 0), MinimiseAt(p, Integer(-1), Square(p + 1))), "p > 0"
    ),
    "0 for a definite matrix": unsound(
        lambda: by(Minimum(Trace(H), (H,), (O,), 0), MinimiseAt(H, O, Termwise(Trace(H)))), "H is definite"
    ),
    "a symmetric matrix for a semidefinite one": unsound(
        lambda: by(Minimum(Trace((P - G) * (P - G)), (P,), (G,), 0), MinimiseAt(P, G, WeightedSquare(P - G, I, I))),
        "G = -I",
    ),
    "any matrix for a symmetric one": unsound(
        lambda: by(Minimum(distance, (G,), (A,), 0, unique=True), MinimiseAt(G, A, WeightedSquare(G - A, I, I))),
        "A is not symmetric",
    ),
    "the symmetric part, and the wrong value": false(
        lambda: Minimum(distance, (G,), ((A + A.T) / 2,), 0), "the skew part is left", "A = [[0, 1], [-1, 0]]: 2"
    ),
    "a difference for a semidefinite matrix": unsound(
        lambda: by(
            Minimum(Trace((P - H + R) * (P - H + R)), (P,), (H - R,), 0),
            MinimiseAt(P, H - R, WeightedSquare(P - H + R, I, I)),
        ),
        "R = 2H",
    ),
    "a third for a size": unsound(
        lambda: by(
            Minimum((3 * M - 1) ** 2, (M,), (Rational(1, 3),), 0), MinimiseAt(M, Rational(1, 3), Square(3 * M - 1))
        ),
        "M is whole",
    ),
    "0 for a size": unsound(lambda: by(Minimum(M**2, (M,), (0,), 0), MinimiseAt(M, Integer(0), Square(M))), "M >= 1"),
    "a number for a size": unsound(
        lambda: by(Minimum((M - p) ** 2, (M,), (p,), 0), MinimiseAt(M, p, Square(M - p))), "p = 1/2"
    ),
    "a size that may be 0": unsound(
        lambda: by(Minimum((M - d + 1) ** 2, (M,), (d - 1,), 0), MinimiseAt(M, d - 1, Square(M - d + 1))), "d = 1"
    ),
    "infinity": unsound(lambda: Minimum(1 / (1 + r**2), (r,), (oo,), 0), "not attained"),
    "nearly attained": unsound(lambda: Minimum(exp(r), (r,), (-1000,), 0), "exp(-1000) > 0"),
    "an imaginary minimiser": unsound(
        lambda: by(Minimum((r**2 + 1) ** 2, (r,), (Symbol("j", imaginary=True),), 0), Below(0, (Square(r**2 + 1),))),
        "1 at r = 0",
    ),
    "a minimiser that depends on the variable": unsound(
        lambda: by(Minimum((r - 1) ** 2, (r,), (r,), (r - 1) ** 2), Expand()), "no minimum"
    ),
    "minimisers that depend on each other": unsound(
        lambda: Minimum((r - s) ** 2, (r, s), (s, r), 0), "no point is named"
    ),
    "a value that depends on the variable": unsound(
        lambda: by(Minimum(r**2, (r,), (0,), r**2), Expand()), "r^2 is no number"
    ),
    "a minimiser that does not exist": unsound(
        lambda: Minimum(quad(a, P) - 2 * inner(a, b), (a,), (Inverse(P) * b,), -quad(b, Inverse(P))),
        "P = 0, b = 1: no lower bound",
    ),
    "a square completed in a semidefinite weight": unsound(
        lambda: by(
            Minimum(quad(a, P) - 2 * inner(a, b), (a,), (Inverse(P) * b,), -quad(b, Inverse(P))), CompleteSquare(a)
        ),
        "P = 0",
    ),
    "a square completed in an indefinite weight": unsound(
        lambda: by(
            Minimum(quad(a, G) - 2 * inner(a, b), (a,), (Inverse(G) * b,), -quad(b, Inverse(G))), CompleteSquare(a)
        ),
        "G = -I",
    ),
    "a square completed in a weight of any sign": unsound(
        lambda: by(
            Minimum(s * quad(a, H) - 2 * inner(a, b), (a,), (Inverse(H) * b / s,), -quad(b, Inverse(H)) / s),
            CompleteSquare(a),
        ),
        "s = -1 and s = 0",
    ),
    # -- hypotheses on the variable
    "a minimum at an open end": unsound(
        lambda: by(Minimum(p, (p,), (1,), 1), MinimiseAt(p, Integer(1), Termwise(p - 1, (p - 1,))), assume=(Gt(p, 1),)),
        "p > 1",
    ),
    "a minimum at the wrong side": unsound(
        lambda: by(Minimum(r**2, (r,), (0,), 0), MinimiseAt(r, Integer(0), Square(r)), assume=(Lt(r, -2),)), "r < -2"
    ),
    "a minimum at the one point left out": unsound(
        lambda: by(Minimum(r**2, (r,), (0,), 0), MinimiseAt(r, Integer(0), Square(r)), assume=(Ne(r, 0),)),
        "r = 0 is left out",
    ),
    "a singular minimiser among invertible matrices": unsound(
        lambda: by(
            Minimum(Trace(A * A.T), (A,), (O,), 0), MinimiseAt(A, O, WeightedSquare(A, I, I)), assume=(Q.invertible(A),)
        ),
        "A = 0",
    ),
    "a small minimiser among orthogonal matrices": unsound(
        lambda: by(
            Minimum(Trace(A * A.T), (A,), (O,), 0), MinimiseAt(A, O, WeightedSquare(A, I, I)), assume=(Q.orthogonal(A),)
        ),
        "A = 0",
    ),
    "0 among unit vectors": unsound(
        lambda: by(
            Minimum(quad(a, H), (a,), (zero,), 0),
            MinimiseAt(a, zero, WeightedSquare(a, H, one)),
            assume=(Eq(quad(a, I), 1),),
        ),
        "a = 0",
    ),
    "any target among symmetric matrices": unsound(
        lambda: by(
            Minimum(Trace((A - B) * (A - B).T), (A,), (B,), 0),
            MinimiseAt(A, B, WeightedSquare(A - B, I, I)),
            assume=(Q.symmetric(A),),
        ),
        "B is not symmetric",
    ),
    "a pair that must differ": unsound(
        lambda: by(
            Minimum((r - s) ** 2, (r, s), (0, 0), 0),
            MinimiseAt(r, s, Square(r - s)),
            assume=(Gt(r, s),),
        ),
        "r > s",
    ),
    # -- abbreviations that hide the variable, in what is claimed to be a number too
    "a hidden variable": unsound(
        lambda: by(Minimum(hidden, (r,), (5,), hidden), Expand(), notation=((hidden, (r - 1) ** 2),)), "0 at r = 1"
    ),
    "a hidden linear term": unsound(
        lambda: by(
            Minimum(quad(a, I) + hidden, (a,), (zero,), hidden),
            MinimiseAt(a, zero, WeightedSquare(a, I, one)),
            notation=((hidden, inner(a, b)),),
        ),
        "a = -b/2",
    ),
    "a variable hidden twice": unsound(
        lambda: by(
            Minimum(quad(a, I) + hidden_too, (a,), (zero,), hidden_too),
            MinimiseAt(a, zero, WeightedSquare(a, I, one)),
            notation=((hidden, inner(a, b)), (hidden_too, hidden + 1)),
        ),
        "a = -b/2",
    ),
    "a variable hidden in a certificate": unsound(
        lambda: by(
            Minimum(r**2 - s, (r,), (0,), -s),
            MinimiseAt(r, Integer(0), Square(r)),
            notation=((s, r),),
        ),
        "r = 1/2",
    ),
    "a lower bound that is not attained": false(
        lambda: by(Minimum(r**2 + 1, (r,), (0,), 0), Below(0, (Square(r), Square(Integer(1))))), "1"
    ),
    "a minimiser by decree": false(
        lambda: by(
            Minimum((r - 1) ** 2, (r,), (0,), 0),
            leap(Integer(0), relation="≥", minimizer={r: Integer(0)}, certificates=()),
        ),
        "1",
    ),
    "a minimum of another objective": false(
        lambda: by(
            Minimum((r - 1) ** 2 + q, (r,), (1,), 0), leap((r - 1) ** 2), MinimiseAt(r, Integer(1), Square(r - 1))
        ),
        "q",
    ),
    # -- variables that are none
    "one variable twice": unsound(lambda: Minimum(r**2, (r, r), (0, 1), 0), "r is 0 and 1"),
    "a variable that is a sum": unsound(
        lambda: Minimum((r + s) ** 2 + r**2, (r + s,), (0,), r**2), "r + s is no letter"
    ),
    "a variable that is a number": unsound(lambda: Minimum(r**2, (Integer(2),), (0,), r**2), "2 is no letter"),
    "no variable": false(lambda: Minimum(r**2, (), (), 0), "r = 1"),
    "a random variable": unsound(lambda: Minimum(E(quad(x, I)), (x,), (zero,), 0), "x is integrated: tr H"),
    "a variable of another shape": unsound(lambda: Minimum(quad(a, H), (a,), (O,), 0), "d x 1 and d x d"),
    "more values than variables": unsound(lambda: Minimum(r**2, (r,), (0, 0), 0), "two values of one letter"),
    "a variable that is an abbreviation": unsound(
        lambda: by(Minimum(r**2, (r,), (3,), s**2), Expand(), notation=((r, s),)), "r is said to be s"
    ),
    "a variable that is an abbreviation of a number": unsound(
        lambda: by(Minimum(r**2, (r,), (3,), 25), Expand(), notation=((r, Integer(5)),)), "r is said to be 5"
    ),
}

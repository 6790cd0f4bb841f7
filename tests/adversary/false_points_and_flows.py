"""Witnesses that are none, stationary points that are not alone, and flows that go elsewhere."""

from sympy import Abs, Gt, Integer, Inverse, Rational, Symbol, Trace, oo, sign, sqrt

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
    Square,
    Termwise,
    WeightedSquare,
    a,
    b,
    by,
    false,
    half,
    inner,
    leap,
    one,
    p,
    quad,
    r,
    s,
    unsound,
    x,
    zero,
)
from theory import Bound, Equality, FlowBound, FlowConvergence, Limit, LoewnerBound, StationaryPoint, Witness
from theory.rules import Below, Expand, Rewrite, StationaryAt

__all__ = ["CLAIMS"]

hidden, s0 = Symbol("hidden", real=True), Symbol("s0", nonnegative=True)
hidden_positive = Symbol("hidden_positive", positive=True)

CLAIMS: Cases = {
    # -- witnesses
    "a witness that fails": false(lambda: Witness(Equality(r**2, 2), (r,), (1,)), "1 is not 2"),
    "a witness that fails, by derivation": false(
        lambda: by(Witness(Equality(r**2, 2), (r,), (1,)), Rewrite(Integer(2))), "1 is not 2"
    ),
    "a witness of a false bound": false(lambda: Witness(Bound(r + 1, s), (r,), (s,)), "s + 1 > s"),
    "a witness in the wrong direction": false(
        lambda: by(Witness(Bound(1, r), (r,), (0,)), Below(0, (Square(Integer(0)),))), "0 < 1"
    ),
    "a witness that works at size 1": false(lambda: Witness(Equality(Trace(A), 1), (A,), (I,)), "tr I = d", "d = 2"),
    "a witness for some values of the others": false(lambda: Witness(Equality(r * s, 1), (r,), (s,)), "s = 2"),
    "a witness of commuting matrices": false(lambda: Witness(Equality(A * B, B * A), (A,), (H,)), "H and B"),
    "a negative witness of a positive number": unsound(
        lambda: by(Witness(Equality(p**2, 1), (p,), (-1,)), Rewrite(Integer(1))), "p > 0"
    ),
    "a witness of half a size": unsound(
        lambda: by(Witness(Equality(2 * M, 1), (M,), (half,)), Rewrite(Integer(1))), "M is whole"
    ),
    "a witness that is not semidefinite": unsound(
        lambda: by(Witness(Bound(Trace(P), -Trace(H)), (P,), (-H,)), Expand()), "P is semidefinite"
    ),
    "a witness that is not symmetric": unsound(
        lambda: by(Witness(Equality(G * B, A * B), (G,), (A,)), Expand()), "G is symmetric"
    ),
    "a singular witness of a definite matrix": unsound(
        lambda: by(Witness(Bound(quad(a, H), 0), (H,), (O,)), Rewrite(Integer(0))), "H is definite"
    ),
    "a witness of another order": unsound(
        lambda: by(Witness(LoewnerBound(H, O), (H,), (-I,)), Expand()), "H is definite"
    ),
    "a witness outside its hypothesis": unsound(
        lambda: by(Witness(Equality(r**2, 0), (r,), (0,)), Rewrite(Integer(0)), assume=(Gt(r, 1),)), "r > 1"
    ),
    "a witness that does not exist": unsound(
        lambda: by(Witness(Equality(P * A * P, P), (A,), (Inverse(P),)), Expand()), "P = 0"
    ),
    "a witness divided by what may be 0": unsound(
        lambda: by(Witness(Equality(r * s, 1), (r,), (1 / s,)), Expand()), "s = 0"
    ),
    "a witness by decree": false(lambda: by(Witness(Equality(r**2, 2), (r,), (1,)), leap(Integer(2))), "1 is not 2"),
    "a stationary line, by minus its slope": false(
        lambda: by(
            StationaryPoint(-quad(a, P), (a,), (zero,)),
            StationaryAt(a, zero, (WeightedSquare(a, 2 * P, one),)),
        ),
        "P = 0",
    ),
    "a saddle, by minus one of its slopes": false(
        lambda: by(
            StationaryPoint(s**3 - r**2 - 3 * s, (r, s), (0, 1)),
            StationaryAt(r, Integer(0), (Combination(((2, WeightedSquare(r * one, one, one)),)),)),
            StationaryAt(s, Integer(1), (Combination(((2, WeightedSquare((s - 1) * one, one, one)),)),)),
        ),
        "s = -1",
    ),
    # -- stationary points
    "another stationary point": false(lambda: StationaryPoint(quad(a - b, H), (a,), (2 * b,)), "b alone"),
    "a stationary point of the other sign": false(
        lambda: StationaryPoint(quad(a, H) - 2 * inner(a, b), (a,), (-Inverse(H) * b,)), "H^-1 b"
    ),
    "a stationary point that is not alone": false(lambda: StationaryPoint(quad(a, P), (a,), (zero,)), "P = 0"),
    "a stationary point of a flat function": false(
        lambda: StationaryPoint(inner(a, b) ** 2, (a,), (zero,)), "b = 0, or a orthogonal to b"
    ),
    "a stationary point of a product": false(
        lambda: StationaryPoint(quad(a, I) * quad(a - b, I), (a,), (zero,)), "a = b too"
    ),
    "a stationary point of a constant": false(lambda: StationaryPoint(quad(b, H), (a,), (zero,)), "every a"),
    "a stationary point of a linear function": false(
        lambda: StationaryPoint(inner(a, b), (a,), (zero,)), "the gradient is b"
    ),
    "a stationary point that is not alone, by derivation": false(
        lambda: by(StationaryPoint(quad(a, P), (a,), (zero,)), StationaryAt(a, zero, (WeightedSquare(a, 2 * P, one),))),
        "P = 0",
    ),
    "a stationary point by a lie": false(
        lambda: by(
            StationaryPoint(quad(a, I) * quad(a - b, I), (a,), (zero,)),
            StationaryAt(a, zero, (Lie(2 * quad(a, I) * quad(a - b, I) + 2 * quad(a, I) * inner(a - b, a)),)),
        ),
        "a = b too",
    ),
    "a stationary point by decree": false(
        lambda: by(
            StationaryPoint(quad(a - b, H), (a,), (2 * b,)),
            leap(Integer(0), relation="∂", minimizer={a: 2 * b}, certificates=(Lie(Integer(0)),)),
        ),
        "b alone",
    ),
    "a hidden gradient": false(
        lambda: by(
            StationaryPoint(quad(a, I) + hidden, (a,), (zero,)),
            StationaryAt(a, zero, (WeightedSquare(a, 2 * I, one),)),
            notation=((hidden, inner(a, b)),),
        ),
        "a = -b/2",
    ),
    "a stationary point outside its domain": unsound(
        lambda: by(
            StationaryPoint((p + 1) ** 2, (p,), (-1,)), StationaryAt(p, Integer(-1), (Square(p + 1), Square(p + 1)))
        ),
        "p > 0",
    ),
    "a stationary point that is not symmetric": unsound(
        lambda: by(
            StationaryPoint(Trace((G - A) * (G - A).T), (G,), (A,)),
            StationaryAt(G, A, (WeightedSquare(G - A, 2 * I, I),)),
        ),
        "A is not symmetric",
    ),
    "a stationary point outside its hypothesis": unsound(
        lambda: by(
            StationaryPoint(quad(a, H), (a,), (zero,)),
            StationaryAt(a, zero, (WeightedSquare(a, 2 * H, one),)),
            assume=(Gt(quad(a, I), 1),),
        ),
        "a = 0 is excluded",
    ),
    "a stationary point in one of two variables": false(
        lambda: by(
            StationaryPoint(quad(a, H) + 0 * inner(b, b), (a, b), (zero, zero)),
            StationaryAt(a, zero, (WeightedSquare(a, 2 * H, one),)),
        ),
        "any b",
    ),
    "a degree of freedom lost in a weight": false(
        lambda: by(
            StationaryPoint(r**2 * quad(a, H), (a,), (zero,)),
            StationaryAt(a, zero, (WeightedSquare(a, 2 * r**2 * H, one),)),
        ),
        "r = 0: every a",
    ),
    # -- flows
    "a decrease that is too fast": false(
        lambda: FlowBound(quad(a, I) / 2, (a,), quad(a, I), -3 * quad(a, I)), "-2 |a|^2"
    ),
    "a decrease in an indefinite form": false(lambda: FlowBound(quad(a, G) / 2, (a,), quad(a, I), 0), "G = -I"),
    "an increase called a decrease": false(lambda: FlowBound(-quad(a, H) / 2, (a,), quad(a, I), 0), "2 a^T H a > 0"),
    "a decrease of another quantity": false(
        lambda: FlowBound(quad(a, H) / 2, (a,), quad(a - b, I), 0), "it goes to 0, away from b"
    ),
    "a constant that moves": false(lambda: FlowBound(inner(a, b), (a,), inner(a, b), -2 * quad(b, I)), "-|b|^2"),
    "a decrease too fast, by derivation": false(
        lambda: by(
            FlowBound(quad(a, I) / 2, (a,), quad(a, I), -3 * quad(a, I)),
            Below(3 * quad(a, I), (Termwise(quad(a, I)),)),
        ),
        "-2 |a|^2",
    ),
    "a decrease by decree": false(
        lambda: by(
            FlowBound(-quad(a, H) / 2, (a,), quad(a, I), 0),
            leap(Integer(0), relation="≥", certificates=(Lie(-2 * quad(a, H)),)),
        ),
        "2 a^T H a > 0",
    ),
    "a hidden quantity that moves": false(
        lambda: by(FlowBound(-quad(a, I) / 2, (a,), hidden, 0), Expand(), notation=((hidden, quad(a, I)),)),
        "2 |a|^2 > 0",
    ),
    "a hidden objective": false(
        lambda: by(FlowBound(hidden, (a,), quad(a, I), 0), Expand(), notation=((hidden, -quad(a, I)),)), "4 |a|^2 > 0"
    ),
    "a hidden sign": false(
        lambda: by(
            FlowBound(hidden_positive * quad(a, I) / 2, (a,), quad(a, I), 0),
            Below(0, (Termwise(2 * hidden_positive * quad(a, I)),)),
            notation=((hidden_positive, r),),
        ),
        "r = -1",
    ),
    "a flow to another point": false(lambda: FlowConvergence(quad(a - b, H), (a,), (zero,), (2 * b,)), "to b"),
    "a flow that stays where it is": false(lambda: FlowConvergence(quad(a, H), (a,), (b,), (b,)), "to 0"),
    "a flow away from a maximum": unsound(lambda: FlowConvergence(-quad(a, I) / 2, (a,), (b,), (zero,)), "it grows"),
    "a flow along a flat direction": unsound(
        lambda: FlowConvergence(quad(a, P) / 2, (a,), (b,), (zero,)), "P = 0: it stays at b"
    ),
    "a flow into the other well": unsound(
        lambda: FlowConvergence((quad(a, I) - 1) ** 2 / 4, (a,), (b,), (b,)), "b need not be on the sphere"
    ),
    "a flow of an indefinite form": unsound(lambda: FlowConvergence(quad(a, G) / 2, (a,), (b,), (zero,)), "G = -I"),
    "a flow that leaves the symmetric matrices": unsound(
        lambda: FlowConvergence(Trace((G - A) * (G - A).T), (G,), (O,), (A,)), "A is not symmetric"
    ),
    "a flow by derivation alone": unsound(
        lambda: by(FlowConvergence(-quad(a, I) / 2, (a,), (b,), (zero,)), Below(0, (Termwise(quad(a, I)),))),
        "it grows; and a rate shows no convergence",
    ),
    "a saddle that one direction leaves": unsound(
        lambda: FlowConvergence(Rational(1, 2) * quad(a, H - P), (a,), (b,), (zero,)), "P = 2H"
    ),
    "a witness of a limit": unsound(
        lambda: Witness(Limit(p * M / (1 + M), (M,), oo, 1), (p,), (Integer(2),)), "the limit is 2"
    ),
    "a gradient by a size": unsound(lambda: StationaryPoint((M - 2) ** 2, (M,), (Integer(2),)), "there is none"),
    "a gradient by the size of a matrix": unsound(
        lambda: StationaryPoint(Trace(I) + quad(a, H), (I.shape[0],), (Integer(1),)), "there is none"
    ),
    "a flow of a size": unsound(lambda: FlowBound((M - 2) ** 2, (M,), (M - 2) ** 2, Integer(0)), "sizes do not flow"),
    "a flow of nothing": false(
        lambda: FlowBound(quad(a, I), (), quad(a, I), -quad(a, I)), "nothing moves", "a = 1: 0 and -1"
    ),
    "a variable that flows twice": false(
        lambda: by(FlowBound(quad(a, I) / 2, (a, a), quad(a, I), -4 * quad(a, I)), Rewrite(4 * quad(a, I))),
        "-2 |a|^2",
        "a = 1: -2 and -4",
    ),
    "a size that flows, by a square": unsound(
        lambda: by(FlowBound((M - 2) ** 2, (M,), (M - 2) ** 2, Integer(0)), Below(0, (Square(2 * (M - 2)),))),
        "sizes do not flow",
    ),
    "a variable that is an abbreviation, in a flow": unsound(
        lambda: by(FlowBound(-quad(a, I) / 2, (a,), quad(a, I), Integer(0)), Expand(), notation=((a, b),)),
        "a is said to be b, which does not move",
    ),
    "a variable that is an abbreviation, in a witness": unsound(
        lambda: by(Witness(Equality(r, s), (r,), (Integer(5),)), Expand(), notation=((r, s),)), "s is not 5"
    ),
    "a random variable that flows": unsound(
        lambda: by(FlowBound(E(quad(a - x, I)), (x,), quad(a, I), Integer(0)), Expand()), "x is integrated"
    ),
    "a rate where the gradient is infinite": unsound(
        lambda: by(FlowBound(s0 ** Rational(3, 2), (s0,), sqrt(s0), Rational(-3, 4)), Rewrite(Rational(3, 4))),
        "at 0 the flow rests",
    ),
    "a rate at a corner": unsound(
        lambda: by(FlowBound(Abs(r), (r,), Abs(r), -(sign(r) ** 2)), Rewrite(sign(r) ** 2)), "|r| has no gradient at 0"
    ),
    "a length without a gradient at 0": unsound(
        lambda: by(FlowBound(sqrt(r**2 + s**2), (r, s), sqrt(r**2 + s**2), -1), Rewrite(Integer(1))), "r = s = 0"
    ),
}

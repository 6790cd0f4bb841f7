"""Certificates: each shows what it says, refuses what it must, and its expression is ≥ 0 at random points."""

import numpy as np
import pytest
from sympy import Identity, MatrixSymbol, Symbol, Trace, exp, log, symbols

from numerics import evaluate, exact_value, rational_point
from numerics.values.binding import free_parameters
from theory import Expectation, MatrixNormal, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.certificate import NotCertifiedError, kinds_of, require_nonnegative, require_semidefinite
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.exponential_tangent import ExponentialTangent
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.multiple import Multiple
from theory.algebra.positivity.operator_jensen import OperatorJensen
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.trace_product import TraceProduct
from theory.algebra.positivity.weighted_square import WeightedSquare

d, m = symbols("d m", integer=True, positive=True)
H, R = PositiveDefiniteMatrix("H", d), PositiveDefiniteMatrix("R", m)
P, Q = PositiveSemidefiniteMatrix("P", d), PositiveSemidefiniteMatrix("Q", m)
T, A = SymmetricMatrix("T", d), MatrixSymbol("A", d, d)
W = MatrixSymbol("W", d, m)
a, b, v = MatrixSymbol("a", d, 1), MatrixSymbol("b", d, 1), MatrixSymbol("v", m, 1)
n, p, x = Symbol("n", nonnegative=True), Symbol("p", positive=True), Symbol("x", real=True)
w = MatrixNormal("w", b, P, Identity(1))

SOUND = {
    "termwise": Termwise(n * Trace(P * A * A.T) + x**2),
    "square": Square(Trace(A * T) - x),
    "product": Product(Square(Trace(A)), Termwise(n)),
    "weighted_square": WeightedSquare(W, P, Q),
    "cauchy_schwarz": CauchySchwarz(a, A * b, P),
    "trace_bound": TraceBound(W, v, P, Q),
    "trace_product": TraceProduct(P, A * A.T, H),
    "trace_product of singular ones": TraceProduct(W * Q * W.T, b * b.T, P),
    "operator_jensen": OperatorJensen(H + P, T, P),
    "exponential_tangent": ExponentialTangent(x - Trace(A)),
    "exponential_tangent of a logarithm": ExponentialTangent(log(p / (n + 1))),
    "combination": Combination(((n, Square(x)), (p, WeightedSquare(W, H, R)))),
    "multiple": Multiple(Trace(A) ** 2 + n, Termwise(p), Combination(((p, Square(Trace(A))), (p * n, Square(x**0))))),
    "deep": Combination(((2, Product(CauchySchwarz(a, b, H), TraceBound(A, b, P, H))), (n, Square(Trace(T))))),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_a_certificate_shows_is_nonnegative(name):
    certificate = SOUND[name]
    certificate.verify()
    rng = np.random.default_rng(5)
    values = []
    for sizes in ({d: 1, m: 1}, {d: 2, m: 3}, {d: 3, m: 2}):
        for _ in range(12):
            point = rational_point(free_parameters(certificate.expression), rng, sizes=sizes)
            values.append(evaluate(certificate.expression, point, exact=not certificate.expression.has(exp, log)))
    assert min(values) >= 0
    assert max(values) > 0


def test_a_mean_is_nonnegative():
    certificate = Mean(CauchySchwarz(w, b, H))
    certificate.verify()
    point = rational_point(free_parameters(certificate.expression), np.random.default_rng(6), sizes={d: 2})
    assert certificate.expression == Expectation(CauchySchwarz(w, b, H).expression)
    assert exact_value(certificate.expression, point) > 0


WRONG = {
    "termwise": Termwise(n - 1),
    "termwise of no sign": Termwise(Trace(A)),
    "square of a matrix": Square(A),
    "product with a negative": Product(Square(x), Termwise(-n)),
    "left weight": WeightedSquare(W, T, Q),
    "right weight": WeightedSquare(W, P, -Q),
    "cauchy_schwarz": CauchySchwarz(a, b, A),
    "trace_bound left": TraceBound(W, v, T, Q),
    "trace_product first": TraceProduct(T, P, H),
    "trace_product second": TraceProduct(P, A, H),
    "trace_product weight": TraceProduct(P, H, T),
    "trace_product sizes": TraceProduct(P, Q, H),
    "trace_bound right": TraceBound(W, v, P, Q - R),
    "jensen singular": OperatorJensen(P, T, P),
    "jensen not symmetric": OperatorJensen(H, A, P),
    "jensen weight": OperatorJensen(H, T, T),
    "tangent of a matrix": ExponentialTangent(A),
    "coefficient": Combination(((x, Square(x)),)),
    "part": Combination(((n, Square(x)), (n, Termwise(x)))),
    "multiple by zero": Multiple(Trace(A), Termwise(n - n), Square(Trace(A) * 0)),
    "multiple of another": Multiple(Trace(A), Termwise(p), Square(Trace(A))),
    "multiple by a negative": Multiple(-p, Termwise(-p), Square(p)),
    "multiple of no sign": Multiple(x, Termwise(p), Termwise(p * x)),
    "mean": Mean(Termwise(Trace(w.T * A * w))),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_shown_is_refused(name):
    with pytest.raises(NotCertifiedError):
        WRONG[name].verify()


@pytest.mark.parametrize(
    "name", ["left weight", "cauchy_schwarz", "trace_bound left", "trace_product weight", "jensen not symmetric"]
)
def test_what_is_refused_is_false_somewhere(name):
    certificate = WRONG[name]
    rng = np.random.default_rng(7)
    sizes = {d: 2, m: 2}
    points = (rational_point(free_parameters(certificate.expression), rng, sizes=sizes) for _ in range(200))
    assert min(evaluate(certificate.expression, point, exact=True) for point in points) < 0


def test_where_a_certificate_is_positive():
    strict = WeightedSquare(W, H, R)
    assert strict.vanishes_only_at_zero_of(W)
    assert strict.vanishes_only_at_zero_of(-W)
    assert not strict.vanishes_only_at_zero_of(2 * W)
    assert not WeightedSquare(W, P, R).vanishes_only_at_zero_of(W)
    assert not WeightedSquare(W, H, Q).vanishes_only_at_zero_of(W)
    assert WeightedSquare(W, H, n * R, (n,)).vanishes_only_at_zero_of(W)
    assert not WeightedSquare(W, H, n * R).vanishes_only_at_zero_of(W)
    assert not Square(x).vanishes_only_at_zero_of(W)
    for coefficient, forced in ((p, True), (n, False), (1 + n, True)):
        assert Combination(((coefficient, strict), (1, Square(x)))).vanishes_only_at_zero_of(W) is forced


def test_where_a_semidefinite_matrix_has_to_be_zero():
    """tr(L K) for K ⪰ 0 vanishes only at K = 0 if L ≻ 0; with a V between them it may vanish elsewhere."""
    one = Identity(d)
    assert WeightedSquare(one, H, P).vanishes_only_at_zero_of(P)
    assert not WeightedSquare(one, P, H - H + P).vanishes_only_at_zero_of(P)
    assert not WeightedSquare(A, H, P).vanishes_only_at_zero_of(P)
    assert not WeightedSquare(one, H, P).vanishes_only_at_zero_of(H)


def test_where_a_tangent_touches():
    at_zero, of_log = ExponentialTangent(3 * x), ExponentialTangent(log(p * n + p))
    assert at_zero.vanishes_only_at_zero_of(x)
    assert at_zero.vanishes_only_at_zero_of(-x)
    assert not at_zero.vanishes_only_at_zero_of(x - 1)
    assert not ExponentialTangent(x * n).vanishes_only_at_zero_of(x)
    assert not ExponentialTangent(x**2 - x).vanishes_only_at_zero_of(x)
    assert of_log.vanishes_only_at_zero_of(p - 1 / (n + 1))
    assert not of_log.vanishes_only_at_zero_of(p)
    assert not at_zero.vanishes_only_at_zero_of(W)


def test_requirements_name_what_fails():
    require_nonnegative(n)
    require_nonnegative(n - 1, (n - 1,), strict=True)
    require_semidefinite(P)
    require_semidefinite(H, strict=True)
    with pytest.raises(NotCertifiedError, match=r"x ≥ 0 is not shown by its terms: add a hypothesis"):
        require_nonnegative(x)
    with pytest.raises(NotCertifiedError, match="n > 0"):
        require_nonnegative(n, strict=True)
    with pytest.raises(NotCertifiedError, match="T ⪰ 0"):
        require_semidefinite(T)
    with pytest.raises(NotCertifiedError, match="P ≻ 0"):
        require_semidefinite(P, strict=True)


def test_all_that_a_certificate_is_made_of():
    deep = SOUND["deep"]
    kinds = [type(kind) for kind in kinds_of(deep)]
    assert kinds == [Combination, Product, CauchySchwarz, TraceBound, Square]
    assert all(kind.explanation for kind in kinds_of(deep) if not kind.parts)
    assert "≥ 0" in str(SOUND["square"])
    assert kinds_of(Mean(SOUND["square"])) == (Mean(SOUND["square"]), SOUND["square"])

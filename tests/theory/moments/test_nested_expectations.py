"""What an expectation binds: nestings against enumeration, renamings, and substitutions that must not be captured."""

from random import Random

import numpy as np
import pytest
from sympy import Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from numerics import evaluate
from proofs_checks import verify
from tests.theory.moments.enumeration import (
    PARENTS,
    A,
    B,
    H,
    Mean,
    V,
    a,
    c,
    d,
    enumerated,
    laws,
    matrix_product,
    random_mean,
    stated,
    values_of_parameters,
)
from theory import Equality, Expectation, MatrixNormal, RandomMatrix, UnsupportedExpressionError, equal, inner, quad
from theory.algebra.vocabulary.expectation_node import free_random_symbols

QUICK, LONG = 60, 600
PLAIN = {name: name for name in PARENTS}
RENAMINGS = (
    {"x": "y", "u": "x", "y": "u"},
    {"x": "u", "u": "y", "y": "x"},
    {"x": "k", "u": "z", "y": "b"},
)
ROUNDING = 1e-9
"""Of sums of at most 5⁵ terms, relative to the largest of the two values and 1."""

x, u, y = laws(PLAIN).values()


def points_for(size, rng):
    """Three values for each random symbol, at which a conditional mean is a number."""
    return {"x": rng.integers(-2, 3, (3, size, 1)) / 2, "u": rng.integers(-2, 3, (3, 1, 1)) / 2} | {
        "y": rng.integers(-2, 3, (3, size, 1)) / 2
    }


def check(seed):
    random, rng = Random(seed), np.random.default_rng(seed)
    tree = random_mean(random, depth=random.choice((2, 2, 3)))
    size = random.choice((1, 2))
    parameters, at = values_of_parameters(size, rng), points_for(size, rng)
    expected = np.broadcast_to(enumerated(tree, parameters, at), 3)
    for names in (PLAIN, random.choice(RENAMINGS)):
        symbols_by_name = laws(names)
        node = stated(tree, symbols_by_name)
        closed = node.doit()
        assert free_random_symbols(closed) <= {symbols_by_name[n] for n in tree.given}
        for i, value in enumerate(expected):
            drawn = {symbols_by_name[n]: at[n][i] for n in tree.given}
            found = float(evaluate(closed, {**parameters, **drawn, d: size}))
            assert abs(found - value) <= ROUNDING * max(1, abs(found), abs(value)), (node, closed, found, value)


@pytest.mark.parametrize("block", range(4))
def test_nestings_are_what_enumeration_gives_under_any_names(block):
    for seed in range(block * QUICK // 4, (block + 1) * QUICK // 4):
        check(seed)


@pytest.mark.nightly
def test_many_nestings():
    for seed in range(QUICK, QUICK + LONG):
        check(seed)


def test_the_enumeration_tells_a_captured_symbol_apart():
    """E[aᵀx · E[xᵀAx]] is 0; with the inner x captured it is not, nor is E[xᵀAx E[xᵀAx]] = E[(xᵀAx)²]."""
    rng = np.random.default_rng(0)
    parameters = values_of_parameters(2, rng)
    nested = enumerated(Mean(("*", "xAx", Mean("xAx", ())), ()), parameters, {})
    captured = enumerated(Mean(("*", "xAx", "xAx"), ()), parameters, {})
    assert abs(nested - captured) > 1e-3
    assert float(evaluate(Expectation(quad(x, A) ** 2).doit(), parameters)) == pytest.approx(float(captured))


# -- values ---------------------------------------------------------------------------------------------------------
def test_an_inner_expectation_is_a_constant():
    assert equal(Expectation(inner(a, x) * Expectation(inner(x, x)), [x]).doit(), Trace(H) * inner(a, x))
    assert Expectation(Expectation(inner(a, x) * Expectation(inner(a, x)), [x])).doit() == 0
    assert equal(Expectation(inner(a, x) * Expectation(inner(a, x), [x])), quad(a, H))
    assert equal(Expectation(quad(x, A) * Expectation(quad(x, A))), Trace(A * H) ** 2)
    assert not equal(Expectation(quad(x, A) * Expectation(quad(x, A))), Expectation(quad(x, A) ** 2))


def test_matrices_inside():
    second = Expectation(x * x.T)
    assert equal(Expectation(matrix_product(second, x * x.T)), Trace(H * H))
    assert equal(Expectation(matrix_product(Expectation(y * x.T, [x]), A), []), Trace(B * H * A))


def test_given_what_the_law_of_a_child_refers_to():
    assert equal(Expectation(Expectation(inner(a, y), [x, u]) * inner(c, x)), a.T * B * H * c)
    with pytest.raises(UnsupportedExpressionError, match="condition on"):
        Expectation(inner(a, x), [y])


def test_a_conditional_mean_is_not_the_mean():
    assert not equal(Expectation(quad(x, A), [x]), Expectation(quad(x, A)))
    assert Expectation(quad(x, A), [x]) != Expectation(quad(x, A))
    assert equal(Expectation(quad(x, A), [u]), Expectation(quad(x, A)))  # u tells nothing


# -- substitution ---------------------------------------------------------------------------------------------------
WAYS = (
    lambda node, old, new: node.xreplace({old: new}),
    lambda node, old, new: node.subs(old, new),
    lambda node, old, new: node.replace(old, new),
)
p = MatrixSymbol("p", d, 1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "node",
    [
        Expectation(quad(x, A)),
        1 + Expectation(quad(x, A) * Expectation(quad(x, A))) ** 2,
        Expectation(inner(a, y) * Expectation(inner(y, x), [x])),
        Expectation(x * x.T),
    ],
)
def test_bound_symbols_are_not_reached(way, node):
    for value in (p, 2 * x, y):
        assert way(node, x, value) == node
    assert not node.has(x)
    assert x not in node.free_symbols


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("value", [x, y, B * x, x + y])
def test_what_comes_in_is_not_captured(way, value):
    """E_x[f(x, a)] at a = g(x) is a function of that x: as if it had been fixed before."""
    for seed in range(12):
        node = stated(random_mean(Random(seed), depth=2), {"x": x, "u": u, "y": y})
        fixed = {symbol: MatrixSymbol(f"fixed_{symbol.name}", *symbol.shape) for symbol in (x, y, u)}
        inside = way(node, a, value).doit().xreplace(fixed)
        before = way(node, a, value.xreplace(fixed)).doit().xreplace(fixed)
        assert equal(inside, before)


@pytest.mark.parametrize("way", WAYS)
def test_parameters_of_a_law_change_everywhere(way):
    node = Expectation(inner(a, y) * Expectation(inner(y, x), [x]) + Expectation(quad(x, H)))
    changed = way(node, H, 2 * H)
    other = {x: MatrixNormal("x", ZeroMatrix(d, 1), 2 * H, Identity(1))}
    assert {s.row_covariance for s in changed.integrand.atoms(RandomMatrix) if str(s) == "x"} == {2 * H}
    assert equal(
        changed, Expectation(inner(a, y.xreplace(other)) * inner(B * x + c, x).xreplace(other) + 4 * Trace(H * H))
    )
    assert equal(way(Expectation(quad(x, A), [x]), H, 2 * H), quad(other[x], A))


def test_sizes_and_matrices_are_replaced_in_either_order():
    node, big = Expectation(quad(y, A)), Symbol("m", integer=True, positive=True)
    assert node.subs(d, big).subs(big, d) == node
    assert node.xreplace({H: V}).subs(d, big) == node.subs(d, big).xreplace({H.subs(d, big): V.subs(d, big)})


def test_a_name_that_has_to_change_is_fresh():
    taken = MatrixSymbol("x_1", d, 1)
    node = Expectation(quad(x, A) * inner(taken, x)).xreplace({A: x * x.T})
    assert {str(s) for s in node.integrand.atoms(MatrixSymbol)} == {"x", "x_1", "x_2", "H"}
    assert node.given == (x,)
    assert Expectation(node.integrand, node.given).doit() == node.doit()


@pytest.mark.parametrize("seed", range(40))
def test_nodes_are_rebuilt_from_their_arguments(seed):
    node = stated(random_mean(Random(seed), depth=3), {"x": x, "u": u, "y": y})
    assert node.func(*node.args) == node
    assert Expectation(node.integrand, node.given) == node
    assert node.xreplace({a: p}).xreplace({p: a}) == node


# -- order ----------------------------------------------------------------------------------------------------------
n = Symbol("n", integer=True, positive=True)


def scalar(kind, name):
    return kind(name, ZeroMatrix(1, 1), Identity(1), Identity(1))


@pytest.mark.parametrize(("first", "second"), [("p", "q"), ("q", "p")])
def test_names_do_not_decide_what_is_known_of_a_law(first, second):
    s, z = scalar(RandomMatrix, first), scalar(MatrixNormal, second)
    assert Expectation(Trace(s) ** 2 * Trace(z) ** 4).doit() == 3
    with pytest.raises(UnsupportedExpressionError, match="moment of order 3"):
        Expectation(Trace(s) ** 3 * Trace(z)).doit()  # 0 only if the third moment exists
    child = MatrixNormal(second, s, Identity(1), Identity(1))
    assert Expectation(Trace(child) ** 2).doit() == 2
    with pytest.raises(UnsupportedExpressionError, match="moment of order 4"):
        Expectation(Trace(child) ** 4).doit()


@pytest.mark.parametrize(("first", "second"), [("P", "q"), ("Q", "p")])
def test_names_do_not_decide_whether_an_inverse_is_integrated(first, second):
    X = MatrixNormal(first, ZeroMatrix(n, d), Identity(n), H)
    z = scalar(MatrixNormal, second)
    mixed = Trace(Inverse(X.T * X) * X.T * X * X.T * X) * Trace(z) ** 2
    assert equal(Expectation(mixed), n * Trace(H))
    outside = Trace(Inverse(X.T * X) * A) * Trace(X.T * X) * Trace(z)
    assert Expectation(outside).doit() == 0
    with pytest.raises(UnsupportedExpressionError):
        Expectation(outside * Trace(z)).doit()


def test_many_symbols_in_any_order():
    names = ("p", "q", "r", "s")
    found = set()
    for shift in range(4):
        w, x_, y_, z = (MatrixNormal(names[(i + shift) % 4], ZeroMatrix(d, 1), H, Identity(1)) for i in range(4))
        found.add(Expectation(inner(w, x_) * inner(x_, y_) * inner(y_, z) * inner(z, w)).doit())
    assert found == {Trace(H * H * H * H)} or all(equal(f, Trace(H**4)) for f in found)


def test_symbols_of_one_name_and_two_levels():
    """The outer x is given to the inner expectation, which binds an x of its own inside."""
    deep = Expectation(inner(a, y) * inner(c, x) * Expectation(quad(x, A)), [x, u])
    node = Expectation(deep * inner(a, x))
    assert equal(node, Trace(A * H) * Expectation(inner(a, y) * inner(c, x) * inner(a, x)))
    s, t = symbols("s t", real=True)
    assert node.subs({s: t}) == node


def test_statements_about_what_is_random_are_refused():
    for wrong in (
        Equality(Expectation(quad(x, A), [x]), Expectation(quad(x, A))),
        Equality(Expectation(inner(a, x) * Expectation(inner(x, x)), [x]), 0),
    ):
        with pytest.raises(ValueError, match="x is random and stands outside every Expectation"):
            verify(wrong)


def test_verdicts_on_nestings():
    nested = Expectation(quad(x, A) * Expectation(quad(x, A)))
    assert verify(Equality(nested, Trace(A * H) ** 2)).verdict.name == "PROVED"
    captured = verify(Equality(nested, Expectation(quad(x, A) ** 2)))
    assert captured.verdict.name == "REFUTED"
    assert captured.counterexample is not None
    hidden = 1 / (1 + inner(x, x))
    kept = verify(Equality(Expectation(hidden * Expectation(inner(x, x))), Expectation(hidden * inner(x, x))))
    assert kept.verdict.name != "PROVED"

from fractions import Fraction

import numpy as np
import pytest
from sympy import Identity, MatrixSymbol, Symbol, Trace

from numerics import evaluate, free_parameters, rational_point
from tests.numerics.setting import A, F, H, M, Psi, S, X, beta_star, d, sigma2, w, y
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix

EVERYTHING = free_parameters(Expectation(Trace(y.T * y) * A))


def rng(seed=0):
    return np.random.default_rng(seed)


def determinants(array):
    """Leading principal minors, exactly."""

    def det(m):
        if len(m) == 1:
            return m[0][0]
        return sum((-1) ** j * m[0][j] * det([row[:j] + row[j + 1 :] for row in m[1:]]) for j in range(len(m)))

    rows = array.tolist()
    return [det([row[:k] for row in rows[:k]]) for k in range(1, len(rows) + 1)]


def test_free_parameters_enter_laws_and_shapes():
    assert [s.name for s in EVERYTHING] == ["A", "H", "M", "Psi", "beta_star", "d", "sigma2"]
    assert free_parameters(X) == (H, M, d)
    assert free_parameters(w) == (Psi, beta_star, d)
    assert free_parameters(Identity(M), Trace(A)) == (A, M, d)
    assert free_parameters(Trace(S) - Trace(S)) == ()


def test_a_point_has_a_value_for_every_symbol_and_is_exact():
    point = rational_point(EVERYTHING, rng())
    assert set(point) == set(EVERYTHING)
    assert point[H].shape == (point[d], point[d])
    assert point[beta_star].shape == (point[d], 1)
    assert {point[d], point[M]} <= {2, 3}
    assert all(isinstance(x, Fraction) for s in (H, Psi, A, beta_star) for x in point[s].flat)
    assert isinstance(evaluate(Trace(H * A) / M + sigma2, point), Fraction)


def test_the_same_seed_gives_the_same_point_in_any_order():
    first, second = rational_point(EVERYTHING, rng(7)), rational_point(reversed(EVERYTHING), rng(7))
    assert all(np.array_equal(first[s], second[s]) for s in EVERYTHING)
    other = rational_point(EVERYTHING, rng(8))
    assert any(not np.array_equal(first[s], other[s]) for s in EVERYTHING)


def test_sizes_can_be_fixed_by_symbol_or_name():
    point = rational_point(EVERYTHING, rng(), sizes={d: 1, "M": 5})
    assert (point[d], point[M]) == (1, 5)
    assert point[H].shape == (1, 1)
    drawn = {rational_point([d], rng(seed))[d] for seed in range(20)}
    assert drawn == {2, 3}


def test_fixing_a_size_leaves_the_other_draws_alone():
    free = rational_point(EVERYTHING, rng(3), sizes={d: 2})
    fixed = rational_point(EVERYTHING, rng(3), sizes={d: 2, M: 9})
    assert np.array_equal(free[H], fixed[H])


def test_matrices_keep_their_kind():
    C = SymmetricMatrix("C", d)
    points = [rational_point([H, Psi, C, A], rng(seed)) for seed in range(60)]
    for point in points:
        assert all((point[s] == point[s].T).all() for s in (H, Psi, C))
        assert all(minor > 0 for minor in determinants(point[H]))
        assert all(minor >= 0 for minor in determinants(point[Psi]))
    assert any((p[A] != p[A].T).any() for p in points)
    assert any(determinants(p[C])[-1] < 0 for p in points)
    singular = sum(determinants(p[Psi])[-1] == 0 for p in points)
    assert 0 < singular < 30


def test_scalars_keep_their_assumptions():
    kinds = {name: Symbol(name, **{name: True}) for name in ("positive", "nonnegative", "negative", "real", "nonzero")}
    whole = Symbol("whole", integer=True)
    points = [rational_point([*kinds.values(), whole], rng(seed)) for seed in range(80)]
    drawn = {name: [p[s] for p in points] for name, s in kinds.items()}
    assert min(drawn["positive"]) > 0
    assert min(drawn["nonnegative"]) == 0
    assert max(drawn["negative"]) < 0
    assert min(drawn["real"]) < 0 < max(drawn["real"])
    assert 0 in drawn["real"]
    assert 0 not in drawn["nonzero"]
    assert all(p[whole].denominator == 1 for p in points)
    assert any(x.denominator > 1 for x in drawn["real"])


@pytest.mark.parametrize(
    ("symbols", "sizes", "message"),
    [
        ([X], {}, r"X is a MatrixNormal: draw points for deterministic symbols only"),
        ([A + H], {}, r"is a MatAdd"),
        ([d], {d: 0}, r"the size d is 0: give a whole number of at least 1"),
        ([d], {"d": F(5, 2)}, r"the size d is Fraction\(5, 2\)"),
        ([MatrixSymbol("B", d - 2, d)], {d: 2}, r"B would have shape \(0, 2\)"),
    ],
)
def test_wrong_inputs_are_named(symbols, sizes, message):
    with pytest.raises(ValueError, match=message):
        rational_point(symbols, rng(), sizes=sizes)


def test_mild_matrices_have_smaller_condition_numbers():
    def condition(mild, seed):
        return np.linalg.cond(rational_point([H], rng(seed), sizes={d: 6}, mild=mild)[H].astype(float))

    wild, mild = (np.median([condition(mild, seed) for seed in range(50)]) for mild in (False, True))
    assert mild < wild / 4


def test_the_scale_makes_weights_small_and_leaves_variances():
    weight = Symbol("c", real=True)
    whole, small = (rational_point([H, A, weight, sigma2], rng(3), scale=F(n)) for n in (1, F(1, 8)))
    assert (8 * small[A] == whole[A]).all()
    assert 8 * small[weight] == whole[weight]
    assert (small[H] == whole[H]).all()
    assert small[sigma2] == whole[sigma2]

import numpy as np
import pytest
from sympy import Identity, Matrix, MatrixSymbol, Trace, ZeroMatrix

from numerics import evaluate
from numerics.independent.sampling import draw
from tests.numerics.setting import VALUES, A, F, H, M, Psi, S, X, d, w, with_context, y
from theory.algebra.vocabulary.random_matrices import MatrixNormal

SIZE = 40_000


def rng(seed=0):
    return np.random.default_rng(seed)


def assert_within(samples, expected, standard_errors=5):
    """The mean over the first axis is where it should be, by its own standard error."""
    mean, error = samples.mean(axis=0), samples.std(axis=0) / np.sqrt(len(samples))
    assert (np.abs(mean - np.asarray(expected, dtype=float)) <= standard_errors * error + 1e-12).all()


def test_children_follow_their_parents():
    draws = draw([y], VALUES, SIZE, rng())
    assert [s.name for s in draws] == ["X", "w", "y"]
    assert draws[y].shape == (SIZE, 3, 1)
    assert draws[X].shape == (SIZE, 3, 2)
    noise = draws[y] - draws[X] @ draws[w]
    assert_within(noise**2, np.full((3, 1), 0.5))
    assert_within(noise * draws[y], np.full((3, 1), 0.5))


def test_means_and_covariances():
    draws = draw([X, w], VALUES, SIZE, rng(1))
    h, psi = np.array(VALUES[H], dtype=float), np.array(VALUES[Psi], dtype=float)
    assert_within(draws[X], np.zeros((3, 2)))
    assert_within(draws[X].mT @ draws[X], 3 * h)
    assert_within(draws[X] @ draws[X].mT, 5 * np.eye(3))
    assert_within(draws[w][..., 0], [1, 2 / 3])
    centred = draws[w] - [[1], [2 / 3]]
    assert_within(centred @ centred.mT, psi)
    with pytest.raises(AssertionError):
        assert_within(draws[X].mT @ draws[X], 3 * h + 0.2)


def test_both_covariances_of_a_full_matrix():
    K, L = (MatrixSymbol(name, 2, 2) for name in "KL")
    Z = MatrixNormal("Z", ZeroMatrix(2, 2), K, L)
    values = {K: [[2, 1], [1, 2]], L: [[1, F(1, 2)], [F(1, 2), 3]]}
    Zs = draw([Z], values, SIZE, rng(2))[Z]
    covariance = Zs.reshape(SIZE, 4, 1) * Zs.reshape(SIZE, 1, 4)
    assert_within(covariance, np.kron(values[K], np.array(values[L], dtype=float)))


def test_a_random_covariance_is_drawn_per_sample():
    u = MatrixNormal("u", ZeroMatrix(d, 1), S, Identity(1))
    draws = draw([u], with_context(4), SIZE, rng(3))
    assert_within(draws[u] @ draws[u].mT, VALUES[H])
    s = evaluate(S, {M: 4, X: draws[X]})
    assert_within((draws[u] @ draws[u].mT - s) @ s, np.zeros((2, 2)))


def test_a_random_multiple_of_a_covariance():
    g = MatrixNormal("g", ZeroMatrix(4, 1), Identity(4), Identity(1))
    scale = Trace(g.T * g) / 4
    u = MatrixNormal("u", ZeroMatrix(d, 1), scale * H, Identity(1))
    Z = MatrixNormal("Z", ZeroMatrix(2, d), Identity(2), scale * H)
    draws = draw([u, Z], with_context(4), SIZE, rng(3))
    h = np.array(VALUES[H], dtype=float)
    s = evaluate(scale, {g: draws[g]})[:, None, None]
    assert_within(draws[u] @ draws[u].mT - s * h, np.zeros((2, 2)))
    assert_within((draws[u] @ draws[u].mT - s * h) * s, np.zeros((2, 2)))
    assert_within((draws[Z].mT @ draws[Z] - 2 * s * h) * s, np.zeros((2, 2)))
    negative = MatrixNormal("n", ZeroMatrix(d, 1), (scale - 1000) * H, Identity(1))
    with pytest.raises(ValueError, match="has a negative factor"):
        draw([negative], with_context(4), 3, rng())


def test_the_layout_in_memory_does_not_change_the_law(monkeypatch):
    strides = set()
    for small in (128, 0):
        monkeypatch.setattr("numerics.independent.sampling.ENTRYWISE_PRODUCT", small)
        draws = draw([y], VALUES, SIZE, rng(5))
        strides.add(draws[X].strides)
        assert_within(draws[X].mT @ draws[X], VALUES[M] * np.array(VALUES[H], dtype=float))
        assert_within(draws[y] - draws[X] @ draws[w], np.zeros((VALUES[M], 1)))
        assert_within((draws[y] - draws[X] @ draws[w]) ** 2, np.full((VALUES[M], 1), 0.5))
    assert len(strides) == 2


def test_a_singular_covariance_stays_in_its_range():
    draws = draw([w], VALUES, 100, rng(4))[w]
    # Psi = [[1, 1/2], [1/2, 1/4]] has the kernel (1, -2)
    np.testing.assert_allclose((draws - [[1], [2 / 3]])[:, 0] - 2 * (draws - [[1], [2 / 3]])[:, 1], 0, atol=1e-7)
    assert draws.std() > 0.1


def test_draws_depend_on_the_generator_alone():
    first, same, other = (draw([y], VALUES, 5, rng(seed)) for seed in (1, 1, 2))
    assert all(np.array_equal(first[s], same[s]) for s in first)
    assert not np.array_equal(first[X], other[X])


@pytest.mark.parametrize(
    ("symbols", "values", "message"),
    [
        ([X], {H: np.eye(2)}, r"M has no value"),
        ([X], {H: np.diag([1.0, -1.0]), M: 2}, r"the covariance H has the eigenvalue -1"),
        ([X], {H: [[2.0, 1.0], [1.0, -1.0]], M: 2}, r"the covariance H has the eigenvalue -1\.3"),
        ([X], {H: [[1.0, 1.0], [0.0, 1.0]], M: 2}, r"the covariance H is not symmetric"),
        ([X * A], {H: np.eye(2), M: 2, A: np.eye(2), "X": 1}, r"X is random and has a value"),
    ],
)
def test_wrong_inputs_are_named(symbols, values, message):
    with pytest.raises(ValueError, match=message):
        draw(symbols, values, 3, rng())


def test_concrete_sizes_need_no_symbols():
    Z = MatrixNormal("Z", Matrix([[1, 2]]).as_immutable(), Identity(1), ZeroMatrix(2, 2))
    assert draw([Z], {}, 2, rng())[Z].tolist() == [[[1, 2]], [[1, 2]]]

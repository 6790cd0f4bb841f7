import numpy as np
import pytest

from numerics.independent.small_products import product, through


# whole, in blocks with a remainder, with and without a column, and too wide for blocks
@pytest.mark.parametrize(
    "shape", [(3, 5, 4, 2), (2, 1025, 65, 65), (2, 1000, 65, 1), (2, 65, 1000, 1), (1, 40, 600, 600)]
)
def test_blocks_give_the_whole_product(shape):
    batch, m, k, n = shape
    rng = np.random.default_rng(0)
    left, right = rng.standard_normal((batch, m, k)), rng.standard_normal((batch, k, n))
    wide = np.full((batch, m, n + 2), np.nan)
    found = product(left, right, wide[..., 1:-1])
    np.testing.assert_allclose(found, left @ right, rtol=0, atol=1e-13 * k)
    assert np.isnan(wide[..., [0, -1]]).all()
    assert np.array_equal(wide[..., 1:-1], found)


def test_rows_go_through_one_matrix_after_the_other():
    rng = np.random.default_rng(0)
    rows, A, B = rng.standard_normal((7, 3)), rng.standard_normal((3, 5)), rng.standard_normal((5, 1))
    np.testing.assert_allclose(through(rows, A, B), rows @ A @ B)

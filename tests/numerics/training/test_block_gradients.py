import numpy as np
import pytest

from numerics import Problem
from numerics.training.block_gradients import attention_as_block, block_gradient, random_weights
from numerics.training.prompt_draws import PromptSource
from numerics.values.block_weights import RawWeights, Widths

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.2], [0.2, 0.9]], beta_star=[1, -2], sigma2=0.7, M=6)
WIDTHS = Widths(3, 2, 4)


def prompts(batch=11, seed=0):
    return PromptSource(PROBLEM, np.random.default_rng(seed)).draw(batch)


@pytest.mark.parametrize("perceptron", [True, False])
def test_gradient_is_that_of_finite_differences(perceptron):
    weights = random_weights(2, WIDTHS, 0.7, np.random.default_rng(1), perceptron=perceptron)
    batch, step = prompts(), 1e-5
    _, gradient = block_gradient(weights, batch, perceptron=perceptron)
    for place, (matrix, slope) in enumerate(zip(weights, gradient, strict=True)):
        found = np.zeros_like(matrix)
        for index in np.ndindex(matrix.shape):
            values = []
            for sign in (1, -1):
                moved = matrix.copy()
                moved[index] += sign * step
                changed = weights._replace(**{RawWeights._fields[place]: moved})
                values.append(block_gradient(changed, batch, perceptron=perceptron)[0])
            found[index] = (values[0] - values[1]) / (2 * step)
        expected = np.zeros_like(matrix) if not perceptron and place > 3 else slope
        if perceptron or place < 4:
            np.testing.assert_allclose(found, expected, atol=1e-7)
        else:
            assert not slope.any()  # what is not trained has no gradient, whatever the error would do


def test_prediction_is_that_of_a_forward_pass():
    """The error is that of predictions that another module computes from tokens."""
    from numerics.independent.forward_passes import linear_transformer_block, prediction

    rng = np.random.default_rng(2)
    weights = random_weights(2, WIDTHS, 0.7, rng, perceptron=True)
    X, query, w = rng.standard_normal((5, 6, 2)), rng.standard_normal((5, 2)), rng.standard_normal((5, 2))
    y, label = (X @ w[..., None])[..., 0], rng.standard_normal(5)
    tokens = np.zeros((5, 3, 7))
    tokens[:, :2, :6], tokens[:, 2, :6], tokens[:, :2, 6] = X.mT, y, query
    expected = np.ravel(prediction(linear_transformer_block(tokens, *weights)))
    Z = np.concatenate([X, y[..., None]], axis=-1)
    batch = type(prompts())(Z.mT @ Z / 6, query, label)
    assert block_gradient(weights, batch, perceptron=True)[0] == pytest.approx(np.mean((expected - label) ** 2))


def test_linear_attention_has_the_identity_for_a_perceptron():
    weights = attention_as_block([np.zeros((3, 3))] * 4)
    np.testing.assert_array_equal(weights.W_1.T @ weights.W_2, np.eye(3))

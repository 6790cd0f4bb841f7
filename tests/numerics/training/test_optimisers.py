import numpy as np

from numerics.training.optimisers import OPTIMISERS, Adam, GradientDescent


def minimised(optimiser, rate, steps=400):
    weights = [np.array([3.0, -2.0]), np.array([[1.5]])]
    for _ in range(steps):
        weights = optimiser.step(weights, [2 * w for w in weights], rate)
    return max(float(np.abs(w).max()) for w in weights)


def test_both_minimise_a_square():
    assert minimised(GradientDescent(), 0.1) < 1e-9
    assert minimised(Adam(), 0.05) < 1e-2
    assert set(OPTIMISERS) == {"adam", "sgd"}


def test_first_step_of_adam_is_the_rate_in_the_sign_of_the_gradient():
    moved = Adam().step([np.zeros(3)], [np.array([5.0, -1e-3, 2.0])], 0.1)[0]
    np.testing.assert_allclose(moved, [-0.1, 0.1, -0.1], rtol=1e-4)


def test_adam_is_that_of_its_paper():
    """Three steps written out with the moments as they are defined."""
    gradients = [np.array([1.0]), np.array([-0.5]), np.array([2.0])]
    weights, adam = [np.array([0.3])], Adam()
    for g in gradients:
        weights = adam.step(weights, [g], 0.01)
    w = 0.3
    for steps in (1, 2, 3):
        m = sum(0.1 * 0.9 ** (steps - 1 - i) * g[0] for i, g in enumerate(gradients[:steps]))
        v = sum(0.001 * 0.999 ** (steps - 1 - i) * g[0] ** 2 for i, g in enumerate(gradients[:steps]))
        w -= 0.01 * (m / (1 - 0.9**steps)) / ((v / (1 - 0.999**steps)) ** 0.5 + 1e-8)
    np.testing.assert_allclose(weights[0], w)

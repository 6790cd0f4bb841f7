from sympy import Trace, ZeroMatrix

from theory import equal, gradient
from theory.algebra.vocabulary.scalars import inner
from theory.core.substitution import replaced
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    N,
    U,
    c,
    examples,
    flow_derivative_of,
    loss_gradient,
    loss_of_coefficient,
    merged_attention,
    merged_prediction,
    merged_weights,
    squared_loss,
    v,
    without_off_diagonal_blocks,
)

WEIGHTS = without_off_diagonal_blocks()
LOSS = squared_loss(merged_prediction(WEIGHTS))


def test_gradients_by_definition_are_those_of_the_loss():
    for variable in (U, c):
        assert equal(loss_gradient(variable, WEIGHTS), gradient(LOSS, variable))


def test_the_flow_goes_down():
    for quantity, variable in ((inner(U, U), U), (c**2, c)):
        slope = gradient(LOSS, variable)
        product = inner(2 * U, slope) if variable == U else 2 * c * slope
        assert equal(flow_derivative_of(quantity, (U, c), WEIGHTS), -product)


def test_the_loss_depends_on_the_product_of_the_weights():
    assert equal(LOSS, loss_of_coefficient(c * U.T))


def test_the_query_attends_to_itself():
    x, no_examples = examples.x, {examples.X: ZeroMatrix(*examples.X.shape), examples.y: ZeroMatrix(*examples.y.shape)}
    prediction = replaced(merged_prediction(merged_weights(), examples), no_examples)
    assert equal(prediction, Trace(v.T * x) * Trace(x.T * U * x) / N)
    assert merged_attention(merged_weights(), examples).shape == (d + 1, N + 1)

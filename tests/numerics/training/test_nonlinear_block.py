import numpy as np
import pytest

from numerics import Problem, closed_forms
from numerics.training.attention_on_prompts import attention_predictions
from numerics.training.nonlinear_block import NonlinearBlock, as_linear_block
from numerics.training.prompt_laws import law_of

PROMPTS = law_of(Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=1.0, M=5)).draw(
    30, np.random.default_rng(0)
)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"attention": "sofmax"}, "attention is 'sofmax': give one of softmax, relu, linear"),
        ({"heads": 0}, "heads is 0"),
        ({"layers": 1.0}, "layers is 1.0"),
    ],
)
def test_what_is_no_network_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        NonlinearBlock(**{"d": 2, "attention": "relu", "layers": 1, "heads": 1, **wrong})


@pytest.mark.parametrize(("layers", "heads"), [(1, 1), (2, 3)])
def test_weights_are_counted(layers, heads):
    network = NonlinearBlock(d=2, attention="softmax", layers=layers, heads=heads)
    assert network.parameters == sum(a.size for a in network.start(np.random.default_rng(0)).values())


def by_hand(network, weights, tokens):
    """Token by token, as the module's text has it."""
    Z = tokens.astype(np.float64)
    for i in range(network.layers):
        added = Z.copy()
        for h in range(network.heads):
            K, V = weights[f"{i}.keys"][h], weights[f"{i}.values"][h]
            for t, z in enumerate(Z):
                s = np.array([z @ K @ c for c in Z[:-1]])
                a = {"softmax": np.exp(s) / np.exp(s).sum(), "relu": np.maximum(s, 0) / len(s), "linear": s / len(s)}
                added[t] += sum(w * (c @ V) for w, c in zip(a[network.attention], Z[:-1], strict=True))
        Z = added
    return float((Z[-1] @ weights["first"] @ weights["second"]).item())


@pytest.mark.parametrize("attention", ["softmax", "relu", "linear"])
@pytest.mark.parametrize(("layers", "heads"), [(1, 1), (1, 2), (2, 2)])
def test_predictions_are_those_token_by_token(attention, layers, heads):
    pytest.importorskip("torch")
    from numerics.training.network_training import predictions
    from numerics.training.torch_border import leaves

    network = NonlinearBlock(d=2, attention=attention, layers=layers, heads=heads)
    weights = network.start(np.random.default_rng(5))
    tokens, _ = PROMPTS.tokens()
    expected = [by_hand(network, weights, tokens[i]) for i in range(4)]
    assert np.allclose(predictions(network, leaves(weights), PROMPTS, 1.0)[:4], expected, rtol=1e-3, atol=1e-3)


def test_linear_attention_is_the_block_of_the_theorems():
    pytest.importorskip("torch")
    from numerics.training.network_training import predictions
    from numerics.training.torch_border import leaves

    network = NonlinearBlock(d=2, attention="linear", layers=1, heads=1)
    weights = network.start(np.random.default_rng(5))
    said = predictions(network, leaves(weights), PROMPTS, 1.0)
    assert np.allclose(said, attention_predictions(as_linear_block(weights), PROMPTS), rtol=1e-4, atol=1e-4)


def test_its_exact_excess_is_at_least_the_minimum():
    problem = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=1.0, M=5)
    from numerics.transformer.block_risk import BlockRisk

    network = NonlinearBlock(d=2, attention="linear", layers=1, heads=1)
    for seed in range(20):
        weights = as_linear_block(network.start(np.random.default_rng(seed)))
        assert BlockRisk(problem).excess(weights) > closed_forms.minimal_excess(problem)

import numpy as np
import pytest

from numerics import Problem
from numerics.training.gpt2 import GPT2, READ_OUT
from numerics.training.prompt_laws import law_of

SMALL = {"d": 2, "M": 4, "layers": 2, "width": 8, "heads": 2, "mlp": True}
PROMPTS = law_of(Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=1.0, M=4)).draw(
    6, np.random.default_rng(0)
)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"width": 9}, "a width of 9 is not shared by 2 heads"), ({"layers": 0}, "layers is 0"), ({"M": -1}, "M is -1")],
)
def test_what_is_no_network_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        GPT2(**{**SMALL, **wrong})


@pytest.mark.parametrize("mlp", [True, False])
def test_weights_are_counted_and_the_mlp_has_two_thirds_of_a_block(mlp):
    network = GPT2(**{**SMALL, "mlp": mlp})
    start = network.start(np.random.default_rng(0))
    assert network.parameters == sum(a.size for a in start.values())
    assert start.keys() >= READ_OUT
    assert any("up" in name for name in start) is mlp


def by_hand(network, weights, tokens):
    """In NumPy, head by head."""

    def norm(h, gain):
        return gain[0] * (h - h.mean(-1, keepdims=True)) / np.sqrt(h.var(-1, keepdims=True) + 1e-5) + gain[1]

    def affine(h, name):
        return h @ weights[f"{name}.weight"] + weights[f"{name}.bias"]

    h = affine(tokens.astype(np.float64), "embed") + weights["positions"]
    size = network.width // network.heads
    for i in range(network.layers):
        q, k, v = np.split(affine(norm(h, weights[f"{i}.norm"]), f"{i}.joint"), 3, axis=-1)
        mixed = np.empty_like(q)
        for part in (slice(j * size, (j + 1) * size) for j in range(network.heads)):
            s = np.exp(q[:, part] @ k[:, part].T / np.sqrt(size))
            mixed[:, part] = s / s.sum(-1, keepdims=True) @ v[:, part]
        h = h + affine(mixed, f"{i}.out")
        if network.mlp:
            a = affine(norm(h, weights[f"{i}.mlp.norm"]), f"{i}.up")
            h = h + affine(a * (1 + np.tanh(np.sqrt(2 / np.pi) * (a + 0.044715 * a**3))) / 2, f"{i}.down")
    return float(affine(norm(h[-1], weights["last.norm"]), "read").item())


@pytest.mark.parametrize("mlp", [True, False])
def test_predictions_are_those_by_hand(mlp):
    pytest.importorskip("torch")
    from numerics.training.network_training import predictions
    from numerics.training.torch_border import leaves

    network = GPT2(**{**SMALL, "mlp": mlp})
    rng = np.random.default_rng(3)
    weights = {name: a + 0.3 * rng.standard_normal(a.shape) for name, a in network.start(rng).items()}
    tokens, _ = PROMPTS.tokens()
    expected = [by_hand(network, weights, t) for t in tokens]
    assert np.allclose(predictions(network, leaves(weights), PROMPTS, 1.0), expected, rtol=1e-3, atol=1e-4)


def test_every_token_sees_every_other():
    """Without a causal mask, and without positions, the order of the examples changes nothing."""
    pytest.importorskip("torch")
    from numerics.training.network_training import predictions
    from numerics.training.torch_border import leaves

    network = GPT2(**SMALL)
    weights = network.start(np.random.default_rng(3))
    weights["positions"] *= 0
    turned = PROMPTS._replace(inputs=PROMPTS.inputs[:, [3, 0, 1, 2, 4]], labels=PROMPTS.labels[:, [3, 0, 1, 2, 4]])
    said = [predictions(network, leaves(weights), prompts, 1.0) for prompts in (PROMPTS, turned)]
    assert np.allclose(*said, atol=1e-6)

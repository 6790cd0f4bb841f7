import math

import numpy as np
import pytest

from numerics import Problem
from numerics.training.network_training import NetworkTraining, predictions, share_of_rate, train_network
from numerics.training.nonlinear_block import NonlinearBlock
from numerics.training.prompt_laws import law_of

PROBLEM = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=1.0, M=5)
LAW = law_of(PROBLEM)
NETWORK = NonlinearBlock(d=2, attention="linear", layers=1, heads=1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"batch": 0}, "batch is 0"),
        ({"steps": 0}, "steps is 0"),
        ({"rate": -1.0}, "rate is -1.0"),
        ({"rate": math.inf}, "rate is inf"),
        ({"looks": 20}, "20 looks at 10 steps"),
    ],
)
def test_training_that_cannot_work_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        NetworkTraining(**{"steps": 10, "batch": 4, "rate": 1e-2, **wrong})


def test_the_rate_rises_and_falls():
    shares = [share_of_rate(step, 200) for step in range(200)]
    assert shares[0] == pytest.approx(0.1)
    assert max(shares) == shares[9] == 1
    assert shares[10:] == sorted(shares[10:], reverse=True)
    assert shares[-1] == pytest.approx(0.01, abs=1e-3)
    assert share_of_rate(0, 1) == 1


def test_without_torch_it_is_refused_before_anything_is_drawn(monkeypatch):
    from numerics.training import torch_border

    monkeypatch.setattr(torch_border, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match="torch is missing"):
        train_network(NETWORK, LAW, NetworkTraining(steps=10, batch=4, rate=1e-2), 0, lambda weights: 0.0)


def test_the_same_seed_gives_the_same_weights_and_frozen_ones_stay():
    pytest.importorskip("torch")
    training = NetworkTraining(steps=20, batch=8, rate=1e-2, looks=4, frozen=frozenset({"second"}))
    runs = [train_network(NETWORK, LAW, training, seed, lambda weights: 1.0) for seed in (0, 0, 1)]
    assert all((runs[0].weights[name] == runs[1].weights[name]).all() for name in runs[0].weights)
    assert (runs[0].weights["first"] != runs[2].weights["first"]).any()
    assert runs[0].steps == (5, 10, 15, 20)
    start = NETWORK.start(np.random.default_rng(np.random.SeedSequence(0).spawn(2)[0]))
    assert np.allclose(runs[0].weights["second"], start["second"])
    assert not np.allclose(runs[0].weights["first"], start["first"])


def test_a_frozen_weight_that_is_none_is_named():
    pytest.importorskip("torch")
    training = NetworkTraining(steps=20, batch=8, rate=1e-2, looks=4, frozen=frozenset({"third"}))
    with pytest.raises(ValueError, match="third is no weight of the network, which has"):
        train_network(NETWORK, LAW, training, 0, lambda weights: 1.0)


def test_a_run_that_diverges_says_when():
    pytest.importorskip("torch")
    run = train_network(NETWORK, LAW, NetworkTraining(steps=50, batch=8, rate=1e30), 0, lambda weights: 1.0)
    assert run.diverged is not None
    assert run.diverged < 50


def test_predictions_are_in_the_units_of_the_labels():
    pytest.importorskip("torch")
    from numerics.training.torch_border import leaves

    prompts = LAW.draw(7, np.random.default_rng(0))
    weights = leaves(NETWORK.start(np.random.default_rng(0)))
    one, three = (predictions(NETWORK, weights, prompts, unit) for unit in (1.0, 3.0))
    assert one.shape == (7,)
    assert one.dtype == np.float64
    assert not np.allclose(one, three)

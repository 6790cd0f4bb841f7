import numpy as np
import pytest

from numerics import Problem, closed_forms
from numerics.training.label_units import in_first_unit
from numerics.training.network_training import NetworkTraining
from numerics.training.nonlinear_block import NonlinearBlock, as_linear_block
from numerics.training.prompt_by_prompt import differences, train_and_compare
from numerics.training.prompt_laws import law_of
from numerics.training.reference_predictors import one_step
from numerics.transformer.block_risk import BlockRisk

PROBLEM = Problem(H=np.eye(2), Psi=np.eye(2), beta_star=np.ones(2), sigma2=1.0, M=5)
LAW = law_of(PROBLEM)
BEST = closed_forms.optimal_weights(PROBLEM)
NETWORK = NonlinearBlock(d=2, attention="linear", layers=1, heads=1)


def step(prompts, factor=1.0):
    return one_step(prompts, BEST.beta[:, 0], factor * BEST.Gamma)


def compared(rate, seed=0, steps=400):
    training = NetworkTraining(steps=steps, batch=64, rate=rate, looks=4)
    return train_and_compare(NETWORK, LAW, training, seed, {"gd": step}, prompts=20_000, look_prompts=2000)


def test_the_difference_is_that_of_the_exact_risks():
    pytest.importorskip("torch")
    run = compared(1e-2)
    weights = in_first_unit(as_linear_block(run.weights), LAW.unit())
    exact = BlockRisk(PROBLEM).excess(weights) - closed_forms.minimal_excess(PROBLEM)
    found = run.differences["gd"]
    assert abs(found.mean - exact) < 4 * found.standard_error
    assert 0 < exact < 0.1  # trained
    assert len(run.looks["gd"]) == len(run.steps) == 4


def test_a_worse_predictor_to_compare_with_is_seen():
    pytest.importorskip("torch")
    weights = compared(1e-2).weights
    prompts = LAW.draw(20_000, np.random.default_rng(9))
    right, wrong = (
        differences(NETWORK, weights, prompts, LAW.unit(), {"gd": lambda p, f=f: step(p, f)})["gd"] for f in (1.0, 1.5)
    )
    assert wrong.mean < -4 * wrong.standard_error
    assert abs(right.mean) < 0.1


def test_a_run_that_diverged_has_no_differences():
    pytest.importorskip("torch")
    run = compared(1e30)
    assert run.diverged is not None
    assert run.differences == {}

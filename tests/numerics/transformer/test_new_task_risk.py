"""The risk of trained attention on a new task, against prompts of laws that are not Gaussian or not linear."""

from fractions import Fraction

import numpy as np
import pytest

from numerics import compare, evaluate
from numerics.independent.running_moments import RunningMoments
from tests.numerics.transformer.pair_laws import (
    enumerated_risk,
    finite_law,
    gaussian_linear,
    quadratic_target,
    sampled_risk,
    student_linear,
)
from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.papers.trained_transformers.prediction_risk_on_new_task import THEOREM

RISK = THEOREM.unfold().rhs
INVERSE = THEOREM.unfolded(PREDICTOR)

LAMBDA = np.array([[1.0, 0.3], [0.3, 0.5]])
W = np.array([0.7, -1.2])
F = Fraction

POINTS = ((F(1), F(0)), (F(0), F(1)), (F(1), F(1)), (F(-2), F(1)))
CATEGORIES = (POINTS, (F(1), F(-1), F(3), F(1, 2)), (F(1, 4), F(1, 4), F(1, 3), F(1, 6)))

LAWS = {
    "Gaussian linear with noise": gaussian_linear(LAMBDA, W, 0.4),
    "Student inputs, 12 degrees": student_linear(LAMBDA, W, 0.4, 12),
    "Student inputs, 30 degrees": student_linear(LAMBDA, W, 0.0, 30),
    "quadratic target": quadratic_target(LAMBDA, W, np.array([[0.3, 0.1], [0.1, -0.2]])),
    "categorical input": finite_law(*CATEGORIES),
}


def estimate(law, N, M, prompts, seed):
    moments = RunningMoments()
    rng = np.random.default_rng(seed)
    for _ in range(max(1, prompts // 20_000)):
        moments.add(sampled_risk(law, N, M, min(prompts, 20_000), rng))
    return moments.estimate()


def closed_form(law, N, M):
    values = {
        name: np.asarray(v).astype(float) if name not in ("N", "M") else v for name, v in law.values(N, M).items()
    }
    return evaluate(RISK, {**values, "nu": float(law.nu)})


@pytest.mark.parametrize("name", LAWS)
def test_the_moments_of_the_laws(name):
    law = LAWS[name]
    x, y = law.sample(400_000, 1, np.random.default_rng(1))
    x, y = x[:, 0], y[:, 0]
    products = x * y
    found = (x.T @ x / len(x), np.linalg.solve(law.Lambda.astype(float), products.mean(0)), np.cov(products.T))
    for observed, exact in zip(found, (law.Lambda, law.a, law.Sigma), strict=True):
        assert np.linalg.norm(observed - exact.astype(float)) < 0.03 * np.linalg.norm(exact.astype(float))
    assert np.mean((y[:, 0] - x @ law.a.astype(float)) ** 2) == pytest.approx(float(law.nu), rel=0.02)


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize(("N", "M"), [(1, 3), (6, 2)])
def test_prompts_of_every_law_have_the_claimed_risk(name, N, M):
    law = LAWS[name]
    comparison = compare(closed_form(law, N, M), estimate(law, N, M, 120_000, seed=7))
    assert comparison.agrees, comparison
    assert comparison.detectable < 0.1


def test_a_wrong_length_would_have_been_seen():
    law = LAWS["Student inputs, 12 degrees"]
    assert not compare(closed_form(law, 2, 6), estimate(law, 6, 2, 120_000, seed=7)).agrees


@pytest.mark.parametrize(("N", "M"), [(1, 1), (1, 2), (3, 2), (2, 3), (5, 4)])
def test_a_finite_law_has_the_claimed_risk_exactly(N, M):
    law = finite_law(*CATEGORIES)
    values = law.values(N, M)
    V = evaluate(INVERSE, {"Lambda": law.Lambda, "N": N}, exact=True)
    assert isinstance(values["nu"], Fraction)
    assert enumerated_risk(*CATEGORIES, V, M) == evaluate(RISK, values, exact=True)


@pytest.mark.parametrize(("N", "M"), [(2, 1), (4, 3)])
def test_exactly_in_one_dimension_too(N, M):
    pairs = (((F(1),), (F(-2),), (F(1, 2),)), (F(3), F(1), F(-1)), (F(1, 2), F(1, 4), F(1, 4)))
    law = finite_law(*pairs)
    V = evaluate(INVERSE, {"Lambda": law.Lambda, "N": N}, exact=True)
    assert enumerated_risk(*pairs, V, M) == evaluate(RISK, law.values(N, M), exact=True)


@pytest.mark.nightly
def test_larger_settings():
    rng = np.random.default_rng(3)
    compared = 0
    for d in (3, 5):
        factor = rng.standard_normal((d, d))
        Lambda = factor @ factor.T / d + 0.1 * np.eye(d)
        w, B = rng.standard_normal(d), rng.standard_normal((d, d))
        laws = [
            gaussian_linear(Lambda, w, 1.0),
            student_linear(Lambda, w, 0.5, 14),
            quadratic_target(Lambda, w, (B + B.T) / (4 * d)),
            finite_law(rng.standard_normal((3 * d, d)), rng.standard_normal(3 * d), np.full(3 * d, 1 / (3 * d))),
        ]
        for law in laws:
            for N, M in ((4, 4), (20, 10), (3, 40)):
                comparison = compare(closed_form(law, N, M), estimate(law, N, M, 400_000, seed=d))
                assert comparison.agrees, comparison
                compared += 1
    print(f"risks on new tasks: {compared} laws and lengths, 400,000 prompts each")

import numpy as np
import pytest

from numerics import Problem
from numerics.independent.heads_on_prompts import heads_of, risk_of_heads_on_prompts
from numerics.searches.many_heads_minimum import packed, unpacked
from numerics.transformer.block_risk import BlockRisk
from numerics.transformer.many_heads_risk import Heads, ManyHeadsRisk
from numerics.values.block_weights import EffectiveWeights

PROBLEM = Problem(H=np.eye(3), Psi=np.diag([1.0, 0.5, 0.0]), beta_star=[0.3, -1.0, 0.5], sigma2=0.7, M=5)
CORRELATED = Problem(
    H=[[2.0, 0.6, 0.0], [0.6, 1.0, -0.3], [0.0, -0.3, 0.5]],
    Psi=np.diag([1.0, 0.5, 0.0]),
    beta_star=[0.3, -1.0, 0.5],
    sigma2=0.7,
    M=5,
)
PROBLEMS = pytest.mark.parametrize("problem", [PROBLEM, CORRELATED], ids=["white inputs", "correlated inputs"])
STEP = 1e-6


def random_heads(number, seed, d=3):
    rng = np.random.default_rng(seed)
    return Heads(*(0.5 * rng.standard_normal((number, *shape)) for shape in ((d, d), (d,), (d,), ())))


@PROBLEMS
@pytest.mark.parametrize("number", [1, 2, 4])
def test_the_gradient_is_that_of_finite_differences(problem, number):
    risk, x = ManyHeadsRisk(problem), packed(random_heads(number, number))
    gradient = packed(risk.excess_and_gradient(unpacked(x, number, 3))[1])

    def value(point):
        return risk.excess_and_gradient(unpacked(point, number, 3))[0]

    differences = [(value(x + STEP * e) - value(x - STEP * e)) / (2 * STEP) for e in np.eye(len(x))]
    # the third derivative times the square of the step, and rounding over the step, are some 1e-9
    np.testing.assert_allclose(gradient, differences, atol=1e-6 * np.abs(gradient).max())


@PROBLEMS
def test_one_head_has_the_risk_of_a_block_without_its_perceptron(problem):
    A, k, a, v = (part[0] for part in random_heads(1, 3))
    beta = problem.beta_star
    k, a = k[:, None], a[:, None]
    weights = EffectiveWeights(np.zeros((3, 1)), A - k @ beta.T, k, a - v * beta, v)
    one = Heads(A[None], k.T, a.T, v[None])
    np.testing.assert_allclose(ManyHeadsRisk(problem).excess_and_gradient(one)[0], BlockRisk(problem).excess(weights))


def test_heads_are_not_added_up_risk_by_risk():
    risk, (A, k, a, v) = ManyHeadsRisk(PROBLEM), random_heads(2, 4)
    both = risk.excess_and_gradient(Heads(A, k, a, v))[0]
    alone = sum(
        risk.excess_and_gradient(Heads(A[i : i + 1], k[i : i + 1], a[i : i + 1], v[i : i + 1]))[0] for i in (0, 1)
    )
    assert abs(both - alone) > 0.1


@PROBLEMS
def test_the_exact_risk_is_that_of_literal_prompts(problem):
    heads = random_heads(3, 5)
    exact = ManyHeadsRisk(problem).excess_and_gradient(heads)[0] + problem.sigma2
    found = risk_of_heads_on_prompts(problem, heads_of(*heads, problem.beta_star), prompts=200_000, seed=1)
    assert found.standard_error < 0.02 * exact
    assert abs(found.mean - exact) < 4 * found.standard_error

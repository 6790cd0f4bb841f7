import numpy as np
import pytest

from numerics.closed_forms import minimal_excess, optimal_block
from numerics.searches.block_minimum import StopKind, minimise_block, raw_objective
from numerics.searches.descent import hessian, stop_at
from numerics.searches.rank_one_steps import rank_one_steps
from numerics.transformer.best_readout import BestReadout
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import Widths, effective_weights, pack
from numerics.values.problem import Problem
from tests.numerics.problems import random_problem
from tests.numerics.searches.judgments import is_local_minimum, minima_predict_alike, undercut

SPIKED = Problem(H=np.diag([2.0, 1.0]), Psi=np.diag([1.0, 0.1]), beta_star=[1, -1], sigma2=0.5, M=10)
EVEN = Problem(H=np.eye(2), Psi=np.diag([1.0, 0.9]), beta_star=[1, -1], sigma2=0.1, M=10)


@pytest.fixture(scope="module")
def spiked():
    return minimise_block(SPIKED, starts=50, seed=0, widths=Widths(2, 1, 1))


def test_the_best_block_has_the_excess_of_the_best_step(spiked):
    assert spiked.reached
    assert not undercut(spiked)
    assert spiked.infimum == minimal_excess(SPIKED)


def test_optimal_blocks_predict_like_the_optimal_step(spiked):
    assert spiked.kinds[StopKind.GLOBAL] >= 10
    assert minima_predict_alike(spiked)
    assert max(r.disagreement for r in spiked.runs if r.disagreement is not None) < 1e-6


def test_other_stops_are_rank_one_steps(spiked):
    step = rank_one_steps(SPIKED)[0]
    assert is_local_minimum(step)
    stuck = [run for run in spiked.runs if run.kind is StopKind.LOCAL]
    assert len(stuck) >= 10
    for run in stuck:
        assert run.excess == pytest.approx(step.excess, rel=1e-9)
        weights = effective_weights(run.weights)
        assert abs(weights.v_0) < 1e-4 * np.linalg.norm(weights.v_1)
    assert spiked.kinds[StopKind.UNDECIDED] == 0


def test_where_it_is_a_saddle_descent_passes_by():
    assert not is_local_minimum(rank_one_steps(EVEN)[0])
    found = minimise_block(EVEN, starts=8, seed=1)
    assert found.kinds[StopKind.LOCAL] == 0
    assert found.reached


@pytest.mark.parametrize("widths", [Widths(2, 2, 2), Widths(3, 4, 2)])
def test_any_widths(widths):
    found = minimise_block(SPIKED, starts=3, seed=4, widths=widths)
    assert [w.shape for w in found.runs[0].weights] == [(w, 3) for w in widths for _ in range(2)]
    assert not undercut(found)
    assert minima_predict_alike(found)


def test_the_hessian_at_the_optimum_is_nonnegative():
    raw = optimal_block(SPIKED)
    objective, shapes = raw_objective(SPIKED, Widths(2, 1, 1))
    assert [w.shape for w in raw] == shapes
    stop = stop_at(objective, pack(raw))
    assert stop.gradient_norm < 1e-12
    assert stop.curvatures[0] > -1e-12 * stop.curvatures[-1]


def test_no_unique_optimum_is_refused():
    with pytest.raises(ValueError, match="labels vary"):
        minimise_block(Problem(H=1, Psi=0, beta_star=1, sigma2=0, M=2), starts=1, seed=0)


@pytest.mark.parametrize("seed", range(6))
def test_rank_one_steps_are_stationary(seed):
    problem = random_problem(np.random.default_rng(seed), d=3)
    risk = BlockRisk(problem)
    steps = rank_one_steps(problem)
    assert len(steps) == 3
    for step in steps:
        value, gradient = risk.excess_and_gradient(step.weights)
        assert value == pytest.approx(step.excess)
        assert np.abs(pack(gradient)).max() < 1e-10 * risk.signal


@pytest.mark.parametrize("seed", range(6))
def test_the_curvature_across_a_rank_one_step(seed):
    problem = random_problem(np.random.default_rng(seed), d=3, M=4)
    readout = BestReadout(problem, perceptron=True)
    for step in rank_one_steps(problem):
        direction = np.append(step.weights.v_1[:, 0], 0.0)
        curvatures = hessian(readout.excess_and_gradient, direction)
        assert -curvatures[-1, -1] / 2 == pytest.approx(step.crossing, rel=1e-8)
        assert np.abs(curvatures[-1, :-1]).max() < 1e-8 * abs(curvatures).max()
        assert is_local_minimum(step) == (np.linalg.eigvalsh(curvatures)[0] > -1e-8 * abs(curvatures).max())


@pytest.mark.nightly
def test_fifty_starts_on_each_of_twenty_problems():
    total = dict.fromkeys(StopKind, 0)
    worst = 0.0
    for i in range(20):
        problem = random_problem(np.random.default_rng(i), d=1 + i % 3)
        found = minimise_block(problem, starts=50, seed=i)
        for kind, count in found.kinds.items():
            total[kind] += count
        assert found.reached
        assert not undercut(found)
        assert minima_predict_alike(found)
        worst = max(worst, *(r.disagreement for r in found.runs if r.disagreement is not None))
        step = rank_one_steps(problem)[0]
        for run in found.runs:
            if run.kind is StopKind.LOCAL:
                assert is_local_minimum(step)
                assert run.excess == pytest.approx(step.excess, rel=1e-6)
    print(f"\n20 problems, 50 starts each: {', '.join(f'{n} {kind}' for kind, n in total.items())}")
    print(f"largest disagreement of a global minimum with the optimal step: {worst:.1e} of the labels")
    assert total[StopKind.UNDECIDED] == 0

from fractions import Fraction

import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import minimal_excess, optimal_weights
from numerics.transformer.block_risk import BlockRisk
from numerics.transformer.trained_flow import PopulationLoss, Weights
from numerics.values.block_weights import EffectiveWeights
from proofs_checks.experiment_parts.floor import PointBelowFloor
from proofs_checks.experimenting import recomputed_point as module
from proofs_checks.experimenting.recomputed_point import PointStatus, recomputed_point

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.2], [0.2, 0.9]], beta_star=[1, -2], sigma2=0.7, M=6)
AT = optimal_weights(PROBLEM)
OPTIMAL = {"u": AT.beta, "P": AT.Gamma, "k": np.zeros((2, 1)), "v_1": -AT.beta, "v_0": 1.0}
FLOOR = float(minimal_excess(PROBLEM))


def at(slug, values):
    return recomputed_point(PointBelowFloor(slug, values, "here", FLOOR - 1e-15, FLOOR))


def spare(found):
    return float(found.says.split("with ")[1].split(" to spare")[0])


def test_rounding_is_told_from_a_refutation():
    found = at("optimal_block_is_one_step_gd", {**PROBLEM.values(), **OPTIMAL})
    assert found.status is PointStatus.HOLDS
    assert 0 <= spare(found) < 1e-25
    assert Fraction(found.point["u"][0][0]) == Fraction(float(AT.beta[0, 0]))


def test_slack_is_that_of_the_exact_risk():
    rng = np.random.default_rng(0)
    u, k, v_1 = rng.standard_normal((3, 2, 1))
    weights = EffectiveWeights(u, rng.standard_normal((2, 2)), k, v_1, np.float64(0.3))
    found = at("optimal_block_is_one_step_gd", {**PROBLEM.values(), **weights._asdict()})
    assert spare(found) == pytest.approx(float(BlockRisk(PROBLEM).excess(weights)) - FLOOR, rel=5e-3)
    lsa = weights._replace(u=0 * u)
    found = at("attention_gap_lower_bound", {**PROBLEM.values(), **lsa._asdict()})
    bound = float((PROBLEM.beta_star.T @ PROBLEM.H @ PROBLEM.beta_star).item()) / 7
    assert spare(found) == pytest.approx(float(BlockRisk(PROBLEM).excess(lsa)) - FLOOR - bound, rel=5e-3)


def test_slack_of_merged_attention_is_that_of_the_exact_loss():
    Lambda, N = np.diag([1.0, 0.5]), 3
    W = Weights(*np.random.default_rng(1).standard_normal((2, 3, 3)))
    zero = {"A_11": np.zeros((2, 2)), "a_12": np.zeros((2, 1)), "b_12": np.zeros((2, 1)), "b_22": 0}
    values = {"U": W.W_KQ[:2, :2], "k": W.W_KQ[2:, :2].T, "v": W.W_PV[2:, :2].T, "c": W.W_PV[2, 2]}
    found = at("attention_minimum_over_all_weights", {"Lambda": Lambda, "N": N, "d": 2, **zero, **values})
    gamma = (1 + 1 / N) * np.diag(Lambda) + 1.5 / N
    minimum = float((np.diag(Lambda) - np.diag(Lambda) ** 2 / gamma).sum()) / 2
    assert spare(found) == pytest.approx(PopulationLoss(Lambda, N)(W) - minimum, rel=5e-3)


def test_a_claim_that_fails_is_refuted_by_two_evaluators(monkeypatch):
    """A false minimum, 1 % above the true one: planted where claims are read."""
    true = module.claims_of

    def false(stated):
        from dataclasses import replace

        return tuple(replace(c, left=c.left * 101 / 100) if c.relation == "≤" else c for c in true(stated))

    small = Problem(H=[[1]], Psi=[[1]], beta_star=[1], sigma2=1, M=2)
    best = optimal_weights(small)
    values = {"u": best.beta, "P": best.Gamma, "k": np.zeros((1, 1)), "v_1": -best.beta, "v_0": 1.0}
    assert at("optimal_block_is_one_step_gd", {**small.values(), **values}).status is PointStatus.HOLDS
    monkeypatch.setattr(module, "claims_of", false)
    found = at("optimal_block_is_one_step_gd", {**small.values(), **values})
    assert found.status is PointStatus.REFUTED
    assert "by two evaluators" in found.says


def test_a_point_that_a_theorem_does_not_speak_of_is_open():
    broken = {**PROBLEM.values(), **OPTIMAL, "Psi": np.zeros((2, 2)), "sigma2": 0.0}
    assert at("optimal_block_is_one_step_gd", broken).status is PointStatus.OPEN


def test_values_that_decide_nothing_are_refused():
    with pytest.raises(ValueError, match=r"claims no inequality that H, .* decide"):
        at("optimal_block_is_one_step_gd", PROBLEM.values())

from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.illustrations import claimed_and_observed, effective_dimension, flow_curves, gap_curves
from proofs_checks.illustrations.catalogue import illustrations_of
from proofs_checks.illustrations.example import EXAMPLE, power_law, with_dimension, with_signal
from theory.registry import theorem

OWN = power_law(3, 4)


def curves(illustration, panel=0):
    return {curve.label: np.array(curve.y) for curve in illustration.panels[panel].curves}


def test_claimed_and_observed(monkeypatch):
    monkeypatch.setattr(claimed_and_observed, "FIGURE_SAMPLES", 2000)
    for name, values in (("SWEEP_DIMENSIONS", (1, 2)), ("SWEEP_LENGTHS", (1, 4)), ("SWEEP_NORMS", (0.0, 1.0))):
        monkeypatch.setattr(claimed_and_observed, name, values)
    found = claimed_and_observed.draw(OWN, seed=0)
    assert [panel.x for panel in found.panels] == ["d", "M", "‖β*‖"]
    for panel in found.panels:
        claimed, observed = panel.curves[:2]
        at = [list(claimed.x).index(x) for x in observed.x]
        # two standard errors are drawn, and four points are compared at once
        assert np.all(np.abs(np.array(claimed.y)[at] - observed.y) < 2.5 * np.array(observed.error))


def test_the_gap_is_between_its_bounds(monkeypatch):
    monkeypatch.setattr(gap_curves, "GAP_LENGTHS", (1, 8))
    monkeypatch.setattr(gap_curves, "GAP_STARTS", 4)
    found = curves(gap_curves.draw(OWN, seed=0))
    assert np.all(found["lower bound"] <= found["gap, found numerically"])
    assert np.all(
        found["gap, found numerically"] <= np.minimum(found["upper bound"], found["upper bound that vanishes"])
    )


def test_trajectories_are_below_their_envelopes(monkeypatch):
    monkeypatch.setattr(flow_curves, "FLOW_STARTS", (1.0,))
    found = flow_curves.draw(OWN, seed=0)
    for panel in range(2):
        drawn = curves(found, panel)
        assert np.all(drawn["start 1"] <= drawn["envelope 1"] * (1 + 1e-6))
        assert len(drawn["start 1"]) <= flow_curves.CURVE_POINTS


def test_the_excess_is_between_its_bounds():
    drawn = curves(effective_dimension.draw(EXAMPLE, seed=0), 1)
    assert np.all(drawn["lower bound"] <= drawn["minimal excess"])
    assert np.all(drawn["minimal excess"] <= drawn["upper bound"])


def test_only_what_a_run_is_about_is_drawn():
    assert list(illustrations_of({"second_moment_of_sample_covariance"})) == []
    assert [i.name for i in illustrations_of({"excess_is_effective_dimension"})] == ["effective-dimension"]


@pytest.mark.parametrize(
    "module", [claimed_and_observed, gap_curves, flow_curves, effective_dimension], ids=lambda m: m.__name__
)
def test_each_is_about_theorems_that_exist(module):
    assert [theorem(slug).slug for slug in module.ABOUT] == list(module.ABOUT)


def test_a_picture_that_a_problem_does_not_allow_is_left_out_with_the_reason():
    constant = replace(OWN, Psi=np.zeros((3, 3)), sigma2=0.0)
    reasons = []
    assert list(illustrations_of({"attention_gap_lower_bound"}, constant, on_failure=reasons.append)) == []
    assert len(reasons) == 1


def test_relatives_of_a_problem():
    assert with_dimension(EXAMPLE, 16).d == 16
    assert np.array_equal(with_dimension(OWN, 2).H, OWN.H[:2, :2])
    assert np.linalg.norm(with_signal(replace(OWN, beta_star=np.zeros(3)), 2.0).beta_star) == pytest.approx(2)

"""Each quantity is what the audit, a closed form or a theorem says of the same problem."""

import numpy as np
import pytest

from numerics.closed_forms import flow_rates
from numerics.evaluation.walk import evaluate
from proofs_checks.auditing.figures import ProblemFigures
from proofs_checks.sweeping.computing import compute_point
from proofs_checks.sweeping.points import SweepPoints
from proofs_checks.sweeping.quantities import CATALOGUE, quantity_named
from proofs_checks.sweeping.specification import specification
from theory.registry import theorem

SPEC = specification(
    {
        "quantities": ["minimal_excess"],
        "axes": {"d": 2, "M": [6, 12], "signal_to_noise": 0.5, "beta_norm": 2.0, "alignment": 0.3},
        "spectra": {"H": {"power_law": 1.0}, "Psi": {"spikes": [3.0]}},
    }
)
POINT = SweepPoints(SPEC, "").at(0)


@pytest.fixture(scope="module")
def found():
    return compute_point(POINT, tuple(CATALOGUE.values()))


def test_every_quantity_of_the_catalogue_is_a_number_in_its_order(found):
    assert (found.reasons, found.faults) == ({}, ())
    numbers = {name: values[0] for name, values in found.values.items()}
    assert numbers.keys() == CATALOGUE.keys()
    assert all(np.isfinite(found.values[name]).all() for name in CATALOGUE)
    assert numbers["gap_lower_bound"] <= numbers["linear_attention_gap"] <= numbers["gap_upper_bound"]
    assert numbers["bayes_lower_bound"] <= numbers["bayes_excess"] <= numbers["minimal_excess"]
    assert 1 <= numbers["observed_factor"] <= numbers["certified_factor"]
    assert numbers["linear_attention_infimum"] == pytest.approx(
        numbers["minimal_excess"] + numbers["linear_attention_gap"], rel=1e-14
    )
    low, high = found.values["bayes_excess"][1:]
    assert low < numbers["bayes_excess"] < high


def test_they_are_the_figures_of_the_audit(found):
    figures = ProblemFigures(POINT.problem(), POINT.seed).all()
    assert found.values["bayes_excess"][0] == figures["excess"]["bayes"].value
    assert found.values["linear_attention_infimum"][0] == figures["excess"]["linear_attention"].value
    assert found.values["effective_dimension"][0] == figures["effective_dimension"].value


def test_rates_and_the_shared_signal_are_those_of_the_closed_forms(found):
    problem, rates = POINT.problem(), flow_rates(POINT.problem())
    assert [found.values[f"rate_{name}"][0] for name in "qpC"] == [float(x) for x in rates]
    assert found.values["shared_signal"][0] == pytest.approx(
        (problem.beta_star.T @ problem.H @ problem.beta_star).item()
    )


def test_closed_forms_of_theorems_and_their_verdicts():
    names = ("optimal_one_step_gd.value", "bayes_risk_lower_bound.lhs", "second_moment_of_sample_covariance.verdict")
    record = compute_point(POINT, tuple(map(quantity_named, names)))
    assert record.reasons == {}
    stated = theorem("bayes_risk_lower_bound").unfold()
    assert record.values[names[1]][0] == pytest.approx(float(evaluate(stated.lhs, POINT.problem())), rel=1e-12)
    minimum = compute_point(POINT, (CATALOGUE["minimal_excess"],)).values["minimal_excess"]
    assert record.values[names[0]] == pytest.approx(minimum, rel=1e-13)
    verdict = quantity_named(names[2])
    assert verdict.flags[record.values[names[2]][0]] == "CONFIRMED"


def test_a_long_prompt_takes_no_digits_from_a_stated_form():
    """As a trace the value is a difference of numbers 10¹² times as large."""
    spec = specification(
        {"quantities": ["minimal_excess"], "axes": {"d": 2, "M": [10**12, 10**13], "signal_to_noise": 0.5}}
    )
    point = SweepPoints(spec, "").at(0)
    record = compute_point(point, tuple(map(quantity_named, ("minimal_excess", "optimal_one_step_gd.value"))))
    by_sum, by_trace = (record.values[name][0] for name in ("minimal_excess", "optimal_one_step_gd.value"))
    assert by_trace == pytest.approx(by_sum, rel=1e-12)

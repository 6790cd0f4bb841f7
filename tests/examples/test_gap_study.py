"""The study's data are what the code computes, on a share of fifty points, and its findings are those of the data."""

import sys
from pathlib import Path

import numpy as np
import pytest

from proofs_checks.sweeping.computing import compute_point
from proofs_checks.sweeping.points import SweepPoints
from proofs_checks.sweeping.specification import specification

FOLDER = Path(__file__).parents[2] / "examples" / "gap_study"
SHARE = 50


@pytest.fixture(scope="module")
def study():
    sys.path.insert(0, str(FOLDER))
    try:
        import findings
        import study
    finally:
        sys.path.remove(str(FOLDER))
    return study, findings


@pytest.mark.long
def test_fifty_of_its_points_are_found_again(study):
    kept = study[0].columns()
    spec = specification(FOLDER / "study.toml")
    points = SweepPoints(spec, "")
    assert spec.size == len(kept["d"]) == 3072
    other_minima = []
    for index in np.linspace(0, spec.size - 1, SHARE).astype(int):
        point = points.at(int(index))
        for name, value in points.coordinates(int(index)).items():
            assert kept[name][index] == pytest.approx(value, rel=1e-6)
        record = compute_point(point, spec.quantities)
        assert record.reasons == {}
        for quantity in spec.quantities:
            # seven digits are kept; descents end within 1e-9 of tr(HΨ) + ‖β*‖²_H
            slack = 2e-9 * (kept["signal_to_noise"][index] + kept["shared_signal"][index])
            found = dict(zip(quantity.parts, record.values[quantity.name], strict=True))
            for part, value in found.items():
                if part == "linear_attention_gap" and abs(kept[part][index] - value) > 2e-6 * value + slack:
                    # the rows were found from other random starts, and six of them may miss the least of the minima
                    other_minima.append(kept[part][index] / value)
                    continue
                assert kept[part][index] == pytest.approx(value, rel=2e-6, abs=slack), (index, part)
    assert len(other_minima) <= 2
    assert all(0.98 < ratio < 1.02 for ratio in other_minima), other_minima


def test_the_findings_are_those_of_the_data(study):
    data = study[0].columns()
    assert (FOLDER / "findings.md").read_text(encoding="utf-8") == study[1].text(data, study[0].derived(data))


def test_the_gap_is_between_every_bound_that_is_a_theorem(study):
    data = study[0].columns()
    of = study[0].derived(data)
    assert (of["gap"] >= 1 - 1e-6).all()
    for bound in (of["upper"], of["strong"]):
        assert (of["gap"] <= bound * (1 + 1e-5)).all()
    assert (data["observed_factor"] <= data["certified_factor"]).all()


def test_the_weak_signal_limit_is_the_gap_of_a_weak_signal(study):
    """At ‖β*‖ = 1e-3, by another way than the study's: the minimum itself."""
    from numerics.designs.constructed_problems import constructed_problem
    from numerics.designs.designed_spectra import Spectrum
    from numerics.searches.attention_minimum import minimise_linear_attention

    spectra = {"H": Spectrum(power_law=1.0), "Psi": Spectrum(power_law=0.5)}
    problem = constructed_problem(d=3, M=6, **spectra, signal_to_noise=2.0, beta_norm=1e-3, alignment=0.5)
    row = {
        "d": 3,
        "M": 6,
        "signal_to_noise": 2.0,
        "beta_norm": 1e-3,
        "alignment": 0.5,
        "H_power_law": 1.0,
        "Psi_power_law": 0.5,
    }
    found = minimise_linear_attention(problem, 6, 0).gap / (problem.beta_star.T @ problem.H @ problem.beta_star).item()
    assert study[0].first_order({n: np.array([float(v)]) for n, v in row.items()}, 0) == pytest.approx(found, rel=1e-3)

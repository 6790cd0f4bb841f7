"""What a sweep may ask for, and one line for what it may not."""

import re

import pytest

from numerics.designs.designed_spectra import Spectrum
from proofs_checks.sweeping.points import SweepPoints
from proofs_checks.sweeping.specification import specification
from tests.proofs_checks.sweeping.toy_sweeps import QUICK

TEXT = """
quantities = ["minimal_excess", "gap_lower_bound"]
[axes]                      # every combination
d = [2, 4]
M = [64, 4, 16]
signal_to_noise = 0.5
beta_norm = [0.0, 1.0]
[spectra]
H = { file = "h.txt" }
Psi = { power_law = [0.0, 1.0] }
"""


def changed(**parts):
    """QUICK with other parts; None takes one away."""
    given = {**QUICK, **{k: v for k, v in parts.items() if k in {"quantities", "spectra", "design", "seed", "axis"}}}
    given["axes"] = {k: v for k, v in {**QUICK["axes"], **parts.get("axes", {})}.items() if v is not None}
    return given


def test_a_file_is_read_with_what_it_names_beside_it(tmp_path):
    (tmp_path / "h.txt").write_text("4 3 2 1")
    path = tmp_path / "spec.toml"
    path.write_text(TEXT)
    spec = specification(path)
    assert spec.shape == (2, 3, 2, 2)
    assert [axis.name for axis in spec.axes] == ["d", "M", "beta_norm", "Psi_power_law"]
    assert spec.axes[1].values == (4, 16, 64)
    assert spec.fixed["H"] == Spectrum(values=(4, 3, 2, 1))
    points = list(SweepPoints(spec, ""))
    assert len({point.key for point in points}) == 24
    problem = points[-1].problem()
    assert (problem.d, problem.M) == (4, 64)
    assert problem.H.diagonal().tolist() == [4, 3, 2, 1]


def test_a_design_fills_the_box_and_is_whole_where_sizes_are():
    spec = specification(changed(axes={"d": [1, 8], "M": [1, 1000]}, design={"samples": 64}))
    columns = SweepPoints(spec, "").columns
    assert spec.shape == (64,)
    assert spec.design.logarithmic == {"d", "M", "signal_to_noise"}
    assert {*columns["d"]} == {*range(1, 9)}
    assert all(isinstance(M, int) for M in columns["M"])
    # evenly in the logarithm: half of them are below the root of 1000
    assert 28 <= sum(M < 31.6 for M in columns["M"]) <= 36


def test_a_key_depends_on_the_problem_the_seed_and_the_code_alone():
    def keys(about="", **parts):
        return {point.key for point in SweepPoints(specification(changed(**parts)), about)}

    assert keys() < keys(axes={"M": [4, 16, 64, 256]})
    assert keys() == keys(quantities=["minimal_excess"])
    assert not keys() & keys(seed=1)
    assert not keys() & keys(about="other code")
    assert not keys() & keys(spectra={"H": {"power_law": 1.0}})
    assert not keys() & keys(axes={"beta_norm": 2.0})


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"axes": {"M": [4]}}, "the axis M has the one value 4: write M = 4 for what stays"),
        ({"axes": {"M": [4, 4.0]}}, "the axis M has the one value 4"),
        ({"axes": {"M": []}}, "the axis M has the one value nothing"),
        ({"axes": {"d": 2, "M": 4, "signal_to_noise": 1.0}}, "nothing varies"),
        ({"axes": {"M": None}}, "[axes] lacks M"),
        ({"axes": {"M": [4, 4.5]}}, "M is 4.5: give a whole number"),
        ({"axes": {"M": [0, 4]}}, "M is 0: give a whole number of at least 1"),
        ({"axes": {"M": [4, True]}}, "M is True"),
        ({"axes": {"M": "many"}}, "M is 'many'"),
        ({"axes": {"d": [2, 5000]}}, "d = 5000 is more than a sweep goes to"),
        ({"axes": {"sigma2": [0.0, 1.0]}}, "sigma2 is 0.0: give a number above 0"),
        ({"axes": {"alignment": [0.0, 2.0]}}, "alignment is 2.0"),
        ({"axes": {"beta_norm": [float("nan"), 1.0]}}, "beta_norm is nan"),
        ({"axes": {"signal_to_nois": 1.0}}, "'signal_to_nois' (is it what 'signal_to_noise' was meant for?)"),
        ({"axes": {"beta_norm": list(range(4000)), "M": list(range(1, 3000))}}, "points are more than 10,000,000"),
        ({"quantities": ["minimal_exces"]}, "'minimal_exces' (is it what 'minimal_excess' was meant for?)"),
        ({"quantities": ["optimal_one_step_gd.rhs"]}, "is a Minimum and has no rhs: it has value"),
        ({"quantities": ["optimal_one_step.value"]}, "optimal_one_step"),
        ({"quantities": ["risk_of_one_step_gd.rhs"]}, "depends on Gamma, beta, which a problem does not have"),
        ({"quantities": ["risk_of_one_step_gd.lhs"]}, "is an expectation that is not computed"),
        ({"quantities": []}, "quantities is []"),
        ({"quantities": "minimal_excess"}, "quantities is 'minimal_excess': give a list"),
        ({"spectra": {"H": {"values": [1.0, 0.0]}}}, "H: the spectrum of H has the eigenvalue 0"),
        ({"spectra": {"H": {"spikes": [-1.0]}}}, "H: the spectrum spikes holds -1"),
        ({"spectra": {"Psi": {"file": "absent"}}}, "Psi: absent cannot be read"),
        ({"spectra": {"Psi": {"power_low": 1}}}, "'power_low' (is it what 'power_law' was meant for?)"),
        ({"spectra": {"Psi": 3}}, "Psi: the spectrum is 3"),
        ({"spectra": {"Psi": [{"power_law": 1.0}]}}, "Psi: a list of one spectrum is no axis"),
        ({"spectra": {"G": {}}}, "[spectra] has no 'G'"),
        ({"design": {}}, "samples is None"),
        ({"design": {"samples": 0}}, "samples is 0"),
        ({"design": {"samples": 5, "sampler": "sobl"}}, "'sobl' (is it what 'sobol' was meant for?)"),
        ({"design": {"samples": 5, "logarithmic": ["m"]}}, "logarithmic has no 'm'"),
        ({"design": {"samples": 5, "logarithmic": ["beta_norm"]}, "axes": {"beta_norm": [0.0, 1.0]}}, "begins at 0"),
        ({"design": 5}, "design is 5: give a table"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(parts, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        specification(changed(**parts))
    assert "\n" not in str(caught.value)


def test_unknown_keys_and_other_files_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"a sweep has no 'axs' \(is it what 'axes' was meant for\?\)"):
        specification({**QUICK, "axs": {}})
    with pytest.raises(ValueError, match=r"described in a \.toml file"):
        specification(tmp_path / "spec.yaml")
    with pytest.raises(ValueError, match="cannot be read"):
        specification(tmp_path / "absent.toml")
    (tmp_path / "broken.toml").write_text("quantities = [")
    with pytest.raises(ValueError, match=r"broken\.toml cannot be read"):
        specification(tmp_path / "broken.toml")


def test_the_seed_of_a_point_depends_on_no_code():
    spec = specification(QUICK)
    seeds = [[point.seed for point in SweepPoints(spec, about)] for about in ("", "other code")]
    assert seeds[0] == seeds[1]
    assert len({*seeds[0]}) == spec.size
    assert seeds[0] != [point.seed for point in SweepPoints(specification(changed(seed=1)), "")]

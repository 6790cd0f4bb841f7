"""The problem at a point has the ratio, the norm and the angle that the point says."""

import numpy as np
import pytest

from numerics.designs.constructed_problems import constructed_problem
from numerics.designs.designed_spectra import Spectrum

FLAT = Spectrum(power_law=0.0)
GIVEN = {"d": 3, "M": 5, "H": Spectrum(power_law=1.0), "Psi": Spectrum(spikes=(4.0,))}


def test_ratio_norm_and_angle_are_what_was_asked_for():
    problem = constructed_problem(**GIVEN, signal_to_noise=0.7, sigma2=2.0, beta_norm=3.0, alignment=0.6)
    assert np.trace(problem.H @ problem.Psi) / 2 == pytest.approx(0.7)
    assert np.linalg.norm(problem.beta_star) == pytest.approx(3)
    assert problem.beta_star[0, 0] / 3 == pytest.approx(0.6)
    assert problem.beta_star[1] == problem.beta_star[2]
    assert np.diag(problem.Psi)[0] / np.diag(problem.Psi)[1] == pytest.approx(4)
    assert (problem.M, problem.sigma2) == (5, 2)


def test_no_signal_is_no_psi_and_no_angle_is_the_same_in_all_directions():
    problem = constructed_problem(**GIVEN, signal_to_noise=0.0, beta_norm=1.0)
    assert not problem.Psi.any()
    assert np.unique(problem.beta_star).size == 1
    alone = constructed_problem(d=1, M=1, H=FLAT, Psi=FLAT, signal_to_noise=1.0, beta_norm=2.0, alignment=0.1)
    assert alone.beta_star.item() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sigma2": 0.0}, "sigma2 is 0"),
        ({"signal_to_noise": -1.0}, "signal_to_noise is -1"),
        ({"beta_norm": float("inf")}, "beta_norm is inf"),
        ({"alignment": 1.5}, "alignment is 1.5"),
        ({"H": Spectrum(values=(1.0, 1.0, 0.0))}, "H has the eigenvalue 0"),
        ({"Psi": Spectrum(values=(0.0, 0.0, 0.0))}, "Psi has only zeros"),
    ],
)
def test_what_no_problem_has_is_refused(changed, said):
    with pytest.raises(ValueError, match=said):
        constructed_problem(**{**GIVEN, "signal_to_noise": 1.0, "beta_norm": 1.0, **changed})

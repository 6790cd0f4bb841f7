import numpy as np
import pytest

from numerics.independent.flow_integration import gradient_flow

CURVATURE = np.diag([1.0, 30.0, 1e4])
AT = np.array([1.0, -2.0, 0.5])


def slope(point):
    return CURVATURE @ (point - AT)


@pytest.mark.parametrize("hessian", [None, lambda point: CURVATURE])
def test_a_stiff_quadratic_comes_to_rest_at_its_minimum(hessian):
    end = gradient_flow(slope, np.zeros(3), hessian=hessian)
    assert end.at_rest
    assert np.linalg.norm(end.point - AT) < 1e-10
    assert end.evaluations < 5000


def test_a_start_at_rest_stays():
    end = gradient_flow(slope, AT)
    assert (end.time, end.at_rest) == (0.0, True)


def test_the_horizon_is_reported():
    end = gradient_flow(slope, np.zeros(3), horizon=0.1)
    assert not end.at_rest
    assert end.time == pytest.approx(0.1)
    assert end.point[0] == pytest.approx(1 - np.exp(-0.1), rel=1e-9)


def test_a_flow_that_runs_away_is_named():
    with pytest.raises(ValueError, match="could not be followed"):
        gradient_flow(lambda point: -(point**3), np.ones(1))

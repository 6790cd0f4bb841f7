import numpy as np
import pytest

from numerics import Problem
from numerics.closed_forms import minimal_excess
from numerics.training.label_units import in_first_unit, in_unit, label_unit, risk_of_zero
from numerics.transformer.block_risk import BlockRisk
from numerics.values.block_weights import EffectiveWeights

PROBLEM = Problem(H=[[2, 0.5], [0.5, 1]], Psi=[[1, 0.2], [0.2, 0.9]], beta_star=[3, -2], sigma2=0.7, M=6)


def test_labels_in_their_own_unit_have_size_one():
    unit = label_unit(PROBLEM)
    scaled = in_unit(PROBLEM, unit)
    assert risk_of_zero(scaled) + scaled.sigma2 == pytest.approx(1)
    assert unit**2 * float(minimal_excess(scaled)) == pytest.approx(float(minimal_excess(PROBLEM)))


def test_weights_in_the_first_unit_have_the_same_excess():
    rng, unit = np.random.default_rng(0), 3.7
    u, k, v_1 = rng.standard_normal((3, 2, 1))
    weights = EffectiveWeights(u, rng.standard_normal((2, 2)), k, v_1, np.float64(0.6))
    scaled = float(BlockRisk(in_unit(PROBLEM, unit)).excess(weights))
    assert float(BlockRisk(PROBLEM).excess(in_first_unit(weights, unit))) == pytest.approx(unit**2 * scaled)

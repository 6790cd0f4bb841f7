"""What is taken away has mean 0, explains what it can, and leaves the mean of what it is taken from."""

import numpy as np
import pytest
from sympy import Trace

from numerics import compare, exact_value
from numerics.independent.drawing_scheme import SINGLE_DRAWS, DrawingScheme
from numerics.independent.laws import VIOLATING_LAWS
from numerics.independent.noise_controls import controls, fitted
from numerics.independent.sampled_integrand import SampledIntegrand
from numerics.tolerances.repeated_draws import MOST_CONTROLS
from tests.numerics.independent.test_crossing import FLOATS, GIVEN, LOSS, REPEATS
from tests.numerics.setting import A, S, with_context
from theory import Expectation

SIZE = 40_000


def noise(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def test_controls_have_mean_0_in_single_draws_and_in_groups():
    noises = {"X": noise(1, SIZE, 3, 2), "w": noise(4, SIZE, 2, 1, seed=1)}
    for known in (controls(noises)[:, 0], controls(noises, (0,))):
        assert known.shape == (8, SIZE)  # of w two entries and three products, of X three products
        assert (np.abs(known.mean(axis=1)) < 5 * known.std(axis=1) / np.sqrt(SIZE)).all()


def test_of_what_has_too_many_the_sum_of_squares_is_left():
    wide = noise(SIZE, 20, 12)
    known = controls({"X": wide, "w": noise(SIZE, 2, 1, seed=1)})
    assert len(known) == 6 <= MOST_CONTROLS
    assert np.allclose(known[-1], (wide**2).sum(axis=(-2, -1)) - 240)


def test_without_noise_there_are_none():
    assert controls({}).shape == (0, 1)


def test_what_is_a_combination_of_controls_is_explained():
    known = controls({"w": noise(SIZE, 2, 1)})
    values = np.stack([3 + known[0] - 2 * known[4], known[2]], axis=1)
    assert fitted(known, values) == pytest.approx(np.array([[1, 0], [0, 0], [0, 1], [0, 0], [-2, 0]]), abs=1e-6)


def test_noise_that_never_varies_leaves_the_coefficients_defined():
    known = np.zeros((3, SIZE))
    assert np.isfinite(fitted(known, noise(SIZE, 1))).all()


@pytest.mark.parametrize("repeats", [{}, REPEATS])
def test_any_coefficients_leave_the_mean(repeats):
    sampled = SampledIntegrand(Expectation(LOSS), FLOATS)
    found = sampled.best_scheme(np.random.default_rng(5)).coefficients
    exact = float(exact_value(Expectation(LOSS), GIVEN))
    for coefficients in (found, 0.3 * found, -found):
        scheme = DrawingScheme(repeats, coefficients)
        assert compare(exact, sampled.moments(20_000, np.random.default_rng(1), scheme).estimate()).agrees


def test_what_is_linear_in_the_products_hardly_varies_and_an_error_shows():
    values = {str(s): np.asarray(v, dtype=float) if np.ndim(v) else v for s, v in with_context(6).items()}
    values = {name: value for name, value in values.items() if name in ("H", "A", "M")}
    sampled = SampledIntegrand(Expectation(Trace(A * S)), values)
    scheme = sampled.best_scheme(np.random.default_rng(0))
    estimate = sampled.moments(4_096, np.random.default_rng(1), scheme).estimate()
    exact = float(np.trace(values["A"] @ values["H"]))
    assert estimate.standard_error < 1e-6 * abs(exact)
    assert compare(exact, estimate).agrees
    assert not compare(exact * (1 + 1e-4), estimate).agrees
    single = sampled.moments(4_096, np.random.default_rng(1), SINGLE_DRAWS).estimate()
    assert estimate.rms == pytest.approx(single.rms, rel=0.05)
    assert estimate.deviation == pytest.approx(single.deviation, rel=0.1)


def test_nothing_is_known_of_noise_of_another_law():
    law = VIOLATING_LAWS["bounded entries (Rademacher)"]
    assert SampledIntegrand(Expectation(LOSS), FLOATS, law).best_scheme(np.random.default_rng(0)).coefficients is None

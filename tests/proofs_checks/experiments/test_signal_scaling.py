from dataclasses import replace

import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experiments.signal_scaling import AXES, EXPERIMENT
from tests.proofs_checks.experiments.planted_results import planted

FULL = replace(
    EXPERIMENT.full, lengths=(4, 8, 16), sizes=(2, 3, 5), signals=(1.0, 3.0, 9.0), ranges=(4, 40, 2, 8, 0.5, 5)
)


def results(bend=0.0, off=1.0, noise=0.0):
    """What training would find whose share is that of the infimum, times x to the power ``bend``."""
    from numerics.closed_forms import minimal_excess

    found = {}
    for axis, values in FULL._points.items():
        for value in values:
            problem = FULL._problem(axis, value)
            shared = value if axis == "signal" else FULL.signal
            share = FULL._share(axis, value, "infimum") * value**bend * off
            base = float(minimal_excess(problem))
            found[f"{axis}-{value:g}"] = [
                {"excess": base + shared * share * value ** (noise * (-1) ** seed)} for seed in range(6)
            ]
    return planted(**found)


def test_the_same_exponents_are_yes_and_others_no():
    assert FULL.judge(results()).word is Word.YES
    assert FULL.judge(results(off=1.3)).word is Word.YES  # a factor is no exponent
    assert FULL.judge(results(bend=0.2)).word is Word.NO
    assert FULL.judge(results(noise=0.1)).word is Word.UNDECIDED


def test_a_share_below_0_has_no_exponent():
    assert FULL.judge(results(off=-1.0)).word is Word.UNDECIDED


def test_exponents_of_bounds_are_those_of_their_formulas():
    """The lower bound is 1/(M+1) of the signal, whatever else there is."""
    lower = FULL._over_range("m", "lower")
    assert -1 < lower.value < -0.8
    assert FULL._over_range("d", "lower").value == pytest.approx(0, abs=1e-9)
    assert FULL._over_range("signal", "upper").value == pytest.approx(0, abs=1e-6)


def test_bounds_hold():
    for axis in AXES:
        for x in FULL._grid(axis):
            shares = {name: FULL._share(axis, x, name) for name in ("lower", "infimum", "upper", "vanishing")}
            assert shares["lower"] <= shares["infimum"] <= min(shares["upper"], shares["vanishing"])


def test_a_short_run_has_what_judging_and_drawing_need():
    assert len(FULL.table(results()).rows) == 9
    assert len(FULL.pictures(results())[0].panels) == len(AXES)


def test_a_run_ends_at_the_infimum():
    """Not where it began: the excess that is kept is that of the last step."""
    from numerics.closed_forms import minimal_excess

    problem = FULL._problem("d", 2)
    infimum = float(minimal_excess(problem)) + FULL._share("d", 2, "infimum") * FULL.signal
    first, last = (replace(FULL, steps=steps, batch=32).run_seed("d-2", 0)["excess"] for steps in (1, 1500))
    assert infimum < last < 1.3 * infimum
    assert first > 2 * infimum


@pytest.mark.parametrize(
    "change", [{"batch": 0}, {"lengths": (4,)}, {"signals": (1.0, -2.0)}, {"ranges": (1.0,)}, {"sigma2": 0.0}]
)
def test_settings_that_cannot_work_are_refused(change):
    with pytest.raises(ValueError, match="is "):
        replace(FULL, **change)

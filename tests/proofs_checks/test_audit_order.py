"""What the audit prints is in the order in which theorems put it, at any context length and noise."""

import numpy as np
import pytest

from numerics import Problem, evaluate
from numerics.tolerances.float_tolerances import RELATIVE_ERROR
from proofs_checks import audit
from proofs_checks.auditing import figures
from proofs_checks.report.audit_rows import number
from tests.numerics.accuracy_grid import groups
from theory import theorem

SLACK = 1 + 10 * RELATIVE_ERROR
LARGEST = 2**63 - 1


def require_order(problem):
    report = audit(problem)
    excess = {name: figure.value for name, figure in report.excess.items()}
    where = f"{problem}, {excess}"
    optimum, bayes, attention = (excess[name] for name in ("one_step_gd", "bayes", "linear_attention"))
    if optimum is None:
        assert problem.sigma2 == 0
        return report
    low, high = report.gap_lower_bound.value, report.gap_upper_bound.value
    assert 0 <= low <= high * SLACK, where
    from_zero = excess["zero_initialised_gd"]
    if from_zero is None:
        # its theorem supposes noise or a shared signal
        assert problem.sigma2 == 0, where
        assert not problem.beta_star.any(), where
    else:
        assert optimum <= from_zero * SLACK, where
    if bayes is None:
        assert problem.sigma2 == 0
    else:
        assert 0 <= report.bayes_lower_bound.value <= bayes * SLACK, where
        assert bayes <= optimum * SLACK, where
        interval = report.excess["bayes"]
        assert interval.low <= bayes <= interval.high <= optimum * SLACK, where
    if attention is None:
        assert "between" in report.excess["linear_attention"].reason
    else:
        assert optimum + low <= attention * SLACK, where
        assert attention <= (optimum + high) * SLACK, where
        share = report.irreducible_share.value
        assert attention == 0 if share is None else 0 <= share <= 1, where
    if report.observed_factor.value is not None:
        assert report.observed_factor.value * SLACK >= 1, where
        assert report.observed_factor.value <= report.certified_factor.value * SLACK, where
    return report


@pytest.mark.parametrize("M", [1, 10**13, LARGEST])
@pytest.mark.parametrize("sigma2", [1e-30, 1.0, 1e30])
def test_nothing_beats_bayes_at_the_example(M, sigma2):
    report = require_order(Problem(H=[[2, 1], [1, 2]], Psi=np.eye(2), beta_star=[1, 0.5], sigma2=sigma2, M=M))
    assert report.problem.M == M
    if (M, sigma2) == (LARGEST, 1.0):
        assert report.excess["one_step_gd"].value * M == pytest.approx(14)
        assert report.observed_factor.value == pytest.approx(7)


def test_the_order_is_lost_with_the_trace_form_in_float64(monkeypatch):
    value = theorem("optimal_one_step_gd").unfold().value
    monkeypatch.setattr(figures, "minimal_excess", lambda p: evaluate(value, p))
    with pytest.raises(AssertionError):
        require_order(Problem(H=[[2, 1], [1, 2]], Psi=np.eye(2), beta_star=[1, 0.5], sigma2=1, M=LARGEST))


def listed(dimensions, contexts, variances, every):
    rng, found = np.random.default_rng(0), []
    for i, (label, arrays) in enumerate(groups(dimensions, rng)):
        if i % every == 0:
            M, sigma2 = contexts[i // every % len(contexts)], variances[int(rng.integers(len(variances)))]
            found.append(pytest.param({**arrays, "M": M, "sigma2": sigma2}, id=f"{label}, M {M}, sigma2 {sigma2:g}"))
    return found


CONTEXTS, VARIANCES = (1, 10, 10**6, 10**13, LARGEST), (1e-30, 1e-10, 1.0, 1e30, 0.0)


@pytest.mark.parametrize("values", listed((1, 2, 5), CONTEXTS, VARIANCES, every=9))
def test_nothing_beats_bayes_on_the_grid(values):
    require_order(Problem(**values))


@pytest.mark.nightly
@pytest.mark.parametrize("values", listed((2, 5, 16, 64), CONTEXTS, VARIANCES, every=1))
def test_nothing_beats_bayes_on_the_whole_grid(values):
    require_order(Problem(**values))


def test_numbers_show_no_digits_that_a_float_does_not_know():
    assert number(float(LARGEST)) == "9.223e+18"
    assert number(1031.0) == "1,031"

"""Theorems under changed laws: derived anew, and wrong claims about them are refused."""

import pytest
from sympy import MatrixSymbol, Symbol

from proofs_checks import Verdict
from proofs_checks.context import Context
from proofs_checks.evidence import derivation
from proofs_checks.evidence.exact_points import check as at_exact_points
from theory.rules import DerivationError, carried_over
from theory.setting import InContextLearning, M, Psi, d, label, one_step_gd_prediction, prompt, sigma2, w
from theorycheck import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, theorem

H_2, Omega = PositiveDefiniteMatrix("H_2", d), PositiveSemidefiniteMatrix("Omega", M)
mu, n = MatrixSymbol("mu", d, 1), Symbol("n", integer=True, positive=True)

LAWS = {
    "another query": InContextLearning(query_covariance=H_2),
    "correlated noise": InContextLearning(noise_covariance=Omega),
    "another query and correlated noise": InContextLearning(query_covariance=H_2, noise_covariance=Omega),
    "inputs with a mean": InContextLearning(input_mean=mu),
    "another number of examples": InContextLearning(examples=n),
    "no noise, isotropic": InContextLearning(label_noise=sigma2 * 0),
}


def carried(laws, **more):
    return carried_over("risk_of_one_step_gd", laws, to="carried", title="carried over", **more)


@pytest.mark.parametrize("name", LAWS)
def test_it_is_proved_under_other_laws_and_numbers_agree(name):
    found = carried(LAWS[name])
    assert derivation.check(found, Context()).verdict is Verdict.PROVED
    if name != "inputs with a mean":  # its integrand takes exact arithmetic minutes
        assert at_exact_points(found, Context(samples=1000)).verdict is Verdict.CONFIRMED


def test_the_laws_of_the_setting_give_the_registered_theorem():
    registered = theorem("risk_of_one_step_gd")
    assert carried(InContextLearning()).statement.lhs == registered.statement.lhs
    found = carried(InContextLearning(), claim=registered.statement.rhs)
    assert derivation.check(found, Context()).verdict is Verdict.PROVED


def test_the_closed_form_is_no_copy_of_the_old_one():
    """What holds for the old laws is refuted for the new ones."""
    old = theorem("risk_of_one_step_gd").statement.rhs
    for name in ("another query", "correlated noise", "inputs with a mean"):
        wrong = carried(LAWS[name], claim=old)
        assert derivation.check(wrong, Context()).verdict is Verdict.ERROR
    assert at_exact_points(carried(LAWS["another query"], claim=old), Context()).verdict is Verdict.REFUTED


def test_what_is_no_function_of_its_laws_says_so():
    with pytest.raises(ValueError, match="attention_loss is not stated as a function of its laws: define stated_in"):
        carried_over("attention_loss", InContextLearning(), to="x", title="x")


def test_a_step_that_does_not_follow_there_is_named():
    class Wrong(InContextLearning):
        @property
        def query_second_moment(self):
            return Psi

    with pytest.raises(DerivationError, match="step 2"):
        carried(Wrong())


def test_the_settings_own_symbols_are_those_of_its_laws():
    laws = InContextLearning()
    assert (laws.prompt.X, laws.prompt.y, laws.prompt.x) == (prompt.X, prompt.y, prompt.x)
    assert (laws.w, laws.label) == (w, label)
    assert laws.excess(one_step_gd_prediction()) == theorem("risk_of_one_step_gd").statement.lhs

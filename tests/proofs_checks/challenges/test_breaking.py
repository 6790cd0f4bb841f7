from sympy import Gt, MatrixSymbol, Trace

from proofs_checks.challenges.breaking import Outcome, possibly_unnecessary, violations
from theory import Bound, Equality, Expectation, Theorem
from theory.algebra.vocabulary.scalars import inner
from theory.setting import H, M, Psi, beta_star, prompt, sample_covariance, sigma2, task_deviation
from theory.setting.assumptions import GAUSSIAN_INPUTS, GAUSSIAN_TASKS
from theory.theorem_record import Assumption

A = MatrixSymbol("A", *H.shape)
S = sample_covariance()


FEW = 100_000


def outcomes(statement, *assumptions):
    found = list(
        violations([Theorem(slug="toy", title="a toy", statement=statement, assumptions=assumptions)], samples=FEW)
    )
    return {v.violation: v.outcome for v in found}, possibly_unnecessary(found)


def test_a_fourth_moment_falls_and_a_second_moment_survives():
    fourth = Equality(Expectation(S * A * S), H * A * H + (H * A.T * H + Trace(H * A) * H) / M)
    found, unnecessary = outcomes(fourth, GAUSSIAN_INPUTS)
    assert found["bounded entries (Rademacher)"] is Outcome.FALLS
    assert found["a mean that is not 0, with the same second moment"] is Outcome.FALLS
    assert not unnecessary
    found, _ = outcomes(Equality(Expectation(S), H), GAUSSIAN_INPUTS)
    assert found.pop("a mean that is not 0") is Outcome.FALLS
    assert set(found.values()) == {Outcome.SURVIVES}


def test_a_hypothesis_without_which_nothing_falls_is_possibly_unnecessary():
    found, unnecessary = outcomes(Equality(Expectation(task_deviation * task_deviation.T), Psi), GAUSSIAN_TASKS)
    assert set(found.values()) == {Outcome.SURVIVES, Outcome.UNTOUCHED}
    assert unnecessary == (("toy", "Gaussian tasks", True),)


def test_tasks_that_depend_on_inputs_need_the_inputs():
    alone = Equality(Expectation(task_deviation * task_deviation.T), Psi)
    found, _ = outcomes(alone, GAUSSIAN_TASKS)
    assert found["tasks that depend on the inputs"] is Outcome.UNTOUCHED
    assert found["a discrete set of tasks"] is Outcome.SURVIVES
    covariance = Equality(Expectation(inner(prompt.X * task_deviation, prompt.X * task_deviation)), M * Trace(H * Psi))
    found, _ = outcomes(covariance, GAUSSIAN_TASKS)
    assert found["tasks that depend on the inputs"] is Outcome.FALLS
    assert found["a discrete set of tasks"] is Outcome.SURVIVES


def test_a_hypothesis_about_numbers_is_broken_by_zeros():
    ratio = Equality(Expectation(S / sigma2), H / sigma2)
    found, _ = outcomes(ratio, Assumption("noisy labels", Gt(sigma2, 0)))
    assert found == {"sigma2 = 0": Outcome.UNDEFINED}
    harmless = Equality(Expectation(S), H)
    found, unnecessary = outcomes(harmless, Assumption("a signal", Gt(inner(beta_star, beta_star), 0)))
    assert found == {"beta_star = 0": Outcome.SURVIVES}
    assert unnecessary == (("toy", "a signal", True),)


def test_an_inequality_only_stands():
    found, unnecessary = outcomes(Bound(0, Expectation(Trace(S * S))), GAUSSIAN_INPUTS)
    assert set(found.values()) == {Outcome.STANDS}
    assert unnecessary == (("toy", "Gaussian inputs", False),)


def test_the_same_seed_gives_the_same_matrix():
    theorem = Theorem(slug="toy", title="a toy", statement=Equality(Expectation(S), H), assumptions=(GAUSSIAN_INPUTS,))
    assert list(violations([theorem], seed=3, samples=FEW)) == list(violations([theorem], seed=3, samples=FEW))
    assert list(violations([theorem], seed=3, samples=FEW)) != list(violations([theorem], seed=4, samples=FEW))


def test_a_violation_that_no_law_draws_is_not_passed_over_in_silence():
    misspelt = Assumption("Gaussian inputs", "a sentence", violations=("skewed entry",))
    theorem = Theorem(slug="toy", title="a toy", statement=Equality(Expectation(S), H), assumptions=(misspelt,))
    (found,) = violations([theorem], samples=FEW)
    assert found.outcome is Outcome.UNTOUCHED
    assert "no law is called 'skewed entry' (is it what 'skewed entries' was meant for?)" in found.detail
    assert not possibly_unnecessary([found])

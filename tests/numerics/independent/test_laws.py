from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Identity, Trace, ZeroMatrix

import theory
from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.exact import exact_value
from numerics.independent.law import INPUTS, Law
from numerics.independent.laws import LAWS_OF_ORDER_TWO, VIOLATING_LAWS, laws_that_break, violating_law
from numerics.independent.recomputed import NoSecondValueError, recompute
from numerics.independent.sampling import Sampler
from tests.copies import copied, run_code
from theory import Expectation, MatrixNormal, RandomMatrix
from theory.setting import prompt, w
from theory.setting.assumptions import GAUSSIAN_PROMPTS

SIZE, M, D = 40_000, 3, 2
SHAPES = {"X": (SIZE, M, D), "x": (SIZE, D, 1), "w": (SIZE, D, 1), "y": (SIZE, M, 1)}
NOT_STANDARD = {"a mean that is not 0", "a shared signal", "an anisotropic law of tasks"}


def noise_of(law, name):
    rng = np.random.default_rng(0)
    earlier = {"X": rng.standard_normal(SHAPES["X"])}
    return law.noise(SHAPES[name], rng, earlier)


@pytest.mark.parametrize(("name", "law"), VIOLATING_LAWS.items())
def test_noise_has_second_moments_of_one(name, law):
    for symbol in law.changes:
        noise = noise_of(law, symbol)
        assert noise.shape == SHAPES[symbol]
        if name not in NOT_STANDARD:
            assert np.allclose((noise**2).mean(axis=0), 1, atol=0.05)


@pytest.mark.parametrize("name", ["heavy tails (Student t)", "bounded entries (Rademacher)", "skewed entries"])
def test_inputs_are_centred_and_uncorrelated(name):
    noise = noise_of(VIOLATING_LAWS[name], "X").reshape(SIZE, -1)
    assert np.allclose(noise.T @ noise / SIZE, np.eye(M * D), atol=0.04)
    assert np.allclose(noise.mean(axis=0), 0, atol=0.03)


def test_every_law_breaks_a_hypothesis_and_every_hypothesis_on_prompts_is_broken():
    named = {v for t in theory.theorems() for a in t.assumptions for v in a.violations}
    assert VIOLATING_LAWS.keys() <= named
    assert {v for a in GAUSSIAN_PROMPTS for v in a.violations} <= VIOLATING_LAWS.keys()


def test_a_sampler_heeds_a_law_for_the_symbols_that_it_changes():
    values = {"H": np.eye(2), "Psi": np.eye(2), "beta_star": np.zeros((2, 1)), "sigma2": 1.0, "M": 3, "d": 2}
    law = VIOLATING_LAWS["bounded entries (Rademacher)"]
    drawn = Sampler([prompt.X, w], values, law).draw(100, np.random.default_rng(0))
    assert set(np.unique(drawn[prompt.X])) == {-1.0, 1.0}
    assert len(np.unique(drawn[w])) == 200


def test_tasks_that_follow_the_inputs_are_correlated_with_them():
    values = {"H": np.eye(2), "Psi": np.eye(2), "beta_star": np.zeros((2, 1)), "sigma2": 1.0, "M": 3, "d": 2}
    law = VIOLATING_LAWS["tasks that depend on the inputs"]
    drawn = Sampler([prompt.X, w], values, law).draw(20_000, np.random.default_rng(0))
    correlation = (drawn[prompt.X][:, 0] * drawn[w][..., 0]).mean(axis=0)
    assert np.allclose(correlation, 0.6, atol=0.05)


VALUES = {"H": np.eye(2), "Psi": np.eye(2), "beta_star": np.zeros((2, 1)), "sigma2": 1.0, "M": 3, "d": 2}


@pytest.mark.parametrize("law", LAWS_OF_ORDER_TWO, ids=str)
def test_the_float_twin_of_an_exact_law_has_its_first_moments(law):
    noise = law.drawn(INPUTS).noise((SIZE, 1, 1), np.random.default_rng(0), {})
    assert noise.mean() == pytest.approx(0, abs=0.03)
    assert (noise**2).mean() == pytest.approx(1, abs=0.05)
    assert abs((noise**3).mean()) < 0.1 or not law.symmetric


def test_a_name_that_no_law_has_is_refused():
    assert violating_law("skewed noise").name == "skewed noise"
    with pytest.raises(ValueError, match=r"no law is called 'skewd noise' \(is it what 'skewed noise' was"):
        violating_law("skewd noise")


def test_a_law_may_name_the_hypothesis_that_it_breaks(monkeypatch):
    law = replace(violating_law("skewed noise"), breaks=frozenset({"independent noise"}))
    monkeypatch.setitem(VIOLATING_LAWS, law.name, law)
    assert laws_that_break("independent noise", ("correlated noise",)) == ("correlated noise", "skewed noise")
    assert laws_that_break("independent noise", ("skewed noise",)) == ("skewed noise",)
    assert laws_that_break("Gaussian tasks", ()) == ()


def drawn_with(law, symbols=(prompt.X, w)):
    return Sampler(symbols, VALUES, law).draw(10, np.random.default_rng(0))


def normal(shape, rng, earlier):
    return rng.standard_normal(shape)


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("skewed noise", "the law is 'skewed noise', a str: give a"),
        (violating_law("skewed noise"), "changes y, and what is drawn is X, w: leave the law out"),
        (Law("of nothing", frozenset(), normal), "changes nothing"),
        (Law("of X", frozenset({"X"}), normal, needs=frozenset({"w"})), "of X needs w, which is not drawn before it"),
        (Law("shared", INPUTS, lambda shape, rng, _: rng.standard_normal((*shape[:-1], 1))), r"\(10, 3, 1\)"),
        (Law("whole", INPUTS, lambda shape, rng, _: rng.integers(0, 2, shape)), "entries of int64"),
        (Law("no number", INPUTS, lambda shape, rng, _: np.full(shape, np.nan)), "not all finite"),
    ],
)
def test_what_cannot_be_sampled_under_a_law_is_refused(law, said):
    """Else Gaussian noise, or noise of yet another law, would be reported under its name."""
    with pytest.raises(ValueError, match=said):
        drawn_with(law)


def test_a_task_that_follows_inputs_needs_inputs():
    with pytest.raises(ValueError, match="of w needs X, which is not drawn before it"):
        drawn_with(violating_law("tasks that depend on the inputs"), [w])


def test_what_is_derived_from_the_gaussian_class_is_not_taken_for_gaussian():
    class HeavyTails(MatrixNormal):
        pass

    symbol = HeavyTails("z", ZeroMatrix(1, 1), Identity(1), Identity(1))
    with pytest.raises(ValueError, match="no law"):
        Sampler([symbol], {})
    for evaluator in (exact_value, recompute):
        with pytest.raises(ValueError, match="no law"):
            evaluator(Expectation(Trace(symbol**4)), {})
    with pytest.raises(NoSecondValueError, match="no law"):
        recompute(Expectation(Trace(RandomMatrix("z", ZeroMatrix(1, 1), Identity(1), Identity(1)) ** 4)), {})


@pytest.mark.parametrize(
    ("moment", "symmetric", "said"),
    [
        (lambda k, v: v ** (k // 2), False, r"E\[z\^1\] is 1 for the variance 0, not 0"),
        (lambda k, v: Fraction(k == 0), False, r"E\[z\^2\] is 0 for the variance 2/9, not 2/9"),
        (lambda k, v: (Fraction(1), Fraction(0), v, v, v)[k], True, r"E\[z\^3\] is 2/9"),
        (lambda k, v: (Fraction(1), Fraction(0), v, Fraction(0), v**2 / 2)[k], True, r"E\[z\^4\] is too small"),
        (lambda k, v: float(v ** (k // 2)) if k % 2 == 0 else 0.0, True, "give fractions"),
    ],
)
def test_an_exact_law_of_another_mean_or_variance_is_refused(moment, symmetric, said):
    with pytest.raises(ValueError, match=said):
        DiscreteLaw("wrong", moment, symmetric, normal, order=1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ('LAWS = (*LAWS, ViolatingLaw("new", INPUTS, _noise, letter="n", order=20))', "two laws have the order 20"),
        (
            'LAWS = (*LAWS, ViolatingLaw("new", INPUTS, _noise, letter="skew", order=1))',
            "two laws have the letter 'skew'",
        ),
        ("LAWS = (*LAWS, *LAWS)", "two laws have the name 'heavy tails (Student t)'"),
        ('LAWS = (*LAWS, "another")', "'another' is among the laws of numerics.independent.laws"),
    ],
)
def test_twins_and_what_is_no_law_are_refused(tmp_path, changed, said):
    copied(tmp_path)
    with (tmp_path / "numerics" / "independent" / "laws" / "student.py").open("a") as file:
        file.write(f"{changed}\n")
    done = run_code(tmp_path, "-c", "import numerics.independent.laws")
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]

"""The problem file of a real data set: what it holds, that the script makes it, and a run at its numbers."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from examples import diabetes
from numerics import Problem
from numerics.tolerances.float_tolerances import SPECTRAL_SLACK
from tests.proofs_checks.test_cli import command  # noqa: F401

FILE = Path(diabetes.__file__).with_suffix(".toml")


def test_the_file_is_an_admissible_problem():
    problem = Problem.from_file(FILE)
    assert (problem.d, problem.M) == (10, 442 // diabetes.GROUPS)
    # the features are standardised
    assert np.diag(problem.H) == pytest.approx(np.ones(10))
    assert np.linalg.eigvalsh(problem.H)[0] > 0.005
    eigenvalues = np.linalg.eigvalsh(problem.Psi)
    assert (eigenvalues > SPECTRAL_SLACK * eigenvalues[-1]).sum() < diabetes.GROUPS


def test_the_file_names_source_and_licence():
    texts = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert "Least Angle Regression" in texts["source"]
    assert "BSD-3-Clause" in texts["licence"]


def test_the_script_makes_the_file():
    datasets = pytest.importorskip("sklearn.datasets", reason="scikit-learn, which ships the data, is not installed")
    made = Problem(**numbers(diabetes.as_toml(diabetes.fit(*datasets.load_diabetes(return_X_y=True)))))
    kept = Problem.from_file(FILE)
    assert made.M == kept.M
    for name in ("H", "Psi", "beta_star", "sigma2"):
        # twelve digits are written, and the last of them depend on the machine's linear algebra
        assert getattr(made, name) == pytest.approx(getattr(kept, name), rel=1e-8, abs=1e-10)


def test_a_known_problem_is_found_from_data():
    rng = np.random.default_rng(0)
    features = rng.standard_normal((40_000, 2)) @ np.array([[1.0, 0.5], [0.0, 1.0]])
    target = features @ np.array([1.0, -2.0]) + rng.standard_normal(40_000)
    problem = diabetes.fit(features, target)
    correlation, deviation = 0.5 / np.sqrt(1.25), np.sqrt(1 + 5 - 2 + 1)
    # the variances are 1 and 1.25, the covariance 1/2, so that Var(target) = 1 + 4·1.25 − 4/2 + 1
    assert problem.H[0, 1] == pytest.approx(correlation, abs=0.02)
    assert problem.beta_star.ravel() == pytest.approx([1 / deviation, -2 * np.sqrt(1.25) / deviation], abs=0.02)
    assert problem.sigma2 == pytest.approx(1 / deviation**2, rel=0.02)
    assert np.abs(problem.Psi).max() < 0.01


@pytest.mark.long
def test_verify_at_the_numbers_of_the_file(command):  # noqa: F811
    slugs = ["second_moment_of_sample_covariance", "minimal_excess_of_one_step_gd"]
    code, out, err = command("verify", *slugs, "--problem", FILE, "--samples", 50_000, "--format", "json")
    assert code == 0, err
    theorems = {t["slug"]: t for t in json.loads(out)["theorems"]}
    checks = {slug: {c["check"]: c for c in t["checks"]} for slug, t in theorems.items()}
    assert [theorems[slug]["verdict"] for slug in slugs] == ["PROVED", "PROVED"]
    for slug in slugs:
        assert "too large for exact arithmetic at M = 110, d = 10" in checks[slug]["given_values"]["detail"]
        assert "at your numbers" in checks[slug]["monte_carlo"]["detail"]
    values = checks["minimal_excess_of_one_step_gd"]["given_values"]["data"]["values"]
    assert values[0]["value"] == pytest.approx(0.0123367, rel=1e-5)


def numbers(text: str) -> dict:
    return {key: value for key, value in tomllib.loads(text).items() if key not in {"source", "licence"}}

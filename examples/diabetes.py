"""Fit a problem file to scikit-learn's diabetes data: ``python examples/diabetes.py`` writes ``diabetes.toml``.

Features and target are standardised over all n = 442 patients, so no intercept is needed. Then

- H is the covariance of the ten features (their correlation matrix);
- beta_star is the least squares coefficient of all patients;
- a task is an age group: the patients are sorted by age and cut into four groups g. With w_g the least squares
  coefficient of group g and X_g its features, Psi is the covariance of the four w_g less what sampling alone would
  give, sigma2 · mean_g (X_gᵀX_g)⁻¹, projected to Psi ⪰ 0: four points leave it a rank of at most 3;
- sigma2 is the residual variance of the four fits together, with n − 4·10 degrees of freedom;
- M is the number of patients in a group, so that a prompt is as long as one group.

The numbers are real, the model is not: these features are not Gaussian, and nobody drew the age groups from N(0, Psi).
"""

import sys
from pathlib import Path

import numpy as np

from theorycheck import Problem

GROUPS = 4

SOURCE = (
    "Ten baseline features and the disease progression after a year of 442 diabetes patients, from Efron, Hastie, "
    "Johnstone and Tibshirani (2004), Least Angle Regression, Annals of Statistics; as shipped in scikit-learn "
    "(load_diabetes). Standardised and fitted by examples/diabetes.py."
)
LICENCE = "scikit-learn, which ships the data, is under BSD-3-Clause; it names no other licence for the data."


def main() -> None:
    try:
        from sklearn.datasets import load_diabetes
    except ImportError:
        sys.exit("error: scikit-learn is not installed: pip install 'theorycheck[examples]'")
    text = as_toml(fit(*load_diabetes(return_X_y=True)))
    path = Path(__file__).with_suffix(".toml")
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path}")


def fit(features: np.ndarray, target: np.ndarray) -> Problem:
    """The problem of n×d features, the age first, and n targets."""
    x, y = _standardised(features), _standardised(target)
    n, d = x.shape
    groups = np.array_split(np.argsort(x[:, 0], kind="stable"), GROUPS)
    w = np.stack([_least_squares(x[g], y[g]) for g in groups])
    residuals = [y[g] - x[g] @ w_g for g, w_g in zip(groups, w, strict=True)]
    sigma2 = sum(r @ r for r in residuals) / (n - GROUPS * d)
    by_sampling = sigma2 * np.mean([np.linalg.inv(x[g].T @ x[g]) for g in groups], axis=0)
    return Problem(
        H=x.T @ x / n,
        Psi=_nearest_semidefinite(np.cov(w, rowvar=False) - by_sampling),
        beta_star=_least_squares(x, y),
        sigma2=sigma2,
        M=n // GROUPS,
    )


def as_toml(problem: Problem) -> str:
    """The file's text, numbers to 12 digits: rounding is then far below what Problem tolerates in a singular Psi."""
    return f"""# Made by examples/diabetes.py, which says how each number was fitted.
source = "{SOURCE}"
licence = "{LICENCE}"
M = {problem.M}
sigma2 = {_number(problem.sigma2)}
beta_star = {_row(problem.beta_star.ravel())}
H = {_rows(problem.H)}
Psi = {_rows(problem.Psi)}
"""


def _standardised(a: np.ndarray) -> np.ndarray:
    return (a - a.mean(axis=0)) / a.std(axis=0)


def _least_squares(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.linalg.lstsq(x, y, rcond=None)[0]


def _nearest_semidefinite(a: np.ndarray) -> np.ndarray:
    """The nearest matrix ⪰ 0 in the Frobenius norm: negative eigenvalues set to 0."""
    eigenvalues, vectors = np.linalg.eigh(a)
    return (vectors * np.maximum(eigenvalues, 0)) @ vectors.T


def _number(x: float) -> str:
    # TOML reads 1 as a whole number
    return f"{float(f'{x:.12g}')!r}"


def _row(a: np.ndarray) -> str:
    return f"[{', '.join(map(_number, a))}]"


def _rows(a: np.ndarray) -> str:
    return "[\n" + "".join(f"  {_row(row)},\n" for row in a) + "]"


if __name__ == "__main__":
    main()

"""Skewness and kurtosis of small samples, made into standard normal numbers.

Both take the statistic as a sum of Hermite polynomials in units of its standard deviation, which is what weighted sums
have in common with plain ones, and a sample size ``n``, which for weighted sums is an effective one.
"""

import numpy as np

__all__ = ["kurtosis_score", "skewness_score"]


def skewness_score(z: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The standardised skewness z = b₁√(n/6) as a normal number, by a map that matches its first moments.

    Source: R. B. D'Agostino, Transformation to normality of the null distribution of g₁, Biometrika 57 (1970), with
    Johnson's family; from n = 8 on, smaller samples count as 9.
    """
    n = np.maximum(n, 9.0)
    y = z * np.sqrt(6 / n) * np.sqrt((n + 1) * (n + 3) / (6 * (n - 2)))
    kurtosis = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) / ((n - 2) * (n + 5) * (n + 7) * (n + 9))
    square = np.sqrt(2 * (kurtosis - 1)) - 1
    found: np.ndarray = np.arcsinh(y / np.sqrt(2 / (square - 1))) / np.sqrt(0.5 * np.log(square))
    return found


def kurtosis_score(z: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The standardised kurtosis z = (b₂ − 3)√(n/24) as a normal number, by a map that matches its first moments.

    Source: F. J. Anscombe and W. J. Glynn, Distribution of the kurtosis statistic b₂ for normal samples, Biometrika 70
    (1983), with the cube root of a ratio; from n = 20 on, smaller samples count as 20.
    """
    n = np.maximum(n, 20.0)
    variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) ** 2 * (n + 3) * (n + 5))
    x = (3 + z * np.sqrt(24 / n) - 3 * (n - 1) / (n + 1)) / np.sqrt(variance)
    third = 6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) * np.sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)))
    A = 6 + 8 / third * (2 / third + np.sqrt(1 + 4 / third**2))
    denominator = np.maximum(1 + x * np.sqrt(2 / (A - 4)), 1e-9)
    found: np.ndarray = (1 - 2 / (9 * A) - np.cbrt((1 - 2 / A) / denominator)) / np.sqrt(2 / (9 * A))
    return found

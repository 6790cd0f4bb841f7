"""Wrong versions of claims and broken hypotheses: how many, at which points, with how many draws."""

from collections.abc import Mapping

__all__ = [
    "BREAKING_DATA",
    "BREAKING_SAMPLES",
    "BREAKING_SIZES",
    "BREAKING_WEIGHT",
    "DERIVATION_WANTED",
    "FEW_SAMPLES",
    "MUTANTS_WANTED",
    "PLACES",
    "PLACE_SIZES",
    "REDRAWN",
    "REQUIRED_OF_RMS",
    "SURVIVAL_ERROR",
    "VALUES_TRIED",
]

SURVIVAL_ERROR = 0.05
"""A claim survives other laws if a relative error of this size would have been seen: what hangs on the law changes by
parts of itself, and laws with heavy tails, of which there are many, would take millions of draws each to see less."""

REQUIRED_OF_RMS = 0.012
"""Where both sides of a claim are sampled, errors are seen relative to the spread of the integrand, some four times its
mean: SURVIVAL_ERROR of the mean."""

BREAKING_DATA: Mapping[str, float | list[list[float]]] = {
    "H": [[1.0, 0.2], [0.2, 0.6]],
    "Lambda": [[1.0, 0.2], [0.2, 0.6]],
    "Psi": [[0.6, 0.1], [0.1, 0.3]],
    "beta_star": [[0.6], [-0.4]],
    "sigma2": 0.6,
    "d": 2,
    "M": 2,
    "N": 2,
    "M_test": 3,
}
"""Signal, shared signal and noise of one size and few examples, so that no term of a closed form is negligible."""

BREAKING_SIZES = {"enough examples": {"M": 8}}
"""Sizes that hypotheses of these names ask for, instead."""

BREAKING_WEIGHT = 1 / 4
"""Other matrices are this times a small whole number: predictions of the size of the labels have lighter tails."""

BREAKING_SAMPLES = 1_200_000
"""Draws of one comparison, and of the one that must repeat a rejection: errors of 3 to 4 % show at tails like these."""

MUTANTS_WANTED = 20
"""Mutants of each statement: with thirteen kinds of slips, one or two of each."""

DERIVATION_WANTED = 12
"""Of each derivation: with seven kinds of changes, one or two of each."""

VALUES_TRIED = 6
"""Other values of one argument of a rule among which one is drawn."""

PLACES, FEW_SAMPLES = 16, 20_000
"""More points for bounds that only sampling can judge, and draws at each: the Bayes risk to half a percent."""

REDRAWN = 200_000
"""Draws for one wrong minimiser or witness, of which there are many: what it sees less of, it says."""

PLACE_SIZES = (1, 2, 4, 16)
"""Of these points: bounds on a risk are often tight for long or for short contexts."""

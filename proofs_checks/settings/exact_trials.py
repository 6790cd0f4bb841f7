"""How many points are tried in exact arithmetic, of which sizes, at what cost."""

__all__ = [
    "ADDED_DENOMINATORS",
    "GIVEN_VALUES_PAIRS",
    "LARGER_SIZES",
    "POINTS_PER_SIZE",
    "SEARCH_EXAMPLES",
    "SEARCH_LARGEST_SIZE",
    "SEARCH_PAIRS",
]

POINTS_PER_SIZE = 2
"""Different polynomials differ at almost every point, so the second only guards against an unlucky first."""

LARGER_SIZES = (5, 7)
"""All sizes of further points for claims without expectations, which cost little there: what vanishes at sizes 1 to 4
by a factor such as (d − 1)(d − 2)(d − 3)(d − 4) shows."""

GIVEN_VALUES_PAIRS = 100_000
"""Products of monomials spent on one exact expectation: about a second with coefficients of twelve digits, then
sampling is the better use of time."""

SEARCH_EXAMPLES = 60
"""Points tried: exact points have seen generic values already, so this is about the edges (zeros, singular matrices,
equal entries, sizes of 1), which Hypothesis favours from the start."""

SEARCH_LARGEST_SIZE = 3
"""Size up to which the search draws: counterexamples are to be small, and larger points cost more than they find."""

SEARCH_PAIRS = 60_000
"""Products of monomials that one point may cost, some hundredths of a second: many small points find more than few
large ones, which are the business of exact points."""

ADDED_DENOMINATORS = 10
"""Constants 1, 1/2, … that are added: a claimed number without letters has no other wrong terms."""

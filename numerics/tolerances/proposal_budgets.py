"""How far a derivation, a certificate or a constant is searched for before the search gives up."""

from fractions import Fraction

__all__ = [
    "COMPLETION_ROUNDS",
    "CONSTANT_CLOSE",
    "CONSTANT_EXPONENT",
    "INTERIOR",
    "KEPT_ASIDE",
    "KERNEL",
    "KERNEL_DENOMINATORS",
    "LOWER_BOUND_SECONDS",
    "MOST_BETWEEN",
    "MOST_FRAMES",
    "MOST_MINIMISER_NODES",
    "MOST_MONOMIALS",
    "MOST_MULTIPLIERS",
    "MOST_NODES",
    "MOST_ORDERS",
    "MOST_REDUCTIONS",
    "MOST_SET_ASIDE",
    "MOST_TERMS",
    "MOST_TRACE_PRODUCTS",
    "MOST_VECTORS",
    "MOST_WEIGHTS",
    "ROUNDING_DENOMINATORS",
    "SEARCH_SECONDS",
    "SHARES_SET_ASIDE",
    "SMALLEST_CONSTANT",
    "USED",
]

CONSTANT_EXPONENT = 40
"""Constants are looked for between 2^-40 and 2^40, of either sign."""

SMALLEST_CONSTANT = Fraction(1, 2**CONSTANT_EXPONENT)
"""Of either sign; what is nearer to 0 is left undecided."""

CONSTANT_CLOSE = Fraction(1, 10**6)
"""How near, relatively, a constant that is not certified comes to the one that is given back."""

MOST_MULTIPLIERS = 6
"""Products of traces by which a difference is multiplied, the rarest in it first: each takes programs anew."""

MOST_VECTORS = 14
"""In one frame: a Gram matrix of that size takes a second."""

MOST_BETWEEN = 6
"""Of the vectors of a frame, those whose products are read as squares in their turn."""

MOST_WEIGHTS = 8
"""Products of commuting weights that hypotheses declare: each makes a frame of every term it may stand in."""

MOST_FRAMES = 40
"""Frames of one search, and rounds in which products that are missing beside them are added."""

COMPLETION_ROUNDS = 2
"""Frames of one search, and rounds in which products that are missing beside them are added."""

MOST_REDUCTIONS = 4
"""Of Gram matrices to what a solution on the border leaves of them: each takes a program anew."""

INTERIOR = 1e-6
"""A larger t is taken for an interior point; the solver's own accuracy is 1e-8."""

KERNEL = 1e-5
"""An eigenvalue below it, relative to the largest, is taken for 0; a wrong one leaves no solution, or no kernel."""

KERNEL_DENOMINATORS = (60, 1_000, 1_000_000)
"""Of the kernel's entries, tried in turn."""

USED = 1e-7
"""Above it a coefficient counts as part of the vertex; what rounding gets wrong fails the exact solution."""

MOST_ORDERS = 6
"""All orders of three variables; of more variables the first ones."""

MOST_NODES = 20_000
"""Of an objective with a minimiser put in: multiplying out a larger one takes longer than any search may."""

MOST_MINIMISER_NODES = 1_000
"""Of a minimiser that is tried, as an expression; that of β in the risk of one step has some two hundred."""

MOST_TERMS = 60
"""Of a minimiser that is tried: those that are found have a handful."""

MOST_MONOMIALS = 40
"""As many make a Gram matrix that takes some seconds; a polynomial with more is left to the frames of its terms."""

MOST_TRACE_PRODUCTS = 60
"""Each adds a column to the programs, and terms from which further ones may be generated."""

SEARCH_SECONDS = 5.0
"""Processor time of one search; the median claim takes a tenth of a second."""

LOWER_BOUND_SECONDS = 60.0
"""Processor time of all searches for the best constant: some sixty of them close in on one."""

ROUNDING_DENOMINATORS = (1, 2, 6, 12, 60, 1_000, 1_000_000, 10**9)
"""Of the unknowns before they are projected, tried in turn: small ones give certificates that can be read."""

KEPT_ASIDE = Fraction(1, 2)
"""The share of a definite term, perhaps over a size, that is kept aside: the remainder is seen to vanish at one point
only."""

SHARES_SET_ASIDE = (1, Fraction(1, 2), Fraction(1, 8))
"""Of a square of v − v* that is set aside from a difference so that it is seen to vanish at v* only."""

MOST_SET_ASIDE = 12
"""Squares that are tried so: each takes a search of what is left."""

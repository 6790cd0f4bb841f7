"""E[S A S] for the sample covariance S = XᵀX/M of Gaussian inputs and any matrix A.

Hypotheses: the rows of X are i.i.d. N(0, H).
Source: the fourth Gaussian moment (Isserlis), used throughout arXiv 2402.14951; as E[WAW] in Letac & Massam 2004.
Why it is true: of the M² pairs of rows, those of different rows are independent and give HAH; the M pairs of a row
with itself add the two other ways to pair four Gaussian factors.
Not claimed: anything for inputs that are not Gaussian, whose fourth moments differ.
"""

from sympy import MatrixSymbol, Trace

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.rules import Integrate
from theory.setting import H, M, d, sample_covariance
from theory.setting.assumptions import GAUSSIAN_INPUTS
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

A = MatrixSymbol("A", d, d)
S = sample_covariance()

THEOREM = Theorem(
    slug="second_moment_of_sample_covariance",
    title="Second moment of the sample covariance",
    statement=Equality(Expectation(S * A * S), H * A * H + (H * A.T * H + Trace(H * A) * H) / M),
    assumptions=(GAUSSIAN_INPUTS,),
    derivation=(Step(Integrate(), "integrate the inputs by parts, row by row"),),
    source=Source("arXiv 2402.14951", "moments of the data model"),
)

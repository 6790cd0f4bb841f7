"""The risk of one-step gradient descent is not a convex function of (β, Γ).

Claim: for every vector b with ‖b‖²_H (κ − 1 + 1/κ) > ρ, κ = 1 + (d+1)/M, ρ = (1+1/M) tr(HΨ) + dτ/M, the risk in the
middle of the segment from (β*, (1/κ+2)H⁻¹) to (β* + 2b, (1/κ)H⁻¹) is above the mean of the risks at its ends, by the
difference of the two sides of that hypothesis. Such b exist for every problem.
Hypotheses: Gaussian prompts; b as said.
Source: arXiv 2402.14951, the objective of GD-β is not convex; the segment is derived here.
Why it is true: along Γ = γH⁻¹ the cost of β* + sb is s²‖b‖²_H (1 − 2γ + κγ²) plus a quadratic ρ(γ) in γ.
Not claimed: that the risk has more than one stationary point (it has one).
"""

from sympy import Gt, Inverse, MatrixSymbol, Rational, Symbol, Trace

from theory.algebra.positivity.termwise import Termwise
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Below
from theory.setting import H, M, Psi, beta_star, d, one_step_gd_excess, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Bound
from theory.theorem_record import Assumption, Source, Step, Theorem

b = MatrixSymbol("b", d, 1)
kappa, rho = Symbol("kappa", positive=True), Symbol("rho", nonnegative=True)

_start = one_step_gd_excess(beta_star, (1 / kappa + 2) * Inverse(H))
_end = one_step_gd_excess(beta_star + 2 * b, 1 / kappa * Inverse(H))
_middle = one_step_gd_excess(beta_star + b, (1 / kappa + 1) * Inverse(H))
_chord = Rational(1, 2) * _start + Rational(1, 2) * _end
_above = quad(b, H) * (kappa - 1 + 1 / kappa) - rho

THEOREM = Theorem(
    slug="one_step_gd_objective_is_not_convex",
    title="The objective is not convex",
    statement=Bound(_chord, _middle),
    notation=(
        (kappa, 1 + (d + 1) / M),
        (rho, (M + 1) / M * Trace(H * Psi) + d * (Trace(H * Psi) + sigma2) / M),
    ),
    assumptions=(*GAUSSIAN_PROMPTS, Assumption("b is long enough", Gt(_above, 0))),
    derivation=(
        Step(Below(_chord, (Termwise(_above, (_above,)),)), "the middle is above the chord by what is assumed > 0"),
    ),
    source=Source("arXiv 2402.14951", "the training objective of GD-β is not convex"),
)

"""A step of gradient descent on GD-β brings β closer to β*, whatever Γ is, if it is short.

Claim: with 𝒟(Γ) = E[(I−ΓS)ᵀH(I−ΓS)] and 2η tr 𝒟(Γ) ≤ 1, the step β⁺ = β − η∇_βR has
‖β⁺ − β*‖² ≤ ‖β − β*‖² − (4η/(M+2))‖β − β*‖²_H, hence ≤ (1 − 4ηλ_min(H)/(M+2))‖β − β*‖².
Hypotheses: Gaussian prompts; η ≥ 0 and 2η tr 𝒟(Γ) ≤ 1.
Source: derived here, as the discrete counterpart of initialisation_error_decays.
Why it is true: β⁺ − β* = (I − 2η𝒟)b, ‖𝒟b‖² ≤ tr(𝒟) bᵀ𝒟b, and 𝒟 ⪰ (2/(M+2)) H.
Not claimed: that the bound on η is the best one (the largest eigenvalue would do in place of the trace).
"""

from sympy import Ge, Identity, Symbol, Trace

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.optimal_one_step_gd import INITIALISATION_ERROR
from theory.rules import Below
from theory.setting import Gamma, H, M, beta, beta_star, d, one_step_gd_excess
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Bound
from theory.theorem_record import Assumption, Source, Step, Theorem

eta = Symbol("eta", nonnegative=True)
"""The length of a step."""

_across = Identity(d) - Gamma * H
_spread = H * Gamma.T * H * Gamma * H + Trace(H * Gamma.T * H * Gamma) * H
CURVATURE_IN_BETA = _across.T * H * _across + _spread / M
"""𝒟(Γ), written so that it is visibly ⪰ 0."""

_b = beta - beta_star
_square, _trace_bound, _rest = INITIALISATION_ERROR.terms
_distance, _descent = quad(_b, Identity(d)), quad(_b, CURVATURE_IN_BETA)
_size = Trace(CURVATURE_IN_BETA)

THEOREM = Theorem(
    slug="gradient_steps_shorten_initialisation_error",
    title="Short gradient steps bring the initialisation closer",
    statement=Bound(
        quad(_b - eta * gradient(one_step_gd_excess(), beta), Identity(d)),
        _distance - 4 * eta / (M + 2) * quad(_b, H),
    ),
    assumptions=(*GAUSSIAN_PROMPTS, Assumption("a short step", Ge(1 - 2 * eta * _size, 0))),
    derivation=(
        Step(
            Below(
                _distance - 2 * eta * _descent,
                (Combination(((2 * eta, Combination((_square, _trace_bound))),)),),
            ),
            "D(Γ) ⪰ (2/(M+2)) H",
        ),
        Step(
            Below(
                quad(_b - 2 * eta * CURVATURE_IN_BETA * _b, Identity(d)),
                (
                    Combination(
                        (
                            (4 * eta**2, TraceBound(Identity(d), _b, Identity(d), CURVATURE_IN_BETA)),
                            (2 * eta * (1 - 2 * eta * _size), WeightedSquare(_b, CURVATURE_IN_BETA, Identity(1))),
                        )
                    ),
                ),
            ),
            "‖D b‖² ≤ tr(D) b^T D b, and 2η tr(D) ≤ 1",
        ),
    ),
    source=Source("derived here"),
    depends_on=("initialisation_error_decays",),
)

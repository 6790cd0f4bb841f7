"""Linear attention alone misses the optimum by at least ‖β*‖²_H/(M+1), whatever its weights.

Claim: for all weights (P, k, v₁, v₀), excess(LSA) ≥ min excess(GD-β) + ‖β*‖²_H/(M+1).
Hypotheses: Gaussian prompts; τ > 0, without which the minimal excess is 0 and its closed form is not defined.
Source: derived here; that the gap is positive is in arXiv 2402.14951, the constant 1/(M+1) is new.
Why it is true: the odd part of the error is a gradient descent error. The even part, projected on β*, is Z − μ with
μ = ‖β*‖²_H, and Z, given ψ, is a mean of M i.i.d. quadratic forms of a matrix B of rank at most 2 + 1, for which
2tr(B²) ≥ (tr B)²; so its variance is at least m²/M, m its mean, and m²/M + (m−μ)² ≥ μ²/(M+1).
The bound on the even part is shown after multiplication by μ, which vanishes at β* = 0 only, where it holds by
continuity.
Not claimed: that the gap is proportional to ‖β*‖²_H (it lies between two multiples of it), or that it survives M → ∞.
"""

from sympy import Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.multiple import Multiple
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import EVEN, A, Gamma_eff, a
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.rules import Below, Premise
from theory.setting import (
    Gamma,
    H,
    M,
    beta,
    beta_star,
    d,
    excess_of_coefficient,
    query_coefficient,
    query_weights,
    sigma2,
    task_deviation,
)
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

u, P, k, v_1, v_0 = query_weights
psi = task_deviation

mu, kappa = Symbol("mu", nonnegative=True), Symbol("kappa", real=True)
c = MatrixSymbol("c", d, 1)

_even = replaced(EVEN, {u: ZeroMatrix(d, 1)})

# the moments, given the task, of Z = cᵀSa + κq
F = quad(psi, H) + sigma2
_mean = Trace(c.T * H * a) + kappa * F
_cross = Trace(c.T * H * psi) * Trace(a.T * H * psi)
_variance = (quad(c, H) * quad(a, H) + Trace(c.T * H * a) ** 2 + 4 * kappa * _cross + 2 * kappa**2 * F**2) / M

# M Var(Z) − m²: what 2tr(B²) ≥ (tr B)² says is ≥ 0, by the reflection of a in the hyperplane of f = (ψ, σ)
_surplus = M * _variance - _mean**2
_reflected = 2 * Trace(psi.T * H * a) * psi - F * a
_SURPLUS_IS_NONNEGATIVE = Multiple(
    _surplus,
    Square(F),
    Combination(
        (
            (1, Square(kappa * F**2 + Trace(c.T * H * _reflected))),
            (1, CauchySchwarz(c, _reflected, H)),
            (4 * sigma2, Product(WeightedSquare(c, H, Identity(1)), Square(Trace(psi.T * H * a)))),
        )
    ),
)

# E‖even‖²_H ≥ μ/(M+1), after multiplication by μ, of which β* = 0 is no exception
EVEN_PART_IS_LARGE = Multiple(
    Expectation(quad(_even, H)) - mu / (M + 1),
    WeightedSquare(beta_star, H, Identity(1)),
    Combination(
        (
            (1, Mean(CauchySchwarz(_even, beta_star, H))),
            ((M + 1) / M, Mean(Square(_mean - M * mu / (M + 1)))),
            (1 / M, Mean(_SURPLUS_IS_NONNEGATIVE)),
        )
    ),
)

THEOREM = Theorem(
    slug="attention_gap_lower_bound",
    title="The irreducible error of linear attention",
    statement=Bound(
        TRACE_FORM + quad(beta_star, H) / (M + 1),
        excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)),
    ),
    notation=(
        *SPLIT.notation,
        *OPTIMUM.notation,
        (mu, quad(beta_star, H)),
        (c, A.T * H * beta_star),
        (kappa, v_0 * Trace(beta_star.T * H * k)),
    ),
    assumptions=OPTIMUM.assumptions,
    derivation=(
        Step(
            Premise("block_risk_splits_by_parity", at={u: ZeroMatrix(d, 1)}),
            "the even part of the error, and the risk of gradient descent at (β*, Γ_eff)",
        ),
        Step(
            Premise("optimal_one_step_gd", at={beta: beta_star, Gamma: Gamma_eff}),
            "no gradient descent estimator is below the minimum",
        ),
        Step(
            Below(TRACE_FORM + mu / (M + 1), (EVEN_PART_IS_LARGE,)),
            "project the even part on β*; given the task the variance of Z is at least mean²/M, and "
            "m²/M + (m − μ)² ≥ μ²/(M+1)",
        ),
    ),
    source=Source("derived here"),
    depends_on=("block_risk_splits_by_parity", "optimal_one_step_gd"),
)

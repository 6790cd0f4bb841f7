"""When all tasks are the same, linear attention misses 2‖β*‖²_H/(M+2), exactly.

Claim: at Ψ = 0 the minimal excess of linear attention is 2‖β*‖²_H/(M+2), attained at v₀ = 0, k = 0, v₁ = β*,
P = M/((M+2)‖β*‖²_H) β*β*ᵀ; that of GD-β is 0, so this is the gap, whatever σ² is.
Hypotheses: Gaussian prompts with Ψ = 0; β* ≠ 0, or there is no gap.
Source: derived here.
Why it is true: projected on β*, with c = AᵀHβ* and κ = kᵀHβ*, the excess is a mean m² times 2/M at least, because
what is left of it is ‖c‖²‖a‖² − (cᵀHa)² + σ²‖v₀c − κa‖²; and 2m²/M + (m−μ)² ≥ 2μ²/(M+2).
Not claimed: uniqueness.
"""

from sympy import Eq, Gt, Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import EVEN, A, Gamma_eff, a
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import THEOREM as SPLIT
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.rules import Below, Integrate, Premise, Rewrite
from theory.setting import H, M, Psi, beta_star, d, excess_of_coefficient, query_coefficient, query_weights, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Minimum
from theory.theorem_record import Assumption, Source, Step, Theorem

u, P, k, v_1, v_0 = query_weights
ZERO = ZeroMatrix(d, 1)
_one_task = {u: ZERO, Psi: ZeroMatrix(d, d)}

mu, kappa, m = Symbol("mu", nonnegative=True), Symbol("kappa", real=True), Symbol("m", real=True)
c = MatrixSymbol("c", d, 1)

_even = replaced(EVEN, _one_task)
_noise = sigma2 / M * Trace(H * Gamma_eff * H * Gamma_eff.T)
_noise_along = sigma2 / M * quad(Gamma_eff.T * H * beta_star, H)
_projection = Expectation(Trace(beta_star.T * H * _even) ** 2)

_moments = (
    (quad(c, H) * quad(a, H) + Trace(c.T * H * a) ** 2 + 2 * (v_0 * kappa * sigma2) ** 2) / M
    + (m - mu) ** 2
    + sigma2 / M * quad(v_0 * c + kappa * a, H)
)

THEOREM = Theorem(
    slug="attention_gap_without_task_noise",
    title="The exact gap of linear attention when tasks do not vary",
    statement=Minimum(
        replaced(excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON)), _one_task),
        over=(P, k, v_1, v_0),
        at=(M / ((M + 2) * mu) * beta_star * beta_star.T, ZERO, beta_star, 0),
        value=2 * mu / (M + 2),
    ),
    notation=(
        *SPLIT.notation,
        (mu, quad(beta_star, H)),
        (c, A.T * H * beta_star),
        (kappa, Trace(beta_star.T * H * k)),
        (m, Trace(c.T * H * a) + v_0 * kappa * sigma2),
    ),
    assumptions=(
        *GAUSSIAN_PROMPTS,
        Assumption("one task", "Psi = 0", decided_by=Eq(Psi, ZeroMatrix(d, d))),
        Assumption("a shared signal", Gt(mu, 0)),
    ),
    derivation=(
        Step(Premise("block_risk_splits_by_parity", at=_one_task), "the split by parity at Ψ = 0, u = 0"),
        Step(
            Rewrite(Expectation(quad(_even, H)) + _noise), "without task noise only label noise is left of the odd part"
        ),
        Step(
            Below(
                (_projection + _noise_along) / mu,
                (
                    Combination(((1 / mu, Mean(CauchySchwarz(_even, beta_star, H))),)),
                    Combination(((sigma2 / (M * mu), TraceBound(Gamma_eff.T, beta_star, H, H)),)),
                ),
            ),
            "project both parts on β*",
        ),
        Step(Integrate(), "integrate inputs and noise"),
        Step(Rewrite(_moments / mu), "variance, squared bias and noise, along β*"),
        Step(
            Below(
                2 * mu / (M + 2),
                (
                    Combination(
                        (
                            ((M + 2) / (M * mu), Square(m - M * mu / (M + 2))),
                            (1 / (M * mu), CauchySchwarz(c, a, H)),
                            (sigma2 / (M * mu), WeightedSquare(v_0 * c - kappa * a, H, Identity(1))),
                        )
                    ),
                ),
            ),
            "what is left of the variance is at least 2m²/M, and 2m²/M + (m − μ)² ≥ 2μ²/(M+2)",
        ),
    ),
    source=Source("derived here"),
    depends_on=("block_risk_splits_by_parity",),
)

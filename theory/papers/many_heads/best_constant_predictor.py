"""How well a fixed number is predicted by what is even in task and noise: the second moments S and q.

Claim: for m real, min over symmetric Λ and c of E(tr(ΛS) + cq − m)² is m²·g, with V = (2/M)(τ² + (M+1)t₂),
t₂ = tr((HΨ)²) and 1/g = 1 + Md/2 + σ⁴/V, attained at c = m g σ²/V, Λ = m g (M/2) H⁻¹ − cΨ.
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here.
Why it is true: with t = tr(H(Λ + cΨ)) and ρ = m − t − σ²c the quantity is ρ² + (2/M)‖Λ + cΨ‖² + Vc², where
‖Λ + cΨ‖² = tr(((Λ + cΨ)H)²) ≥ t²/d: what varies in q beyond its projection on S has variance V.
Not claimed: uniqueness.
"""

from sympy import Inverse, Symbol, Trace

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.rules import Below, Integrate
from theory.setting import H, M, Psi, d, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS, POSITIVE_LABEL_VARIANCE
from theory.statements import Minimum
from theory.theorem_record import Source, Step, Theorem

Lambda, c, m = SymmetricMatrix("Lambda", d), Symbol("c", real=True), Symbol("m", real=True)

tau = Trace(H * Psi) + sigma2
t_2 = Trace(H * Psi * H * Psi)
V = 2 * (tau**2 + (M + 1) * t_2) / M
"""What q varies beyond its projection on S."""

g = 1 / (1 + M * d / 2 + sigma2**2 / V)

BEST_C = m * g * sigma2 / V
BEST_LAMBDA = m * g * M / 2 * Inverse(H) - BEST_C * Psi

_alpha = 2 / (M * d)
_trace = Trace(H * (Lambda + c * Psi))
_rest = m - _trace - sigma2 * c

SQUARES = Combination(
    (
        (2 / M, WeightedSquare(Lambda + c * Psi - _trace / d * Inverse(H), H, H)),
        (g / _alpha, Square(_alpha * _trace - _rest)),
        (g / V, Square(V * c - _rest * sigma2)),
        (g / (_alpha * V), Square(_alpha * _trace * sigma2 - V * c)),
    )
)
"""What E(tr(ΛS) + cq − m)² exceeds m²g by."""

THEOREM = Theorem(
    slug="best_constant_predictor",
    title="How well second moments predict a constant",
    statement=Minimum(
        Expectation((Trace(Lambda * S) + c * DEVIATION_MOMENT - m) ** 2),
        over=(Lambda, c),
        at=(BEST_LAMBDA, BEST_C),
        value=m**2 * g,
    ),
    assumptions=(*GAUSSIAN_PROMPTS, POSITIVE_LABEL_VARIANCE),
    derivation=(
        Step(Integrate(), "integrate inputs, task and noise"),
        Step(Below(m**2 * g, (SQUARES,)), "a sum of squares"),
    ),
    source=Source("derived here"),
)

"""A quadratic function of inputs and labels that takes some value along a direction has a second moment.

Claim: for symmetric Λ, all κ, z and z₀ and ω > 0, with V = (2/M)(τ² + (M+1)t₂), E(tr(ΛS) + κq)²/ω ≥ 2(zᵀΛz + z₀²κ) −
ω((M/2)‖z‖⁴_{H⁻¹} + (z₀² − zᵀΨz)²/V).
Hypotheses: Gaussian prompts; τ > 0.
Source: derived here.
Why it is true: with N = Λ + κΨ the second moment is (tr(HN) + κσ²)² + (2/M)‖N‖²_H + Vκ².
Not claimed: that it is attained (it is where the first square is 0).
"""

from sympy import Inverse, MatrixSymbol, Symbol, Trace

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.papers.linear_transformer_block.block_risk_splits_by_parity import DEVIATION_MOMENT, S
from theory.papers.many_heads.best_constant_predictor import Lambda, V
from theory.rules import Below, Integrate
from theory.setting import H, M, Psi, d, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS, POSITIVE_LABEL_VARIANCE
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

kappa, omega = Symbol("kappa", real=True), Symbol("omega", positive=True)
z, z_0 = MatrixSymbol("z", d, 1), Symbol("z_0", real=True)

_left, _along = z_0**2 - quad(z, Psi), Inverse(H) * z * z.T * Inverse(H)
SIZE = M / 2 * quad(z, Inverse(H)) ** 2 + _left**2 / V
LEAST = 2 * (quad(z, Lambda) + z_0**2 * kappa) - omega * SIZE

_N = Lambda + kappa * Psi
SQUARES = Combination(
    (
        (1 / omega, Square(Trace(H * _N) + kappa * sigma2)),
        (2 / (M * omega), WeightedSquare(_N - omega * M / 2 * _along, H, H)),
        (1 / (V * omega), Square(V * kappa - omega * _left)),
    )
)

THEOREM = Theorem(
    slug="second_moments_along_a_direction",
    title="Second moments along a direction",
    statement=Bound(LEAST, Expectation((Trace(Lambda * S) + kappa * DEVIATION_MOMENT) ** 2) / omega),
    assumptions=(*GAUSSIAN_PROMPTS, POSITIVE_LABEL_VARIANCE),
    derivation=(
        Step(Integrate(), "integrate inputs, task and noise"),
        Step(Below(LEAST, (SQUARES,)), "a sum of squares"),
    ),
    source=Source("derived here"),
)

"""Heads that miss a direction do not attain the irreducible error where the shared signal is long.

Claim: for Λ ≻ 0, B = bᵀΛb > 0 and 4cB > 1, (Λb)ᵀ((zᵀΛz + c z₀²)b + z₀z) is > 0 for every (z, z₀) ≠ 0; it is (1/B)‖Bz
+ (z₀/2)b‖²_Λ + (cB − ¼)z₀². This is uᵀr of heads_that_miss_a_direction, where β* = Γ*b and Γ*ᵀu = Λb, so that heads
which miss any direction, as any d heads do, are above the gap. Corollary: the Λ of excess_beyond_the_gap is ⪰
(gM/2)(1 − σ²tr(HΨ)/(τ² + (M+1)t₂)) H⁻¹, hence ≻ 0.
Hypotheses: Λ ≻ 0; bᵀΛb > 0; 4c bᵀΛb > 1. The corollary: τ > 0.
Source: derived here.
Why it is true: Cauchy and Schwarz in the norm of Λ.
Not claimed: anything where 4c bᵀΛb ≤ 1 (there d heads attain the gap: d_heads_attain_the_gap).
"""

from sympy import Gt, Identity, Inverse, MatrixSymbol, Rational, Symbol, Trace, ZeroMatrix

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.many_heads.best_constant_predictor import BEST_LAMBDA, g, m, t_2, tau
from theory.papers.many_heads.excess_of_frame_heads import b
from theory.papers.many_heads.second_moments_along_a_direction import z
from theory.rules import Below, MinimiseAt
from theory.setting import H, M, Psi, d, sigma2
from theory.setting.assumptions import POSITIVE_LABEL_VARIANCE
from theory.statements import LoewnerBound, Minimum
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem

Lambda, c, z_0 = PositiveDefiniteMatrix("Lambda", d), Symbol("c", real=True), MatrixSymbol("z_0", 1, 1)
B = quad(b, Lambda)
ZERO = ZeroMatrix(1, 1)

MISSED = B * (quad(z, Lambda) + c * Trace(z_0 * z_0.T)) + Trace(b.T * Lambda * z * z_0)
"""uᵀr."""

_shift = b * z_0 / (2 * B)

_spread = tau**2 + (M + 1) * t_2
_best = BEST_LAMBDA.xreplace({m: 1})
_least = g * M / 2 * (1 - sigma2 * Trace(H * Psi) / _spread)
_DEFINITE = Corollary(
    LoewnerBound(_least * Inverse(H), _best),
    derivation=(
        Step(
            Below(
                _least * quad(z, Inverse(H)),
                (Combination(((g * M / 2 * sigma2 / _spread, TraceBound(Identity(d), Inverse(H) * z, Psi, H)),)),),
            ),
            "Ψ ⪯ tr(HΨ) H⁻¹, and σ² tr(HΨ) < τ² + (M+1)t₂",
        ),
    ),
)
"""Λ ≻ 0."""

THEOREM = Theorem(
    slug="d_heads_fall_short",
    title="d heads miss the irreducible error for a long shared signal",
    statement=Minimum(MISSED, over=(z, z_0), at=(ZeroMatrix(d, 1), ZERO), value=0, unique=True),
    assumptions=(
        POSITIVE_LABEL_VARIANCE,
        Assumption("b is not zero", Gt(B, 0)),
        Assumption("a long shared signal", Gt(c * B - Rational(1, 4), 0)),
    ),
    derivation=(
        Step(MinimiseAt(z, -_shift, Combination(((B, WeightedSquare.of(z + _shift, Lambda)),))), "complete the square"),
        Step(
            MinimiseAt(
                z_0, ZERO, Combination(((c * B - Rational(1, 4), WeightedSquare(z_0, Identity(1), Identity(1))),))
            ),
            "4cB > 1",
        ),
    ),
    corollaries=(_DEFINITE,),
    source=Source("derived here"),
    depends_on=("heads_that_miss_a_direction",),
)

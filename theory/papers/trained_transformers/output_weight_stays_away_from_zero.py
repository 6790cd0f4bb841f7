"""Where the loss is below that of the zero prediction, the output weight is away from zero.

Claim: tr Λ − 2ℓ ≤ c² tr(Λ⁴) + ‖U‖²_F for all U and c. On the paper's start c² = ‖U‖²_F for all time
(balance_is_conserved) and ℓ does not increase, so c(t)² ≥ (tr Λ − 2ℓ(0))/(1 + tr Λ⁴).
Corollary: at the start U = ςA, c = ς (A = ΘΘᵀ), tr Λ − 2ℓ(0) = ς²(2tr(Λ²A) − ς²tr(ΓΛAΛA)), which is > 0 for small ς:
by tr(ΓΛAΛA) ≤ ‖Γ‖ ‖A‖ tr(Λ²A) it is enough that ς²‖Γ‖ < 2, hence also the paper's ς²‖Γ‖√d < 2.
Hypotheses: those of attention_loss.
Source: derived here; that c is bounded below is in arXiv 2306.09927, in the proof of Theorem 4.1 (JMLR 25(49), Theorem
4).
Why it is true: tr Λ − 2ℓ = 2c tr(Λ²U) − c² tr(ΛUᵀΛΓU), and 2c tr(Λ²U) ≤ c² tr Λ⁴ + ‖U‖²_F.
Not claimed: anything for a start with ℓ(0) ≥ ½ tr Λ; see any_initial_scale_converges.
"""

from sympy import Identity, MatrixSymbol, Symbol, Trace

from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import inner
from theory.papers.trained_transformers.attention_loss_satisfies_pl import LOSS
from theory.rules import Below
from theory.setting.symbols import d
from theory.setting.trained_attention import ASSUMPTIONS, GAMMA, Gamma, Lambda, N, U, c
from theory.statements import Bound, Equality
from theory.theorem_record import Source, Step, Theorem

scale = Symbol("varsigma", positive=True)
Theta = MatrixSymbol("Theta", d, d)

_one = Identity(d)
_gain = Trace(Lambda) - 2 * LOSS
_A = Theta * Theta.T
_start = {U: scale * _A, c: scale}

THEOREM = Theorem(
    slug="output_weight_stays_away_from_zero",
    title="The output weight stays away from zero",
    statement=Bound(_gain, c**2 * Trace(Lambda**4) + inner(U, U)),
    notation=(GAMMA,),
    corollaries=(
        Equality(
            _gain.xreplace(_start),
            scale**2 * (2 * Trace(Lambda**2 * _A) - scale**2 * Trace(Gamma * Lambda * _A * Lambda * _A)),
        ),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(
            Below(
                _gain,
                (
                    WeightedSquare(U - c * Lambda**2, _one, _one),
                    WeightedSquare(c * U.T, Lambda, (1 + 1 / N) * Lambda**2 + Trace(Lambda) / N * Lambda),
                ),
            ),
            "‖U − cΛ²‖² and the quadratic part of the loss are ≥ 0",
        ),
    ),
    source=Source("derived here"),
    depends_on=("attention_loss",),
)

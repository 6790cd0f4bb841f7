"""The irreducible error of many heads lies between two simple multiples of ‖β*‖²_H, about 2‖β*‖²_H/(Md).

Claim: 2μ/(2 + M(d+1)) ≤ gap ≤ 2μ/(2 + Md) with gap = 2μ/(2 + Md + Mσ⁴/(τ² + (M+1)t₂)), μ = ‖β*‖²_H; at Ψ = 0 it is the
left side, at σ² = 0 the right one. It is at most the exact gap of one head at Ψ = 0, 2μ/(M+2).
Hypotheses: τ > 0.
Source: derived here.
Why it is true: 0 ≤ σ⁴/(τ² + (M+1)t₂) ≤ 1, because τ ≥ σ².
Not claimed: that it is the gap of any one number of heads below d + 1 (gap_of_many_heads, heads_attain_the_gap).
"""

from sympy import Identity, Integer, Trace, ZeroMatrix

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.sympy_types import Expression
from theory.papers.many_heads.best_constant_predictor import t_2, tau
from theory.papers.many_heads.gap_of_many_heads import GAP
from theory.rules import Below
from theory.setting import H, M, Psi, beta_star, d, sigma2
from theory.setting.assumptions import POSITIVE_LABEL_VARIANCE
from theory.statements import Bound, Equality
from theory.theorem_record import Corollary, Source, Step, Theorem

mu = quad(beta_star, H)
LEAST = 2 * mu / (2 + M * (d + 1))
MOST = 2 * mu / (2 + M * d)
OF_ONE_HEAD = 2 * mu / (M + 2)

_signal = Trace(H * Psi)
_spread = tau**2 + (M + 1) * t_2
_more = M * sigma2**2 / _spread
_beyond_noise = _signal**2 + 2 * sigma2 * _signal + (M + 1) * t_2
"""τ² + (M+1)t₂ − σ⁴."""


def _times_signal(factor: Expression) -> Combination:
    return Combination(((factor, WeightedSquare(beta_star, H, Identity(1))),))


def _below(to: Expression, factor: Expression) -> tuple[Step, ...]:
    return (Step(Below(to, (_times_signal(factor),)), "the difference is a multiple of ‖β*‖²_H"),)


_whole = 2 + M * d + _more

THEOREM = Theorem(
    slug="size_of_the_gap",
    title="The size of the irreducible error of many heads",
    statement=Bound(GAP, MOST),
    derivation=_below(GAP, 2 * _more / ((2 + M * d) * _whole)),
    corollaries=(
        Corollary(Bound(LEAST, GAP), _below(LEAST, 2 * M * _beyond_noise / (_spread * _whole * (2 + M * (d + 1))))),
        Corollary(Bound(GAP, OF_ONE_HEAD), _below(GAP, 2 * (M * (d - 1) + _more) / (_whole * (M + 2)))),
        Equality(GAP.xreplace({Psi: ZeroMatrix(d, d)}).doit(), LEAST),
        Equality(GAP.xreplace({sigma2: Integer(0)}), MOST),
    ),
    assumptions=(POSITIVE_LABEL_VARIANCE,),
    source=Source("derived here"),
    depends_on=("gap_of_many_heads",),
)

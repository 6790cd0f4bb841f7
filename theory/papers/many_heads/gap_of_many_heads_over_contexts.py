"""The irreducible error of many heads falls like 1/M with the context,.

Claim: M · 2‖β*‖²_H/(2 + Md + Mσ⁴/(τ² + (M+1)t₂)) tends to 2‖β*‖²_H/d as M → ∞, where t₂ = tr((HΨ)²) > 0; at Ψ = 0 it is
M · 2‖β*‖²_H/(2 + M(d+1)) by size_of_the_gap, and tends to 2‖β*‖²_H/(d+1).
Hypotheses: t₂ > 0, that is Ψ ≠ 0; the corollary needs none.
Source: derived here.
Why it is true: what q varies beyond its projection on S is of order 1/M at Ψ = 0, and stays otherwise.
Not claimed: limits in which d or Ψ move with M.
"""

from sympy import Gt, oo

from theory.algebra.vocabulary.scalars import quad
from theory.papers.many_heads.best_constant_predictor import t_2
from theory.papers.many_heads.gap_of_many_heads import GAP
from theory.papers.many_heads.size_of_the_gap import LEAST
from theory.rules import TakeLimit
from theory.setting import H, M, beta_star, d
from theory.statements import Limit
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem

_steps = (Step(TakeLimit((M,)), "the leading order, 1/M"),)

THEOREM = Theorem(
    slug="gap_of_many_heads_over_contexts",
    title="The irreducible error of many heads over context lengths",
    statement=Limit(M * GAP, (M,), oo, 2 * quad(beta_star, H) / d),
    derivation=_steps,
    corollaries=(Corollary(Limit(M * LEAST, (M,), oo, 2 * quad(beta_star, H) / (d + 1)), _steps),),
    assumptions=(Assumption("tasks vary", Gt(t_2, 0)),),
    source=Source("derived here"),
    depends_on=("gap_of_many_heads", "size_of_the_gap"),
)

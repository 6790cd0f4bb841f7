"""Where E[y | x] is linear, trained attention tolerates another law of the query.

Claim: if E[y | x] = aᵀx and the query has E[xxᵀ] = Q, then as M, N → ∞ the risk tends to E Var(y | x) at the query's
law.
Corollary: at finite M and N it is E Var(y | x) + (1/M)tr(ΣΓ⁻¹QΓ⁻¹) + ‖(Γ⁻¹Λ − I)a‖²_Q.
Hypotheses: the prompt as in prediction_risk_on_new_task; a query that is independent of the prompt, with the same
linear E[y | x] = aᵀx.
Source: arXiv 2306.09927, on query shifts; the closed form is derived here.
Why it is true: Γ⁻¹(1/M)Σxᵢyᵢ tends to a, which is the right coefficient for every query.
Not claimed: the same for targets that are not linear (see query_shift_fails_for_nonlinear_targets), or a query that
depends on the prompt.
"""

from sympy import Identity, Inverse, Trace, oo

from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.rules import Integrate, TakeLimit
from theory.setting.new_task import FINITE_MOMENTS, Sigma, a, best_risk, new_task_risk
from theory.setting.symbols import M, d
from theory.setting.trained_attention import GAMMA, Gamma, Lambda, N
from theory.statements import Equality, Limit
from theory.theorem_record import Assumption, Source, Step, Theorem

Q = PositiveSemidefiniteMatrix("Q", d)

LINEAR = Assumption(
    "a linear target",
    "E[y | x] = a^T x for the examples and for the query, which is independent of them; nu is the query's E Var(y | x)",
    violations=("a target that is not linear", "a query that is one of the examples"),
)

THEOREM = Theorem(
    slug="query_shift_is_tolerated",
    title="Query shifts are tolerated where the target is linear",
    statement=Limit(new_task_risk(PREDICTOR, Q), (M, N), oo, best_risk),
    notation=(GAMMA,),
    corollaries=(
        Equality(
            new_task_risk(PREDICTOR, Q),
            best_risk
            + Trace(Sigma * Inverse(Gamma) * Q * Inverse(Gamma)) / M
            + quad((Inverse(Gamma) * Lambda - Identity(d)) * a, Q),
        ),
    ),
    assumptions=(FINITE_MOMENTS, LINEAR),
    derivation=(
        Step(Integrate(), "the risk in closed form"),
        Step(TakeLimit((M, N)), "the coefficient tends to a"),
    ),
    source=Source("arXiv 2306.09927", "on query shifts"),
    depends_on=("attention_flow_limit",),
)

"""With long prompts trained attention is as good as the best linear predictor, whatever the task.

Claim: as M, N → ∞, in any order or jointly, the risk on a new task tends to min_w E(y − wᵀx)².
Hypotheses: those of prediction_risk_on_new_task: i.i.d. pairs with E[xxᵀ] = Λ as in training, finite moments; the law
of y given x is arbitrary.
Source: arXiv 2306.09927, on task shifts.
Why it is true: the variance is of order 1/M, and the bias of order 1/N².
Not claimed: that the best linear predictor is good.
"""

from sympy import oo

from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.rules import Integrate, TakeLimit
from theory.setting.new_task import FINITE_MOMENTS, best_risk, new_task_risk
from theory.setting.symbols import M
from theory.setting.trained_attention import GAMMA, N
from theory.statements import Limit
from theory.theorem_record import Source, Step, Theorem

THEOREM = Theorem(
    slug="task_shift_is_tolerated",
    title="Task shifts are tolerated",
    statement=Limit(new_task_risk(PREDICTOR), (M, N), oo, best_risk),
    notation=(GAMMA,),
    assumptions=(FINITE_MOMENTS,),
    derivation=(
        Step(Integrate(), "the risk in closed form"),
        Step(TakeLimit((M, N)), "variance and bias vanish, and Γ tends to Λ"),
    ),
    source=Source("arXiv 2306.09927", "on task shifts"),
    depends_on=("prediction_risk_on_new_task",),
)

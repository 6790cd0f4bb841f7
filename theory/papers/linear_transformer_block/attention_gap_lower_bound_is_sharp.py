"""The factor 1/(M+1) in the lower bound on the gap of linear attention cannot be improved.

Claim: at d = 1, H = 1, σ² = 1 with Ψ = s and β* = s², the weights v₀ = 1, P = Γ* − kβ*, k = ms², v₁ = ms²/Γ* − s²
with m = M/(2(M+1)) have (excess − min excess(GD-β))·(M+1)/‖β*‖²_H → 1 as s → 0.
Hypotheses: Gaussian prompts at these values.
Source: derived here.
Why it is true: the even part has A a = k = mβ*, so that its quadratic form is a multiple of the identity along the
input and the noise, where 2tr(B²) = (tr B)²; and Γ_eff − Γ* = ka is of order s³.
Not claimed: that the bound is attained, or sharp in other families.
"""

from sympy import Identity, Integer, MatMul, Symbol

from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced
from theory.papers.linear_transformer_block.minimal_excess_of_one_step_gd import TRACE_FORM
from theory.papers.linear_transformer_block.optimal_one_step_gd import THEOREM as OPTIMUM
from theory.papers.linear_transformer_block.risk_of_linear_attention import WITHOUT_PERCEPTRON
from theory.rules import Integrate, TakeLimit
from theory.setting import H, M, Psi, beta_star, d, excess_of_coefficient, query_coefficient, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Limit
from theory.theorem_record import Source, Step, Theorem

s = Symbol("s", positive=True)
_, P, k, v_1, v_0 = WITHOUT_PERCEPTRON

_one = Identity(1)
_step = s / ((M + 1) / M * s + (s + 1) / M)
_along = M * s**2 / (2 * (M + 1))


def _at(expression: Expression) -> Expression:
    """An expression at d = 1 and these values."""
    sized = replaced(expression, {d: Integer(1)})
    symbols = {x: replaced(x, {d: Integer(1)}) for x in (H, Psi, beta_star, P, k, v_1)}
    values = {
        symbols[H]: _one,
        symbols[Psi]: MatMul(s, _one),
        symbols[beta_star]: MatMul(s**2, _one),
        symbols[P]: MatMul(_step - _along * s**2, _one),
        symbols[k]: MatMul(_along, _one),
        symbols[v_1]: MatMul(_along / _step - s**2, _one),
        v_0: Integer(1),
        sigma2: Integer(1),
    }
    return replaced(sized, values)


_gap = _at(excess_of_coefficient(query_coefficient(WITHOUT_PERCEPTRON))) - _at(OPTIMUM.unfolded(TRACE_FORM))

THEOREM = Theorem(
    slug="attention_gap_lower_bound_is_sharp",
    title="The lower bound on the gap is best possible",
    statement=Limit(_gap * (M + 1) / s**4, variables=(s,), to=0, value=1),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=(
        Step(Integrate(), "integrate everything at these weights"),
        Step(TakeLimit((s,), 0), "a rational function of s that is continuous at 0"),
    ),
    source=Source("derived here"),
    depends_on=("attention_gap_lower_bound",),
)

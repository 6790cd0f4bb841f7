"""No weights of linear attention, of whatever shape, are better than the best without off-diagonal blocks.

Claim: the minimum of the loss over all weights (U, v, k, c) is ½[tr Λ − tr(Γ⁻¹Λ²)], attained at cU = Γ⁻¹, v = k = 0.
Corollaries: at U = 0, c = 0 the loss is that of the coefficient V = kvᵀ; hence at d = 1 there is a second family of
minima, kv = Γ⁻¹ with U = c = 0, whose predictions are the same.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise, Λ ≻ 0.
Source: derived here; arXiv 2306.09927 states the minimum along its gradient flow.
Why it is true: the loss is that of the coefficient V = cUᵀ + kvᵀ, which is in the odd part of the prediction, plus half
the mean square of the even part vᵀ(S + xxᵀ/N)Ux + c(wᵀSw)(kᵀx).
For d ≥ 2 there are no other minima: V = Γ⁻¹ has rank d, so c ≠ 0; the even part vanishes almost surely, and its terms
with and without w separately, so k = 0 and then, U being invertible, v = 0.
Not claimed: that gradient flow from arbitrary weights finds these minima.
"""

from sympy import BlockMatrix, Identity, Integer, Inverse, Rational, Trace, ZeroMatrix

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.square import Square
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.papers.trained_transformers.attention_loss import V
from theory.papers.trained_transformers.attention_loss_minimum import VALUE
from theory.papers.trained_transformers.off_diagonal_blocks_stay_zero import LOSS
from theory.rules import Below, Premise, Rewrite
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    GAMMA,
    Gamma,
    Lambda,
    MergedWeights,
    N,
    U,
    c,
    k,
    loss_of_coefficient,
    merged_prediction,
    squared_loss,
    task,
    training_prompt,
    v,
)
from theory.statements import Equality, Minimum
from theory.theorem_record import Source, Step, Theorem

_x, _S = training_prompt.x, training_prompt.X.T * training_prompt.X / N
_coefficient = c * U.T + k * v.T
EVEN = Trace(v.T * (_S + _x * _x.T / N) * U * _x) + c * Trace(task.T * _S * task) * Trace(k.T * _x)

ZERO, _square, _corner = ZeroMatrix(d, 1), ZeroMatrix(d, d), ZeroMatrix(1, 1)
_without_U = squared_loss(
    merged_prediction(
        MergedWeights(
            BlockMatrix([[_square, ZERO], [v.T, _corner]]),
            BlockMatrix([[_square, ZERO], [k.T, _corner]]),
        )
    )
)

# a scalar input: the second family at v = 1
Lambda_1 = PositiveDefiniteMatrix("Lambda_1", 1)
_scalar = {d: Integer(1)}
_v, _k = v.xreplace(_scalar), k.xreplace(_scalar)
_covariance = {Lambda.xreplace(_scalar): Lambda_1}
_Gamma = GAMMA[1].xreplace(_scalar).xreplace(_covariance)
_second_family = _without_U.xreplace(_scalar).xreplace(_covariance).xreplace({_v: Identity(1), _k: Inverse(_Gamma)})
_value = VALUE.xreplace(dict([GAMMA])).xreplace(_scalar).xreplace(_covariance)

THEOREM = Theorem(
    slug="attention_minimum_over_all_weights",
    title="The minimum of the loss over all weights",
    statement=Minimum(LOSS, over=(U, v, k, c), at=(Inverse(Gamma), ZERO, ZERO, 1), value=VALUE),
    notation=(GAMMA,),
    corollaries=(Equality(_without_U, loss_of_coefficient(k * v.T)), Equality(_second_family, _value)),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(
            Rewrite(loss_of_coefficient(_coefficient) + Rational(1, 2) * Expectation(EVEN**2)),
            "odd and even parts of the prediction, as functions of the task, are uncorrelated",
        ),
        Step(
            Below(loss_of_coefficient(_coefficient), (Combination(((Rational(1, 2), Mean(Square(EVEN))),)),)),
            "the even part is a mean square",
        ),
        Step(Premise("attention_loss_minimum", at={V: _coefficient}), "the minimum over the coefficient"),
    ),
    source=Source("derived here"),
    depends_on=("attention_loss_minimum",),
)

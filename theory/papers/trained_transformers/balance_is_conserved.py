"""Gradient flow conserves c² − ‖U‖²_F.

Claim: along the gradient flow of the loss of W^PV = diag(0, c) and W^KQ = diag(U, 0), d/dt (c² − ‖U‖²_F) = 0. The
paper's start has c = ς and U = ςΘΘᵀ with ‖ΘΘᵀ‖_F = 1, so that c² = ‖U‖²_F for all time.
Corollaries: of all weights, ⟨(v, c), ∂ŷ⟩ = ŷ and ⟨(U, k), ∂ŷ⟩ = ŷ on every prompt, so that c² + ‖v‖² − ‖U‖²_F − ‖k‖² is
conserved along the flow of all weights; and each of c² and ‖U‖²_F changes at the rate 2c tr(Λ²U) − 2c² tr(ΓΛUΛUᵀ).
Hypotheses: Gaussian inputs, isotropic tasks, no label noise; none of them is needed beyond the existence of the
gradient.
Source: arXiv 2306.09927, in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4); the corollary is derived here.
Why it is true: ŷ is linear in (v, c) and linear in (U, k), so that each of ⟨(v, c), ∂ŷ⟩ and ⟨(U, k), ∂ŷ⟩ is ŷ itself.
Not claimed: balance of another start: c² − ‖U‖²_F keeps whatever value it has.
"""

from sympy import Add, Basic, Expr, Integer, Trace

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.scalars import inner
from theory.papers.trained_transformers.attention_loss import LOSS
from theory.rules import Expand, Integrate
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    GAMMA,
    Gamma,
    Lambda,
    U,
    c,
    k,
    merged_prediction,
    merged_weights,
    test_examples,
    v,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

_prediction = merged_prediction(merged_weights(), test_examples)

RATE = 2 * c * Trace(Lambda**2 * U) - 2 * c**2 * Trace(Gamma * Lambda * U * Lambda * U.T)


def change_of(squared_c: int, squared_U: int) -> Expr:
    """d/dt (squared_c · c² + squared_U · ‖U‖²_F) along the flow."""
    return -2 * squared_c * c * gradient(LOSS, c) - 2 * squared_U * inner(U, gradient(LOSS, U))


def _along(*variables: Basic) -> Expr:
    """⟨variables, ∂ŷ/∂variables⟩."""
    slopes = {variable: gradient(_prediction, variable) for variable in variables}
    return Add(*(s * variable if variable == c else inner(variable, s) for variable, s in slopes.items()))


THEOREM = Theorem(
    slug="balance_is_conserved",
    title="Gradient flow conserves the balance of the two weights",
    statement=Equality(change_of(1, -1), Integer(0)),
    notation=(GAMMA,),
    corollaries=(
        Equality(_prediction, _along(v, c)),
        Equality(_prediction, _along(U, k)),
        Equality(change_of(1, 0), RATE),
        Equality(change_of(0, 1), RATE),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(Integrate(), "the gradients of the loss are means of Gaussian polynomials"),
        Step(Expand(), "both weights change the prediction, to first order, by the prediction itself"),
    ),
    source=Source("arXiv 2306.09927", "in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
    depends_on=("attention_loss",),
)

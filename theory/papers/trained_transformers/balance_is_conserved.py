"""Gradient flow conserves c² − ‖U‖²_F.

Claim: along the gradient flow of the loss of W^PV = diag(0, c) and W^KQ = diag(U, 0), d/dt (c² − ‖U‖²_F) = 0. The
paper's start has c = ς and U = ςΘΘᵀ with ‖ΘΘᵀ‖_F = 1, so that c² = ‖U‖²_F for all time.
Corollary: the same along the flow of all weights: d/dt (c² + ‖v‖² − ‖U‖²_F − ‖k‖²) = 0.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise; none of them is needed beyond the existence of the
gradient.
Source: arXiv 2306.09927, in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4); the corollary is derived here.
Why it is true: ŷ is linear in (v, c) and linear in (U, k), so that each of ⟨(v, c), ∂ŷ⟩ and ⟨(U, k), ∂ŷ⟩ is ŷ itself.
Not claimed: balance of another start: c² − ‖U‖²_F keeps whatever value it has.
"""

from sympy import Identity

from theory.algebra.scalars import inner, quad
from theory.rules import Integrate
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    U,
    c,
    flow_derivative_of,
    k,
    merged_weights,
    v,
    without_off_diagonal_blocks,
)
from theory.statement import Equality, Source, Step, Theorem

BALANCE = c**2 - inner(U, U)
_of_all = BALANCE + quad(v, Identity(d)) - quad(k, Identity(d))

THEOREM = Theorem(
    slug="balance_is_conserved",
    title="Gradient flow conserves the balance of the two weights",
    statement=Equality(flow_derivative_of(BALANCE, (U, c), without_off_diagonal_blocks()), 0),
    corollaries=(Equality(flow_derivative_of(_of_all, (U, v, k, c), merged_weights()), 0),),
    assumptions=ASSUMPTIONS,
    derivation=(Step(Integrate(), "both weights change the prediction, to first order, by the prediction itself"),),
    source=Source("arXiv 2306.09927", "in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
)

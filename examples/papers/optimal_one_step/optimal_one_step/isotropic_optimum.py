"""For isotropic Gaussian inputs one step of gradient descent with the right step size is optimal.

Claim: the loss of one layer of linear self-attention has its minimum over all weights at b₁ = 0, b₂ = 1, a = 0,
A = ηI with η = 1/(n + d + 1 + σ²): the prediction is that of one step of gradient descent from 0 on ½|y − Xw|²
with step size η.
Hypotheses: inputs N(0, I), tasks N(0, I), label noise N(0, σ²).
Source: arXiv 2307.03576, Theorem 1. Its text could not be had; the abstract says that the minimiser implements
a single step of gradient descent, and reviews that Theorem 1 calls (W_K, W_Q, W_V, h) a global minimiser and
defines η there. The closed form of η and the minimal loss are derived here.
Why it is true: without a shared signal linear attention is no better than the optimal step of gradient descent,
and the optimal matrix step size is a multiple of I.
Not claimed: uniqueness.
"""

from sympy import Identity, Symbol, ZeroMatrix

from optimal_one_step.setting import ASSUMPTIONS, WEIGHTS, excess_loss, n
from theory.rules import Premise, Rewrite
from theory.setting import H, Psi, d, query_weights, sigma2
from theorycheck import Minimum, Source, Step, Theorem, theorem

eta = Symbol("eta", positive=True)
A, a, b_1, b_2 = WEIGHTS
ZERO = ZeroMatrix(d, 1)

_at = {H: Identity(d), Psi: Identity(d), **dict(zip(query_weights[1:], (n * A.T, n * a, b_1, b_2), strict=True))}
_attention = theorem("no_gap_without_shared_signal").unfold().replace(_at)

THEOREM = Theorem(
    slug="isotropic_optimum",
    title="One step of gradient descent is optimal",
    statement=Minimum(
        excess_loss(Identity(d), Identity(d)),
        over=WEIGHTS,
        at=(eta * Identity(d), ZERO, ZERO, 1),
        value=d - n * d * eta,
    ),
    notation=((eta, 1 / (n + d + 1 + sigma2)),),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(Rewrite(_attention.objective), "this is linear attention with P = nAᵀ and k = na"),
        Step(
            Premise("no_gap_without_shared_signal", at=_at),
            "without a shared signal linear attention is no better than one step of gradient descent",
        ),
    ),
    source=Source("arXiv 2307.03576", "Theorem 1"),
    depends_on=("no_gap_without_shared_signal",),
)

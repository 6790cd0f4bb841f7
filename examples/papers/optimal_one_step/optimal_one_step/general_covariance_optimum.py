"""For Gaussian inputs of any covariance one step of preconditioned gradient descent is optimal.

Claim: the loss of one layer of linear self-attention has its minimum over all weights at b₁ = 0, b₂ = 1, a = 0,
A = ηΣ⁻¹ with η = 1/(n + d + 1 + σ²): one step of gradient descent from 0 with the preconditioner ηΣ⁻¹.
Hypotheses: inputs N(0, Σ), tasks N(0, Σ⁻¹), label noise N(0, σ²).
Source: arXiv 2307.03576, the theorem on non-isotropic covariates. Its text could not be had; the abstract says
that the minimiser implements a single step of preconditioned gradient descent, and a review that tasks are N(0,
Σ⁻¹). The closed form of η and the minimal loss are derived here.
Why it is true: Σ^½w is N(0, I), and the inputs Σ^{-½}x are isotropic.
Not claimed: uniqueness.
"""

from sympy import Symbol, ZeroMatrix

from optimal_one_step.setting import ASSUMPTIONS, WEIGHTS, excess_loss, n
from theory.rules import Premise, Rewrite
from theory.setting import H, Psi, d, query_weights, sigma2
from theorycheck import Minimum, PositiveDefiniteMatrix, Source, Step, Theorem, theorem

eta = Symbol("eta", positive=True)
Sigma = PositiveDefiniteMatrix("Sigma", d)
A, a, b_1, b_2 = WEIGHTS
ZERO = ZeroMatrix(d, 1)

_at = {H: Sigma, Psi: Sigma.inverse(), **dict(zip(query_weights[1:], (n * A.T, n * a, b_1, b_2), strict=True))}
_attention = theorem("no_gap_without_shared_signal").unfold().replace(_at)

THEOREM = Theorem(
    slug="general_covariance_optimum",
    title="One step of preconditioned gradient descent is optimal",
    statement=Minimum(
        excess_loss(Sigma, Sigma.inverse()),
        over=WEIGHTS,
        at=(eta * Sigma.inverse(), ZERO, ZERO, 1),
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

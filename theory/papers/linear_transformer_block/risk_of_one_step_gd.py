"""The excess risk of one step of gradient descent, in closed form.

Claim: with b = β − β* and Q = Ψ + bbᵀ, excess = tr(HQ) − 2tr(HΓHQ) + tr(HΓ E[SQS] Γᵀ) + (σ²/M) tr(HΓHΓᵀ).
Hypotheses: Gaussian inputs and tasks, noise independent of both.
Source: arXiv 2402.14951, the risk of GD-β.
Why it is true: the error of the coefficient is (I − ΓS)(β − w) + Γe, where β − w has second moment Q and the noise
e = Xᵀε/M has covariance σ²S/M given X; the two parts are uncorrelated.
Which hypotheses matter: of tasks and noise, only two moments. The risk is the same for tasks on two points, for skewed
tasks and skewed noise and, less expected, for noise that is correlated between examples: with Cov(ε) = σ²C, E[XᵀCX] is
tr(C)H for independent inputs of mean 0, and tr(C) = M whatever the correlations. It falls with a noise variance that
depends on the input, with tasks that do, and with inputs of other fourth moments.
Not claimed: a minimum (see optimal_one_step_gd).
"""

from sympy import Expr, MatrixSymbol, Trace

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Integrate, Rewrite
from theory.setting import (
    Gamma,
    H,
    InContextLearning,
    M,
    Psi,
    beta,
    beta_star,
    d,
    one_step_gd_prediction,
    sample_covariance,
    sigma2,
)
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

b = MatrixSymbol("b", d, 1)
Q = PositiveSemidefiniteMatrix("Q", d)
SQS = H * Q * H + (H * Q * H + Trace(H * Q) * H) / M


def stated_in(laws: InContextLearning) -> tuple[Expr, tuple[Step, ...]]:
    """The excess risk of GD-β under these laws, and the steps that integrate it."""
    prompt, w = laws.prompt, laws.w
    noise = prompt.y - prompt.X * w
    error = (beta - w) - Gamma * sample_covariance(prompt) * (beta - w) + Gamma * prompt.X.T * noise / laws.examples
    in_norm_of_query = Expectation(quad(error, laws.query_second_moment))
    return laws.excess(one_step_gd_prediction(of=prompt)), (
        Step(Integrate((laws.label,)), "the query's label has mean wᵀx and variance σ²"),
        Step(Rewrite(in_norm_of_query), "integrate the query: the coefficient's error in the norm of H"),
        Step(Integrate((prompt.y,)), "integrate the label noise of the examples"),
        Step(Integrate((w,)), "integrate the task, β − w has second moment Q"),
        Step(Integrate(), "integrate the inputs, by the second moment of the sample covariance"),
    )


_excess, _steps = stated_in(InContextLearning())

THEOREM = Theorem(
    slug="risk_of_one_step_gd",
    title="Risk of one-step gradient descent",
    statement=Equality(
        _excess,
        Trace(H * Q)
        - 2 * Trace(H * Gamma * H * Q)
        + Trace(H * Gamma * SQS * Gamma.T)
        + sigma2 / M * Trace(H * Gamma * H * Gamma.T),
    ),
    notation=((b, beta - beta_star), (Q, Psi + b * b.T)),
    assumptions=GAUSSIAN_PROMPTS,
    derivation=_steps,
    source=Source("arXiv 2402.14951", "risk of GD-β"),
    depends_on=("second_moment_of_sample_covariance",),
)

"""One step of gradient descent from zero pays for the shared signal as if it were task variance.

Claim: with β = 0 fixed, optimum and minimal excess are those of optimal_one_step_gd with Ψ + β*β*ᵀ in place of Ψ.
Corollary: at Ψ = 0 the excess is μ(2μ+σ²)/((M+2)μ+σ²) with μ = ‖β*‖²_H, which is about 2μ/M for large M and tends to
the whole μ when Mμ ≪ σ².
Hypotheses: Gaussian prompts; τ₀ = tr(HΨ) + ‖β*‖²_H + σ² > 0, and at Ψ = 0, for the corollary, ‖β*‖²_H + σ² > 0.
Source: derived here; the estimator is discussed in arXiv 2402.14951.
Why it is true: at β = 0 the risk depends on Ψ and β* through Q = Ψ + β*β*ᵀ alone.
Not claimed: anything about estimators with a learned initialisation.
"""

from sympy import Gt, Identity, Inverse, MatrixSymbol, Symbol, Trace, ZeroMatrix

from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.rules import CompleteSquare, Premise, Rewrite
from theory.setting import Gamma, H, M, Psi, beta, beta_star, d, one_step_gd_excess, sigma2
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality, Minimum
from theory.theorem_record import Assumption, Source, Step, Theorem

Psi_0 = PositiveSemidefiniteMatrix("Psi_0", d)
tau_0, mu = Symbol("tau_0", nonnegative=True), Symbol("mu", nonnegative=True)
Gamma_0 = MatrixSymbol("Gamma_0", d, d)

VALUE = Trace(H * Psi_0) - Trace(H * Gamma_0 * H * Psi_0)
NOTATION = (
    (Psi_0, Psi + beta_star * beta_star.T),
    (tau_0, Trace(H * Psi_0) + sigma2),
    (Gamma_0, Psi_0 * Inverse((M + 1) / M * H * Psi_0 + tau_0 / M * Identity(d))),
    (mu, quad(beta_star, H)),
)


_RISK = (
    Trace(H * Psi_0)
    - 2 * Trace(H * Gamma * H * Psi_0)
    + (M + 1) / M * Trace(H * Gamma * H * Psi_0 * H * Gamma.T)
    + tau_0 / M * Trace(H * Gamma * H * Gamma.T)
)


def _without_task_noise() -> Equality:
    value = VALUE
    for symbol, definition in reversed(NOTATION[:3]):
        value = value.xreplace({symbol: definition})
    return Equality(value.xreplace({Psi: ZeroMatrix(d, d)}), mu * (2 * mu + sigma2) / ((M + 2) * mu + sigma2))


THEOREM = Theorem(
    slug="risk_of_zero_initialised_gd",
    title="Gradient descent from zero",
    statement=Minimum(
        one_step_gd_excess(ZeroMatrix(d, 1), Gamma), over=(Gamma,), at=(Gamma_0,), value=VALUE, unique=True
    ),
    notation=NOTATION,
    corollaries=(_without_task_noise(),),
    assumptions=(
        *GAUSSIAN_PROMPTS,
        Assumption("labels vary around zero", Gt(tau_0, 0)),
        Assumption("labels vary around zero if tasks do not vary", Gt(mu + sigma2, 0)),
    ),
    derivation=(
        Step(Premise("risk_of_one_step_gd", at={beta: ZeroMatrix(d, 1)}), "the risk in closed form, at β = 0"),
        Step(Rewrite(_RISK), "it depends on Ψ and β* through Ψ₀ alone"),
        Step(CompleteSquare(Gamma), "quadratic in Γ with weights H and E[S Ψ₀ S] + σ²H/M"),
    ),
    source=Source("derived here"),
    depends_on=("risk_of_one_step_gd",),
)

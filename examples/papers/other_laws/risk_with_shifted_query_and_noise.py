"""The risk of one step of gradient descent where the query has another covariance, and the noise any.

Claim: with Q = Ψ + bbᵀ and b = β − β*, excess = tr(H₂Q) − 2tr(H₂ΓHQ) + tr(H₂Γ E[SQS] Γᵀ) + (tr(Ω)/M²) tr(H₂ΓHΓᵀ).
Hypotheses: Gaussian inputs N(0, H), a query N(0, H₂), label noise N(0, Ω) that may be correlated between examples.
Source: derived here: risk_of_one_step_gd, its derivation carried over to these laws and decided anew.
Why it is true: of the query only E[xxᵀ] matters, and E[XᵀΩX] = tr(Ω) H.
Not claimed: which Γ is best there.
"""

from sympy import MatrixSymbol, Trace

from theory.rules import carried_over
from theory.setting import Gamma, H, InContextLearning, M, Psi, beta, beta_star, d
from theorycheck import Assumption, PositiveDefiniteMatrix, PositiveSemidefiniteMatrix

H_2, Omega = PositiveDefiniteMatrix("H_2", d), PositiveSemidefiniteMatrix("Omega", M)
b, Q = MatrixSymbol("b", d, 1), PositiveSemidefiniteMatrix("Q", d)
SQS = H * Q * H + (H * Q * H + Trace(H * Q) * H) / M

THEOREM = carried_over(
    "risk_of_one_step_gd",
    InContextLearning(query_covariance=H_2, noise_covariance=Omega),
    to="risk_with_shifted_query_and_noise",
    title="The risk at a shifted query, with correlated noise",
    claim=Trace(H_2 * Q)
    - 2 * Trace(H_2 * Gamma * H * Q)
    + Trace(H_2 * Gamma * SQS * Gamma.T)
    + Trace(Omega) / M**2 * Trace(H_2 * Gamma * H * Gamma.T),
    notation=((b, beta - beta_star), (Q, Psi + b * b.T)),
    assumptions=(
        Assumption("Gaussian inputs", "the inputs are i.i.d. N(0, H), the query is N(0, H_2)"),
        Assumption("Gaussian tasks", "w is N(beta_star, Psi), independent of the inputs"),
        Assumption("Gaussian noise", "the noise of the examples is N(0, Omega), that of the query N(0, sigma2)"),
    ),
)

"""With noisy labels the posterior mean of the task is the best predictor there is.

Claim: for every X (M×d, random in what follows, fixed here) the affine estimators β* + L(y − Xβ*) have the error
E‖β* + L(y − Xβ*) − w‖²_H least, and only then, at L* = ΨXᵀ(XΨXᵀ+σ²I)⁻¹, the value being tr(HΨ) − tr(HL*XΨ).
Corollaries: with R = Ψ^½ the value is tr(HR(I + RXᵀXR/σ²)⁻¹R); the error of w̄ = β* + L*(y − Xβ*) is uncorrelated with
y − Xβ*; given (X, y), no vector at all is nearer to the task on average than w̄; and the excess risk of ⟨w̄, x⟩ is
R_Bayes = E tr(HR(I + RXᵀXR/σ²)⁻¹R) over Gaussian inputs.
Hypotheses: Gaussian tasks and noise, σ² > 0; Ψ may be singular. Gaussian inputs for the last corollary.
Source: arXiv 2402.14951, the Bayes optimal estimator; the conditional law of Gaussian vectors is a textbook fact.
Why it is true: the error is quadratic in L with definite weights H and XΨXᵀ + σ²I. What is uncorrelated and jointly
Gaussian is independent, so that w̄ is the mean of w given (X, y), which is nearest to w among all functions of (X, y).
Not claimed: anything for tasks or noise that are not Gaussian, where w̄ is the best affine estimator only.
"""

from sympy import Gt, Identity, Inverse, MatrixExpr, MatrixSymbol, Rational, Trace, ZeroMatrix

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.scalars import quad
from theory.lemmas import GaussianConditioning
from theory.rules import CompleteSquare, Integrate, Lemma, Rewrite
from theory.setting import H, M, Psi, beta_star, d, data, excess_of_coefficient, label, prompt, sigma2, w
from theory.setting.assumptions import GAUSSIAN_PROMPTS
from theory.statements import Equality, Minimum
from theory.theorem_record import Assumption, Corollary, Source, Step, Theorem

L, v = MatrixSymbol("L", d, M), MatrixSymbol("v", d, 1)
R = Psi ** Rational(1, 2)
NOISY_LABELS = Assumption("noisy labels", Gt(sigma2, 0))


def optimal_weights(X: MatrixExpr) -> MatrixExpr:
    """L* = ΨXᵀ(XΨXᵀ+σ²I)⁻¹, d×M."""
    return Psi * X.T * Inverse(X * Psi * X.T + sigma2 * Identity(M))


def posterior_mean(X: MatrixExpr, y: MatrixExpr) -> MatrixExpr:
    """The mean of w given (X, y): β* + L*(y − Xβ*), d×1."""
    return beta_star + optimal_weights(X) * (y - X * beta_star)


def posterior_error(X: MatrixExpr) -> Trace:
    """E‖w̄ − w‖²_H given X: tr(HR(I + RXᵀXR/σ²)⁻¹R)."""
    return Trace(H * R * Inverse(Identity(d) + R * X.T * X * R / sigma2) * R)


BAYES_EXCESS = Expectation(posterior_error(prompt.X))
"""R_Bayes, the least excess risk of any predictor."""

X = data.X
_y = MatrixNormal("y", X * w, sigma2 * Identity(M), Identity(1))
_estimate = beta_star + L * (_y - X * beta_star)
_value = Trace(H * Psi) - Trace(H * optimal_weights(X) * X * Psi)

_covariance = Psi - optimal_weights(X) * X * Psi
_task_given_labels = MatrixNormal("w_given_y", posterior_mean(X, data.y), _covariance, Identity(1))

THEOREM = Theorem(
    slug="posterior_mean_is_optimal",
    title="The posterior mean is the optimal predictor",
    statement=Minimum(
        Expectation(quad(_estimate - w, H)), over=(L,), at=(optimal_weights(X),), value=_value, unique=True
    ),
    corollaries=(
        Equality(_value, posterior_error(X)),
        Equality(
            Expectation((posterior_mean(X, _y) - w) * (_y - X * beta_star).T),
            ZeroMatrix(d, M),
        ),
        Corollary(
            Minimum(
                Expectation(quad(v - _task_given_labels, H)),
                over=(v,),
                at=(posterior_mean(X, data.y),),
                value=_value,
                unique=True,
            ),
            derivation=(
                Step(
                    Lemma(GaussianConditioning(of=w, evidence=_y, observed=data.y, posterior=_task_given_labels)),
                    "the law of the task given the labels",
                ),
                Step(Integrate(), "integrate the task given the labels"),
                Step(CompleteSquare(v), "the squared distance to w is least at its mean"),
            ),
        ),
        Corollary(
            Equality(excess_of_coefficient(posterior_mean(prompt.X, prompt.y)), BAYES_EXCESS),
            derivation=(
                Step(Integrate((prompt.x, label)), "integrate the query and its label"),
                Step(Integrate((prompt.y, w)), "integrate the labels, then the task, given the inputs"),
                Step(Rewrite(BAYES_EXCESS), "the value of the minimum, whatever the inputs are"),
            ),
        ),
    ),
    assumptions=(*GAUSSIAN_PROMPTS, NOISY_LABELS),
    derivation=(
        Step(Integrate(), "integrate labels and task: a quadratic in L"),
        Step(CompleteSquare(L), "with definite weights H and XΨX^T + σ²I"),
    ),
    source=Source("arXiv 2402.14951", "the Bayes optimal estimator"),
)

"""The gradient of the loss of two layers at A₀ = αΣ⁻¹, A₁ = γΣ⁻¹ is, in each weight, a multiple of Σ.

Claim: with m_k = E tr(S^k)/d for Σ = I, ∂f/∂A₀ = −2[m₁ − (α + 2γ)m₂ + γ(γ + 2α)m₃ − αγ²m₄] Σ there, and ∂f/∂A₁
is the same with α and γ exchanged. The family is two-dimensional, and its own derivatives are d times these
numbers: where both vanish, all of f is stationary.
Hypotheses: covariates N(0, Σ), tasks N(0, Σ⁻¹), responses without noise.
Source: arXiv 2306.00297, Theorem 3 at L = 2. The theorem says that the infimum of |∇f|² over the family is 0;
this is the part of it that is a formula, derived here: the gradient never leaves the directions of the family.
Why it is true: f is a mean of |(I − A₁ᵀS)(I − A₀ᵀS)w|² in the norm of Σ, and for Σ = I the law of S is that of
USUᵀ.
Not claimed: that there are such points in the family (a quartic that is bounded below has its infimum where
both vanish, or far away), that they are minima, and anything of more layers.
"""

from sympy import MatrixSymbol, Symbol

from preconditioned_gd.setting import GAUSSIAN_COVARIATES, WHITENED_TASKS, Sigma, covariates, n, query, whitened_task
from preconditioned_gd.two_layer_prediction import A_0, A_1
from theory.setting import d
from theorycheck import Equality, Expectation, Source, Theorem, gradient, inner

alpha, gamma = Symbol("alpha", real=True), Symbol("gamma", real=True)
m_2, m_3, m_4 = (Symbol(f"m_{k}", positive=True) for k in (2, 3, 4))

X, x, w = (MatrixSymbol(f"{r.name}_fixed", *r.shape) for r in (covariates, query, whitened_task))
_drawn = dict(zip((X, x, w), (covariates, query, whitened_task), strict=True))
S = X.T * X / n

LOSS = inner(w - A_0.T * S * w - A_1.T * S * (w - A_0.T * S * w), x) ** 2
"""The squared error on a fixed prompt, by two_layer_prediction with y = Xw."""


def gradient_on_the_family(weight):
    """E[∂/∂weight of the squared error] at A₀ = αΣ⁻¹, A₁ = γΣ⁻¹."""
    at = {A_0: alpha * Sigma.inverse(), A_1: gamma * Sigma.inverse()}
    return Expectation(gradient(LOSS, weight).xreplace(at).xreplace(_drawn))


def slope(own, other):
    """The factor of Σ."""
    return -2 * (1 - (own + 2 * other) * m_2 + other * (other + 2 * own) * m_3 - own * other**2 * m_4)


_third = n**2 + d**2 + 3 * n * d + 3 * n + 3 * d + 4
_fourth = n**3 + d**3 + 6 * n**2 * d + 6 * n * d**2 + 6 * n**2 + 6 * d**2 + 17 * n * d + 21 * n + 21 * d + 20

THEOREM = Theorem(
    slug="two_layer_stationary_family",
    title="A stationary family of two layers",
    statement=Equality(gradient_on_the_family(A_0), slope(alpha, gamma) * Sigma),
    corollaries=(Equality(gradient_on_the_family(A_1), slope(gamma, alpha) * Sigma),),
    notation=((m_2, (n + d + 1) / n), (m_3, _third / n**2), (m_4, _fourth / n**3)),
    assumptions=(GAUSSIAN_COVARIATES, WHITENED_TASKS),
    source=Source("arXiv 2306.00297", "Theorem 3 at two layers, the gradient on the family"),
    depends_on=("two_layer_prediction",),
)

"""Two layers of the sparse form take two preconditioned steps of gradient descent, whatever the prompt.

Claim: the prediction of two layers with weights A₀ and A₁ is ⟨w₂, x⟩, where w₁ = A₀ᵀ s and w₂ = w₁ + A₁ᵀ(s − S
w₁), with S = XᵀX/n and s = Xᵀy/n.
Hypotheses: none.
Source: arXiv 2306.00297, Lemma 1 at L = 2, which writes A for our Aᵀ: for symmetric A they are the same.
Why it is true: a layer changes the responses only, each by its own step of gradient descent.
Not claimed: anything of more layers; each number of layers is a claim of its own.
"""

from sympy import MatrixSymbol

from preconditioned_gd.setting import data, gradient_descent_layer, prediction
from theory.setting import d, sample_covariance, sample_cross_covariance, token_matrix
from theorycheck import Equality, Source, Theorem, inner

A_0, A_1 = MatrixSymbol("A_0", d, d), MatrixSymbol("A_1", d, d)
S, s = sample_covariance(data), sample_cross_covariance(data)

_first = A_0.T * s

THEOREM = Theorem(
    slug="two_layer_prediction",
    title="Two layers are two steps",
    statement=Equality(
        prediction(gradient_descent_layer(gradient_descent_layer(token_matrix(data), A_0), A_1)),
        inner(_first + A_1.T * (s - S * _first), data.x),
    ),
    source=Source("arXiv 2306.00297", "Lemma 1 at two layers"),
)

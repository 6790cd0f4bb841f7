"""Over all weights the loss has stationary points above its minimum: the second family, of rank one.

Claim: if Λz = λz, then at U = 0, c = 0, v = z, k = z/(γ‖z‖²) with γ = (1+1/N)λ + tr(Λ)/N all gradients vanish: those in
U (stated), c, v and k (corollaries); the loss there, that of the coefficient kvᵀ, is ½[tr Λ − λ²/γ], above the minimum
½ Σᵢ(λᵢ − λᵢ²/γᵢ) for d ≥ 2.
Λ is written as λzzᵀ/‖z‖² + QBQ with Q = I − zzᵀ/‖z‖², which is every Λ with the eigenvector z.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise.
Source: derived here.
Why it is true: the gradients in U and c are odd in the task; the coefficient kvᵀ is the best multiple of zzᵀ, and ΛVΛΓ
− Λ² has no component along z.
In experiments (examples/other_starts.py) flows from large off-diagonal blocks come to rest there, with a Hessian ⪰ 0.
Not claimed: that they are local minima.
"""

from sympy import Identity, Rational, Trace, ZeroMatrix

from theory.algebra.scalars import quad
from theory.papers.trained_transformers.weights_along_eigenvectors import THEOREM as ALONG
from theory.papers.trained_transformers.weights_along_eigenvectors import eigenvalue, gamma, z
from theory.rules import Integrate
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    Lambda,
    U,
    c,
    k,
    loss_gradient,
    loss_of_coefficient,
    merged_weights,
    v,
)
from theory.statement import Equality, Source, Step, Theorem, replaced

_square, _column = ZeroMatrix(d, d), ZeroMatrix(d, 1)
POINT = {U: _square, c: 0, v: z, k: z / (gamma * quad(z, Identity(d)))}
VALUE = Rational(1, 2) * (Trace(Lambda) - eigenvalue**2 / gamma)


def _gradient(variable: object) -> object:
    return replaced(loss_gradient(variable, merged_weights()), POINT)


THEOREM = Theorem(
    slug="rank_one_stationary_points",
    title="Stationary points of rank one",
    statement=Equality(_gradient(U), _square),
    notation=ALONG.notation,
    corollaries=(
        Equality(_gradient(c), 0),
        Equality(_gradient(v), _column),
        Equality(_gradient(k), _column),
        Equality(
            replaced(loss_of_coefficient(k * v.T), POINT), Rational(1, 2) * (Trace(Lambda) - eigenvalue**2 / gamma)
        ),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(Step(Integrate(), "every term is odd in the task"),),
    source=Source("derived here"),
    depends_on=("attention_minimum_over_all_weights",),
)

"""Over all weights the loss has stationary points above its minimum: the second family, of rank one.

Claim: at U = 0 and c = 0 the gradients of the loss in U (stated) and in c (corollary) vanish whatever v and k are; and
where Λz = λz, v = z and k = z/(γ‖z‖²) with γ = (1+1/N)λ + tr(Λ)/N, so do those in v and k (corollaries), the loss being
that of the coefficient kvᵀ there. Its value is ½[tr Λ − λ²/γ], above the minimum ½ Σᵢ(λᵢ − λᵢ²/γᵢ) for d ≥ 2.
Λ is written as λzzᵀ/‖z‖² + QBQ with Q = I − zzᵀ/‖z‖², which is every Λ with the eigenvector z.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise; z ≠ 0.
Source: derived here.
Why it is true: the gradients in U and c are odd in the task; kvᵀ is the best multiple of zzᵀ, and ΛVΛΓ − Λ² has no
component along z.
In experiments (examples/other_starts.py) flows from large off-diagonal blocks come to rest there, with a Hessian ⪰ 0.
Not claimed: that they are local minima.
"""

from sympy import Identity, Rational, Symbol, Trace, ZeroMatrix

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced
from theory.papers.trained_transformers.attention_loss import CLOSED_FORM, V
from theory.papers.trained_transformers.weights_along_eigenvectors import NOT_ZERO, eigenvalue, z
from theory.papers.trained_transformers.weights_along_eigenvectors import THEOREM as ALONG
from theory.rules import Integrate
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    GAMMA,
    Lambda,
    N,
    U,
    c,
    k,
    loss_gradient,
    merged_weights,
    v,
)
from theory.statements import Equality
from theory.theorem_record import Source, Step, Theorem

gamma = Symbol("gamma", positive=True)
Lambda_z = PositiveDefiniteMatrix("Lambda_z", d)
"""Λ with the eigenvector z."""

_square, _column = ZeroMatrix(d, d), ZeroMatrix(d, 1)
_second_family = {U: _square, c: 0}
POINT = {v: z, k: z / (gamma * quad(z, Identity(d)))}
VALUE = Rational(1, 2) * (Trace(Lambda_z) - eigenvalue**2 / gamma)

# corollary of attention_minimum_over_all_weights: the loss at U = 0, c = 0
_loss = CLOSED_FORM.xreplace({V: k * v.T}).xreplace(dict([GAMMA])).xreplace({Lambda: Lambda_z})


def _gradient(variable: Expression) -> Expression:
    return replaced(loss_gradient(variable, merged_weights()), _second_family)


THEOREM = Theorem(
    slug="rank_one_stationary_points",
    title="Stationary points of rank one",
    statement=Equality(_gradient(U), _square),
    notation=(
        (Lambda_z, dict(ALONG.notation)[Lambda]),
        (gamma, (1 + 1 / N) * eigenvalue + Trace(Lambda_z) / N),
    ),
    corollaries=(
        Equality(_gradient(c), 0),
        Equality(replaced(gradient(_loss, v), POINT), _column),
        Equality(replaced(gradient(_loss, k), POINT), _column),
        Equality(replaced(_loss, POINT), VALUE),
        Equality(Lambda_z * z, eigenvalue * z),
    ),
    assumptions=(*ASSUMPTIONS, NOT_ZERO),
    derivation=(Step(Integrate(), "every term is odd in the task"),),
    source=Source("derived here"),
    depends_on=("attention_minimum_over_all_weights",),
)

"""Along an eigenvector of Λ the key-query weight follows a linear equation with a source that is not negative.

Claim: if Λz = λz then, along the gradient flow, d/dt zᵀUz = −c²γλ² zᵀUz + cλ²‖z‖² with γ = (1+1/N)λ + tr(Λ)/N.
Λ is written as λzzᵀ/‖z‖² + QBQ with Q = I − zzᵀ/‖z‖², which is every Λ with the eigenvector z.
Consequence: while c > 0, zᵀUz ≥ 0 stays ≥ 0 (variation of constants), so that from U(0) = ςΘΘᵀ the diagonal of U in
Λ's eigenbasis is ≥ 0, and tr(f(Λ)U) ≥ 0 for every f ≥ 0.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise; z ≠ 0; equal eigenvalues are allowed.
Source: derived here.
Why it is true: zᵀΓΛUΛz = γλ² zᵀUz.
Not claimed: that U stays symmetric (it does not) or ⪰ 0.
"""

from sympy import Gt, Identity, MatrixSymbol, Symbol, Trace

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Integrate, Rewrite
from theory.setting.symbols import d
from theory.setting.trained_attention import (
    ASSUMPTIONS,
    Lambda,
    N,
    U,
    c,
    flow_derivative_of,
    without_off_diagonal_blocks,
)
from theory.statements import Equality
from theory.theorem_record import Assumption, Source, Step, Theorem

z, B = MatrixSymbol("z", d, 1), PositiveDefiniteMatrix("B", d)
eigenvalue, gamma = Symbol("lambda", positive=True), Symbol("gamma", positive=True)

_one = Identity(d)
NOT_ZERO = Assumption("an eigenvector is not 0", Gt(quad(z, _one), 0))
_along = z * z.T / quad(z, _one)
_across = _one - _along

_RATE = -(c**2) * gamma * eigenvalue**2 * quad(z, U) + c * eigenvalue**2 * quad(z, _one)

THEOREM = Theorem(
    slug="weights_along_eigenvectors",
    title="The key-query weight along eigenvectors of the covariance",
    statement=Equality(flow_derivative_of(quad(z, U), (U,), without_off_diagonal_blocks()), _RATE),
    notation=(
        (Lambda, eigenvalue * _along + _across * B * _across),
        (gamma, (1 + 1 / N) * eigenvalue + Trace(Lambda) / N),
    ),
    corollaries=(Equality(Lambda * z, eigenvalue * z),),
    assumptions=(*ASSUMPTIONS, NOT_ZERO),
    derivation=(
        Step(Integrate(), "integrate query, task and inputs"),
        Step(Rewrite(_RATE, using=(Equality(Lambda * z, eigenvalue * z),)), "z is an eigenvector"),
    ),
    source=Source("derived here"),
    depends_on=("attention_flow",),
)

"""The minimum of the loss without off-diagonal blocks, and what is lost beside it.

Claim: ½E(xᵀVSw − wᵀx)² has the unique minimiser V = Γ⁻¹, and its value is ½[tr Λ − tr(Γ⁻¹Λ²)]. Corollaries: with
W^PV = diag(0, c) and W^KQ = diag(U, 0) the loss is that value plus ½tr(ΓΛ(cU − Γ⁻¹)Λ(cU − Γ⁻¹)ᵀ), so that the minima
are the pairs with cU = Γ⁻¹; and this excess is ½‖Γ^½(cΛ^½UΛ^½ − ΛΓ⁻¹)‖²_F, written with R = Λ^½.
Hypotheses: Gaussian inputs, isotropic tasks, no label noise, Λ ≻ 0. N = 1 and d = 1 are included, and so are equal
eigenvalues.
Source: arXiv 2306.09927, in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4).
Why it is true: the loss is quadratic in V = cUᵀ with the definite weights Λ and ΛΓ; Γ is a polynomial in Λ, so that all
of Γ, Γ⁻¹, Λ and their roots commute.
Not claimed: that (U, c) is unique (only cU is); for other weights see attention_minimum_over_all_weights.
"""

from sympy import Identity, Inverse, Rational, Trace

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
from theory.papers.trained_transformers.attention_loss import LOSS, V
from theory.rules import CompleteSquare, Integrate
from theory.setting.symbols import d
from theory.setting.trained_attention import ASSUMPTIONS, GAMMA, Gamma, Lambda, N, U, c, loss_of_coefficient
from theory.statements import Equality, Minimum
from theory.theorem_record import Source, Step, Theorem

VALUE = Rational(1, 2) * (Trace(Lambda) - Trace(Inverse(Gamma) * Lambda**2))

_distance = c * U - Inverse(Gamma)
EXCESS = Rational(1, 2) * Trace(Gamma * Lambda * _distance * Lambda * _distance.T)

# the excess once more, by the root of Λ
R = PositiveDefiniteMatrix("R", d)
_by_root = {Gamma: (1 + 1 / N) * R**2 + Trace(R**2) / N * Identity(d), Lambda: R**2}
_whitened = c * R * U * R - R**2 * Inverse(_by_root[Gamma])

THEOREM = Theorem(
    slug="attention_loss_minimum",
    title="The minimum of the loss of linear attention",
    statement=Minimum(loss_of_coefficient(V), over=(V,), at=(Inverse(Gamma),), value=VALUE, unique=True),
    notation=(GAMMA,),
    corollaries=(
        Equality(LOSS, VALUE + EXCESS),
        Equality(EXCESS.xreplace(_by_root), Rational(1, 2) * Trace(_by_root[Gamma] * _whitened * _whitened.T)),
    ),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(Integrate(), "the loss in closed form"),
        Step(CompleteSquare(V), "quadratic in V with the definite weights Λ and ΛΓ"),
    ),
    source=Source("arXiv 2306.09927", "in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
    depends_on=("attention_loss",),
)

"""The loss satisfies a Polyak–Łojasiewicz inequality where the output weight is not zero.

Claim: for W^PV = diag(0, c), W^KQ = diag(U, 0): ‖∇ℓ‖² ≥ 2c²λ_min(Λ)²λ_min(Γ)(ℓ − min ℓ).
Hypotheses: those of attention_loss; Λ ≻ 0. An ill-conditioned Λ makes the constant small, not the statement false.
Source: arXiv 2306.09927, the PL inequality in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4); the constant is
derived here.
Why it is true: with D = cU − Γ⁻¹ and K = ΓΛ, ∂ℓ/∂U = cKDΛ and ℓ − min ℓ = ½tr(KDΛDᵀ); then λ_min three times.
With c² ≥ c₀² > 0 along the flow (output_weight_stays_away_from_zero) Grönwall's lemma gives ℓ(t) − min ℓ ≤
exp(−2c₀²λ_min(Λ)²λ_min(Γ)t)(ℓ(0) − min ℓ), and a flow under such an inequality has finite length: it converges.
Not claimed: that the constant is the best.
"""

from sympy import Identity, Inverse, Rational, Trace

from theory.algebra.derivatives.calculus import gradient
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.rayleigh_bound import RayleighBound
from theory.algebra.positivity.square import Square
from theory.algebra.vocabulary.scalars import inner
from theory.algebra.vocabulary.spectral import SmallestEigenvalue
from theory.papers.trained_transformers.attention_flow import GRADIENT_C
from theory.papers.trained_transformers.attention_loss import CLOSED_FORM, V
from theory.papers.trained_transformers.attention_loss_minimum import VALUE
from theory.rules import Below
from theory.setting.symbols import d
from theory.setting.trained_attention import ASSUMPTIONS, GAMMA, Gamma, Lambda, N, U, c
from theory.statements import Bound
from theory.theorem_record import Source, Step, Theorem

LOSS = CLOSED_FORM.xreplace({V: c * U.T})

_slopes = (gradient(LOSS.xreplace(dict([GAMMA])), U), gradient(LOSS, c))
SQUARED_GRADIENT = inner(_slopes[0], _slopes[0]) + _slopes[1] ** 2

LAMBDA_MIN, GAMMA_MIN = SmallestEigenvalue(Lambda), SmallestEigenvalue(Gamma)
CONSTANT = 2 * c**2 * LAMBDA_MIN**2 * GAMMA_MIN

_D = c * U - Inverse(Gamma)
_root, _one = Lambda ** Rational(1, 2), Identity(d)
_K = {2: 1 + 1 / N, 1: Trace(Lambda) / N}
"""K = ΓΛ as the coefficients of Λ² and Λ."""

_Y = {2: Lambda * _D * _root, 1: _root * _D * _root}


def _eigenvalue_bounds() -> tuple[Combination, ...]:
    terms = [(c**2, RayleighBound((_K[2] * Lambda**2 + _K[1] * Lambda) * _D * _root, _one, Lambda))]
    for power, coefficient in _K.items():
        weight = c**2 * LAMBDA_MIN * coefficient
        terms.append((weight, RayleighBound(_root * _Y[power], Gamma, _one)))
        terms.append((weight * GAMMA_MIN, RayleighBound(_Y[power], Lambda, _one)))
    return tuple(Combination((term,)) for term in terms)


THEOREM = Theorem(
    slug="attention_loss_satisfies_pl",
    title="A Polyak–Łojasiewicz inequality",
    statement=Bound(CONSTANT * (LOSS - VALUE), SQUARED_GRADIENT),
    notation=(GAMMA,),
    assumptions=ASSUMPTIONS,
    derivation=(
        Step(
            Below(CONSTANT * (LOSS - VALUE), (Square(GRADIENT_C), *_eigenvalue_bounds())),
            "leave out the derivative in c, and bound Λ, Γ and Λ once more by their smallest eigenvalues",
        ),
    ),
    source=Source("arXiv 2306.09927", "the PL inequality in the proof of Theorem 4.1 (JMLR 25(49), Theorem 4)"),
    depends_on=("attention_flow", "attention_loss_minimum"),
)

"""The error in the initialisation costs at least 2/(M+2) of its size, whatever the step is.

Claim: 𝒟(Γ) = E[(I−ΓS)ᵀH(I−ΓS)] ⪰ (2/(M+2)) H for every Γ.
Hypotheses: Gaussian inputs.
Source: derived here.
Why it is true: 𝒟 − (2/(M+2))H is, in H-whitened coordinates, ((M+2)/M)(Γ−cI)ᵀ(Γ−cI) + (1/M)(tr(ΓᵀΓ)I − ΓᵀΓ) with
c = M/(M+2).
Not claimed: that 2/(M+2) is attained for d > 1 (at d = 1, Γ = c/H attains it).
"""

from sympy import Identity, MatrixSymbol

from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.scalars import quad
from theory.rules import Below, Integrate
from theory.setting import Gamma, H, M, d, sample_covariance
from theory.setting.assumptions import GAUSSIAN_INPUTS
from theory.statements import LoewnerBound
from theory.theorem_record import Source, Step, Theorem

_kept = Identity(d) - Gamma * sample_covariance()
_z = MatrixSymbol("z", d, 1)

THEOREM = Theorem(
    slug="initialisation_error_is_definite",
    title="The cost of a wrong initialisation",
    statement=LoewnerBound(2 / (M + 2) * H, Expectation(_kept.T * H * _kept)),
    assumptions=(GAUSSIAN_INPUTS,),
    derivation=(
        Step(Integrate(), "integrate the inputs, for an arbitrary vector z"),
        Step(
            Below(
                2 / (M + 2) * quad(_z, H),
                (
                    Combination(
                        (
                            ((M + 2) / M, WeightedSquare.of((Gamma * H - M / (M + 2) * Identity(d)) * _z, H)),
                            (1 / M, TraceBound(Gamma, _z, H, H)),
                        )
                    ),
                ),
            ),
            "a square, and P ⪯ tr(P) I",
        ),
    ),
    source=Source("derived here"),
)

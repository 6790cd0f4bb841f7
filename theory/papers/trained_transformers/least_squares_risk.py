"""The excess risk of ordinary least squares.

Claim: for one linear task with Gaussian inputs N(0, Λ) and label noise σ², the excess risk of x^T(XᵀX)⁻¹Xᵀy from M
examples is σ²d/(M − d − 1).
Hypotheses: M > d + 1, below which it is infinite; σ² > 0 (at σ² = 0 there is nothing to show); Λ ≻ 0, on which the risk
does not depend.
Source: the inverse Wishart moment E[(XᵀX)⁻¹] = Λ⁻¹/(M − d − 1), a textbook fact; arXiv 2306.09927 compares with it.
Why it is true: given X the coefficient is unbiased with covariance σ²(XᵀX)⁻¹.
Not claimed: anything for M ≤ d + 1, or for inputs that are not Gaussian.
"""

from sympy import Gt, Inverse

from theory.rules import Integrate
from theory.setting.linear_task import GAUSSIAN_LINEAR_TASK, excess_on_linear_task, linear_prompt
from theory.setting.symbols import M, d, sigma2
from theory.statements import Equality
from theory.theorem_record import Assumption, Source, Step, Theorem

_prompt = linear_prompt()
EXCESS = excess_on_linear_task(Inverse(_prompt.X.T * _prompt.X) * _prompt.X.T * _prompt.y, _prompt)

VALUE = sigma2 * d / (M - d - 1)

ENOUGH_EXAMPLES = Assumption("enough examples", Gt(M, d + 1))
LABEL_NOISE = Assumption("label noise", Gt(sigma2, 0))

THEOREM = Theorem(
    slug="least_squares_risk",
    title="The excess risk of least squares",
    statement=Equality(EXCESS, VALUE),
    assumptions=(GAUSSIAN_LINEAR_TASK, ENOUGH_EXAMPLES, LABEL_NOISE),
    derivation=(Step(Integrate(), "query, labels given the inputs, then the inverse Wishart mean"),),
    source=Source("Gaussian linear regression, a textbook fact"),
)

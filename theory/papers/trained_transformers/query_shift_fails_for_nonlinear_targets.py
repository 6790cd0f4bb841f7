"""A target that is not linear: under query shift trained attention misses even the best linear predictor of the query.

Claim: labels y = (bᵀx)³, prompts with Gaussian inputs N(0, Λ), a query N(0, Q); v = bᵀΛb, τ = bᵀQb. As M, N → ∞ the
risk tends to 9τ(v − τ)² + 6τ³, although Var(y | x) = 0; the best linear predictor at the query's law has 6τ³.
Corollaries: E[xy] = 3vΛb in the prompt; at the query, min_u E(uᵀx − y)² = 6τ³ is attained at u = 3τb.
Hypotheses: as said; Cov(xy) of the prompt is left as a symbol, which the limit does not depend on.
Source: derived here, as the counterexample to query_shift_is_tolerated for targets that are not linear.
Why it is true: attention learns the best linear predictor 3vb of the prompt's law, which depends on that law.
Not claimed: that every other target fails (one whose best linear predictor does not change is tolerated).
"""

from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix, oo

from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import PositiveSemidefiniteMatrix
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.scalars import inner, quad
from theory.papers.trained_transformers.attention_flow_limit import PREDICTOR
from theory.rules import Integrate, TakeLimit
from theory.setting.new_task import mean_of_products
from theory.setting.symbols import M, d
from theory.setting.trained_attention import GAMMA, Lambda, N
from theory.statements import Equality, Limit
from theory.theorem_record import Assumption, Source, Step, Theorem

b, Q = MatrixSymbol("b", d, 1), PositiveSemidefiniteMatrix("Q", d)
v, tau = Symbol("v", nonnegative=True), Symbol("tau", nonnegative=True)

_example = MatrixNormal("x_1", ZeroMatrix(d, 1), Lambda, Identity(1))
_query = MatrixNormal("x", ZeroMatrix(d, 1), Q, Identity(1))
_label = inner(b, _query) ** 3

RISK = Expectation((inner(_query, PREDICTOR * mean_of_products(3 * quad(b, Lambda) * Lambda * b)) - _label) ** 2)

THEOREM = Theorem(
    slug="query_shift_fails_for_nonlinear_targets",
    title="Query shifts are not tolerated where the target is not linear",
    statement=Limit(RISK, (M, N), oo, 9 * tau * (v - tau) ** 2 + 6 * tau**3),
    notation=(GAMMA, (v, quad(b, Lambda)), (tau, quad(b, Q))),
    corollaries=(
        Equality(Expectation(inner(b, _example) ** 3 * _example), 3 * v * Lambda * b),
        Equality(Expectation((3 * tau * inner(b, _query) - _label) ** 2), 6 * tau**3),
        Equality(Expectation((3 * tau * inner(b, _query) - _label) * _query), ZeroMatrix(d, 1)),
    ),
    assumptions=(
        Assumption(
            "Gaussian inputs and a cubic target",
            "inputs are N(0, Lambda) in the prompt and N(0, Q) at the query, labels are (b^T x)^3",
        ),
    ),
    derivation=(
        Step(Integrate(), "the risk in closed form"),
        Step(TakeLimit((M, N)), "the coefficient tends to 3vb"),
    ),
    source=Source("derived here"),
    depends_on=("query_shift_is_tolerated",),
)

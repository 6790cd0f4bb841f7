"""What heads do together whose weights are linear in vectors of their own.

Claim: for every n, heads with P_h = p a_hᵀL + K a_h mᵀ, k_h = K a_h, v₁_h = G a_h, v₀_h = zᵀa_h have together the
coefficient p (tr(LSGF) + zᵀFLs) + KFGᵀ(Sm + s) + KFz (mᵀs + r), with F = Σ_h a_h a_hᵀ.
Hypotheses: none; it is an identity in the prompt and the weights.
Source: derived here.
Why it is true: each head is quadratic in its vector.
Not claimed: that all heads are of this kind. With the d unit vectors F = I, and d heads give every tr(LS), which one
head, whose matrix has rank two at most, does not.
"""

from sympy import MatrixSymbol

from theory.algebra.vocabulary.family_sum import FamilySum
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.setting import d, data, query_coefficient
from theory.setting.frame_heads import frame_coefficient, frame_head, frame_vector
from theory.setting.many_heads import heads
from theory.statements import Equality
from theory.theorem_record import Source, Theorem

F = SymmetricMatrix("F", d)
PARTS = (
    MatrixSymbol("p", d, 1),
    MatrixSymbol("L", d, d),
    MatrixSymbol("K", d, d),
    MatrixSymbol("m", d, 1),
    MatrixSymbol("G", d, d),
    MatrixSymbol("z", d, 1),
)

THEOREM = Theorem(
    slug="heads_along_a_frame",
    title="Heads along a frame of vectors",
    statement=Equality(
        FamilySum(query_coefficient(frame_head(*PARTS), data), heads), frame_coefficient(*PARTS, F, data)
    ),
    notation=((F, FamilySum(frame_vector * frame_vector.T, heads)),),
    source=Source("derived here"),
)

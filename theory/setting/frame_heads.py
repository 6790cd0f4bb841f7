"""Heads with weights that are linear in a vector of their own: what the vectors add up to is all that is left of them.

Head h has P = p aᵀL + K a mᵀ, k = K a, v₁ = G a and v₀ = zᵀa with a vector a = a_h. Where Σ_h a_h a_hᵀ = I, as for
d heads with the d unit vectors, n heads amount to p, L, K, m, G and z alone.
"""

from sympy import MatAdd, MatrixExpr, Trace, ZeroMatrix

from theory.algebra.vocabulary.family_sum import FamilyMember
from theory.algebra.vocabulary.scalars import inner
from theory.setting.attention import LinearQuery
from theory.setting.prompts import Data, prompt, sample_covariance, sample_cross_covariance, sample_label_moment
from theory.setting.symbols import d

__all__ = ["frame_coefficient", "frame_head", "frame_vector"]

frame_vector = FamilyMember("a", d, 1)
"""The vector of a typical head."""


def frame_head(p: MatrixExpr, L: MatrixExpr, K: MatrixExpr, m: MatrixExpr, G: MatrixExpr, z: MatrixExpr) -> LinearQuery:
    """The weights of a typical head; p, m and z are d×1, L, K and G are d×d.

    >>> from theorycheck import setting
    >>> v, A = setting.beta, setting.Gamma
    >>> setting.frame_head(v, A, A, v, A, v).P.shape
    (d, d)
    """
    a = frame_vector
    return LinearQuery(u=ZeroMatrix(d, 1), P=p * a.T * L + K * a * m.T, k=K * a, v_1=G * a, v_0=Trace(z.T * a))


def frame_coefficient(
    p: MatrixExpr,
    L: MatrixExpr,
    K: MatrixExpr,
    m: MatrixExpr,
    G: MatrixExpr,
    z: MatrixExpr,
    F: MatrixExpr,
    of: Data = prompt,
) -> MatrixExpr:
    """What heads with Σ_h a_h a_hᵀ = F do together, d×1.

    It is p (tr(LSGF) + zᵀFLs) + KFGᵀ(Sm + s) + KFz (mᵀs + r).

    >>> from theorycheck import setting
    >>> v, A = setting.beta, setting.Gamma
    >>> setting.frame_coefficient(v, A, A, v, A, v, setting.H).shape
    (d, 1)
    """
    S, s, r = sample_covariance(of), sample_cross_covariance(of), sample_label_moment(of)
    along = (Trace(L * S * G * F) + Trace(z.T * F * L * s)) * p
    return MatAdd(along, K * F * G.T * (S * m + s), (inner(m, s) + r) * (K * F * z))

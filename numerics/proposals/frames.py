"""Frames: the forms m·tr(L V K Vᵀ) that the terms of a difference can be read as.

m is a product of scalars and traces that are ≥ 0, L and K are ⪰ 0. Parameters stay letters: their even powers go into
V, the odd one into m, so that the Gram matrix G of Σ G_ij m·tr(L V_i K V_jᵀ) holds rational numbers alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sympy import Expr, MatMul

from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.inverses import reciprocal_letter
from theory.algebra.words.letters import Generator, is_one
from theory.algebra.words.normal_form import Key, Scalars, TracePolynomial
from theory.algebra.words.word_operations import cut, sort_loops
from theory.algebra.words.word_rewriting import rewrite

__all__ = ["Frame", "Multiplier", "Reading", "Weight", "inverse_of", "size_excess"]

Reading = tuple["Frame", Key]
"""A frame, and the V for which it is a positive multiple of a term."""


@dataclass(frozen=True)
class Weight:
    """A matrix ⪰ 0: the product of ``factors`` that commute, each of them seen, or declared, to be ⪰ 0."""

    polynomial: TracePolynomial
    factors: tuple[TracePolynomial, ...] = ()

    @property
    def spelled(self) -> Expression:
        """Spelled so that the core sees its sign."""
        return MatMul(*(to_sympy(f, matrix=True) for f in self.factors or (self.polynomial,)))


@dataclass(frozen=True)
class Multiplier:
    """A scalar ≥ 0 of several terms, ``spelled`` so that its sign is seen."""

    polynomial: TracePolynomial
    spelled: Expr

    def times(self, other: "Multiplier") -> "Multiplier":
        """The product of both."""
        return Multiplier(self.polynomial.scale(other.polynomial), self.spelled * other.spelled)


def size_excess(size: Generator) -> Multiplier:
    """1 − 1/n for a size n ≥ 1."""
    n: Expression = size.expr
    return Multiplier(TracePolynomial.scalar(1) - TracePolynomial.generator(size, -1), (n - 1) / n)


@dataclass(frozen=True)
class Frame:
    """m·tr(L · K ·ᵀ): the factor is one term, and the weights are ⪰ 0; all that times the ``multiplier``, if any.

    With ``factors``, L is the product of these, which commute.
    ``reduced`` brings products into the normal form in which the difference is given.
    """

    factor: TracePolynomial
    left: TracePolynomial
    right: TracePolynomial
    multiplier: Multiplier | None = None
    factors: tuple[TracePolynomial, ...] = ()
    reduced: Callable[[TracePolynomial], TracePolynomial] = field(default=rewrite, compare=False)

    @property
    def coefficient(self) -> Expr:
        """The factor, spelled so that its sign is seen."""
        plain: Expr = to_sympy(self.factor)
        return plain if self.multiplier is None else plain * self.multiplier.spelled

    @property
    def weights(self) -> tuple[Expression, Expression]:
        """L and K, spelled so that their signs are seen."""
        return Weight(self.left, self.factors).spelled, to_sympy(self.right, matrix=True)

    @property
    def is_scalar(self) -> bool:
        return is_one(self.left.rows) and is_one(self.right.rows)

    def product(self, v: TracePolynomial, w: TracePolynomial) -> TracePolynomial:
        """m·tr(L v K wᵀ)."""
        product = (self.left @ v @ self.right @ w.transpose()).trace().scale(self.factor)
        if self.multiplier is not None:
            product = product.scale(self.multiplier.polynomial)
        return self.reduced(product)

    def plain(self, v: Key) -> "Reading":
        """The same square without inverses for weights: tr(H⁻¹ V K Vᵀ) is tr(H (H⁻¹V) K (H⁻¹V)ᵀ)."""
        scalars, loops, word = v
        for side in ("left", "right"):
            weight: TracePolynomial = getattr(self, side)
            letter = next((w[0] for w in weight.by_word() if len(w) == 1 and len(weight.terms) == 1), None)
            if letter is not None and letter.base is not None and letter.power == -1 and not self.factors:
                more, word = cut((letter, *word) if side == "left" else (*word, letter))
                inverse = TracePolynomial.letter(reciprocal_letter(letter))
                frame = replace(self, left=inverse) if side == "left" else replace(self, right=inverse)
                return frame.plain((scalars, sort_loops(loops + more), word))
        return self, v

    def vector(self, key: Key) -> TracePolynomial:
        """One term as a matrix that fits between the weights."""
        return TracePolynomial(self.left.rows, self.right.rows, {key: 1})


def inverse_of(scalars: Scalars) -> Scalars:
    """One over a monomial."""
    return tuple((g, -p) for g, p in scalars)

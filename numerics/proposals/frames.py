"""Frames: the forms m·tr(L V K Vᵀ) that the terms of a difference can be read as.

m is a product of scalars and traces that are ≥ 0, L and K are ⪰ 0. Parameters stay letters: their even powers go into
V, the odd one into m, so that the Gram matrix G of Σ G_ij m·tr(L V_i K V_jᵀ) holds rational numbers alone.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr

from numerics.proposals.visible import Visible, turned
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.letters import Generator, is_one
from theory.algebra.words.normal_form import Key, Scalars, TracePolynomial, multiply_scalars
from theory.algebra.words.word_operations import Loop, Word, sort_loops
from theory.algebra.words.word_rewriting import rewrite

__all__ = ["Frame", "Reading", "inverse_of", "readings", "resolvent_readings"]


@dataclass(frozen=True)
class Frame:
    """m·tr(L · K ·ᵀ): the factor is one term, and the weights are ⪰ 0.

    With a size n ≥ 1 as ``beyond`` it is all that times 1 − 1/n.
    """

    factor: TracePolynomial
    left: TracePolynomial
    right: TracePolynomial
    beyond: Generator | None = None

    @property
    def coefficient(self) -> Expr:
        """The factor, spelled so that its sign is seen."""
        plain: Expr = to_sympy(self.factor)
        if self.beyond is None:
            return plain
        size: Expression = self.beyond.expr
        return plain * (size - 1) / size

    @property
    def is_scalar(self) -> bool:
        return is_one(self.left.rows) and is_one(self.right.rows)

    def product(self, v: TracePolynomial, w: TracePolynomial) -> TracePolynomial:
        """m·tr(L v K wᵀ)."""
        product = (self.left @ v @ self.right @ w.transpose()).trace().scale(self.factor)
        if self.beyond is not None:
            product = product - product.scale(TracePolynomial.generator(self.beyond, -1))
        return rewrite(product)

    def vector(self, key: Key) -> TracePolynomial:
        """One term as a matrix that fits between the weights."""
        return TracePolynomial(self.left.rows, self.right.rows, {key: 1})


Reading = tuple[Frame, Key]
"""A frame, and the V for which it is a positive multiple of a term."""


def readings(key: Key, visible: Visible, weights: tuple[TracePolynomial, ...] = ()) -> Iterator[Reading]:
    """The frames that hold a term as a square.

    ``weights`` are matrices that hypotheses declare ⪰ 0: a term with a word of one of them is read with that as K.
    """
    scalars, loops, _ = key
    split = visible.halved(scalars)
    if split is None:
        return
    outer, inner = split
    halves = _halved_loops(loops, visible)
    if halves is not None:
        one = TracePolynomial.scalar(1)
        yield Frame(_term(outer, halves[0]), one, one), (inner, halves[1], ())
    for loop in dict.fromkeys(loops):
        rest = list(loops)
        rest.remove(loop)
        halves = _halved_loops(tuple(rest), visible)
        if halves is not None:
            for left, word, right in _openings(loop, visible, weights):
                yield Frame(_term(outer, halves[0]), left, right), (inner, halves[1], word)


def _halved_loops(loops: tuple[Loop, ...], visible: Visible) -> tuple[tuple[Loop, ...], tuple[Loop, ...]] | None:
    """(m, s) with m s² the product of traces, m ≥ 0; None where that cannot be."""
    count = Counter(loops)
    odd = [loop for loop, times in count.items() if times % 2]
    if not all(map(visible.nonnegative_loop, odd)):
        return None
    return sort_loops(odd), sort_loops([loop for loop, times in count.items() for _ in range(times // 2)])


Opening = tuple[TracePolynomial, Word, TracePolynomial]


def _openings(loop: Loop, visible: Visible, weights: tuple[TracePolynomial, ...]) -> Iterator[Opening]:
    """Every way to read a trace as tr(L V K Vᵀ), and as a part of it where L or K is a sum."""
    for word in turned(loop):
        yield from _around_middle(None, word, visible, weights)
        for left in _weights_of(word[0], visible, weights):
            if word[1:]:
                yield from _around_middle(left, word[1:], visible, weights)
            else:
                yield left, (), TracePolynomial.identity(left.rows)


def _around_middle(
    left: TracePolynomial | None, word: Word, visible: Visible, weights: tuple[TracePolynomial, ...]
) -> Iterator[Opening]:
    """V K Vᵀ as (V, K), K a letter or the identity."""
    half, middle = word[: len(word) // 2], word[len(word) // 2 : len(word) - len(word) // 2]
    mirrored = tuple(letter.T for letter in reversed(word[len(word) - len(half) :]))
    if half != mirrored:
        return
    size = half[0].rows if half else middle[0].rows
    if is_one(size):
        return  # a scalar, which the frame without weights reads
    first = TracePolynomial.identity(size) if left is None else left
    if not middle:
        yield first, half, TracePolynomial.identity(half[-1].cols)
        return
    for right in _weights_of(middle[0], visible, weights):
        yield first, half, right


def _weights_of(letter: object, visible: Visible, weights: tuple[TracePolynomial, ...]) -> Iterator[TracePolynomial]:
    """The letter if it is ⪰ 0, the weights in which it stands alone, and what it is the inverse of, term by term."""
    if visible.semidefinite(letter):
        yield TracePolynomial.letter(letter)  # type: ignore[arg-type]
    for weight in weights:
        if any(word == (letter,) for _, _, word in weight.terms):
            yield weight


def _term(scalars: Scalars, loops: tuple[Loop, ...]) -> TracePolynomial:
    return TracePolynomial(1, 1, {(scalars, loops, ()): 1})


def inverse_of(scalars: Scalars) -> Scalars:
    """One over a monomial."""
    return tuple((g, -p) for g, p in scalars)


def resolvent_readings(key: Key, visible: Visible) -> Iterator[Reading]:
    """tr(N V K Vᵀ) with N = (Σ c w)⁻¹ is the sum of c tr(w (N V) K (N V)ᵀ): the frames of those."""
    scalars, loops, _ = key
    for loop in dict.fromkeys(loops):
        rest = list(loops)
        rest.remove(loop)
        found = _halved_loops(tuple(rest), visible)
        if found is None:
            continue
        for left, word, right in _openings(loop, visible, ()):
            yield from _inside_inverse(left, word, right, scalars, found, visible)


def _inside_inverse(
    left: TracePolynomial,
    word: Word,
    right: TracePolynomial,
    scalars: Scalars,
    found: tuple[tuple[Loop, ...], tuple[Loop, ...]],
    visible: Visible,
) -> Iterator[Reading]:
    ((_, _, letters),) = left.terms or {((), (), ()): 1}
    if len(letters) != 1 or letters[0].argument is None:
        return
    for inner, coefficient in letters[0].argument.by_word().items():
        if len(inner) > 1 or (inner and not visible.semidefinite(inner[0])):
            continue
        weight = TracePolynomial.letter(inner[0]) if inner else TracePolynomial.identity(left.rows)
        for more_scalars, more_loops, _ in coefficient.terms:
            halves = visible.halved(multiply_scalars(scalars, more_scalars))
            loops = _halved_loops(more_loops, visible)
            if halves is not None and loops is not None:
                factor = _term(halves[0], sort_loops(found[0] + loops[0]))
                yield Frame(factor, weight, right), (halves[1], sort_loops(found[1] + loops[1]), letters + word)

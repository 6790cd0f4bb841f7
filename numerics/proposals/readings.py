"""Terms read as squares m·tr(L V K Vᵀ) of a frame."""

from collections import Counter
from collections.abc import Iterator

from numerics.proposals.frames import Frame, Reading, Weight, inverse_of
from numerics.proposals.visible import Visible, turned
from theory.algebra.words.inverses import reciprocal_letter
from theory.algebra.words.letters import Letter, is_one, scalar_generator
from theory.algebra.words.normal_form import Key, Scalars, TracePolynomial, multiply_scalars
from theory.algebra.words.word_operations import Loop, Word, cut, sort_loops, transpose

__all__ = ["opened_inverses", "part_readings", "readings", "resolvent_readings"]

Weights = tuple[Weight, ...]
Opening = tuple[Weight, Word, TracePolynomial]
Halves = tuple[tuple[Loop, ...], tuple[Loop, ...]]


def readings(
    key: Key, visible: Visible, weights: Weights = (), *, declared_only: bool = False, sizes: bool = False
) -> Iterator[Reading]:
    """The frames that hold a term as a square.

    ``weights`` are matrices that hypotheses declare ⪰ 0: a term with a word of one of them is read with that as L, and
    with no other where ``declared_only``. ``sizes`` counts a size n as the trace of an identity, tr(I·I).
    """
    scalars, loops, _ = key
    split = visible.halved(scalars)
    if split is None:
        return
    outer, inner = split
    halves = _halved_loops(loops, visible)
    if halves is not None and not declared_only:
        one = TracePolynomial.scalar(1)
        yield Frame(_term(outer, halves[0]), one, one), (inner, halves[1], ())
        if sizes:
            yield from _size_readings(outer, inner, halves)
    for loop in dict.fromkeys(loops):
        rest = list(loops)
        rest.remove(loop)
        halves = _halved_loops(tuple(rest), visible)
        if halves is not None:
            for left, word, right in _openings(loop, visible, weights):
                if not declared_only or left in weights:
                    yield _frame(_term(outer, halves[0]), left, right), (inner, halves[1], word)


def _size_readings(outer: Scalars, inner: Scalars, halves: Halves) -> Iterator[Reading]:
    """n·m·s² as m·tr((s I)(s I)ᵀ) of n×n matrices."""
    for generator, power in outer:
        e = generator.expr
        if power == 1 and e is not None and e.is_Symbol and e.is_integer and e.is_positive:
            identity = TracePolynomial.identity(e)
            rest = tuple(item for item in outer if item[0] is not generator)
            assert scalar_generator(e) is generator
            yield Frame(_term(rest, halves[0]), identity, identity), (inner, halves[1], ())


def _halved_loops(loops: tuple[Loop, ...], visible: Visible) -> Halves | None:
    """(m, s) with m s² the product of traces, m ≥ 0; None where that cannot be."""
    count = Counter(loops)
    odd = [loop for loop, times in count.items() if times % 2]
    if not all(map(visible.nonnegative_loop, odd)):
        return None
    return sort_loops(odd), sort_loops([loop for loop, times in count.items() for _ in range(times // 2)])


def _openings(loop: Loop, visible: Visible, weights: Weights) -> Iterator[Opening]:
    """Every way to read a trace as tr(L V K Vᵀ), and as a part of it where L is a sum.

    A sum for K is one for L in tr(K Vᵀ L V), which is the same.
    """
    for word in turned(loop):
        yield from _around_middle(Weight(TracePolynomial.identity(word[0].rows)), word, visible)
        for weight, rest in _starts(word, visible, weights):
            if rest:
                yield from _around_middle(weight, rest, visible)
            else:
                yield weight, (), TracePolynomial.identity(weight.polynomial.rows)


def _starts(word: Word, visible: Visible, weights: Weights) -> Iterator[tuple[Weight, Word]]:
    """The weights that a word starts with, and what follows."""
    if visible.semidefinite(word[0]):
        yield Weight(TracePolynomial.letter(word[0])), word[1:]
    for weight in weights:
        if weight.polynomial.rows == word[0].rows:
            for start in weight.polynomial.by_word():
                if word[: len(start)] == start:
                    yield weight, word[len(start) :]


def _around_middle(left: Weight, word: Word, visible: Visible) -> Iterator[Opening]:
    """V K Vᵀ as (V, K), K a letter or the identity."""
    half, middle = word[: len(word) // 2], word[len(word) // 2 : len(word) - len(word) // 2]
    if half != tuple(letter.T for letter in reversed(word[len(word) - len(half) :])):
        return
    if is_one(half[0].rows if half else middle[0].rows):
        return  # a scalar, which the frame without weights reads
    if not middle:
        yield left, half, TracePolynomial.identity(half[-1].cols)
    elif visible.semidefinite(middle[0]):
        yield left, half, TracePolynomial.letter(middle[0])


def _frame(factor: TracePolynomial, left: Weight, right: TracePolynomial) -> Frame:
    return Frame(factor, left.polynomial, right, factors=left.factors)


def _term(scalars: Scalars, loops: tuple[Loop, ...]) -> TracePolynomial:
    return TracePolynomial(1, 1, {(scalars, loops, ()): 1})


def resolvent_readings(key: Key, visible: Visible, weights: Weights = ()) -> Iterator[Reading]:
    """tr(N V K Vᵀ) with N = (Σ c w)⁻¹ is the sum of c tr(w (N V) K (N V)ᵀ): the frames of those.

    H⁻¹ is such an N where a declared weight holds H.
    """
    scalars, loops, _ = key
    for loop in dict.fromkeys(loops):
        rest = list(loops)
        rest.remove(loop)
        found = _halved_loops(tuple(rest), visible)
        if found is None:
            continue
        for left, word, right in _openings(loop, visible, ()):
            yield from _inside_inverse(left, word, right, scalars, found, visible)
            yield from _inside_declared(left, word, right, scalars, found, visible, weights)


def _inside_inverse(
    left: Weight, word: Word, right: TracePolynomial, scalars: Scalars, found: Halves, visible: Visible
) -> Iterator[Reading]:
    letter = _only_letter(left)
    if letter is None or letter.argument is None:
        return
    for inner, coefficient in letter.argument.by_word().items():
        opened = _opened(inner, letter.rows, visible)
        if opened is None:
            continue
        half, weight = opened
        more, vector = cut((*transpose(half), letter, *word))
        for more_scalars, more_loops, _ in coefficient.terms:
            halves = visible.halved(multiply_scalars(scalars, more_scalars))
            loops = _halved_loops(more_loops, visible)
            if halves is not None and loops is not None:
                factor = _term(halves[0], sort_loops(found[0] + loops[0]))
                yield _frame(factor, Weight(weight), right), (halves[1], sort_loops(found[1] + loops[1] + more), vector)


def _only_letter(weight: Weight) -> Letter | None:
    if weight.factors or len(weight.polynomial.terms) != 1:
        return None
    ((_, _, word),) = weight.polynomial.terms
    return word[0] if len(word) == 1 else None


def _opened(word: Word, size: object, visible: Visible) -> tuple[Word, TracePolynomial] | None:
    """(U, Q) with the word U Q Uᵀ, Q ⪰ 0 a letter or an identity."""
    if not visible.congruence(word):
        return None
    half, middle = word[: len(word) // 2], word[len(word) // 2 : len(word) - len(word) // 2]
    if middle:
        return half, TracePolynomial.letter(middle[0])
    inner = half[-1].cols if half else size
    return None if is_one(inner) else (half, TracePolynomial.identity(inner))


def _inside_declared(
    left: Weight,
    word: Word,
    right: TracePolynomial,
    scalars: Scalars,
    found: Halves,
    visible: Visible,
    weights: Weights,
) -> Iterator[Reading]:
    """tr(H⁻¹ V K Vᵀ) as the part tr(H (H⁻¹V) K (H⁻¹V)ᵀ) of a square with a declared weight for L."""
    letter, split = _only_letter(left), visible.halved(scalars)
    if letter is None or letter.base is None or letter.power != -1 or split is None:
        return
    for weight in weights:
        if (reciprocal_letter(letter),) in weight.polynomial.by_word():
            loops, vector = cut((letter, *word))
            yield _frame(_term(split[0], found[0]), weight, right), (split[1], sort_loops(found[1] + loops), vector)


def part_readings(key: Key, visible: Visible) -> Iterator[Reading]:
    """The ends of words as V: by equations such as P² = P a square of theirs may be a term that is there."""
    scalars, loops, _ = key
    split = visible.halved(scalars)
    for loop in dict.fromkeys(loops):
        rest = list(loops)
        rest.remove(loop)
        found = _halved_loops(tuple(rest), visible)
        if found is None or split is None:
            continue
        for word in (loop, transpose(loop)) if is_one(loop[0].rows) else turned(loop):
            for start in range(len(word)):
                if is_one(word[start].rows):
                    continue
                left, right = (TracePolynomial.identity(n) for n in (word[start].rows, word[-1].cols))
                yield _frame(_term(split[0], found[0]), Weight(left), right), (split[1], found[1], word[start:])


def opened_inverses(key: Key, visible: Visible) -> Iterator[Key]:
    """The terms with one N = (Σ c w)⁻¹ replaced by N w N, w ⪰ 0, which add up to what they are read off; and for
    N = (W + c)⁻¹ with c N = I − W N replaced by W N, which the normal form does not keep.
    """
    scalars, loops, _ = key
    for i, loop in enumerate(loops):
        others = (*loops[:i], *loops[i + 1 :])
        for n, letter in enumerate(loop):
            if letter.argument is None:
                continue
            words = letter.argument.by_word()
            for inner, coefficient in words.items():
                if not visible.congruence(inner):
                    continue
                wide = TracePolynomial.product((*loop[: n + 1], *inner, *loop[n:])).trace().scale(coefficient)
                if inner and len(words) == 2 and () in words and len(words[()].terms) == 1:
                    shift = next(iter(words[()].terms))[0]
                    long = TracePolynomial.product((*loop[:n], *inner, *loop[n:])).trace()
                    wide = wide + long.scale(TracePolynomial.scalar(1, inverse_of(shift)))
                for more, inside, _ in wide.terms:
                    yield multiply_scalars(scalars, more), sort_loops((*others, *inside)), ()

"""Push-through: K[a n + s] a = a K[n a + s] for K = (…)⁻¹, a scalar s and any a.

The spellings of a word that this reaches form one class. In a trace that holds nothing but K the argument itself may
be turned: tr K[a n + s] = tr K[n a + s] for a square a.

Both follow from (a n + s) a = a (n a + s), multiplied by the inverses from either side (Henderson and Searle 1981), and
hold wherever these exist. For square a and n the products a n and n a have one characteristic polynomial, hence
a n + s and n a + s the same eigenvalues, and their inverses one trace.
"""

from collections.abc import Iterator
from functools import cache

from theory.algebra.words.inverses import has_reciprocal, invert_matrix, reciprocal_letter
from theory.algebra.words.letters import Letter, matrix_letter
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_operations import Word, close, cut, word_key

__all__ = ["push_through_class"]

LARGEST_CLASS = 64  # spellings of one word; a longer search means that no rule fits


def push_through_class(word: Word, closed: bool) -> tuple[Word, ...]:
    """Every spelling of a word that push-through reaches, the first in sorting order in front."""
    found = {word}
    frontier = [word]
    while frontier and len(found) < LARGEST_CLASS:
        for spelling in _neighbours(frontier.pop(), closed):
            if spelling not in found:
                found.add(spelling)
                frontier.append(spelling)
    return tuple(sorted(found, key=word_key))


def _neighbours(word: Word, closed: bool) -> Iterator[Word]:
    n = len(word)
    for i, letter in enumerate(word):
        if letter.argument is None:
            continue
        if closed and n == 1:
            yield from ((turned,) for turned in _turned_arguments(letter))
        if i + 1 < n or (closed and n > 1):
            pushed = _push_right(letter, word[(i + 1) % n])
            yield from _canonical(word, i, (i + 1) % n, pushed, closed)
        if i > 0 or (closed and n > 1):
            pushed = _push_left(word[i - 1], letter)
            yield from _canonical(word, (i - 1) % n, i, pushed, closed)


def _canonical(word: Word, i: int, j: int, pair: tuple[Letter, Letter] | None, closed: bool) -> Iterator[Word]:
    if pair is None:
        return
    letters = list(word)
    letters[i], letters[j] = pair
    if closed:
        loops, _ = close(tuple(letters))
        if len(loops) == 1:
            yield loops[0]
    else:
        loops, rest = cut(tuple(letters))
        if not loops:
            yield rest


@cache
def _push_right(inverse: Letter, a: Letter) -> tuple[Letter, Letter] | None:
    """K a = a K′, for K = (a n + s)⁻¹ or, with a inverse to its last letter, K = (n a⁻¹ + s)⁻¹."""
    moved = _move(inverse.argument, a, first=True) or _move(inverse.argument, _reciprocal(a), first=False)
    return None if moved is None else (a, moved)


@cache
def _push_left(a: Letter, inverse: Letter) -> tuple[Letter, Letter] | None:
    """The same read from right to left: a K = K′ a."""
    moved = _move(inverse.argument, a, first=False) or _move(inverse.argument, _reciprocal(a), first=True)
    return None if moved is None else (moved, a)


@cache
def _turned_arguments(inverse: Letter) -> tuple[Letter, ...]:
    assert inverse.argument is not None
    words = [key[2] for key in inverse.argument.terms if key[2]]
    ends: list[tuple[Letter, bool]] = [(words[0][0], True), (words[0][-1], False)]
    turned = [_move(inverse.argument, a, first=first) for a, first in ends if a.rows == a.cols]
    return tuple(letter for letter in turned if letter is not None)


def _reciprocal(letter: Letter) -> Letter | None:
    return reciprocal_letter(letter) if has_reciprocal(letter) else None


def _move(argument: TracePolynomial | None, a: Letter | None, first: bool) -> Letter | None:
    """The inverse of n a + s if the argument is a n + s (first), or the other way round."""
    if argument is None or a is None:
        return None
    if a.rows != a.cols and all(argument.by_word()):
        return None  # without a scalar s, one of a n and n a is singular
    turned = TracePolynomial.zero(size := a.cols if first else a.rows, size)
    for word, coefficient in argument.by_word().items():
        rotated = TracePolynomial.identity(size)
        if word:
            rest = _without(word, a, first)
            if rest is None:
                return None
            rotated = TracePolynomial.product((*rest, a) if first else (a, *rest))
        turned = turned + rotated.scale(coefficient)
    ((scalars, loops, word), value), *others = invert_matrix(turned).terms.items()
    simple = not others and not scalars and not loops and value == 1 and len(word) == 1
    return word[0] if simple else None


def _without(word: Word, a: Letter, first: bool) -> Word | None:
    """The word n with a n = word (first) or n a = word; a root may be taken out of a whole power."""
    edge = word[0 if first else -1]
    kept: Word = ()
    if edge is not a:
        if a.base is None or edge.base != a.base or edge.transposed != a.transposed or not 0 < a.power < edge.power:
            return None
        kept = (matrix_letter(a.base, edge.power - a.power, a.transposed),)
    return kept + word[1:] if first else word[:-1] + kept

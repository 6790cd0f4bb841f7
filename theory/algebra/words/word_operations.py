"""Words of letters: transposed, fused, cut at every inner dimension 1, closed into cyclic traces.

A *word* is a product of letters, a *loop* the trace of a word in canonical form. A word with an inner dimension 1
falls into pieces, and every 1×1 piece is a scalar: it equals its own trace, hence is a loop too.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.letters import Letter, is_one, matrix_letter

__all__ = ["Loop", "Word", "close", "cut", "loop_key", "sort_loops", "transpose", "word_key"]

Word = tuple[Letter, ...]
Loop = tuple[Letter, ...]


def transpose(word: Word) -> Word:
    """The word of the transposed product."""
    return _fuse(tuple([letter.T for letter in reversed(word)]))  # H^½H of a symmetric H must not turn into HH^½


@cache
def word_key(word: Word) -> tuple[int, tuple[str, ...]]:
    """Sort key: shorter words first, then by letters."""
    return len(word), tuple([letter.key for letter in word])


loop_key = word_key


def sort_loops(loops: Sequence[Loop]) -> tuple[Loop, ...]:
    """A product of traces in its canonical order."""
    return tuple(sorted(loops, key=word_key)) if len(loops) > 1 else tuple(loops)


@cache
def cut(word: Word) -> tuple[tuple[Loop, ...], Word]:
    """A word as (loops, rest): the scalars it contains, and what stays a matrix."""
    word = _fuse(word)
    loops: list[Loop] = []
    rest: list[Letter] = []
    for piece in _pieces(word):
        if is_one(piece[0].rows) and is_one(piece[-1].cols):
            loops.append(_canonical_scalar(piece))
        else:
            rest += piece
    return sort_loops(loops), tuple(rest)


@cache
def close(word: Word) -> tuple[tuple[Loop, ...], tuple[Expression, ...]]:
    """The trace of a non-empty word as (loops, dimensions)."""
    dimension = word[0].rows
    word = _fuse_cyclically(word)
    if not word:
        return (), (dimension,)
    start = next((i for i, letter in enumerate(word) if is_one(letter.rows)), None)
    if start is None:
        return (_canonical_cycle(word),), ()
    pieces = _pieces(word[start:] + word[:start])
    return sort_loops([_canonical_scalar(piece) for piece in pieces]), ()


def _pieces(word: Word) -> list[Word]:
    starts = [0, *(i for i in range(1, len(word)) if is_one(word[i].rows)), len(word)]
    return [word[a:b] for a, b in pairwise(starts) if a < b]


def _canonical_scalar(piece: Word) -> Loop:
    return min(piece, transpose(piece), key=word_key)


def _canonical_cycle(word: Word) -> Loop:
    candidates = []
    backward = transpose(word)
    first = min(letter.key for letter in word + backward)
    for spelling in (word, backward):
        for i, letter in enumerate(spelling):
            if letter.key == first:
                candidates.append(spelling[i:] + spelling[:i])
    return min(candidates, key=word_key)


def _fuse(word: Word) -> Word:
    """Neighbouring powers of one symbol become one power: H^½ H^½ = H, H H⁻¹ = I."""
    if not any(letter.power != 1 for letter in word):
        return word
    runs: list[tuple[Letter, Expression]] = []
    for letter in word:
        if runs and _same_base(runs[-1][0], letter):
            power = runs.pop()[1] + letter.power
            if power:
                runs.append((letter, power))
        else:
            runs.append((letter, letter.power))
    return tuple(letter for run in runs for letter in _spell(*run))


def _same_base(a: Letter, b: Letter) -> bool:
    return a.base is not None and a.base == b.base and a.transposed == b.transposed and a.rows == a.cols


def _spell(letter: Letter, power: Expression) -> Word:
    """A power as letters: first the fraction in (0, 1), then whole letters of power ±1."""
    if letter.base is None:
        return (letter,) * power
    whole = int(power // 1)
    fraction = Fraction(power) - whole
    head: Word = (matrix_letter(letter.base, fraction, letter.transposed),) if fraction else ()
    return head + (matrix_letter(letter.base, 1 if whole > 0 else -1, letter.transposed),) * abs(whole)


def _fuse_cyclically(word: Word) -> Word:
    """Fuse a cyclic word: turn it until it starts at the border of two runs, so that no run is split in two."""
    while any(letter.power != 1 for letter in word):
        border = next((i for i in range(len(word)) if not _same_base(word[i - 1], word[i])), 0)
        fused = _fuse(word[border:] + word[:border])
        if len(fused) == len(word):
            return fused
        word = fused
    return word

"""What else belongs into a frame: the V_j for which m·tr(L V_i K V_jᵀ) is a multiple of a term that is there."""

from collections import Counter
from collections.abc import Iterator

from numerics.proposals.frames import Frame, inverse_of
from numerics.proposals.visible import turned
from theory.algebra.words.inverses import has_reciprocal, reciprocal_letter
from theory.algebra.words.normal_form import Key, Scalars, TracePolynomial, dimension_scalars, multiply_scalars
from theory.algebra.words.word_operations import Loop, Word, cut, sort_loops, transpose

__all__ = ["completions"]


def completions(frame: Frame, v: Key, key: Key) -> Iterator[Key]:
    """Every V_j that meets v in the term."""
    scalars, loops, word = v
    ((outer, factors, _),) = frame.factor.terms
    rest = Counter(key[1])
    rest.subtract(Counter(factors + loops))
    if any(count < 0 for count in rest.values()):
        return
    scalars = multiply_scalars(key[0], inverse_of(multiply_scalars(outer, scalars)))
    open_loops = sort_loops(list(rest.elements()))
    if frame.is_scalar:
        yield scalars, open_loops, ()
        return
    for weight in _words(frame.right):
        for other in _words(frame.left):
            yield from _around(frame, weight, other, word, scalars, open_loops)


def _around(
    frame: Frame, right: Word, left: Word, word: Word, scalars: Scalars, loops: tuple[Loop, ...]
) -> Iterator[Key]:
    inner, fused = cut(left + word + right)  # H H⁻¹z is z
    shorter = not inner and len(fused) < len(left + word + right)
    for loop in dict.fromkeys(loops):
        others = list(loops)
        others.remove(loop)
        for turn in (*turned(loop), *turned(transpose(loop))):
            if turn[: len(word)] == word:
                tail = _peeled(turn[len(word) :], right, left)
                if tail is not None and _fits(tail, frame):
                    yield scalars, sort_loops(others), tail
            if shorter and turn[: len(fused)] == fused and _fits(transpose(turn[len(fused) :]), frame):
                yield scalars, sort_loops(others), transpose(turn[len(fused) :])
    if not word and frame.left.rows == frame.right.rows:  # tr(I) = d counts as a trace that is there
        sizes, tail = dimension_scalars(frame.left.rows), _peeled((), right, left)
        if len(sizes) == 1 and tail is not None:
            yield multiply_scalars(scalars, inverse_of(sizes[0][1])), loops, tail


def _words(weight: TracePolynomial) -> list[Word]:
    return list(weight.by_word())


def _fits(tail: Word, frame: Frame) -> bool:
    if not tail:
        return bool(frame.left.rows == frame.right.rows)
    return bool(tail[0].rows == frame.left.rows and tail[-1].cols == frame.right.rows)


def _peeled(word: Word, right: Word, left: Word) -> Word | None:
    """V_j for V_jᵀ = K⁻¹ word L⁻¹: the weights are taken off, by stripping them or by an inverse letter."""
    for weight, in_front in ((right, True), (left, False)):
        if not weight:
            continue
        if (word[: len(weight)] if in_front else word[-len(weight) :]) == weight:
            word = word[len(weight) :] if in_front else word[: -len(weight)]
        elif len(weight) == 1 and has_reciprocal(weight[0]) and weight[0].invertible:
            extra = (reciprocal_letter(weight[0]),)
            word = cut(extra + word if in_front else word + extra)[1]
        else:
            return None
    return transpose(word)

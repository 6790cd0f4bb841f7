"""Quadratics in one variable: their parts, their squares, and where they are smallest."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import Basic, Identity, Symbol

from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.inverses import divide, invert_matrix
from theory.algebra.words.letters import Letter, is_one, matrix_letter, scalar_generator
from theory.algebra.words.normal_form import Key, Number, TracePolynomial
from theory.algebra.words.word_operations import Loop, Word, cut, transpose

__all__ = ["HALF", "Parts", "Weights", "minimiser", "parts_in", "squares_of"]

HALF = Fraction(1, 2)

Weights = tuple[tuple[TracePolynomial, TracePolynomial], ...]


@dataclass(frozen=True)
class Parts:
    """Σ tr(Lᵢ V Kᵢ Vᵀ) + tr(C V) + c with the pairs (Lᵢ, Kᵢ) as ``weights``."""

    weights: Weights
    linear: TracePolynomial
    constant: TracePolynomial


def parts_in(polynomial: TracePolynomial, variable: Basic) -> Parts | None:
    """The parts in a matrix, vector or scalar symbol; None where it is no such quadratic."""
    return _in_scalar(polynomial, variable) if isinstance(variable, Symbol) else _in_matrix(polynomial, variable)


def _in_scalar(polynomial: TracePolynomial, variable: Symbol) -> Parts | None:
    generator = scalar_generator(variable)
    found: dict[Number, dict[Key, Number]] = {0: {}, 1: {}, 2: {}}
    for (scalars, loops, word), value in polynomial.terms.items():
        power = dict(scalars).get(generator, 0)
        inverted = any(g.argument is not None and to_sympy(g.argument).has(variable) for g, _ in scalars)
        if inverted or power not in found:
            return None
        found[power][(tuple(item for item in scalars if item[0] is not generator), loops, word)] = value
    constant, linear, square = (TracePolynomial(1, 1, found[power]) for power in (0, 1, 2))
    one = TracePolynomial.scalar(1)
    return Parts(((square, one),) if square else (), linear, constant)


def _in_matrix(polynomial: TracePolynomial, variable: Expression) -> Parts | None:
    V = matrix_letter(variable)
    linear = TracePolynomial.zero(V.cols, V.rows)
    constant: dict[Key, Number] = {}
    by_right: dict[Word, TracePolynomial] = {}
    for key, value in polynomial.terms.items():
        if _is_inverted(key, V):
            return None
        mine = [loop for loop in key[1] for letter in loop if letter in (V, V.T)]
        rest = TracePolynomial(1, 1, {(key[0], tuple(loop for loop in key[1] if loop not in mine), ()): value})
        if not mine:
            constant[key] = value
        elif len(mine) == 1:
            tail = next(w[1:] for w in _spellings(mine[0]) if w[0] is V)
            linear = linear + _matrix(tail, V.cols, V.rows).scale(rest)
        else:
            found = _around(mine, V)
            if found is None:
                return None
            left = _symmetric(_matrix(found[0], V.rows, V.rows)).scale(rest)
            by_right[found[1]] = by_right.get(found[1], TracePolynomial.zero(V.rows, V.rows)) + left
    pairs = [(left, _symmetric(_matrix(right, V.cols, V.cols))) for right, left in by_right.items() if left]
    return Parts(_gathered(pairs), linear, TracePolynomial(1, 1, constant))


def _is_inverted(key: Key, V: Letter) -> bool:
    inverted = [x.argument for loop in key[1] for x in loop if x.argument is not None]
    inverted += [g.argument for g, _ in key[0] if g.argument is not None]
    return any(letter in (V, V.T) for argument in inverted for letter in argument.letters())


def _around(loops: list[Loop], V: Letter) -> tuple[Word, Word] | None:
    """(L, K) of a trace tr(L V K Vᵀ), or of (aᵀVb)(cᵀVd) with b, d numbers, which is tr(c aᵀ V Vᵀ)."""
    if len(loops) != 2:
        return None
    if loops[0] is loops[1]:
        found = []
        for word in _spellings(loops[0]):
            if word[0] is V and V.T in word[1:]:
                i = word.index(V.T, 1)
                found.append((word[i + 1 :], word[1:i]))
        return min(found, key=lambda pair: [letter.key for letter in pair[0]], default=None)
    first, second = (next(w[1:] for w in _spellings(loop) if w[0] is V) for loop in loops)
    return (transpose(first) + second, ()) if is_one(V.cols) and first and second else None


def _spellings(loop: Loop) -> Iterator[Word]:
    for word in (loop, transpose(loop)):
        for i in range(len(word)):
            yield word[i:] + word[:i]


def _matrix(word: Word, rows: object, cols: object) -> TracePolynomial:
    return TracePolynomial(rows, cols, {((), *cut(word)): 1})


def _symmetric(matrix: TracePolynomial) -> TracePolynomial:
    return (matrix + matrix.transpose()).times(HALF)


def _gathered(pairs: list[tuple[TracePolynomial, TracePolynomial]]) -> Weights:
    """Pairs whose left weights are multiples of each other as one: tr(L V (K₁ + c K₂) Vᵀ)."""
    gathered: list[tuple[TracePolynomial, TracePolynomial]] = []
    for left, right in map(_with_plain_left, pairs):
        for n, (other, sum_of_rights) in enumerate(gathered):
            ratio = _ratio(left, other)
            if ratio is not None:
                gathered[n] = (other, sum_of_rights + right.scale(ratio))
                break
        else:
            gathered.append((left, right))
    return tuple(gathered)


def _with_plain_left(pair: tuple[TracePolynomial, TracePolynomial]) -> tuple[TracePolynomial, TracePolynomial]:
    """The pair with the coefficient of a left weight of one word on the right."""
    left, right = pair
    if len(left.by_word()) != 1:
        return pair
    ((word, coefficient),) = left.by_word().items()
    return TracePolynomial(left.rows, left.cols, {((), (), word): 1}), right.scale(coefficient)


def _ratio(left: TracePolynomial, other: TracePolynomial) -> TracePolynomial | None:
    """C with left = c·other."""
    ours, theirs = left.by_word(), other.by_word()
    if ours.keys() != theirs.keys():
        return None
    word = next(iter(ours))
    if left.scale(theirs[word]) != other.scale(ours[word]):
        return None
    return divide(ours[word], theirs[word])


def minimiser(parts: Parts) -> TracePolynomial | None:
    """−½ L⁻¹ Cᵀ K⁻¹, where one pair of weights makes up the quadratic; 0 where nothing depends on V; None elsewhere.

    That the weights are ≻ 0 is not looked at. Raises ValueError for what is not inverted.
    """
    if not parts.weights and not parts.linear:
        return TracePolynomial.zero(parts.linear.cols, parts.linear.rows)
    if len(parts.weights) != 1:
        return None
    left, right = parts.weights[0]
    target = parts.linear.transpose().times(-HALF)
    for at in _quotients(target, left, right):
        if left @ at @ right == target:
            return at
    return (invert_matrix(left) @ parts.linear.transpose() @ invert_matrix(right)).times(-HALF)


def _quotients(target: TracePolynomial, left: TracePolynomial, right: TracePolynomial) -> Iterator[TracePolynomial]:
    """Candidates for V with L V K the target: what a word of L and one of K leave of the target's words."""
    for front, factor in left.by_word().items():
        for back, other in right.by_word().items():
            total = TracePolynomial.zero(left.rows, right.rows)
            for word, coefficient in target.by_word().items():
                inner = word[len(front) : len(word) - len(back)]
                if front + inner + back == word:
                    total = total + divide(_matrix(inner, left.rows, right.rows), factor.scale(other)).scale(
                        coefficient
                    )
            if total:
                yield total


def squares_of(parts: Parts, away: Expression) -> tuple[WeightedSquare, ...]:
    """The quadratic part at ``away`` in the place of the variable, a square for each pair of weights."""
    root = away if getattr(away, "is_Matrix", False) else away * Identity(1)
    return tuple(WeightedSquare(root, *(to_sympy(w, matrix=True) for w in pair)) for pair in parts.weights)

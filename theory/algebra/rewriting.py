"""Rewriting of words: inverses of sums against their arguments, push-through, and relations declared by a user.

* N K = K N = I for K = N⁻¹: the leading word w of N = c w + r is replaced, w K = (I − r K)/c.
* Push-through: K[a n + s] a = a K[n a + s] for a scalar s, whatever a is; both spellings form one class, of which
  the first in sorting order is kept. In a trace that holds nothing but K the argument itself may be turned.
* Rank one: (c u v + s)⁻¹ = (I − c u v/(c v u + s))/s for a column u and a row v.
* A relation lhs = rhs, with lhs one word, replaces lhs (and its transpose) wherever it occurs, across the seam of a
  trace too.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from theory.algebra.inverses import divide, invert_matrix
from theory.algebra.letters import Letter, is_one
from theory.algebra.normal_form import Key, Number, TracePolynomial, key_order
from theory.algebra.words import Word, close, cut, transpose, word_key

__all__ = ["Replacement", "replacements_of", "rewrite"]

Replacement = tuple[Word, TracePolynomial]
MOST_RULES = 16  # relations and their consequences
LARGEST_CLASS = 64  # spellings of one word under push-through; a longer search means that no rule fits


def replacements_of(relations: Sequence[tuple[TracePolynomial, TracePolynomial]]) -> tuple[Replacement, ...]:
    """Relations lhs = rhs, their transposes and what follows where they overlap, as replacements of words.

    Γ 𝒦 = ΨH and its transpose 𝒦 Γᵀ = HΨ overlap in Γ 𝒦 Γᵀ, hence ΨHΓᵀ = ΓHΨ. Raises ValueError when a left side is
    not a single word, or is a scalar.
    """
    rules: list[Replacement] = []
    for lhs, rhs in relations:
        key = next(iter(lhs.terms), None)
        if len(lhs.terms) != 1 or key is None or key[0] or key[1] or not key[2]:
            message = f"the left side of a relation must be one product of matrices, not {lhs}"
            raise ValueError(message)
        rhs = divide(rhs, TracePolynomial.scalar(lhs.terms[key]))
        rules += [(key[2], rhs), (transpose(key[2]), rhs.transpose())]
    return _completed(rules)


def _completed(rules: list[Replacement]) -> tuple[Replacement, ...]:
    """The rules with those that follow from overlaps, to a bound: a missing one costs a decision and is never wrong."""
    rules = list(dict.fromkeys(rules))
    for first in rules:  # the list grows while it is walked
        for second in rules:
            for difference in _overlaps(first, second):
                rest = rewrite(difference, rules)
                if rest and len(rules) < MOST_RULES:
                    rules += [rule for rule in _oriented(rest) if rule not in rules]
    return tuple(rules)


def _overlaps(first: Replacement, second: Replacement) -> Iterator[TracePolynomial]:
    (left, value), (right, other) = first, second
    for n in range(1, min(len(left), len(right))):
        if left[-n:] == right[:n]:
            yield _around((), value, right[n:]) - _around(left[:-n], other, ())


def _oriented(equation: TracePolynomial) -> list[Replacement]:
    leading = max(equation.terms, key=key_order)[2]
    coefficient: dict[Key, Number] = {
        (s, loops, ()): v for (s, loops, word), v in equation.terms.items() if word == leading
    }
    rest = {key: -v for key, v in equation.terms.items() if key[2] != leading}
    if not leading:
        return []
    rhs = divide(TracePolynomial(equation.rows, equation.cols, rest), TracePolynomial(1, 1, coefficient))
    return [(leading, rhs), (transpose(leading), rhs.transpose())]


def rewrite(polynomial: TracePolynomial, relations: Sequence[Replacement] = ()) -> TracePolynomial:
    """The polynomial with every rule applied until none fits."""
    done: dict[Key, Number] = {}
    pending = dict(polynomial.terms)
    while pending:
        key, value = pending.popitem()
        changed = _rewrite_term(key, polynomial, tuple(relations))
        if changed is None:
            done[key] = done.get(key, 0) + value
        else:
            for new, factor in changed.terms.items():
                pending[new] = pending.get(new, 0) + value * factor
    return TracePolynomial(polynomial.rows, polynomial.cols, done)


def _rewrite_term(key: Key, polynomial: TracePolynomial, relations: tuple[Replacement, ...]) -> TracePolynomial | None:
    scalars, loops, word = key
    for i, loop in enumerate(loops):
        replaced = _rewrite_word(loop, True, relations)
        if replaced is not None:
            rest = {(scalars, loops[:i] + loops[i + 1 :], word): 1}
            return TracePolynomial(polynomial.rows, polynomial.cols, rest).scale(replaced)
    replaced = _rewrite_word(word, False, relations) if word else None
    if replaced is None:
        return None
    return replaced.scale(TracePolynomial(1, 1, {(scalars, loops, ()): 1}))


@cache
def _rewrite_word(word: Word, closed: bool, relations: tuple[Replacement, ...]) -> TracePolynomial | None:
    """What a word (or the trace of one) becomes, or None if it is final."""
    has_inverse = any(letter.argument is not None for letter in word)
    if not has_inverse and not relations:
        return None
    spellings = _push_through_class(word, closed) if has_inverse else (word,)
    for spelling in spellings:
        for turned in _rotations(spelling) if closed else (spelling,):
            replaced = _replace_first(turned, relations)
            if replaced is not None:
                return replaced.trace() if closed else replaced
    if spellings[0] == word:
        return None
    return _as_polynomial(spellings[0], closed)


def _rotations(word: Word) -> Iterator[Word]:
    for i in range(len(word)):
        yield word[i:] + word[:i]


def _as_polynomial(word: Word, closed: bool) -> TracePolynomial:
    product = TracePolynomial.letter(word[0])
    for letter in word[1:]:
        product = product @ TracePolynomial.letter(letter)
    return product.trace() if closed else product


def _replace_first(word: Word, relations: tuple[Replacement, ...]) -> TracePolynomial | None:
    for lhs, rhs in _inverse_rules(word) + relations:
        n = len(lhs)
        for i in range(len(word) - n + 1):
            if word[i : i + n] == lhs:
                return _around(word[:i], rhs, word[i + n :])
    return None


def _around(before: Word, middle: TracePolynomial, after: Word) -> TracePolynomial:
    product = middle
    for letter in reversed(before):
        product = TracePolynomial.letter(letter) @ product
    for letter in after:
        product = product @ TracePolynomial.letter(letter)
    return product


def _inverse_rules(word: Word) -> tuple[Replacement, ...]:
    return tuple(rule for letter in dict.fromkeys(word) if letter.argument is not None for rule in _rules_of(letter))


@cache
def _rules_of(inverse: Letter) -> tuple[Replacement, ...]:
    """Rules w K = (I − r K)/c and K w = (I − K r)/c for the leading word w of the argument c w + r."""
    argument = inverse.argument
    assert argument is not None
    leading = max(argument.terms, key=key_order)[2]
    if not leading:
        return ()
    coefficient: dict[Key, Number] = {(s, loops, ()): v for (s, loops, w), v in argument.terms.items() if w == leading}
    rest = {key: v for key, v in argument.terms.items() if key[2] != leading}
    scalar = TracePolynomial(1, 1, coefficient)
    remainder = TracePolynomial(argument.rows, argument.cols, rest)
    identity, letter = TracePolynomial.identity(argument.rows), TracePolynomial.letter(inverse)
    rules = (
        ((*leading, inverse), divide(identity - remainder @ letter, scalar)),
        ((inverse, *leading), divide(identity - letter @ remainder, scalar)),
    )
    if any(key[2] for key in remainder.terms) or not remainder:
        return rules
    shift = TracePolynomial(1, 1, remainder.terms)
    return (
        rules
        + _rules_for_neighbouring_inverses(inverse, leading, scalar, shift)
        + _rules_for_rank_one(inverse, leading, scalar, shift)
    )


def _rules_for_neighbouring_inverses(
    inverse: Letter, leading: Word, scalar: TracePolynomial, shift: TracePolynomial
) -> tuple[Replacement, ...]:
    """For K = (c a n + s)⁻¹ with a invertible: a⁻¹ K = (a⁻¹ − c n K)/s, and the mirror image of it."""
    rules = []
    first, last = _reciprocal(leading[0]), _reciprocal(leading[-1])
    if first is not None and leading[0].invertible:
        rest = _as_polynomial((*leading[1:], inverse), False).scale(scalar)
        rules.append(((first, inverse), divide(TracePolynomial.letter(first) - rest, shift)))
    if last is not None and leading[-1].invertible:
        rest = _as_polynomial((inverse, *leading[:-1]), False).scale(scalar)
        rules.append(((inverse, last), divide(TracePolynomial.letter(last) - rest, shift)))
    return tuple(rules)


def _rules_for_rank_one(
    inverse: Letter, leading: Word, scalar: TracePolynomial, shift: TracePolynomial
) -> tuple[Replacement, ...]:
    """For a column u and a row v: (c u v + s)⁻¹ = (I − c u v/(c v u + s))/s, by Sherman and Morrison.

    Where the inverse exists, c v u + s is not 0: times a power of s it is the determinant.
    """
    start = next((i for i, letter in enumerate(leading) if i and is_one(letter.rows)), None)
    if start is None:
        return ()
    u, v = _as_polynomial(leading[:start], False), _as_polynomial(leading[start:], False)
    correction = divide((u @ v).scale(scalar), (v @ u).scale(scalar) + shift)
    return (((inverse,), divide(TracePolynomial.identity(inverse.rows) - correction, shift)),)


# -- push-through ---------------------------------------------------------------------------------------------------
def _push_through_class(word: Word, closed: bool) -> tuple[Word, ...]:
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
    if letter.base is None or letter.power not in (1, -1) or letter.rows != letter.cols:
        return None
    ((_, _, word),) = invert_matrix(TracePolynomial.letter(letter)).terms
    return word[0] if len(word) == 1 else None


def _move(argument: TracePolynomial | None, a: Letter | None, first: bool) -> Letter | None:
    """The inverse of n a + s if the argument is a n + s (first), or the other way round."""
    if argument is None or a is None:
        return None
    size = a.cols if first else a.rows
    terms: dict[Key, Number] = {}
    for (scalars, loops, word), value in argument.terms.items():
        if word and word[0 if first else -1] is not a:
            return None
        turned = ((*word[1:], a) if first else (a, *word[:-1])) if word else ()
        terms[(scalars, loops, cut(turned)[1])] = value
    inverse = invert_matrix(TracePolynomial(size, size, terms))
    ((scalars, loops, word), value), *others = inverse.terms.items()
    simple = not others and not scalars and not loops and value == 1 and len(word) == 1
    return word[0] if simple else None

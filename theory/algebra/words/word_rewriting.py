"""Rewriting of words: inverses of sums against their arguments, push-through, and relations declared by a user.

* N K = K N = I for K = N⁻¹: the leading word w of N = c w + r is replaced, w K = (I − r K)/c.
* Of the spellings that push-through reaches, the first in sorting order is kept.
* A relation lhs = rhs, with lhs one word, replaces lhs (and its transpose) wherever it occurs, across the seam of a
  trace too.

Each replacement is an identity wherever both sides are defined, and so is what a chain of them arrives at: no order of
them, and no rule that is missing, makes two different things equal. What that costs is decisions. Two spellings of one
thing meet for certain only where every overlap does: a word abc with the rules ab → r and bc → s is both rc and as, and
an equation rc = as that the rules do not show is one more rule (Knuth and Bendix 1970; for words with coefficients
Mora 1986, where the complete set of rules is a Gröbner basis). It need not be finite, so completion stops at a bound.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import permutations

from theory.algebra.vocabulary.errors import Undecidable
from theory.algebra.words.denominators import clear_reciprocals
from theory.algebra.words.inverses import divide, has_reciprocal, reciprocal_letter
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import Key, Number, TracePolynomial, key_order
from theory.algebra.words.push_through import push_through_class
from theory.algebra.words.word_operations import Word, transpose

__all__ = ["Replacement", "replacements_of", "rewrite"]

Replacement = tuple[Word, TracePolynomial]
MOST_RULES = 16  # relations and their consequences
MOST_LETTERS = 200  # in one term: more means that a relation makes words longer and longer
MOST_STEPS = 20_000  # replacements in one rewriting; more means that the relations turn in a circle


IsNonzero = Callable[[TracePolynomial], bool]


def replacements_of(
    relations: Sequence[tuple[TracePolynomial, TracePolynomial]], is_nonzero: IsNonzero
) -> tuple[Replacement, ...]:
    """Relations lhs = rhs, their transposes and what follows where they overlap, as replacements of words.

    Γ 𝒦 = ΨH and its transpose 𝒦 Γᵀ = HΨ overlap in Γ 𝒦 Γᵀ, hence ΨHΓᵀ = ΓHΨ. What follows is divided by a scalar only
    where ``is_nonzero``. Raises ValueError when a left side is
    not a single word, or is a scalar.
    """
    rules: list[Replacement] = []
    for lhs, rhs in relations:
        key = next(iter(lhs.terms), None)
        if len(lhs.terms) != 1 or key is None or key[0] or key[1] or not key[2]:
            message = f"the left side of a relation must be one product of matrices, not {lhs}"
            raise ValueError(message)
        rhs = divide(rhs, TracePolynomial.scalar(lhs.terms[key]))
        rules.append((key[2], rhs))
        if rhs.transpose() != TracePolynomial.product(key[2]):  # else the two would undo each other
            rules.append((transpose(key[2]), rhs.transpose()))
    return _completed(rules, is_nonzero)


def _completed(rules: list[Replacement], is_nonzero: IsNonzero) -> tuple[Replacement, ...]:
    """The rules with those that follow from overlaps, to a bound: a missing one costs a decision and is never wrong.

    The difference of the two readings of an overlap is 0 by the rules, and so is its multiple that has no denominators;
    its leading word is replaced by the rest, divided by a coefficient that is shown not to vanish.
    """
    rules = list(dict.fromkeys(rules))
    for first in rules:  # the list grows while it is walked
        for second in rules:
            for difference in _overlaps(first, second):
                rest = clear_reciprocals(rewrite(difference, rules))
                if rest and len(rules) < MOST_RULES:
                    oriented = (*_oriented(rest, is_nonzero), *_oriented(rest.transpose(), is_nonzero))
                    rules += [rule for rule in dict.fromkeys(oriented) if rule not in rules]
    return tuple(rules)


def _overlaps(first: Replacement, second: Replacement) -> Iterator[TracePolynomial]:
    (left, value), (right, other) = first, second
    for n in range(1, min(len(left), len(right))):
        if left[-n:] == right[:n]:
            yield _around((), value, right[n:]) - _around(left[:-n], other, ())


def _oriented(equation: TracePolynomial, is_nonzero: IsNonzero) -> list[Replacement]:
    leading, coefficient, rest = _split_leading(equation)
    if not leading or not (coefficient.is_constant or is_nonzero(coefficient)):
        return []
    return [(leading, divide(-rest, coefficient))]


def _split_leading(polynomial: TracePolynomial) -> tuple[Word, TracePolynomial, TracePolynomial]:
    """The leading word, its coefficient, and the rest of the polynomial."""
    leading = max(polynomial.terms, key=key_order)[2]
    rest = {key: value for key, value in polynomial.terms.items() if key[2] != leading}
    return leading, polynomial.by_word()[leading], TracePolynomial(polynomial.rows, polynomial.cols, rest)


def rewrite(polynomial: TracePolynomial, relations: Sequence[Replacement] = ()) -> TracePolynomial:
    """The polynomial with every rule applied until none fits.

    Raises Undecidable where the relations turn in a circle, such as A = A + B.
    """
    done: dict[Key, Number] = {}
    pending = dict(polynomial.terms)
    steps = 0
    while pending:
        key, value = pending.popitem()
        steps += 1
        if steps > MOST_STEPS or len(key[2]) + sum(map(len, key[1])) > MOST_LETTERS:
            message = f"rewriting did not end after {steps} replacements: the relations turn in a circle"
            raise Undecidable(message)
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
    spellings = push_through_class(word, closed) if has_inverse else (word,)
    for spelling in spellings:
        for turned in _rotations(spelling) if closed else (spelling,):
            replaced = _replace_first(turned, relations)
            if replaced is not None:
                return replaced.trace() if closed else replaced
    if closed and relations:
        smaller = _rewrite_transposed(word, relations)
        if smaller is not None:
            return smaller
    if spellings[0] == word:
        return None
    return _as_polynomial(spellings[0], closed)


def _rewrite_transposed(loop: Word, relations: tuple[Replacement, ...]) -> TracePolynomial | None:
    """A rule applied to the transpose of a trace, where that makes it smaller: for rules that are their own mirror."""
    for turned in _rotations(transpose(loop)):
        replaced = _replace_first(turned, relations)
        if replaced is not None:
            trace = replaced.trace()
            if all(key_order(key) < key_order(((), (loop,), ())) for key in trace.terms):
                return trace
    return None


def _rotations(word: Word) -> Iterator[Word]:
    for i in range(len(word)):
        yield word[i:] + word[:i]


def _as_polynomial(word: Word, closed: bool) -> TracePolynomial:
    product = TracePolynomial.product(word)
    return product.trace() if closed else product


def _replace_first(word: Word, relations: tuple[Replacement, ...]) -> TracePolynomial | None:
    for lhs, rhs in _inverse_rules(word) + relations:
        n = len(lhs)
        for i in range(len(word) - n + 1):
            if word[i : i + n] == lhs:
                return _around(word[:i], rhs, word[i + n :])
    return None


def _around(before: Word, middle: TracePolynomial, after: Word) -> TracePolynomial:
    if before:
        middle = TracePolynomial.product(before) @ middle
    return middle @ TracePolynomial.product(after) if after else middle


def _inverse_rules(word: Word) -> tuple[Replacement, ...]:
    inverses = [letter for letter in dict.fromkeys(word) if letter.argument is not None]
    rules = tuple(rule for letter in inverses for rule in _rules_of(letter))
    return rules + tuple(rule for pair in permutations(inverses, 2) for rule in _partial_fractions(*pair))


@cache
def _partial_fractions(first: Letter, second: Letter) -> tuple[Replacement, ...]:
    """K L = (K − a L)/c where L⁻¹ = a K⁻¹ + c for scalars a and c."""
    assert first.argument is not None
    assert second.argument is not None
    (word, factor, _), (other, scale, _) = _split_leading(first.argument), _split_leading(second.argument)
    if first.rows != second.rows or word != other:
        return ()
    shift = second.argument.scale(factor) - first.argument.scale(scale)
    if set(shift.by_word()) != {()}:
        return ()
    difference = TracePolynomial.letter(first).scale(factor) - TracePolynomial.letter(second).scale(scale)
    return (((first, second), divide(difference, shift.by_word()[()])),)


@cache
def _rules_of(inverse: Letter) -> tuple[Replacement, ...]:
    """Rules w K = (I − r K)/c and K w = (I − K r)/c for the leading word w of the argument c w + r."""
    argument = inverse.argument
    assert argument is not None
    leading, scalar, remainder = _split_leading(argument)
    if not leading:
        return ()
    identity, letter = TracePolynomial.identity(argument.rows), TracePolynomial.letter(inverse)
    rules = (
        ((*leading, inverse), divide(identity - remainder @ letter, scalar)),
        ((inverse, *leading), divide(identity - letter @ remainder, scalar)),
    )
    return rules + _rules_for_neighbouring_inverses(inverse, leading, scalar, remainder)


def _rules_for_neighbouring_inverses(
    inverse: Letter, leading: Word, scalar: TracePolynomial, remainder: TracePolynomial
) -> tuple[Replacement, ...]:
    """For K = (c a n + s)⁻¹ with a invertible: a⁻¹ K = (a⁻¹ − c n K)/s, and the mirror image of it."""
    if set(remainder.by_word()) != {()}:
        return ()
    shift = remainder.by_word()[()]
    rules = []
    first, last = leading[0], leading[-1]
    if has_reciprocal(first) and first.invertible:
        letter = reciprocal_letter(first)
        rest = TracePolynomial.product((*leading[1:], inverse)).scale(scalar)
        rules.append(((letter, inverse), divide(TracePolynomial.letter(letter) - rest, shift)))
    if has_reciprocal(last) and last.invertible:
        letter = reciprocal_letter(last)
        rest = TracePolynomial.product((inverse, *leading[:-1])).scale(scalar)
        rules.append(((inverse, letter), divide(TracePolynomial.letter(letter) - rest, shift)))
    return tuple(rules)

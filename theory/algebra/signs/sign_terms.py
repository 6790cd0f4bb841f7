"""What the normal form shows of signs: scalars that are ≥ 0 or > 0, symmetric matrices that are ⪰ 0 or ≻ 0.

Sufficient conditions only, term by term: a coefficient is a sum of products of nonnegative factors, a trace is
tr(Q W R Wᵀ) with Q, R ⪰ 0, a word is W Q Wᵀ with Q ⪰ 0. ``positive`` lists scalars known to be > 0 by hypothesis.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix
from theory.algebra.words.letters import Generator, Letter
from theory.algebra.words.normal_form import Key, Number, Scalars, TracePolynomial, multiply_scalars
from theory.algebra.words.word_operations import Loop, Word, transpose

__all__ = ["is_definite", "is_nonnegative", "is_positive", "is_semidefinite"]

Known = Sequence[TracePolynomial]


def is_nonnegative(polynomial: TracePolynomial, positive: Known = ()) -> bool:
    """Whether every term of a scalar is ≥ 0, perhaps after a multiple of a positive scalar is taken off."""
    if all(_term_sign(key, value, positive) for key, value in polynomial.terms.items()):
        return True
    return any(is_nonnegative(rest) for rest in _remainders(polynomial, positive))


def is_positive(polynomial: TracePolynomial, positive: Known = ()) -> bool:
    """Whether a scalar is ≥ 0 with one term, or one multiple of a positive scalar, that is > 0."""
    if not is_nonnegative(polynomial, positive):
        return False
    if any(_term_sign(key, value, positive) == 2 for key, value in polynomial.terms.items()):
        return True
    return any(is_nonnegative(rest) for rest in _remainders(polynomial, positive))


def is_semidefinite(polynomial: TracePolynomial, positive: Known = ()) -> bool:
    """Whether a matrix is visibly symmetric and ⪰ 0."""
    coefficients = _by_word(polynomial)
    return all(_is_congruence(word) and is_nonnegative(c, positive) for word, c in coefficients.items())


def is_definite(polynomial: TracePolynomial, positive: Known = ()) -> bool:
    """Whether a matrix is ⪰ 0 with one term that is ≻ 0."""
    if not is_semidefinite(polynomial, positive):
        return False
    definite = (c for word, c in _by_word(polynomial).items() if all(map(_is_invertible, word)))
    return any(is_positive(c, positive) for c in definite)


def _by_word(polynomial: TracePolynomial) -> dict[Word, TracePolynomial]:
    found: dict[Word, dict[Key, Number]] = {}
    for (scalars, loops, word), value in polynomial.terms.items():
        found.setdefault(word, {})[(scalars, loops, ())] = value
    return {word: TracePolynomial(1, 1, terms) for word, terms in found.items()}


def _remainders(polynomial: TracePolynomial, positive: Known) -> Iterable[TracePolynomial]:
    """The polynomial less a positive multiple of each positive scalar, where the multiple is one term."""
    for known, ((scalars, loops, _), unit) in ((p, term) for p in positive for term in p.sorted_terms()):
        for (others, more, _), value in polynomial.terms.items():
            if more != loops or value / unit <= 0:
                continue
            ratio = multiply_scalars(others, tuple((g, -p) for g, p in scalars))
            if _scalars_sign(ratio, ()) == 2:
                yield polynomial - known.scale(TracePolynomial.scalar(Fraction(value) / unit, ratio))


# -- signs of factors: 0 unknown, 1 nonnegative, 2 positive -----------------------------------------------------------
def _term_sign(key: Key, value: Number, positive: Known) -> int:
    if value <= 0:
        return 0
    scalars, loops, _ = key
    return min(_scalars_sign(scalars, positive), _loops_sign(loops))


def _scalars_sign(scalars: Scalars, positive: Known) -> int:
    return min((_generator_sign(g, p, positive) for g, p in scalars), default=2)


def _generator_sign(generator: Generator, power: Number, positive: Known) -> int:
    if generator.argument is not None:
        # 1/x has the sign of x, and where it exists x is not 0
        return 2 if power % 2 == 0 or is_nonnegative(generator.argument, positive) else 0
    expr = generator.expr
    assert expr is not None
    if expr.is_positive or (expr.is_nonnegative and power < 0):
        return 2
    return 1 if expr.is_nonnegative or (power % 2 == 0 and expr.is_real) else 0


def _loops_sign(loops: tuple[Loop, ...]) -> int:
    odd = [loop for loop, count in Counter(loops).items() if count % 2]
    return 2 if not loops else int(all(_is_gram(loop) for loop in odd))


def _is_gram(loop: Loop) -> bool:
    """tr(Q W R Wᵀ) with Q and R ⪰ 0, each perhaps missing."""
    for i in range(len(loop)):
        word = loop[i:] + loop[:i]
        if _is_congruence(word) or (_is_psd(word[0]) and _is_congruence(word[1:])):
            return True
    return False


def _is_congruence(word: Word) -> bool:
    """W Q Wᵀ with Q ⪰ 0 or Q = I."""
    if word != transpose(word):
        return False
    return len(word) % 2 == 0 or _is_psd(word[len(word) // 2])


def _is_psd(letter: Letter) -> bool:
    if letter.argument is not None:
        return is_semidefinite(letter.argument)
    return isinstance(letter.base, PositiveSemidefiniteMatrix)


def _is_invertible(letter: Letter) -> bool:
    return letter.argument is not None or isinstance(letter.base, PositiveDefiniteMatrix)

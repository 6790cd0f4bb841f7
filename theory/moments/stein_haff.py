"""E of products of K = (XᵀX)⁻¹ and fixed letters, for X n×p with independent rows N(0, Σ).

Integration by parts over Xᵀ in XᵀXK R = R, where dK = −K(dXᵀX + XᵀdX)K, gives (Stein 1977, Haff 1979), for sizes at
which every moment in it exists, so that nothing is left at infinity or where XᵀX is singular,

    (n − p − 1) E[K_ab R] = (Σ⁻¹)_ab E[R] + Σ_{K_cd in R} E[(K_ac K_bd + K_ad K_bc) R′],

R′ being R without that K_cd. The sum runs over products with as many K as before, joined otherwise; those that are
reached from one product are finitely many, so the equations are a linear system over ℚ(n − p), solved here.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from sympy import QQ, Symbol
from sympy.polys.matrices import DomainMatrix

from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.inverses import divide
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import Key, Number, TracePolynomial
from theory.algebra.words.word_operations import Loop, Word, close, cut, sort_loops, transpose

__all__ = ["Joint", "Wishart", "integrate_wishart", "order_in"]


class Wishart(NamedTuple):
    """W = XᵀX: the letter W⁻¹, the scale Σ⁻¹, and n − p."""

    inverse: Letter
    precision: TracePolynomial
    margin: TracePolynomial


def order_in(key: Key, inverse: Letter) -> int:
    """The number of factors ``inverse`` in a term."""
    return sum(word.count(inverse) for word in (key[2], *key[1]))


def integrate_wishart(polynomial: TracePolynomial, wishart: Wishart) -> TracePolynomial:
    """E of a polynomial in K and letters that are taken to be fixed."""
    total = TracePolynomial.zero(polynomial.rows, polynomial.cols)
    for (scalars, loops, word), value in polynomial.terms.items():
        random = tuple(loop for loop in loops if wishart.inverse in loop)
        fixed = tuple(loop for loop in loops if wishart.inverse not in loop)
        if wishart.inverse in word:
            factor, moment = TracePolynomial(1, 1, {(scalars, fixed, ()): value}), ((), random, word)
            total = total + _moment(moment, polynomial.rows, polynomial.cols, wishart).scale(factor)
        else:
            matrix = TracePolynomial(polynomial.rows, polynomial.cols, {(scalars, fixed, word): value})
            total = total + matrix.scale(_moment(((), random, ()), 1, 1, wishart))
    return total


@cache
def _moment(key: Key, rows: object, cols: object, wishart: Wishart) -> TracePolynomial:
    """E of a product of letters and K, without deterministic factors."""
    if not order_in(key, wishart.inverse):
        return TracePolynomial(rows, cols, {key: 1})
    products, system = _reachable(key, wishart.inverse)
    total = TracePolynomial.zero(rows, cols)
    for product, ratio in zip(products, _solve(system), strict=True):
        known = integrate_wishart(_with_precision(product, rows, cols, wishart), wishart)
        total = total + known.scale(_evaluate(ratio, wishart.margin))
    return total


def _with_precision(key: Key, rows: object, cols: object, wishart: Wishart) -> TracePolynomial:
    """The product with Σ⁻¹ in the place of its first K."""
    joint, others, word = _open(key, wishart.inverse)
    before, after = _part(joint.before, wishart.inverse), _part(joint.after, wishart.inverse)
    joined = before @ wishart.precision @ after
    if joint.closed:
        return TracePolynomial(rows, cols, {((), others, word): 1}).scale(joined.trace())
    return joined.scale(TracePolynomial(1, 1, {((), others, ()): 1}))


def _part(word: Word, inverse: Letter) -> TracePolynomial:
    if not word:
        return TracePolynomial.identity(inverse.rows)
    return TracePolynomial(word[0].rows, word[-1].cols, {((), (), word): 1})


class Joint(NamedTuple):
    """The first K of a product: ``before`` · K · ``after``, or tr(K · after) if closed."""

    before: Word
    after: Word
    closed: bool


def _open(key: Key, inverse: Letter) -> tuple[Joint, tuple[Loop, ...], Word]:
    """(the first K with its surroundings, the loops it does not stand in, the word if it does not stand there)."""
    _, loops, word = key
    if inverse in word:
        i = word.index(inverse)
        return Joint(word[:i], word[i + 1 :], closed=False), loops, ()
    index = next(i for i, loop in enumerate(loops) if inverse in loop)
    return Joint((), next(_turned(loops[index], inverse)), closed=True), loops[:index] + loops[index + 1 :], word


def _reachable(key: Key, inverse: Letter) -> tuple[list[Key], tuple[tuple[int, ...], ...]]:
    """The products that joining reaches, the given one first, and how often each is reached from each."""
    products = [key]
    reached: list[list[Key]] = []
    for product in products:  # the list grows while it is walked
        reached.append(list(_rejoined(product, inverse)))
        products += [new for new in dict.fromkeys(reached[-1]) if new not in products]
    return products, tuple(tuple(row.count(product) for product in products) for row in reached)


def _rejoined(key: Key, inverse: Letter) -> Iterator[Key]:
    """K_ac K_bd and K_ad K_bc for the first K = K_ab and every other one, K_cd."""
    joint, others, word = _open(key, inverse)
    for i, letter in enumerate(joint.after):
        if letter is inverse:
            between, behind = joint.after[:i], joint.after[i:]
            yield _assemble(joint, (inverse, *transpose(between), *behind), others, word)
            loops, _ = close((inverse, *between))
            yield _assemble(joint, behind, others + loops, word)
    for i, loop in enumerate(others):
        for turned in _turned(loop, inverse):
            for path in (turned, transpose(turned)):
                path = (inverse, *path, inverse, *joint.after)
                yield _assemble(joint, path, others[:i] + others[i + 1 :], word)


def _turned(loop: Loop, inverse: Letter) -> Iterator[Word]:
    """Q for every way to write the loop as tr(K Q)."""
    return (loop[i + 1 :] + loop[:i] for i, letter in enumerate(loop) if letter is inverse)


def _assemble(joint: Joint, path: Word, loops: tuple[Loop, ...], word: Word) -> Key:
    if joint.closed:
        inner, _ = close(path)
        return (), sort_loops(loops + inner), word
    inner, rest = cut(joint.before + path)
    return (), sort_loops(loops + inner), rest


Ratio = tuple[tuple[Number, ...], tuple[Number, ...]]


@cache
def _solve(system: tuple[tuple[int, ...], ...]) -> tuple[Ratio, ...]:
    """The first row of ((m − 1) I − P)⁻¹: rational functions of m."""
    field = QQ.frac_field(Symbol("m"))
    (m,) = field.gens
    size = len(system)
    transposed = [[(m - 1) * int(i == j) - system[j][i] for j in range(size)] for i in range(size)]
    first = [[field(int(i == 0))] for i in range(size)]
    solution = DomainMatrix(transposed, (size, size), field).lu_solve(DomainMatrix(first, (size, 1), field))
    return tuple(_ratio(entry) for (entry,) in solution.to_list())


def _ratio(element: Expression) -> Ratio:
    """(coefficients of the numerator from the highest power down, poles); the poles are rational."""
    constant, factors = element.denom.factor_list()
    poles: list[Number] = []
    for factor, multiplicity in factors:
        slope, shift = factor.to_dense()
        constant *= slope**multiplicity
        poles += [_number(-shift / slope)] * multiplicity
    return tuple(_number(c / constant) for c in element.numer.to_dense()), tuple(poles)


def _number(rational: Expression) -> Number:
    return Fraction(int(rational.numerator), int(rational.denominator))


def _evaluate(ratio: Ratio, margin: TracePolynomial) -> TracePolynomial:
    coefficients, poles = ratio
    value = TracePolynomial.scalar(0)
    for coefficient in coefficients:
        value = value.scale(margin) + TracePolynomial.scalar(coefficient)
    for pole in poles:
        value = divide(value, margin - TracePolynomial.scalar(pole))
    return value

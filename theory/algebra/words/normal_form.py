"""The normal form: matrix-valued polynomials in words, traces and scalars, with exact rational coefficients.

A term is keyed by (scalars, loops, word): a Laurent monomial in scalar generators, a sorted tuple of canonical
traces, and the matrix word that is left. Two polynomials over generic matrices of generic size are equal exactly if
their terms are (inverses apart: see ``inverses``). A scalar is a 1×1 polynomial; its words are empty.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

from sympy import Integer

from theory.algebra.vocabulary.errors import ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.letters import Generator, Letter, is_one, scalar_generator
from theory.algebra.words.word_operations import Loop, Word, close, cut, sort_loops, transpose, word_key

__all__ = [
    "Key",
    "Number",
    "Scalars",
    "TracePolynomial",
    "as_number",
    "dimension_scalars",
    "key_order",
    "multiply_scalars",
]

Number = int | Fraction
Scalars = tuple[tuple[Generator, Number], ...]
Key = tuple[Scalars, tuple[Loop, ...], Word]
ONE = Integer(1)
MOST_PRODUCTS = 2_000_000  # of terms in one multiplication; that many take some ten seconds


@cache
def multiply_scalars(a: Scalars, b: Scalars) -> Scalars:
    """Product of two Laurent monomials."""
    if not a or not b:
        return a or b
    powers: dict[Generator, Number] = dict(a)
    for generator, power in b:
        powers[generator] = powers.get(generator, 0) + power
    return tuple(sorted(((g, p) for g, p in powers.items() if p), key=lambda item: item[0].key))


@cache
def dimension_scalars(dimension: Expression) -> tuple[tuple[Number, Scalars], ...]:
    """A dimension as a polynomial in its symbols: tr(I_{d+1}) = d + 1."""
    coefficients = dimension.expand().as_coefficients_dict()
    terms = []
    for monomial, coefficient in coefficients.items():
        powers = {} if monomial == 1 else monomial.as_powers_dict()
        scalars = [(scalar_generator(g), int(p)) for g, p in powers.items()]
        terms.append((as_number(coefficient), tuple(sorted(scalars, key=lambda item: item[0].key))))
    return tuple(terms)


def as_number(rational: Expression) -> Number:
    """A rational of SymPy or of Python as int or Fraction; whole numbers are quicker as int."""
    numerator, denominator = int(rational.numerator), int(rational.denominator)
    return numerator if denominator == 1 else Fraction(numerator, denominator)


def key_order(key: Key) -> Expression:
    """Sort key of a term: by word, then loops, then scalars; independent of the order of construction."""
    scalars, loops, word = key
    return (
        word_key(word),
        len(loops),
        tuple(word_key(loop) for loop in loops),
        tuple((generator.key, power) for generator, power in scalars),
    )


class TracePolynomial:
    """A polynomial with values in rows×cols matrices; a value, never changed after construction."""

    __slots__ = ("_frozen", "cols", "rows", "terms")

    def __init__(self, rows: Expression, cols: Expression, terms: Mapping[Key, Number]) -> None:
        self.rows, self.cols = rows, cols
        self.terms = {key: value for key, value in terms.items() if value}
        self._frozen: frozenset[tuple[Key, Number]] | None = None

    # -- construction -------------------------------------------------------------------------------------------
    @staticmethod
    def scalar(value: Number, scalars: Scalars = ()) -> "TracePolynomial":
        return TracePolynomial(ONE, ONE, {(scalars, (), ()): value})

    @staticmethod
    def generator(generator: Generator, power: Number = 1) -> "TracePolynomial":
        return TracePolynomial.scalar(1, ((generator, power),))

    @staticmethod
    def identity(size: Expression) -> "TracePolynomial":
        return TracePolynomial(size, size, {((), (), ()): 1})

    @staticmethod
    def zero(rows: Expression, cols: Expression) -> "TracePolynomial":
        return TracePolynomial(rows, cols, {})

    @staticmethod
    def letter(letter: Letter) -> "TracePolynomial":
        return TracePolynomial.product((letter,))

    @staticmethod
    def product(word: Word) -> "TracePolynomial":
        """The product of the letters of a non-empty word."""
        loops, rest = cut(word)
        return TracePolynomial(word[0].rows, word[-1].cols, {((), loops, rest): 1})

    # -- identity -----------------------------------------------------------------------------------------------
    def frozen(self) -> Expression:
        if self._frozen is None:
            self._frozen = frozenset(self.terms.items())
        return (self.rows, self.cols, self._frozen)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TracePolynomial) and self.frozen() == other.frozen()

    def __hash__(self) -> int:
        return hash(self.frozen())

    def __bool__(self) -> bool:
        return bool(self.terms)

    def sorted_terms(self) -> list[tuple[Key, Number]]:
        return sorted(self.terms.items(), key=lambda item: key_order(item[0]))

    def key(self) -> str:
        """A string that determines the polynomial and sorts the same way in every run."""
        return " + ".join(f"{value}·{key_order(key)}" for key, value in self.sorted_terms())

    def __repr__(self) -> str:
        return " + ".join(f"{value}·{key}" for key, value in self.sorted_terms()) or "0"

    @property
    def is_scalar(self) -> bool:
        return is_one(self.rows) and is_one(self.cols)

    @property
    def is_constant(self) -> bool:
        """Whether it is a rational number other than 0."""
        return self.is_scalar and set(self.terms) == {((), (), ())}

    def letters(self) -> Iterator[Letter]:
        """Every letter that occurs, those inside inverses not included."""
        for _, loops, word in self.terms:
            for loop in loops:
                yield from loop
            yield from word

    def by_word(self) -> dict[Word, "TracePolynomial"]:
        """The scalar coefficient of every word."""
        coefficients: dict[Word, dict[Key, Number]] = {}
        for (scalars, loops, word), value in self.terms.items():
            coefficients.setdefault(word, {})[(scalars, loops, ())] = value
        return {word: TracePolynomial(ONE, ONE, terms) for word, terms in coefficients.items()}

    # -- arithmetic ---------------------------------------------------------------------------------------------
    def __add__(self, other: "TracePolynomial") -> "TracePolynomial":
        if (self.rows, self.cols) != (other.rows, other.cols):
            message = f"cannot add a {self.rows}×{self.cols} matrix and a {other.rows}×{other.cols} matrix"
            raise ShapeError(message)
        terms = dict(self.terms)
        for key, value in other.terms.items():
            terms[key] = terms.get(key, 0) + value
        return TracePolynomial(self.rows, self.cols, terms)

    def times(self, number: Number) -> "TracePolynomial":
        return TracePolynomial(self.rows, self.cols, {k: as_number(v * number) for k, v in self.terms.items()})

    def __neg__(self) -> "TracePolynomial":
        return self.times(-1)

    def __sub__(self, other: "TracePolynomial") -> "TracePolynomial":
        return self + (-other)

    def scale(self, scalar: "TracePolynomial") -> "TracePolynomial":
        """The product with a scalar polynomial."""
        _refuse_too_many(self, scalar)
        terms: dict[Key, Number] = {}
        for (scalars, loops, _), factor in scalar.terms.items():
            for (more, others, word), value in self.terms.items():
                key = (multiply_scalars(scalars, more), sort_loops(loops + others), word)
                terms[key] = terms.get(key, 0) + factor * value
        return TracePolynomial(self.rows, self.cols, terms)

    def __matmul__(self, other: "TracePolynomial") -> "TracePolynomial":
        if self.cols != other.rows:
            message = f"cannot multiply a {self.rows}×{self.cols} matrix with a {other.rows}×{other.cols} matrix"
            raise ShapeError(message)
        _refuse_too_many(self, other)
        terms: dict[Key, Number] = {}
        for (scalars, loops, word), value in self.terms.items():
            for (more, others, continuation), factor in other.terms.items():
                inner, rest = cut(word + continuation)
                key = (multiply_scalars(scalars, more), sort_loops(loops + others + inner), rest)
                terms[key] = terms.get(key, 0) + value * factor
        return TracePolynomial(self.rows, other.cols, terms)

    def to_power(self, exponent: int) -> "TracePolynomial":
        """A whole power ≥ 0. Raises ValueError for another."""
        if exponent < 0:
            message = f"the power {exponent} is negative: invert first"
            raise ValueError(message)
        result = TracePolynomial.identity(self.rows)
        for _ in range(exponent):
            result = result @ self
        return result

    def transpose(self) -> "TracePolynomial":
        terms: dict[Key, Number] = {}
        for (scalars, loops, word), value in self.terms.items():
            key = (scalars, loops, transpose(word))
            terms[key] = terms.get(key, 0) + value
        return TracePolynomial(self.cols, self.rows, terms)

    def trace(self) -> "TracePolynomial":
        if self.rows != self.cols:
            message = f"the trace of a {self.rows}×{self.cols} matrix is not defined: give a square one"
            raise ShapeError(message)
        if self.is_scalar:
            return self
        terms: dict[Key, Number] = {}
        for (scalars, loops, word), value in self.terms.items():
            inner, dimensions = close(word) if word else ((), (self.rows,))
            rest = sort_loops(loops + inner)
            for factor, more in _product_of_dimensions(dimensions):
                key = (multiply_scalars(scalars, more), rest, ())
                terms[key] = terms.get(key, 0) + value * factor
        return TracePolynomial(ONE, ONE, terms)


def _refuse_too_many(a: TracePolynomial, b: TracePolynomial) -> None:
    size = len(a.terms) * len(b.terms)
    if size > MOST_PRODUCTS:
        message = (
            f"multiplying out a sum of {len(a.terms):,} terms and one of {len(b.terms):,} gives {size:,} products, "
            f"more than the limit of {MOST_PRODUCTS:,}: give sums names, or lower the power"
        )
        raise UnsupportedExpressionError(message)


def _product_of_dimensions(dimensions: tuple[Expression, ...]) -> tuple[tuple[Number, Scalars], ...]:
    product: tuple[tuple[Number, Scalars], ...] = ((1, ()),)
    for dimension in dimensions:
        product = tuple((a * b, multiply_scalars(m, n)) for a, m in product for b, n in dimension_scalars(dimension))
    return product

"""Inverses as letters, with the rules by which Coq rewrites words that hold them.

An inverse as it is spelled is a letter, and is said to be what the normal form makes of it: a multiple of a basic
inverse V of a primitive sum B = c P + Q, P being its longest word. From B V = V B = 1 follow V P → (1 − V Q)/c and
P V → (1 − Q V)/c. What else is derived makes rewriting confluent for the sums that occur. A rule is only proposed here:
each is proved in the file that uses it.
"""

from dataclasses import dataclass, field
from functools import reduce

from sympy import Basic, Identity, Integer, Inverse, MatMul, MatPow

from proofs_checks.kernel import terms
from proofs_checks.kernel.letter_table import LetterEntry, Rule
from proofs_checks.kernel.reader import Reader, bracketed
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["BasicInverse", "Inverses"]


@dataclass(frozen=True)
class BasicInverse:
    """V = B⁻¹ with B = c P + Q: its letter, B, the factors of P, c, and Q."""

    letter: terms.Letter
    matrix: Matrix
    word: tuple[Matrix, ...]
    c: Basic
    rest: Basic

    @property
    def shift(self) -> Expression:
        """t, where Q is t·1."""
        if isinstance(self.rest, Identity):
            return Integer(1)
        factors: tuple[Basic, ...] = self.rest.args if isinstance(self.rest, MatMul) else ()
        if len(factors) == 2 and isinstance(factors[1], Identity):
            return factors[0]
        return None


@dataclass
class Inverses:
    """What inverses are written as.

    ``inverted`` are the matrices that have to be shown to be invertible, by the number of the letter of the inverse.
    """

    inverted: dict[int, Matrix] = field(default_factory=dict)
    basics: list[BasicInverse] = field(default_factory=list)
    of_letters: dict[Matrix, terms.Letter] = field(default_factory=dict)

    def __call__(self, reader: Reader, arg: Basic) -> Matrix:
        """The letter that stands for arg⁻¹; arg holds nothing random."""
        key = ("inverse", arg)
        code = reader.size(arg.shape[0])
        known = reader.table.known_letter(key)
        if known is not None:
            return terms.Letter(known, code, code)
        matrix = reader.matrix(arg)
        plain, short = (bracketed(text) for text in reader.texts(matrix))
        canonical = _canonical(Inverse(reader.written_out(arg)))
        if canonical in (Inverse(arg), MatPow(arg, -1)):
            return self._basic(reader, arg, matrix, plain)
        entry = LetterEntry(f"invmx {plain}", f"invmx {short}", code, code)
        letter = terms.Letter(reader.table.letter(key, entry), code, code)
        reader.table.rules += _alias(letter, matrix, reader.matrix(canonical))
        return letter

    def _basic(self, reader: Reader, arg: Basic, matrix: Matrix, text: str) -> Matrix:
        code = reader.size(arg.shape[0])
        polynomial = from_sympy(arg)
        turned = to_sympy(polynomial.transpose(), matrix=True)
        symmetric = polynomial.transpose() == polynomial
        twin = None if symmetric else reader.table.known_letter(("inverse", turned))
        entry = LetterEntry(f"invmx {text}", f"invmx {text}", code, code, symmetric=symmetric)
        letter = terms.Letter(reader.table.letter(("inverse", arg), entry), code, code)
        if twin is not None:
            value = terms.Transposed(terms.Letter(twin, code, code))
            reader.table.rules += _alias(letter, matrix, value)
            return letter
        self.inverted[letter.number] = matrix
        self._add_rules(reader, letter, matrix, polynomial, symmetric)
        return letter

    def _add_rules(
        self, reader: Reader, letter: terms.Letter, matrix: Matrix, polynomial: TracePolynomial, symmetric: bool
    ) -> None:
        by_word = polynomial.by_word()
        leading = max(by_word, key=lambda word: (len(word), [x.key for x in word]))
        word = tuple(_factor(reader, x) for x in leading)
        product = reduce(terms.Product, word)
        one, rules = terms.Identity(letter.rows), reader.table.rules
        if len(by_word) == 1 and len(leading) == 1:
            self.of_letters[word[0]] = letter
            about = (letter,)
            rules.append(Rule(terms.Product(letter, word[0]), one, "inv_letter_left", 1, about))
            rules.append(Rule(terms.Product(word[0], letter), one, "inv_letter_right", 1, about))
            return
        c = to_sympy(by_word[leading])
        rest = to_sympy(polynomial - _times(by_word[leading], leading, polynomial), matrix=True)
        basic = BasicInverse(letter, matrix, word, c, rest)
        self.basics.append(basic)
        over, times, q = reader.reciprocal(c), reader.scalar(c), reader.matrix(rest)
        left = terms.Scaled(over, terms.Sum(one, terms.Negative(terms.Product(letter, q))))
        rules.append(Rule(terms.Product(letter, product), left, "inv_left", 1, (letter, matrix, product, q), times))
        letters = {x for w in by_word for x in w}
        if symmetric and len(letters) == 1:
            # B is a polynomial in one matrix, which V commutes with
            power = terms.Product(letter, word[0])
            rules.append(Rule(terms.Product(word[0], letter), power, "inv_commutes", 1, (letter, matrix, word[0])))
            return
        right = terms.Scaled(over, terms.Sum(one, terms.Negative(terms.Product(q, letter))))
        rules.append(Rule(terms.Product(product, letter), right, "inv_right", 1, (letter, matrix, product, q), times))
        self._add_transposed(reader, basic, symmetric)

    def _add_transposed(self, reader: Reader, basic: BasicInverse, symmetric: bool) -> None:
        """(c P Q + t)⁻ᵀ = (1 − c Q V P)/t for symmetric P and Q."""
        t = basic.shift
        if t is None or symmetric or len(basic.word) != 2:
            return
        p, q = basic.word
        if not all(isinstance(x, terms.Letter) and reader.table.letters[x.number].symmetric for x in (p, q)):
            return
        inner = terms.Scaled(reader.scalar(basic.c), terms.Product(terms.Product(q, basic.letter), p))
        one = terms.Identity(basic.letter.rows)
        value = terms.Scaled(reader.reciprocal(t), terms.Sum(one, terms.Negative(inner)))
        left = terms.Transposed(basic.letter)
        reader.table.rules.append(Rule(left, value, "inv_transposed", 2, (basic.matrix,)))

    def finish(self, reader: Reader) -> None:
        """Add what follows from two inverses: P⁻¹ V = (P⁻¹ − c Q V)/t for V = (c P Q + t)⁻¹, and V Q⁻¹ likewise."""
        for basic in self.basics:
            if basic.shift is not None and len(basic.word) <= 2:
                self._add_meeting(reader, basic, left=True)
                self._add_meeting(reader, basic, left=False)

    def _add_meeting(self, reader: Reader, basic: BasicInverse, *, left: bool) -> None:
        factor, others = (basic.word[0], basic.word[1:]) if left else (basic.word[-1], basic.word[:-1])
        inverse = self.of_letters.get(factor)
        if inverse is None:
            return
        product: Matrix = basic.letter
        for each in others:
            product = terms.Product(each, product) if left else terms.Product(product, each)
        inner = terms.Negative(terms.Scaled(reader.scalar(basic.c), product))
        value = terms.Scaled(reader.reciprocal(basic.shift), terms.Sum(inverse, inner))
        pair = terms.Product(inverse, basic.letter) if left else terms.Product(basic.letter, inverse)
        kind = "inv_meets_left" if left else "inv_meets_right"
        reader.table.rules.append(Rule(pair, value, kind, 2, (inverse, factor, basic.letter)))


def _alias(letter: terms.Letter, matrix: Matrix, value: Matrix) -> list[Rule]:
    return [
        Rule(letter, value, "inv_alias", 3, (matrix, value)),
        Rule(terms.Transposed(letter), terms.Transposed(value), "inv_alias_transposed", 3, (matrix, value)),
    ]


def _canonical(inverse: Basic) -> Basic:
    try:
        return to_sympy(from_sympy(inverse), matrix=True)
    except (UnsupportedExpressionError, ZeroDivisionError) as error:
        message = f"{inverse} is not brought to a basic inverse: {error}"
        raise NotExportedError(message) from error


def _factor(reader: Reader, letter: Letter) -> Matrix:
    if letter.power != 1 or letter.base is None:
        message = f"the inverse of a sum that holds {letter}"
        raise NotExportedError(message)
    found = reader.matrix(letter.base)
    return terms.Transposed(found) if letter.transposed else found


def _times(coefficient: TracePolynomial, word: tuple[Letter, ...], like: TracePolynomial) -> TracePolynomial:
    return TracePolynomial(like.rows, like.cols, {((), (), word): 1}).scale(coefficient)

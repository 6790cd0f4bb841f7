"""Inverses as letters, with the rules by which Coq rewrites words that hold them.

An inverse as it is spelled is a letter, and is said to be what the normal form makes of it: a multiple of a basic
inverse V of a primitive sum B = c P + Q, P being its longest word that is not of rank one. From B V = V B = 1 follow
V P → (1 − V Q)/c and P V → (1 − Q V)/c. Where B = L Q + t or Q L + t with a letter L, transposes of V and products with
L⁻¹ have rules of their own, which make rewriting confluent for the sums that occur. A rule is only proposed here: each
is proved in the file that uses it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

from sympy import Basic, Inverse, MatPow

from proofs_checks.kernel import terms
from proofs_checks.kernel.letter_table import LetterEntry, Rule
from proofs_checks.kernel.reader import Reader, bracketed
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.letters import Letter
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["BasicInverse", "Factored", "Inverses", "alias"]


@dataclass(frozen=True)
class Factored:
    """B = L Q + t, or Q L + t where ``left`` is false: the letter L, Q, and t, a scalar."""

    factor: terms.Letter
    rest: TracePolynomial
    shift: TracePolynomial
    left: bool


@dataclass(frozen=True)
class BasicInverse:
    """V = B⁻¹: its letter, B, and how B can be factored."""

    letter: terms.Letter
    matrix: Matrix
    factored: tuple[Factored, ...]


@dataclass
class Inverses:
    """What inverses are written as.

    ``inverted`` are the matrices that have to be shown to be invertible, by the number of the letter of the inverse;
    ``products`` spells some of them t 1 + 1 (L Q). ``arguments`` are what every such letter is the inverse of.
    """

    inverted: dict[int, Matrix] = field(default_factory=dict)
    products: dict[int, Matrix] = field(default_factory=dict)
    basics: list[BasicInverse] = field(default_factory=list)
    arguments: dict[int, tuple[Basic, Matrix]] = field(default_factory=dict)
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
        self.arguments[letter.number] = (arg, matrix)
        reader.table.rules += alias(letter, matrix, reader.matrix(canonical), 4)
        return letter

    def _basic(self, reader: Reader, arg: Basic, matrix: Matrix, text: str) -> Matrix:
        code = reader.size(arg.shape[0])
        polynomial = from_sympy(arg)
        turned = to_sympy(polynomial.transpose(), matrix=True)
        symmetric = polynomial.transpose() == polynomial
        twin = None if symmetric else reader.table.known_letter(("inverse", turned))
        entry = LetterEntry(f"invmx {text}", f"invmx {text}", code, code, symmetric=symmetric)
        letter = terms.Letter(reader.table.letter(("inverse", arg), entry), code, code)
        self.arguments[letter.number] = (arg, matrix)
        if twin is not None:
            value = terms.Transposed(terms.Letter(twin, code, code))
            reader.table.rules += alias(letter, matrix, value, 3)
            return letter
        self.inverted[letter.number] = matrix
        self._add_rules(reader, letter, matrix, polynomial, symmetric)
        return letter

    def _add_rules(
        self, reader: Reader, letter: terms.Letter, matrix: Matrix, polynomial: TracePolynomial, symmetric: bool
    ) -> None:
        by_word = polynomial.by_word()
        leading = max(by_word, key=_precedence)
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
        basic = BasicInverse(letter, matrix, tuple(_factored(reader, polynomial)))
        self.basics.append(basic)
        if len(by_word) > 2:
            self._spell_product(reader, basic)
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
        if not symmetric:
            self._add_transposed(reader, basic)

    def _spell_product(self, reader: Reader, basic: BasicInverse) -> None:
        """Spell B as t 1 + 1 (L Q), which the lemma for the product of two semidefinite matrices speaks of."""
        for each in basic.factored[:1]:
            q = reader.matrix(to_sympy(each.rest, matrix=True))
            pair = (each.factor, q) if each.left else (q, each.factor)
            product = terms.Scaled(terms.Integer(1), terms.Product(*pair))
            shift = terms.Scaled(reader.scalar(to_sympy(each.shift)), terms.Identity(basic.letter.rows))
            self.products[basic.letter.number] = terms.Sum(shift, product)

    def _add_transposed(self, reader: Reader, basic: BasicInverse) -> None:
        """(L Q + t)⁻ᵀ = (1 − Q V L)/t for symmetric L and Q, and (Q L + t)⁻ᵀ = (1 − L V Q)/t."""
        for each in basic.factored:
            if each.rest.transpose() != each.rest or not reader.table.letters[each.factor.number].symmetric:
                continue
            q = reader.matrix(to_sympy(each.rest, matrix=True))
            one, two = (q, each.factor) if each.left else (each.factor, q)
            inner = terms.Product(terms.Product(one, basic.letter), two)
            difference = terms.Sum(terms.Identity(basic.letter.rows), terms.Negative(inner))
            value = terms.Scaled(reader.reciprocal(to_sympy(each.shift)), difference)
            left = terms.Transposed(basic.letter)
            reader.table.rules.append(Rule(left, value, "inv_transposed", 2, (basic.matrix,)))
            return

    def finish(self, reader: Reader) -> None:
        """Add what follows from two inverses: L⁻¹ V = (L⁻¹ − Q V)/t for V = (L Q + t)⁻¹, and V L⁻¹ likewise."""
        for basic in self.basics:
            for each in basic.factored:
                self._add_meeting(reader, basic, each)

    def _add_meeting(self, reader: Reader, basic: BasicInverse, each: Factored) -> None:
        inverse = self.of_letters.get(each.factor)
        if inverse is None:
            return
        q = reader.matrix(to_sympy(each.rest, matrix=True))
        product = terms.Product(q, basic.letter) if each.left else terms.Product(basic.letter, q)
        difference = terms.Sum(inverse, terms.Negative(product))
        value = terms.Scaled(reader.reciprocal(to_sympy(each.shift)), difference)
        pair = terms.Product(inverse, basic.letter) if each.left else terms.Product(basic.letter, inverse)
        kind = "inv_meets_left" if each.left else "inv_meets_right"
        reader.table.rules.append(Rule(pair, value, kind, 2, (inverse, each.factor, basic.letter)))


def _precedence(word: tuple[Letter, ...]) -> tuple[bool, int, list[str]]:
    """Long words first, but those last that a normal form cuts, where a size is 1: no rule would find them whole."""
    return all(x.cols != 1 for x in word[:-1]), len(word), [x.key for x in word]


def _factored(reader: Reader, polynomial: TracePolynomial) -> Iterator[Factored]:
    """The ways to write B as a letter times a sum, on either side, plus a multiple of 1 that is not 0."""
    by_word = dict(polynomial.by_word())
    shift = by_word.pop((), None)
    if shift is None or not by_word:
        return
    for left in (True, False):
        ends = {word[0 if left else -1] for word in by_word}
        found = _factor(reader, ends.pop()) if len(ends) == 1 else None
        if not isinstance(found, terms.Letter) or found.rows != found.cols:
            continue
        rest = TracePolynomial.zero(polynomial.rows, polynomial.cols)
        for word, coefficient in by_word.items():
            others = word[1:] if left else word[:-1]
            product = TracePolynomial.product(others) if others else TracePolynomial.identity(polynomial.rows)
            rest += product.scale(coefficient)
        yield Factored(found, rest, shift, left)


def alias(letter: terms.Letter, matrix: Matrix, value: Matrix, stage: int) -> list[Rule]:
    """The letter is a value, in which may stand an inverse whose transpose is basic, an alias of the stage before."""
    return [
        Rule(letter, value, "inv_alias", stage, (matrix, value)),
        Rule(terms.Transposed(letter), terms.Transposed(value), "inv_alias_transposed", stage, (matrix, value)),
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

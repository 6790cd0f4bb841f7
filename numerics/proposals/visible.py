"""Signs asked of parts of normal forms, under the hypotheses of a claim."""

from functools import cache

from theory.algebra.signs.engine import Signs
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.letters import Generator, Letter
from theory.algebra.words.normal_form import Scalars, TracePolynomial
from theory.algebra.words.word_operations import Loop, Word, transpose

__all__ = ["Visible", "turned"]


class Visible:
    """What is seen of the signs of letters, traces and monomials; answers are kept."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        self.semidefinite = cache(self._semidefinite)
        self.nonnegative_generator = cache(self._nonnegative_generator)
        self.nonnegative_loop = cache(self._nonnegative_loop)

    def nonnegative(self, polynomial: TracePolynomial) -> bool:
        """Whether a scalar is visibly ≥ 0."""
        return self.signs.nonnegative(to_sympy(polynomial))

    def positive(self, polynomial: TracePolynomial) -> bool:
        """Whether a scalar is visibly > 0."""
        return self.signs.positive(to_sympy(polynomial))

    def _semidefinite(self, letter: Letter) -> bool:
        return letter.rows == letter.cols and self.signs.semidefinite(to_sympy(TracePolynomial.letter(letter), True))

    def _nonnegative_generator(self, generator: Generator) -> bool:
        return self.nonnegative(TracePolynomial.generator(generator))

    def _nonnegative_loop(self, loop: Loop) -> bool:
        return self.signs.nonnegative(to_sympy(TracePolynomial(1, 1, {((), (loop,), ()): 1}))) or any(
            self.congruence(word) or (self.semidefinite(word[0]) and self.congruence(word[1:])) for word in turned(loop)
        )

    def congruence(self, word: Word) -> bool:
        """W Q Wᵀ with Q ⪰ 0 or missing."""
        if word != transpose(word):
            return False
        return len(word) % 2 == 0 or self.semidefinite(word[len(word) // 2])

    def halved(self, scalars: Scalars) -> tuple[Scalars, Scalars] | None:
        """(m, s) with m s² the monomial, m ≥ 0; None where that cannot be."""
        odd = tuple((g, p % 2) for g, p in scalars if p % 2)
        if not all(self.nonnegative_generator(g) for g, _ in odd):
            return None
        return odd, tuple((g, (p - p % 2) // 2) for g, p in scalars if p - p % 2)


def turned(loop: Loop) -> list[Word]:
    """A cyclic word from each of its letters on."""
    return [loop[i:] + loop[:i] for i in range(len(loop))]

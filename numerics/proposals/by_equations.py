"""Polynomials reduced by the equations among the hypotheses, as the core reduces them where it compares."""

from functools import cached_property

from sympy import Basic, MatrixSymbol, Symbol

from theory.algebra.signs.equations import eliminated, equations_of
from theory.algebra.vocabulary.errors import Undecidable, UnsupportedExpressionError
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_rewriting import Replacement, replacements_of, rewrite
from theory.core.known import Context
from theory.core.substitution import replaced

__all__ = ["Equations"]


class Equations:
    """What the hypotheses of a claim say is equal."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _values(self) -> dict[Basic, Basic]:
        """Symbols that equations give a value; those that are only of a stronger kind keep their own."""
        return {s: v for s, v in self._context.facts.kinds.items() if not isinstance(v, Symbol | MatrixSymbol)}

    @cached_property
    def rules(self) -> tuple[Replacement, ...]:
        pairs = equations_of(self._context.facts)
        try:
            return replacements_of(
                [(from_sympy(left), from_sympy(right)) for left, right in pairs],
                lambda scalar: self._context.signs.nonzero(to_sympy(scalar)),
            )
        except (UnsupportedExpressionError, Undecidable):
            return ()

    def reduced(self, polynomial: TracePolynomial) -> TracePolynomial:
        """The polynomial in fewer letters where equations allow it; itself where they do not apply."""
        facts = self._context.facts
        if not (self._values or any(not getattr(left, "is_Matrix", False) for left, _ in facts.equations)):
            return self._by_rules(polynomial)
        try:
            plain = replaced(to_sympy(polynomial, None if polynomial.is_scalar else True), self._values)
            solved = eliminated(plain, facts)
            return self._by_rules(from_sympy(solved))
        except UnsupportedExpressionError:
            return rewrite(polynomial)

    def _by_rules(self, polynomial: TracePolynomial) -> TracePolynomial:
        try:
            return rewrite(polynomial, self.rules)
        except Undecidable:
            return rewrite(polynomial)

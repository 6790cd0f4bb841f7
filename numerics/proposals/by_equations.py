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
        polynomial = _with_open_sums(polynomial)
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


def _with_open_sums(polynomial: TracePolynomial) -> TracePolynomial:
    """Whole powers of √(1 + r)² multiplied out: the normal form keeps what stands under a root closed."""
    for (scalars, loops, word), value in polynomial.terms.items():
        for g, power in scalars:
            if g.expr is not None and g.expr.is_Add and power == int(power) and power > 0:
                rest = tuple(item for item in scalars if item[0] is not g)
                term = TracePolynomial(polynomial.rows, polynomial.cols, {(scalars, loops, word): value})
                opened = TracePolynomial(polynomial.rows, polynomial.cols, {(rest, loops, word): value})
                return _with_open_sums(polynomial - term + opened.scale(from_sympy(g.expr).to_power(int(power))))
    return polynomial

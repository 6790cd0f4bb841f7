"""Long expressions made readable: what occurs in them more than once gets a name, for the eye only.

Names may stand for what is random, even inside an expectation: the result is to be read, and nothing is decided on it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Basic, MatMul, MatrixSymbol, Symbol, preorder_traversal

from theory.algebra.vocabulary.expectation_node import Expectation

__all__ = ["Readable", "folded_products", "in_abbreviations", "readable"]

SHORT = 24
"""Characters below which a part is as quick to read as a name for it."""

MOST = 12
"""Names beyond which they are no help."""


@dataclass(frozen=True)
class Readable:
    """Expressions in which common parts are written by name, and the names with what they stand for, in order."""

    expressions: tuple[Basic, ...]
    names: tuple[tuple[Basic, Basic], ...]


def readable(expressions: Sequence[Basic], taken: Iterable[str] = ()) -> Readable:
    """The expressions with their common parts named ``e_1``, ``e_2``, …; names that are ``taken`` are left out.

    >>> from sympy import Symbol
    >>> x, y = Symbol("x_with_a_long_name"), Symbol("y_with_a_long_name")
    >>> from theory.named_parts import readable
    >>> readable([(x + y) ** 2 + 1 / (x + y)])
    Readable(expressions=(e_1**2 + 1/e_1,), names=((e_1, x_with_a_long_name + y_with_a_long_name),))
    """
    shown = list(expressions)
    names: list[tuple[Basic, Basic]] = []
    spelled = _spellings({*taken, *(str(a) for e in expressions for a in e.atoms(Symbol, MatrixSymbol))})
    while len(names) < MOST:
        part = _largest_common([*shown, *(definition for _, definition in names)])
        if part is None:
            break
        name = _symbol(next(spelled), part)
        shown = [e.xreplace({part: name}) for e in shown]
        names = [(other, definition.xreplace({part: name})) for other, definition in names]
        names.append((name, part))
    # what is used by another stands before it
    return Readable(tuple(shown), tuple(reversed(names)))


def in_abbreviations(theorem: Any, expression: Any) -> Any:
    """What a reader of the theorem is shown: its abbreviations, those of products inside longer ones included."""
    one_level = list(reversed(theorem.notation))
    written_out = [(symbol, theorem.unfolded(symbol)) for symbol, _ in one_level]
    return folded_products(theorem.folded(expression), [*written_out, *one_level])


def folded_products(expression: Basic, notation: Iterable[tuple[Basic, Basic]]) -> Basic:
    """The expression with abbreviations of matrix products put back where their factors stand beside others.

    ``notation`` are pairs (symbol, definition), each definition as it occurs in the expression.
    """
    for symbol, definition in notation:
        factors = definition.args if isinstance(definition, MatMul) else ()
        if len(factors) > 1:
            expression = expression.replace(
                lambda node: isinstance(node, MatMul),
                lambda node, s=symbol, f=factors: _with_factors_named(node, s, f),
            )
    return expression


def _with_factors_named(product: Any, symbol: Basic, factors: tuple[Basic, ...]) -> Any:
    for start in range(len(product.args) - len(factors) + 1):
        end = start + len(factors)
        if product.args[start:end] == factors:
            return product.func(*product.args[:start], symbol, *product.args[end:])
    return product


def _largest_common(expressions: Iterable[Basic]) -> Basic | None:
    counts = Counter(node for e in expressions for node in preorder_traversal(e) if _may_be_named(node))
    common = [node for node, count in counts.items() if count > 1 and len(str(node)) > SHORT]
    return max(common, key=lambda node: (len(str(node)), str(node)), default=None)


def _may_be_named(node: Any) -> bool:
    """Sums and products of scalars and matrices; an expectation stands for itself."""
    is_sum_or_product = isinstance(node, Basic) and (node.is_Add or node.is_Mul or node.is_MatAdd or node.is_MatMul)
    return is_sum_or_product and not isinstance(node, Expectation)


def _symbol(name: str, part: Any) -> Basic:
    return MatrixSymbol(name, *part.shape) if getattr(part, "is_Matrix", False) else Symbol(name, real=True)


def _spellings(taken: set[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"e_{number}" not in taken:
            yield f"e_{number}"

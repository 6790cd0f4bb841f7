"""What an ``Expectation`` binds, marked: a bound symbol differs from every symbol that a user can write.

An expectation keeps its random symbols under marked names (x becomes x with a level, one above those of the
expectations inside), so that no substitution, of whatever kind, reaches a bound symbol or is captured by one: this is
the locally named representation of binding (Sato and Pollack 2010). Readers are shown the plain names.
"""

from collections.abc import Iterable, Mapping

from sympy.core.symbol import Str

from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["BoundName", "is_bound", "renamed_in", "unmarked"]


class BoundName(Str):
    """The name of a symbol that an expectation of this level binds."""

    __slots__ = ("level",)

    def __new__(cls, name: str, level: int) -> "BoundName":
        marked = super().__new__(cls, name)
        marked.level = int(level)
        return marked

    def __getnewargs__(self) -> tuple[Expression, ...]:
        return (self.name, self.level)

    def _hashable_content(self) -> tuple[Expression, ...]:
        return (self.name, self.level)

    def sort_key(self, order: Expression = None) -> Expression:
        key = super().sort_key(order)
        return (key[0], (2, (self.name, str(self.level))), *key[2:])


def is_bound(symbol: RandomMatrix) -> bool:
    """Whether a random symbol carries the mark of an expectation."""
    return isinstance(symbol.args[0], BoundName)


def unmarked(symbol: Expression) -> Expression:
    """The symbol as it was written, its parents too; anything but a random symbol is returned as it is."""
    if not isinstance(symbol, RandomMatrix):
        return symbol
    names = {x: x.name for x in symbol.atoms(RandomMatrix) if is_bound(x)}
    return renamed_in(names)[symbol] if symbol in names else symbol.xreplace(renamed_in(names))


def renamed_in(
    names: Mapping[RandomMatrix, str | Str], untouched: Iterable[RandomMatrix] = ()
) -> dict[RandomMatrix, RandomMatrix]:
    """For each random symbol the one of the new name, in whose law the other symbols have their new names too.

    As the rule of an ``xreplace`` it leaves the symbols that are ``untouched``, laws included, as they are.
    """
    rule: dict[Expression, Expression] = {x: x for x in untouched}

    def rename(symbol: RandomMatrix) -> None:
        if symbol in rule:
            return
        for argument in symbol.args[1:]:
            for parent in argument.atoms(RandomMatrix):
                if parent in names:
                    rename(parent)
        rule[symbol] = symbol.func(names[symbol], *(a.xreplace(rule) for a in symbol.args[1:]))

    for symbol in names:
        rename(symbol)
    return rule

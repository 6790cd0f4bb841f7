"""Expressions in which equal terms are one object, so that looking up a term's value compares no trees.

SymPy builds equal terms anew in every place. A dictionary that is asked for one of them finds the other by its hash and
then compares the two, argument by argument, each time it is asked.
"""

from sympy import Basic, Expr, Number, Symbol
from sympy.core.symbol import Str

from numerics.tolerances.memory_budgets import EXPRESSIONS_REMEMBERED, TERMS_SHARED

__all__ = ["with_shared_nodes"]

_one_of: dict[Basic, Basic] = {}
"""The object that stands for all terms equal to it."""

_looked_over: dict[int, tuple[Basic, Basic]] = {}
"""What has been looked over, by its address, and what stands for it; held, so that the address stays its own."""

_BY_ARGUMENTS = (Basic._hashable_content, Expr._hashable_content)
_EQUAL_BY_CONTENT = (Basic.__eq__, Expr.__eq__)
_ATOMS = (Symbol, Number, Str)


def with_shared_nodes(expr: Basic) -> Basic:
    """An expression equal to this one, in which and in others of which equal terms are the same object.

    What is given stays as it is: a term whose arguments are to be others is copied, attribute by attribute, and not
    built again, which might rewrite it. Terms that are equal to terms in other letters, as sums over a letter of their
    own are, are not shared, and neither is what holds them.
    """
    if (known := _looked_over.get(id(expr))) is not None and known[0] is expr:
        return known[1]
    if len(_one_of) > TERMS_SHARED:
        _one_of.clear()
    if len(_looked_over) > EXPRESSIONS_REMEMBERED:
        _looked_over.clear()
    # by address: the expression holds its terms
    found: dict[int, Basic] = {}
    todo = [(expr, False)]
    while todo:
        node, is_below_done = todo.pop()
        if is_below_done:
            found[id(node)] = _shared(node, found)
        elif _one_of.get(node) is node:
            found[id(node)] = node
        elif id(node) not in found:
            todo.append((node, True))
            todo += [(a, False) for a in node._args if isinstance(a, Basic)]
    _looked_over[id(expr)] = expr, found[id(expr)]
    return found[id(expr)]


def _shared(node: Basic, found: dict[int, Basic]) -> Basic:
    """A node with shared arguments, and itself shared if all of them are."""
    arguments = tuple(found[id(a)] if isinstance(a, Basic) else a for a in node._args)
    if any(a is not b for a, b in zip(arguments, node._args, strict=True)):
        node = _copied(node, arguments)
    kind = type(node)
    is_by_arguments = kind._hashable_content in _BY_ARGUMENTS and kind.__eq__ in _EQUAL_BY_CONTENT
    below = [a for a in arguments if isinstance(a, Basic)]
    if (isinstance(node, _ATOMS) or is_by_arguments) and all(a in _one_of for a in below):
        return _one_of.setdefault(node, node)
    return node


def _copied(node: Basic, arguments: tuple[object, ...]) -> Basic:
    """A node with equal arguments in the place of its own."""
    other = object.__new__(type(node))
    slots = {name for kind in type(node).__mro__ for name in getattr(kind, "__slots__", ())}
    for name in slots | getattr(node, "__dict__", {}).keys():
        if hasattr(node, name):
            object.__setattr__(other, name, getattr(node, name))
    other._args = arguments
    return other

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

    Arguments are replaced by equal ones, in place: no term becomes another, and none is built again, which might
    rewrite it. Terms that are equal to terms in other letters, as sums over a letter of their own are, stay as they
    are, and so does what holds them.
    """
    if (known := _looked_over.get(id(expr))) is not None and known[0] is expr:
        return known[1]
    if len(_one_of) > TERMS_SHARED:
        _one_of.clear()
    if len(_looked_over) > EXPRESSIONS_REMEMBERED:
        _looked_over.clear()
    todo, seen = [(expr, False)], set[int]()
    while todo:
        node, is_below_done = todo.pop()
        if is_below_done:
            _share(node)
        elif id(node) not in seen and _one_of.get(node) is not node:
            seen.add(id(node))
            todo.append((node, True))
            todo += [(a, False) for a in node._args if isinstance(a, Basic)]
    found = _one_of.get(expr, expr)
    _looked_over[id(expr)] = expr, found
    return found


def _share(node: Basic) -> None:
    """Let a node have shared arguments, and be shared if all of them are."""
    below = [a for a in node._args if isinstance(a, Basic)]
    shared = tuple(_one_of.get(a, a) if isinstance(a, Basic) else a for a in node._args)
    if any(a is not b for a, b in zip(shared, node._args, strict=True)):
        node._args = shared
    kind = type(node)
    is_by_arguments = kind._hashable_content in _BY_ARGUMENTS and kind.__eq__ in _EQUAL_BY_CONTENT
    if (isinstance(node, _ATOMS) or is_by_arguments) and all(a in _one_of for a in below):
        _one_of.setdefault(node, node)

"""All the wrong versions of one expression: a slip at one of its places, or a letter changed throughout."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations
from operator import add, mul

from sympy import Basic, Identity, Integer, Inverse, Lambda, MatPow, MatrixSymbol, Pow, Symbol, ZeroMatrix

from proofs_checks.challenges.mutation.additions import terms_to_add
from proofs_checks.challenges.mutation.changes import Change, changes_at, text_of
from proofs_checks.challenges.mutation.statement_letters import Alphabet
from theory.algebra.vocabulary.expectation_node import Expectation

__all__ = ["changes_everywhere", "changes_somewhere"]


def changes_somewhere(expression: Basic, alphabet: Alphabet, *, inside: bool) -> Iterator[Change]:
    """Slips at every place, in reading order; within expectations too where ``inside``."""
    yield from changes_at(expression, alphabet)
    for i in _places(expression, inside=inside):
        part = expression.args[i]
        for change in changes_somewhere(part, alphabet, inside=inside):
            build = partial(_rebuilt_by, expression, i, change)
            # "2 → 3" would not say where
            text = change.text if part.args else partial(text_of, expression, build)
            yield Change(change.kind, build, text)


def changes_everywhere(expression: Basic, alphabet: Alphabet, *, inside: bool) -> Iterator[Change]:
    """Two letters exchanged, one set to 0, two sizes exchanged; a term too many; the whole times a number."""
    present = set(_letters(expression, inside=inside))
    for kind, letters in (("swapped", (*alphabet.matrices, *alphabet.scalars)), ("size", alphabet.sizes)):
        for a, b in combinations(letters, 2):
            if present & {a, b} and b in alphabet.like(a):
                build = partial(_replaced, expression, {a: b, b: a}, inside=inside)
                yield Change(kind, build, _says(f"{a} ↔ {b} throughout"))
    for letter in (*alphabet.matrices, *alphabet.scalars):
        if letter in present:
            zero = ZeroMatrix(*letter.shape) if isinstance(letter, MatrixSymbol) else Integer(0)
            build = partial(_replaced, expression, {letter: zero}, inside=inside)
            yield Change("zero", build, _says(f"{letter} → 0 throughout"))
    for term in terms_to_add(expression, alphabet):
        yield Change("added", partial(add, expression, term), partial("+ ({})".format, term))
    for factor in (2, -1):
        yield Change("scaled", partial(mul, factor, expression), _says(f"{factor} times the whole"))


def _says(text: str) -> Callable[[], str]:
    return lambda: text


def _places(node: Basic, *, inside: bool) -> range:
    """Which arguments are formulas: names, shapes, laws, bound variables and exponents are not."""
    match node:
        case Symbol() | MatrixSymbol() | Identity() | ZeroMatrix():
            return range(0)
        case Inverse() | Pow() | MatPow():
            return range(1)
        case Expectation():
            return range(1 if inside else 0)
        case Lambda():
            return range(1, 2)
    return range(len(node.args))


def _rebuilt_by(node: Basic, i: int, change: Change) -> Basic:
    return node.func(*node.args[:i], change.build(), *node.args[i + 1 :])


def _letters(node: Basic, *, inside: bool) -> Iterator[Basic]:
    if isinstance(node, Symbol | MatrixSymbol):
        yield node
    for i in _places(node, inside=inside):
        yield from _letters(node.args[i], inside=inside)


def _replaced(node: Basic, mapping: Mapping[Basic, Basic], *, inside: bool) -> Basic:
    """The formula with other letters; shapes and laws stay what they are."""
    if node in mapping:
        return mapping[node]
    places = _places(node, inside=inside)
    parts = [_replaced(a, mapping, inside=inside) if i in places else a for i, a in enumerate(node.args)]
    return node if list(node.args) == parts else node.func(*parts)

"""Whether two expressions of a derivation are equal, by the cheapest reading that shows it."""

from collections.abc import Iterator, Sequence

from sympy import Basic, Dummy, Inverse, MatPow, MatrixSymbol, Pow

from theory.algebra.convert import from_sympy
from theory.algebra.errors import Undecidable, UnsupportedExpressionError
from theory.algebra.expectation_node import Expectation, free_random_symbols
from theory.algebra.letters import scalar_generator
from theory.algebra.random import RandomMatrix, as_constants, random_symbols
from theory.moments.integrated_equality import equal, proves_equal
from theory.statement import Equality, Theorem, replaced

__all__ = ["agree"]


def agree(claim: Theorem | None, left: Basic, right: Basic, relations: Sequence[Equality] = ()) -> bool:
    """Whether left = right.

    Tried in turn, each of which suffices: with expectations as symbols of their own; with the abbreviations of the
    theorem as symbols, written out one after the other; by a decision of ``equal``; under the expectation, for what
    cannot be integrated. False only where ``equal`` finds a point at which the sides differ; Undecidable where
    nothing decides.
    """
    folded, *others = _readings(claim, left, right, relations)
    # a premise speaks with everything written out, so that reading is the likeliest after the one at hand
    readings = [folded, *others[-1:], *others[:-1]]
    for test in (_proves_with_opaque_expectations, _proves_integrated):
        if any(test(*reading) for reading in readings):
            return True
    left, right, relations = [folded, *others][-1]
    try:
        return equal(left, right, relations)
    except (UnsupportedExpressionError, Undecidable) as error:
        if _equal_under_expectation(left, right):
            return True
        message = f"cannot decide {left} = {right}: {error}"
        raise Undecidable(message) from error


Reading = tuple[Basic, Basic, Sequence[Equality]]


def _readings(claim: Theorem | None, left: Basic, right: Basic, relations: Sequence[Equality]) -> Iterator[Reading]:
    yield left, right, relations
    for symbol, definition in reversed(claim.notation if claim is not None else ()):
        mapping = {symbol: definition}
        left, right = replaced(left, mapping), replaced(right, mapping)
        # a relation declares a letter; one whose letter is written out has said what it had to say
        relations = tuple(r.replace(mapping) for r in relations if not r.lhs.has(symbol))
        yield left, right, relations


def _proves_with_opaque_expectations(left: Basic, right: Basic, relations: Sequence[Equality]) -> bool:
    nodes = left.atoms(Expectation) | right.atoms(Expectation)
    symbols = {node: _symbol_for(node, f"E_{i}") for i, node in enumerate(nodes)}
    return _proves(left.xreplace(symbols), right.xreplace(symbols), relations)


def _proves_integrated(left: Basic, right: Basic, relations: Sequence[Equality]) -> bool:
    return bool(left.has(Expectation) or right.has(Expectation)) and _proves(left, right, relations)


def _proves(left: Basic, right: Basic, relations: Sequence[Equality]) -> bool:
    try:
        return proves_equal(left, right, relations)
    except (UnsupportedExpressionError, Undecidable):
        return False  # this reading shows nothing; the next one may


def _symbol_for(node: Expectation, name: str) -> Basic:
    return MatrixSymbol(name, *node.shape) if getattr(node, "is_Matrix", False) else Dummy(name, real=True)


def _equal_under_expectation(left: Basic, right: Basic) -> bool:
    """E[f] + c = E[g] + h because f + c = g + h whatever the random symbols are, or those of them that are inverted
    when the others are integrated: for scalars linear in expectations.
    """
    nodes = [node for side in (left, right) for node in side.atoms(Expectation)]
    if not nodes or any(getattr(node, "is_Matrix", False) or node.given for node in nodes):
        return False
    symbols: dict[Basic, Dummy] = {node: Dummy(f"E_{i}", real=True) for i, node in enumerate(dict.fromkeys(nodes))}
    expectations = {scalar_generator(symbol) for symbol in symbols.values()}
    difference = from_sympy(left.xreplace(symbols) - right.xreplace(symbols))
    for scalars, _, _ in difference.terms:
        powers = [power for generator, power in scalars if generator in expectations]
        if powers not in ([], [1]):
            return False
    for held in (free_random_symbols, _inverted):
        try:
            inside = {node: _with_held(node.integrand, held(node.integrand)) for node in symbols}
        except UnsupportedExpressionError:
            continue
        if _proves(left.xreplace(inside), right.xreplace(inside), ()):
            return True
    return False


def _inverted(expr: Basic) -> set[RandomMatrix]:
    """The random symbols of which an expression is not a polynomial."""
    powers = expr.atoms(Inverse) | {p for p in expr.atoms(Pow, MatPow) if not (p.exp.is_Integer and p.exp > 0)}
    return {x for power in powers for x in random_symbols(power)}


def _with_held(expr: Basic, held: set[RandomMatrix]) -> Basic:
    """E[expr | held], the symbols held as constants."""
    if held != free_random_symbols(expr):
        expr = Expectation(expr, held).doit()
    return expr.xreplace(as_constants(held))

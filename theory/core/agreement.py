"""Whether two expressions are equal, as far as normal forms, hypotheses and a common expectation show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from sympy import Basic, Dummy, Inverse, MatPow, MatrixSymbol, Pow, Symbol

from theory.algebra.identities.deciding import proves_equal, proves_equal_entrywise
from theory.algebra.signs.equations import eliminated, equations_of
from theory.algebra.signs.resolving import resolved, waits_for_signs
from theory.algebra.vocabulary.errors import NameClashError, ShapeError, Undecidable, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import RandomMatrix, as_constants, random_symbols
from theory.algebra.vocabulary.sympy_types import Equation
from theory.core.known import Context
from theory.core.number_of_members import at_deciding_numbers
from theory.moments.closed_form import expectation, integrated

__all__ = ["Letters", "proves_same"]


@dataclass(frozen=True)
class Letters:
    """An equation lhs = rhs between letters."""

    lhs: Basic
    rhs: Basic


def proves_same(context: Context, left: Basic, right: Basic, relations: Sequence[Equation] = ()) -> bool:
    """Whether left = right is shown, wherever both are defined and the hypotheses hold; False says nothing.

    Tried in turn, each of which suffices: with expectations as letters of their own, and integrated, each with the
    abbreviations as letters or written out; in the kinds and by the equations that the hypotheses give; under the
    expectation. Sums over members are letters in all of this, and then written out, for as many members as it takes to
    decide for every number of them. ``relations`` are equalities of letters that are known to hold.
    """
    if _proves_same(context, left, right, relations):
        return True
    written_out = list(at_deciding_numbers(context, left, right))
    return bool(written_out) and all(_proves_same(context, a, b, ()) for a, b in written_out)


def _proves_same(context: Context, left: Basic, right: Basic, relations: Sequence[Equation]) -> bool:
    folded, *others = _readings(context, left, right, relations)
    # a premise speaks with everything written out, so that reading is the likeliest after the one at hand
    readings = [folded, *others[-1:], *others[:-1]]
    tests = (_with_opaque_expectations, _integrated_sides)
    # at hand first, in both ways: written out, sides may be long
    if any(test(context, *folded) for test in tests):
        return True
    if any(test(context, *reading) for test in tests for reading in readings[1:]):
        return True
    left, right, relations = [folded, *others][-1]
    decided = context.relations or waits_for_signs(left) or waits_for_signs(right)
    if decided and _by_hypotheses(context, left, right, relations):
        return True
    return _under_expectation(context, left, right) or _entry_by_entry(context, left, right)


Reading = tuple[Basic, Basic, Sequence[Equation]]


def _readings(context: Context, left: Basic, right: Basic, relations: Sequence[Equation]) -> Iterator[Reading]:
    yield left, right, relations
    known = tuple(context.stages(left, right, *(side for r in relations for side in (r.lhs, r.rhs))))
    declared = list(range(len(relations)))
    for (symbol, _), (a, b, *sides) in zip(reversed(context.notation), known[1:], strict=True):
        # a relation declares a letter; one whose letter is written out has said what it had to say
        declared = [i for i in declared if not relations[i].lhs.has(symbol)]
        yield a, b, tuple(Letters(sides[2 * i], sides[2 * i + 1]) for i in declared)


def _with_opaque_expectations(context: Context, left: Basic, right: Basic, relations: Sequence[Equation]) -> bool:
    nodes = _outermost(left, right)
    used = {str(s.name) for side in (left, right) for s in side.atoms(Symbol, MatrixSymbol)}
    fresh = (name for name in (f"expectation {i}" for i in count()) if name not in used)
    letters = {node: _letter_for(node, name) for node, name in zip(nodes, fresh, strict=False)}
    return _proves(context, _with_letters(left, letters), _with_letters(right, letters), relations)


def _integrated_sides(context: Context, left: Basic, right: Basic, relations: Sequence[Equation]) -> bool:
    if not left.has(Expectation) and not right.has(Expectation):
        return False
    try:
        known = [Letters(integrated(r.lhs), integrated(r.rhs)) for r in relations]
        return _proves(context, integrated(left), integrated(right), known)
    except UnsupportedExpressionError:
        return False


def _proves(context: Context, left: Basic, right: Basic, relations: Sequence[Equation]) -> bool:
    try:
        return proves_equal(left, right, relations, context.signs.nonzero)
    except (UnsupportedExpressionError, Undecidable):
        return False  # this reading shows nothing; the next one may


def _by_hypotheses(context: Context, left: Basic, right: Basic, relations: Sequence[Equation]) -> bool:
    """In the kinds that hypotheses give, with their equations; both sides and the relations all at once."""
    facts = context.facts
    try:
        sides = [resolved(facts.specialised(side), context.signs) for side in (left, right)]
        known = [Letters(facts.specialised(r.lhs), facts.specialised(r.rhs)) for r in relations]
        known += [Letters(*pair) for pair in equations_of(facts)]
        a, b = (eliminated(integrated(side), facts) for side in sides)
    except (UnsupportedExpressionError, ShapeError):
        return False
    return _proves(context, a, b, known) or (bool(known) and _proves(context, a, b, ()))


def _entry_by_entry(context: Context, left: Basic, right: Basic) -> bool:
    """Where every size is a number: Cayley and Hamilton's theorem holds there, which words cannot see."""
    try:
        sides = [integrated(context.facts.specialised(side)) for side in (left, right)]
        return proves_equal_entrywise(*sides)
    except (UnsupportedExpressionError, ShapeError, ArithmeticError):
        return False


# -- expectations as letters ------------------------------------------------------------------------------------------
class _Opaque(MatrixSymbol):
    """An expectation taken for a letter; a class of its own, so that no symbol of a user equals it."""


def _letter_for(node: Expectation, name: str) -> Basic:
    return _Opaque(name, *node.shape) if getattr(node, "is_Matrix", False) else Dummy(name, real=True)


def _outermost(*expressions: Basic) -> list[Expectation]:
    """The expectations that stand in no other one, each once, in reading order."""
    found: dict[Expectation, None] = {}
    for expression in expressions:
        if isinstance(expression, Expectation):
            found[expression] = None
        elif expression.has(Expectation):
            found |= dict.fromkeys(_outermost(*expression.args))
    return list(found)


def _with_letters(expression: Basic, letters: dict[Expectation, Basic]) -> Basic:
    return expression.xreplace(letters) if letters else expression


# -- under the expectation --------------------------------------------------------------------------------------------
def _under_expectation(context: Context, left: Basic, right: Basic) -> bool:
    """Σ aᵢ E[fᵢ] + c = Σ bᵢ E[gᵢ] + h because the same holds without the E, whatever the random symbols are.

    For scalars, constant aᵢ, bᵢ, c, h and unconditional expectations without others inside. The symbols may be held
    fixed, or those alone that stand in inverses and functions while the others are integrated, given them.
    """
    nodes = _outermost(left, right)
    if not nodes or any(node.is_Matrix or node.given or node.integrand.has(Expectation) for node in nodes):
        return False
    letters = {node: Dummy(f"E_{i}", real=True) for i, node in enumerate(nodes)}
    try:
        as_constants({x for node in nodes for x in random_symbols(node.integrand)})
    except NameClashError:
        return False  # one name with two laws would become one letter
    if not all(_is_affine(side.xreplace(letters), letters.values()) for side in (left, right)):
        return False
    for held in (random_symbols, _inverted):
        try:
            inside = {node: _given(node.integrand, held(node.integrand)) for node in nodes}
        except UnsupportedExpressionError:
            continue
        if _proves(context, left.xreplace(inside), right.xreplace(inside), ()):
            return True
    return False


def _is_affine(side: Basic, letters: Iterable[Dummy]) -> bool:
    """Whether the letters stand in separate summands with coefficients that are constants; nothing else is random."""
    if random_symbols(side):
        return False
    return all(not side.diff(letter).has(*letters) for letter in letters)


def _inverted(expression: Basic) -> set[RandomMatrix]:
    """The random symbols of which an expression is not a polynomial."""
    powers = expression.atoms(Inverse) | {
        p for p in expression.atoms(Pow, MatPow) if not (p.exp.is_Integer and p.exp > 0)
    }
    return {x for power in powers for x in random_symbols(power)}


def _given(expression: Basic, held: set[RandomMatrix]) -> Basic:
    """E[expression | held], the symbols held as constants."""
    if held != random_symbols(expression):
        expression = expectation(expression, held)
    return expression.xreplace(as_constants(held))

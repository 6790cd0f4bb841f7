"""Wrong versions of one statement: chosen evenly among the kinds of slips, well typed, and not the same claim again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from sympy import Basic, nan, zoo

from numerics import free_parameters
from proofs_checks.mutation.changes import KINDS, Change
from proofs_checks.mutation.letters import Alphabet, stray_letters
from proofs_checks.mutation.of_statement import Part, bound_letters, claimed_parts
from proofs_checks.mutation.places import changes_everywhere, changes_somewhere
from proofs_checks.validation import refuse_malformed
from theory.algebra.equality import proves_equal
from theory.algebra.errors import Undecidable, UnsupportedExpressionError
from theory.statement import Statement, Theorem, replaced

__all__ = ["WANTED", "Mutant", "Mutants", "mutants_of"]

WANTED = 20
"""Mutants of each statement: with thirteen kinds of slips, one or two of each."""


@dataclass(frozen=True)
class Mutant:
    """A statement, written out, with ``claimed`` where the theorem has ``original``; ``text`` says what was changed."""

    kind: str
    where: str
    text: str
    statement: Statement
    original: Basic
    claimed: Basic


@dataclass
class Mutants:
    """Those to be judged, and how many others were met on the way."""

    chosen: list[Mutant] = field(default_factory=list)
    equivalent: int = 0
    ill_typed: int = 0


@dataclass(frozen=True)
class _Candidate:
    """A slip in a claimed part, or in the definition of an abbreviation that the part uses."""

    part: Part
    change: Change
    abbreviation: Basic | None = None

    def claimed(self, theorem: Theorem) -> Basic:
        """The part with the slip, written out. The definitions of what is claimed about stay as they are."""
        changed = replaced(self.change.build(), {})
        if self.abbreviation is None:
            return theorem.unfolded(changed)
        expression = self.part.expression
        for symbol, definition in reversed(theorem.notation):
            expression = replaced(expression, {symbol: changed if symbol == self.abbreviation else definition})
        return expression

    @property
    def where(self) -> str:
        return self.part.where + (f", in the definition of {self.abbreviation}" if self.abbreviation else "")


def mutants_of(theorem: Theorem, statement: Statement, *, wanted: int = WANTED, seed: int = 0) -> Mutants:
    """Wrong versions of a statement of the theorem (``Theorem.statements``): the same for the same seed."""
    random = Random(f"{seed} {theorem.slug} {crc32(repr(statement).encode())}")
    unfolded = theorem.unfold(statement)
    found = Mutants()
    seen: set[tuple[str, Basic]] = set()
    for candidate in _in_turn(_candidates(theorem, statement, unfolded), random):
        if len(found.chosen) == wanted:
            break
        original = theorem.unfolded(candidate.part.expression)
        claimed = _well_typed(candidate, theorem, unfolded, original)
        if claimed is None:
            found.ill_typed += 1
        elif (candidate.part.where, claimed) in seen:
            continue
        elif _same(original, claimed):
            found.equivalent += 1
        else:
            text, mutated = candidate.change.text(), candidate.part.put(unfolded, claimed)
            found.chosen.append(Mutant(candidate.change.kind, candidate.where, text, mutated, original, claimed))
        if claimed is not None:
            seen.add((candidate.part.where, claimed))
    return found


def _candidates(theorem: Theorem, statement: Statement, unfolded: Statement) -> Iterator[_Candidate]:
    parts = claimed_parts(statement)
    letters = [s for s in free_parameters(*unfolded.expressions()) if s not in bound_letters(statement)]
    alphabet = Alphabet([*letters, *stray_letters([part.expression for part in parts], letters)])
    for part in parts:
        for change in changes_somewhere(part.expression, alphabet, inside=part.inside):
            yield _Candidate(part, change)
        for change in changes_everywhere(theorem.unfolded(part.expression), alphabet, inside=part.inside):
            yield _Candidate(part, change)
        used = part.expression
        for symbol, definition in reversed(theorem.notation):
            if not used.has(symbol):
                continue
            for change in changes_somewhere(definition, alphabet, inside=part.inside):
                yield _Candidate(part, change, symbol)
            used = replaced(used, {symbol: definition})


def _in_turn(candidates: Iterator[_Candidate], random: Random) -> Iterator[_Candidate]:
    """One of each kind, then another of each, and so on; within a kind in an order drawn at random."""
    by_kind: dict[str, list[_Candidate]] = {kind: [] for kind in KINDS}
    for candidate in candidates:
        by_kind[candidate.change.kind].append(candidate)
    for group in by_kind.values():
        random.shuffle(group)
    while any(by_kind.values()):
        for group in by_kind.values():
            if group:
                yield group.pop()


def _well_typed(candidate: _Candidate, theorem: Theorem, unfolded: Statement, original: Basic) -> Basic | None:
    """What is claimed instead; None where it makes no sense: shapes that do not conform, or a division by 0."""
    try:
        claimed = candidate.claimed(theorem)
        if claimed.has(zoo, nan) or _shape(claimed) != _shape(original):
            return None
        statement = candidate.part.put(unfolded, claimed)
        refuse_malformed(Theorem(slug=theorem.slug, title="", statement=statement))
    except (ValueError, TypeError, ArithmeticError, AttributeError):
        return None
    return claimed


def _shape(expression: Basic) -> object:
    return expression.shape if getattr(expression, "is_Matrix", False) else None


def _same(original: Basic, claimed: Basic) -> bool:
    try:
        return bool(proves_equal(original, claimed))
    except (UnsupportedExpressionError, Undecidable, ArithmeticError):
        return bool(original == claimed)

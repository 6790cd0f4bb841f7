"""Wrong versions of one statement: chosen evenly among the kinds of slips, well typed, and not the same claim again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from sympy import Basic, Inverse, MatPow, Pow, nan, zoo

from numerics import free_parameters
from proofs_checks.challenges.mutation.changes import KINDS, Change
from proofs_checks.challenges.mutation.places import changes_everywhere, changes_somewhere
from proofs_checks.challenges.mutation.statement_letters import Alphabet, stray_letters
from proofs_checks.settings.challenge_numbers import MUTANTS_WANTED
from proofs_checks.validation import refuse_malformed
from theory.algebra.positivity.certificate import NotCertifiedError, require_nonnegative, require_semidefinite
from theory.algebra.vocabulary.errors import Undecidable, UnsupportedExpressionError
from theory.algebra.vocabulary.random_matrices import as_constants, random_symbols
from theory.core.notation import stages, written_out
from theory.core.substitution import replaced
from theory.moments.integrated_equality import proves_equal
from theory.statements import Statement
from theory.statements.claimed_part import ClaimedPart
from theory.theorem_record import Theorem

__all__ = ["Mutant", "Mutants", "mutants_of"]


Claimed = tuple[Basic, ...]


@dataclass(frozen=True)
class Mutant:
    """A statement, written out, with ``claimed`` where the theorem has ``original``; ``text`` says what was changed."""

    kind: str
    where: str
    text: str
    statement: Statement
    original: Claimed
    claimed: Claimed


@dataclass
class Mutants:
    """Those to be judged, and how many others were met on the way."""

    chosen: list[Mutant] = field(default_factory=list)
    equivalent: int = 0
    ill_typed: int = 0


@dataclass(frozen=True)
class _Candidate:
    """A slip in a claimed part, or in the definition of an abbreviation that the parts use."""

    parts: tuple[ClaimedPart, ...]
    change: Change
    abbreviation: Basic | None = None

    def claimed(self, theorem: Theorem) -> Claimed:
        """The parts with the slip, written out. The definitions of what is claimed about stay as they are."""
        changed = replaced(self.change.build(), {})
        if self.abbreviation is None:
            return (theorem.unfolded(changed),)
        notation = tuple((s, changed if s == self.abbreviation else e) for s, e in theorem.notation)
        return tuple(written_out(notation, part.expression) for part in self.parts)

    def means_the_same(self, theorem: Theorem) -> bool:
        """Whether the abbreviation means what it did, which its powers and roots may not show."""
        if self.abbreviation is None:
            return False
        definition = dict(theorem.notation)[self.abbreviation]
        return _same(*map(theorem.unfolded, (definition, self.change.build())))

    def put(self, statement: Statement, claimed: Claimed) -> Statement:
        for part, expression in zip(self.parts, claimed, strict=True):
            statement = part.put(statement, expression)
        return statement

    @property
    def where(self) -> str:
        parts = self.parts[0].where if len(self.parts) == 1 else "throughout"
        return parts + (f", in the definition of {self.abbreviation}" if self.abbreviation else "")


def mutants_of(theorem: Theorem, statement: Statement, *, wanted: int = MUTANTS_WANTED, seed: int = 0) -> Mutants:
    """Wrong versions of a statement of the theorem (``Theorem.statements``): the same for the same seed."""
    random = Random(f"{seed} {theorem.slug} {crc32(repr(statement).encode())}")
    unfolded = theorem.unfold(statement)
    found = Mutants()
    seen: set[Statement] = {unfolded}
    for candidate in _in_turn(_candidates(theorem, statement, unfolded), random):
        if len(found.chosen) == wanted:
            break
        original = tuple(theorem.unfolded(part.expression) for part in candidate.parts)
        claimed = _well_typed(candidate, theorem, unfolded, original)
        if claimed is None:
            found.ill_typed += 1
        elif candidate.means_the_same(theorem) or all(map(_same, original, claimed)):
            found.equivalent += 1
        else:
            mutated = candidate.put(unfolded, claimed)
            if mutated not in seen:
                seen.add(mutated)
                change = candidate.change
                found.chosen.append(Mutant(change.kind, candidate.where, change.text(), mutated, original, claimed))
    return found


def _candidates(theorem: Theorem, statement: Statement, unfolded: Statement) -> Iterator[_Candidate]:
    parts = statement.claimed()
    letters = [s for s in free_parameters(*unfolded.expressions()) if s not in statement.bound_letters]
    alphabet = Alphabet([*letters, *stray_letters([part.expression for part in parts], letters)])
    for part in parts:
        for change in changes_somewhere(part.expression, alphabet, inside=part.inside):
            yield _Candidate((part,), change)
        for change in changes_everywhere(theorem.unfolded(part.expression), alphabet, inside=part.inside):
            yield _Candidate((part,), change)
    for symbol, definition in theorem.notation:
        users = tuple(part for part in parts if _uses(part.expression, symbol, theorem))
        # an abbreviation that is wrong wherever it is claimed, and one that is wrong at one place
        for group in dict.fromkeys((users, *((part,) for part in users))):
            for change in changes_somewhere(definition, alphabet, inside=True) if group else ():
                yield _Candidate(group, change, symbol)


def _uses(expression: Basic, symbol: Basic, theorem: Theorem) -> bool:
    return any(stage.has(symbol) for stage in stages(theorem.notation, expression))


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


def _well_typed(candidate: _Candidate, theorem: Theorem, unfolded: Statement, original: Claimed) -> Claimed | None:
    """What is claimed instead; None where it makes no sense: shapes that do not conform, a division by 0, or the mean
    of what may be infinite.
    """
    try:
        claimed = candidate.claimed(theorem)
        for old, new in zip(original, claimed, strict=True):
            if _divides_by_zero(new) or _shape(new) != _shape(old) or _divides_by_chance(new) > _divides_by_chance(old):
                return None
        statement = candidate.put(unfolded, claimed)
        refuse_malformed(Theorem(slug=theorem.slug, title="", statement=statement))
    except (ValueError, TypeError, ArithmeticError, AttributeError):
        return None
    return claimed


def _shape(expression: Basic) -> object:
    return expression.shape if getattr(expression, "is_Matrix", False) else None


def _divides_by_zero(expression: Basic) -> bool:
    powers = expression.atoms(MatPow, Inverse)
    return bool(expression.has(zoo, nan)) or any(p.base.is_ZeroMatrix and p.exp.is_negative for p in powers)


def _divides_by_chance(expression: Basic) -> bool:
    """Whether something random that is not visibly definite is inverted, so that no mean need exist."""
    for node in expression.atoms(Pow, MatPow):
        if node.exp.is_nonnegative or not random_symbols(node.base):
            continue
        require = require_semidefinite if getattr(node.base, "is_Matrix", False) else require_nonnegative
        try:
            require(node.base.xreplace(as_constants(random_symbols(node.base))), strict=True)
        except (NotCertifiedError, UnsupportedExpressionError):
            return True
    return False


def _same(original: Basic, claimed: Basic) -> bool:
    try:
        return bool(proves_equal(original, claimed))
    except (UnsupportedExpressionError, Undecidable, ArithmeticError):
        return bool(original == claimed)

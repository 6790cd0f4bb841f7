"""Theorems about any number of members, written out for a few numbers of them: that is what numbers can look at."""

from dataclasses import replace
from functools import cache

from sympy import Basic, Integer, Symbol

from proofs_checks.settings.case_sizes import MEMBERS_TRIED
from theory.algebra.vocabulary.family_sum import members_in, numbers_of_members
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = ["members_written_out", "statement_at"]


@cache
def members_written_out(theorem: Theorem) -> Theorem:
    """The same theorem without sums over members: its statement for the first of the numbers that are tried, and that
    for the others beside its corollaries. A theorem without such sums is returned as it is.

    What it was derived by is left out: it is the derivation of the claim for every number. Raises ValueError where
    there are several numbers of members.
    """
    size = _size_of(theorem)
    if size is None:
        return theorem
    first, *others = MEMBERS_TRIED
    claimed = [theorem.unfold(statement) for statement in theorem.statements]
    more = [statement_at(claimed[0], size, number) for number in others]
    return replace(
        theorem,
        statement=statement_at(claimed[0], size, first),
        corollaries=(*more, *(statement_at(each, size, first) for each in claimed[1:])),
        assumptions=tuple(replace(a, relation=theorem.unfolded(a.relation)) for a in theorem.assumptions),
        notation=(),
        derivation=(),
    )


def statement_at(statement: Statement, size: Symbol | None, number: int = MEMBERS_TRIED[0]) -> Statement:
    """A statement in which nothing is abbreviated, for one number of members."""
    return statement if size is None else statement.replace({size: Integer(number)})


def _size_of(theorem: Theorem) -> Symbol | None:
    expressions: list[Basic] = [e for s in theorem.statements for e in theorem.unfold(s).expressions()]
    relations = [theorem.unfolded(a.relation) for a in theorem.assumptions if isinstance(a.relation, Basic)]
    sizes = numbers_of_members(*expressions, *relations)
    if not sizes:
        return None
    if len(sizes) > 1 or any(members_in(r) or r.has(*sizes) for r in relations):
        message = (
            f"{theorem.slug} has the numbers of members {', '.join(sorted(map(str, sizes)))}, or hypotheses about "
            "members: give all families one number of members, and hypotheses about other symbols"
        )
        raise ValueError(message)
    return next(iter(sizes))

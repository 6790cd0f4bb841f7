"""Theorems about any number of members, written out for a few numbers of them: that is what numbers can look at."""

from dataclasses import replace
from functools import cache

from sympy import Integer, Symbol, false, true

from proofs_checks.settings.case_sizes import MEMBERS_TRIED
from theory.algebra.vocabulary.family_sum import members_in, numbers_of_members
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.substitution import replaced
from theory.statements import Statement
from theory.theorem_record import Assumption, Theorem

__all__ = ["members_written_out", "size_in", "statement_at"]


@cache
def members_written_out(theorem: Theorem) -> Theorem:
    """The same theorem without sums over members: its statement for the first of the numbers that are tried, and that
    for the others beside its corollaries. A theorem without such sums is returned as it is.

    Where hypotheses speak of members or of their number, it is written out for one number alone, the first at which
    they do not contradict each other by themselves. What it was derived by is left out: that is a derivation for every
    number. Raises ValueError where there are several numbers of members.
    """
    size = size_in(theorem)
    if size is None:
        return theorem
    claimed = [theorem.unfold(statement) for statement in theorem.statements]
    relations = [theorem.unfolded(a.relation) for a in theorem.assumptions]
    bound = any(not isinstance(r, str) and (r.has(size) or members_in(r)) for r in relations)
    possible = [n for n in MEMBERS_TRIED if not any(_at(r, size, n) == false for r in relations)] or [MEMBERS_TRIED[0]]
    first, *others = possible[:1] if bound else possible
    more = [statement_at(claimed[0], size, number) for number in others]
    hypotheses = (replace(a, relation=_at(r, size, first)) for a, r in zip(theorem.assumptions, relations, strict=True))
    return replace(
        theorem,
        statement=statement_at(claimed[0], size, first),
        corollaries=(*more, *(statement_at(each, size, first) for each in claimed[1:])),
        assumptions=tuple(a for a in hypotheses if _says_something(a)),
        notation=(),
        derivation=(),
    )


def statement_at(statement: Statement, size: Symbol | None, number: int = MEMBERS_TRIED[0]) -> Statement:
    """A statement in which nothing is abbreviated, for one number of members."""
    return statement if size is None else statement.replace({size: Integer(number)})


def _at(relation: Expression, size: Symbol, number: int) -> Expression:
    return relation if isinstance(relation, str) else replaced(relation, {size: Integer(number)})


def _says_something(assumption: Assumption) -> bool:
    return isinstance(assumption.relation, str) or assumption.relation != true


def size_in(theorem: Theorem) -> Symbol | None:
    """The number of members that a theorem speaks of, if it speaks of any. Raises ValueError for several."""
    expressions = [e for s in theorem.statements for e in theorem.unfold(s).expressions()]
    expressions += [theorem.unfolded(a.relation) for a in theorem.assumptions if not isinstance(a.relation, str)]
    sizes = numbers_of_members(*expressions)
    if len(sizes) > 1:
        message = (
            f"{theorem.slug} has the numbers of members {', '.join(sorted(map(str, sizes)))}: give all families one "
            "number of members"
        )
        raise ValueError(message)
    return next(iter(sizes), None)

"""What a derivation may use: hypotheses, abbreviations, and other theorems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sympy import Basic, Expr, Gt, Lt

from theory.algebra.signs.engine import Signs
from theory.algebra.signs.facts import Facts, facts_from
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.notation import Notation, stages, written_out
from theory.core.substitution import replaced, replaced_relation

__all__ = ["Context", "Hypothesis", "Known"]

Hypothesis = tuple[str, Expression]
"""A name, and a relation or (for a law) a sentence."""


@dataclass(frozen=True)
class Known:
    """A theorem as a premise, written out: ``larger ≥ smaller``, or both are equal, under hypotheses."""

    larger: Basic
    smaller: Basic
    is_equality: bool
    hypotheses: tuple[Hypothesis, ...] = ()

    def at(self, values: Mapping[Basic, Expression]) -> "Known":
        """The same about other symbols, all replaced at once: it holds for all values of its own."""
        hypotheses = tuple((name, replaced_relation(relation, values)) for name, relation in self.hypotheses)
        return Known(replaced(self.larger, values), replaced(self.smaller, values), self.is_equality, hypotheses)


def _no_premises(slug: str) -> Known:
    message = f"no premise is known here, {slug} neither"
    raise ValueError(message)


@dataclass(frozen=True)
class Context:
    """What is known where a claim is derived.

    ``notation`` are pairs (symbol, definition), later ones in terms of earlier; ``hypotheses`` may be abbreviated.
    ``premise`` gives the theorems that ``depends_on`` names. ``tending`` are the variables of a limit in the order in
    which they tend to ``to``, those that do so jointly in one group; empty where the claim is not about a limit.
    """

    slug: str = ""
    notation: Notation = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    depends_on: tuple[str, ...] = ()
    premise: Callable[[str], Known] = field(default=_no_premises, compare=False)
    tending: tuple[tuple[Basic, ...], ...] = ()
    to: Expression = None

    def written_out(self, expression: Expression) -> Expression:
        """An expression or relation with every abbreviation replaced by its definition; a sentence stays as it is."""
        return written_out(self.notation, expression)

    def stages(self, *expressions: Expression) -> Iterator[tuple[Expression, ...]]:
        """Expressions as they are, then with one abbreviation after the other written out."""
        return zip(*(stages(self.notation, e) for e in expressions), strict=True)

    @cached_property
    def relations(self) -> tuple[Basic, ...]:
        """The hypotheses that are relations, written out."""
        return tuple(self.written_out(r) for _, r in self.hypotheses if not isinstance(r, str))

    @cached_property
    def facts(self) -> Facts:
        return facts_from(self.relations)

    @cached_property
    def signs(self) -> Signs:
        return Signs(self.facts)

    @cached_property
    def positive(self) -> tuple[Expr, ...]:
        """Scalars that the hypotheses declare > 0, abbreviated and written out, in their own symbols."""
        folded = [r for _, r in self.hypotheses if not isinstance(r, str)]
        found = [r.gts - r.lts for r in (*folded, *self.relations) if type(r) in (Gt, Lt)]
        return tuple(dict.fromkeys(found))

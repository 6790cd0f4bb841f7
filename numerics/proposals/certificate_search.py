"""Search for a certificate that a scalar is ≥ 0: visible signs, a linear program, a semidefinite one, multipliers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sympy import Basic, MatrixSymbol, Symbol

from numerics.proposals.budget import Budget, OutOfTimeError
from numerics.proposals.by_equations import Equations
from numerics.proposals.columns import Columns, Term, columns_of
from numerics.proposals.gram_program import by_gram_program
from numerics.proposals.linear_program import by_linear_program
from numerics.proposals.visible import Visible
from numerics.tolerances.proposal_budgets import MOST_MULTIPLIERS
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.multiple import Multiple
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.signs.shapes import normal
from theory.algebra.vocabulary.semidefinite_predicate import PositiveSemidefinite
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.denominators import common_denominator
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_operations import Loop
from theory.algebra.words.word_rewriting import rewrite
from theory.core.known import Context
from theory.core.substitution import replaced

__all__ = ["Found", "NotFound", "search"]


Method = Callable[[TracePolynomial, Columns, Budget], list[Term] | None]
METHODS: tuple[tuple[str, Method], ...] = (
    ("linear program", by_linear_program),
    ("semidefinite program", by_gram_program),
)


@dataclass(frozen=True)
class Found:
    """A certificate that is proposed, and how it was come by."""

    certificate: Certificate
    method: str


@dataclass(frozen=True)
class NotFound:
    """What was tried, in words."""

    tried: str


def search(difference: TracePolynomial, context: Context, budget: Budget) -> Found | NotFound:
    """Propose a certificate for difference ≥ 0 under the hypotheses of the context."""
    try:
        return _Search(context, budget).of(difference)
    except OutOfTimeError as error:
        return NotFound(str(error))


class _Search:
    def __init__(self, context: Context, budget: Budget) -> None:
        self.context, self.visible, self.budget = context, Visible(context.signs), budget
        self.equations = Equations(context)
        facts = context.facts
        declared = [m for predicate, m in facts.predicates if predicate is PositiveSemidefinite]
        self.known = list(self._as_stated((*facts.positive, *facts.nonnegative)))
        self.weights = tuple(self._as_stated(declared))

    def _as_stated(self, expressions: Iterable[Basic]) -> Iterator[TracePolynomial]:
        """Normal forms in the symbols of the claim, not in those of the kinds that the hypotheses give."""
        symbols = {
            strong: s for s, strong in self.context.facts.kinds.items() if isinstance(strong, Symbol | MatrixSymbol)
        }
        found = (normal(replaced(e, symbols)) for e in expressions)
        yield from (polynomial for polynomial in found if polynomial is not None)

    def of(self, difference: TracePolynomial) -> Found | NotFound:
        if self.visible.nonnegative(difference):
            return Found(Termwise(to_sympy(difference)), "visible signs")
        denominator, cleared = common_denominator(difference)
        if cleared != difference and self.visible.positive(denominator):
            return self._over(denominator, rewrite(cleared))
        reduced = self.equations.reduced(difference)
        if reduced != difference:
            return self.of(reduced)
        return (
            self._by_programs(difference)
            or self._by_programs(difference, rich=True)
            or self._by_multipliers(difference)
        )

    def _over(self, denominator: TracePolynomial, cleared: TracePolynomial) -> Found | NotFound:
        found = self.of(cleared)
        if isinstance(found, NotFound):
            return found
        certificate = Combination(((1 / to_sympy(denominator), found.certificate),))
        return Found(certificate, f"{found.method} over a common denominator")

    def _by_programs(self, difference: TracePolynomial, *, rich: bool = False) -> Found | None:
        columns = columns_of(difference, self.known, self.weights, self.visible, self.budget, rich=rich)
        for name, method in METHODS:
            terms = method(difference, columns, self.budget)
            if terms is not None:
                return Found(Combination(tuple(terms)), name)
        return None

    def _by_multipliers(self, difference: TracePolynomial) -> Found | NotFound:
        factors = list(self._multipliers(difference))
        for factor in factors:
            found = self._by_programs(rewrite(difference.scale(factor)))
            if found is not None:
                certificate = Multiple(to_sympy(difference), Termwise(to_sympy(factor)), found.certificate)
                return Found(certificate, f"{found.method} after multiplication by {to_sympy(factor)}")
        names = ", ".join(name for name, _ in METHODS)
        return NotFound(f"visible signs, {names}, and those after multiplication by {len(factors)} traces")

    def _multipliers(self, difference: TracePolynomial) -> Iterator[TracePolynomial]:
        """The visibly nonnegative traces that occur, least often first."""
        count = Counter(loop for _, loops, _ in difference.terms for loop in set(loops))
        rarest = [loop for loop, _ in sorted(count.items(), key=lambda item: item[1])]
        # the core takes polynomials alone as factors
        usable = [loop for loop in rarest if _is_plain(loop) and self.visible.nonnegative_loop(loop)]
        for loop in usable[:MOST_MULTIPLIERS]:
            yield TracePolynomial(1, 1, {((), (loop,), ()): 1})


def _is_plain(loop: Loop) -> bool:
    return all(letter.argument is None and letter.power == 1 for letter in loop)

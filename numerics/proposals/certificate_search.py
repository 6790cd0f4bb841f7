"""Search for a certificate that a scalar is ≥ 0: visible signs, a linear program, a semidefinite one, multipliers."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from numerics.proposals.budget import Budget, OutOfTimeError
from numerics.proposals.columns import Columns, Term, columns_of
from numerics.proposals.givens import givens_of
from numerics.proposals.gram_program import by_gram_program
from numerics.proposals.linear_program import by_linear_program
from numerics.proposals.visible import Visible
from numerics.tolerances.proposal_budgets import MOST_MULTIPLIERS
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.multiple import Multiple
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.words.convert import to_sympy
from theory.algebra.words.denominators import common_denominator
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_rewriting import rewrite
from theory.core.known import Context

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
        self.givens = givens_of(context)

    def of(self, difference: TracePolynomial) -> Found | NotFound:
        if self.visible.nonnegative(difference):
            return Found(Termwise(to_sympy(difference)), "visible signs")
        denominator, cleared = common_denominator(difference)
        if cleared != difference and self.visible.positive(denominator):
            return self._over(denominator, rewrite(cleared))
        reduced = self.givens.equations.reduced(difference)
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
        columns = columns_of(difference, self.givens, self.visible, self.budget, rich=rich)
        for name, method in METHODS:
            terms = method(difference, columns, self.budget)
            if terms is not None:
                return Found(Combination(tuple(terms)), name)
        return None

    def _by_multipliers(self, difference: TracePolynomial) -> Found | NotFound:
        factors = list(self._multipliers(difference))
        for factor in factors:
            product = self.givens.equations.reduced(difference.scale(factor))
            found = self._by_programs(product) or (
                None if factor.is_constant else self._by_programs(product, rich=True)
            )
            if found is not None:
                return Found(
                    self._divided(difference, factor, found),
                    f"{found.method} after multiplication by {to_sympy(factor)}",
                )
        names = ", ".join(name for name, _ in METHODS)
        return NotFound(f"visible signs, {names}, and those after multiplication by {len(factors)} scalars")

    def _divided(self, difference: TracePolynomial, factor: TracePolynomial, found: Found) -> Certificate:
        """By a factor that is seen to be > 0; else by continuity, where it is 0."""
        spelled = to_sympy(factor)
        if self.visible.positive(factor):
            return Combination(((1 / spelled, found.certificate),))
        return Multiple(to_sympy(difference), Termwise(spelled), found.certificate)

    def _multipliers(self, difference: TracePolynomial) -> Iterator[TracePolynomial]:
        """The visibly nonnegative traces that occur, least often first; for numbers 1 + Σ s² over those that occur."""
        count = Counter(loop for _, loops, _ in difference.terms for loop in set(loops))
        rarest = [loop for loop, _ in sorted(count.items(), key=lambda item: item[1])]
        factors = [
            TracePolynomial(1, 1, {((), (loop,), ()): 1}) for loop in rarest if self.visible.nonnegative_loop(loop)
        ]
        # where a factor may vanish, the core takes polynomials alone, and no letters that are confined
        usable = [f for f in factors if self.visible.positive(f) or self._is_free(f)]
        yield from usable[:MOST_MULTIPLIERS]
        if not count:
            generators = {g for scalars, _, _ in difference.terms for g, _ in scalars if g.argument is None}
            squares = [TracePolynomial.generator(g, 2) for g in sorted(generators, key=lambda g: g.key)]
            yield sum(squares, TracePolynomial.scalar(1))

    def _is_free(self, factor: TracePolynomial) -> bool:
        """Whether it is a polynomial in letters that no hypothesis confines."""
        narrowed = self.context.facts.narrowed
        return all(x.argument is None and x.power == 1 and x.base not in narrowed for x in factor.letters())

"""What a derivation says of wrong claims: it is executed once, since it never reads what is claimed."""

from dataclasses import replace
from functools import cached_property

from sympy import Basic

from proofs_checks.evidence.derivation import derivation_of, judge
from proofs_checks.verdict import Verdict
from theory.algebra.vocabulary.sympy_types import Expression
from theory.rules import Derivation
from theory.statements import Statement
from theory.theorem_record import Theorem

__all__ = ["Derived"]


class Derived:
    """The derivation of one statement, which comes as a theorem of its own. Raises DerivationError."""

    def __init__(self, theorem: Theorem) -> None:
        assumptions = tuple(replace(a, relation=theorem.unfolded(a.relation)) for a in theorem.assumptions)
        self.bare = replace(theorem, notation=(), assumptions=assumptions)
        self.statement = theorem.unfold()
        self.derivation = _written_out(theorem, derivation_of(theorem))

    @cached_property
    def origin(self) -> Basic:
        """What the derivation starts from, written out."""
        return self.statement.origin()

    @property
    def positive(self) -> tuple[Expression, ...]:
        """Scalars that the hypotheses declare > 0."""
        return () if self.derivation is None else self.derivation.states[0].positive

    def judge(self, statement: Statement) -> Verdict:
        """PROVED, REFUTED or INCONCLUSIVE for the same statement with something else claimed, written out."""
        if self.derivation is not None and statement.origin() == self.origin:
            return judge(statement, self.bare, self.derivation)
        # the derivation starts from something else: what is left of it is that both sides are integrated
        return judge(statement.attained, self.bare, None)


def _written_out(theorem: Theorem, derivation: Derivation | None) -> Derivation | None:
    """With an end in which nothing is abbreviated, as in the claims that it is compared with."""
    if derivation is None:
        return None
    *states, end = derivation.states
    minimizer = {variable: theorem.unfolded(at) for variable, at in end.minimizer.items()}
    written_out = replace(end, expression=theorem.unfolded(end.expression), minimizer=minimizer)
    hypotheses = tuple((name, theorem.unfolded(relation)) for name, relation in derivation.context.hypotheses)
    return Derivation((*states, written_out), replace(derivation.context, notation=(), hypotheses=hypotheses))

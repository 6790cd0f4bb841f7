"""Use a textbook fact."""

from dataclasses import dataclass

from theory.core.state import State
from theory.core.unconvinced import DerivationError
from theory.lemmas import GaussianConditioning
from theory.rules.rule import Rule

__all__ = ["Lemma"]


@dataclass(frozen=True)
class Lemma(Rule):
    """What the expression speaks of is what a textbook fact says that it is; the value stays.

    >>> from theorycheck import rules
    >>> issubclass(rules.Lemma, rules.Rule)
    True
    """

    fact: GaussianConditioning

    def apply(self, state: State) -> State:
        if not self.fact.concerns(state.expression):
            message = f"the fact is about {self.fact.posterior}, which does not occur in {state.expression}"
            raise DerivationError(message)
        self.fact.verify()
        return state.to(state.expression, lemmas=(str(self.fact),))

    def __str__(self) -> str:
        return "lemma"

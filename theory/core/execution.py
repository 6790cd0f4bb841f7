"""Derivations executed: each rule proposes the next state, and the core decides whether it follows."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Protocol

from sympy import Basic

from theory.algebra.positivity.certificate import Certificate
from theory.algebra.vocabulary.errors import Undecidable
from theory.algebra.vocabulary.expectation_node import free_random_symbols
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.accepted_certificates import rebuilt, require_certificate
from theory.core.agreement import Letters, proves_same
from theory.core.domains import require_hypotheses_on, require_in_domain
from theory.core.known import Context
from theory.core.premises import premises_of
from theory.core.relations import RELATIONS
from theory.core.relations.stationarity import vanish_only_at
from theory.core.shown import require_defined
from theory.core.state import State, WithNotation
from theory.core.unconvinced import DerivationError, NotShownError

__all__ = ["Derivation", "Proposing", "execute", "require_consequence"]


class Proposing(Protocol):
    """A rule, anybody's: what it returns is looked at before it counts."""

    def apply(self, state: State) -> State:
        """What is to stand after the step."""


@dataclass(frozen=True)
class Derivation:
    """What was arrived at, step by step: ``states[0]`` is the start, ``states[i]`` stands after step i.

    >>> from theorycheck import rules, setting, theorem
    >>> [state.relation for state in rules.derive(theorem("minimal_excess_of_one_step_gd")).states]
    ['=', '=']
    """

    states: tuple[State, ...]
    context: Context

    @property
    def end(self) -> State:
        return self.states[-1]

    def require_relations(self, allowed: Set[str], needed: Set[str]) -> None:
        """Raise NotShownError unless its steps have no relations but those allowed, and all of those needed."""
        found = {state.relation for state in self.states}
        if not needed <= found <= allowed:
            message = f"steps {', '.join(sorted(found))} do not establish a claim of this kind"
            raise NotShownError(message)

    @property
    def left_out(self) -> tuple[Certificate, ...]:
        """What its steps down left out."""
        return tuple(c for state in self.states if state.relation == "≥" for c in state.certificates)

    @property
    def values(self) -> dict[Basic, Basic]:
        """The values that variables were given, those of later variables put into earlier ones."""
        found = dict(self.end.minimizer)
        for _ in found:
            for variable, at in found.items():
                plain = self.context.written_out(at)
                if plain.has(*found):
                    found[variable] = plain.xreplace(found)
        return found

    def forces(self, variable: Basic) -> bool:
        """Whether something that was left out is > 0 unless the variable has the value that it was given."""
        at = self.end.minimizer.get(variable)
        return at is not None and vanish_only_at(
            self.context, self.left_out, variable, (at, self.context.written_out(at))
        )

    @property
    def unique(self) -> bool:
        """Whether every variable that was given a value is forced to it."""
        return bool(self.end.minimizer) and all(map(self.forces, self.end.minimizer))


def execute(
    start: Basic, steps: Iterable[tuple[Proposing, str]], context: Context, theorem: WithNotation | None = None
) -> Derivation:
    """Execute rules, given with a reader's reasons, from the quantity as defined. What is claimed is never read.

    Raises DerivationError naming the step that does not apply or does not follow.
    """
    require_defined(context, (start,))
    states = [State(start, positive=context.positive, theorem=theorem)]
    remaining = context
    for number, (rule, because) in enumerate(steps, start=1):
        before = states[-1]
        try:
            proposed = rule.apply(replace(before, minimizer=dict(before.minimizer)))
            after = require_consequence(before, proposed, remaining)
        except Exception as error:  # whatever a rule runs into, it has shown nothing
            message = f"step {number} ({because}) fails: {str(error) or type(error).__name__}"
            raise DerivationError(message) from error
        if after.relation == "→":
            remaining = replace(remaining, tending=remaining.tending[1:])
        states.append(after)
    return Derivation(tuple(states), context)


def require_consequence(before: State, proposed: object, context: Context) -> State:
    """The state that a rule proposes, its premises as the certificates name them. Raises NotShownError, or another
    ValueError, unless it follows. All of this is asked of every relation.
    """
    after = _plain(before, proposed)
    given = _values_given(before, after, context)
    for certificate in after.certificates:
        require_certificate(context, certificate)
    require_defined(context, (after.expression,))
    for relation in after.relations:
        require_defined(context, (relation.lhs, relation.rhs))
        if not proves_same(context, relation.lhs, relation.rhs):
            message = f"the relation {relation.lhs} = {relation.rhs} is not shown to hold"
            raise NotShownError(message)
    try:
        RELATIONS[after.relation].follows(before, after, given, context)
    except Undecidable as error:
        message = f"it could not be decided whether it follows: {error}"
        raise NotShownError(message) from error
    return replace(after, premises=tuple(premises_of(after.certificates)))


def _plain(before: State, proposed: object) -> State:
    """What a rule returned, if it is a state that differs in nothing that a rule may not change.

    It is read once, into objects of the core's own: what is looked at twice could say two things.
    """
    if type(proposed) is not State:
        message = f"the rule returned a {type(proposed).__name__}"
        raise NotShownError(message, "return state.to(…)")
    if not isinstance(proposed.expression, Basic):
        message = f"the rule arrived at {proposed.expression!r}, which is no SymPy expression"
        raise NotShownError(message)
    if proposed.theorem is not before.theorem or before.positive != proposed.positive:
        message = "the rule changed the theorem or its hypotheses"
        raise NotShownError(message)
    if type(proposed.relation) is not str or proposed.relation not in RELATIONS:
        message = f"{proposed.relation!r} is no relation that is known here"
        raise NotShownError(message)
    return State(
        proposed.expression,
        next(name for name in RELATIONS if name == proposed.relation),
        tuple(rebuilt(certificate) for certificate in proposed.certificates),
        dict(proposed.minimizer),
        before.positive,
        lemmas=tuple(map(str, proposed.lemmas)),
        relations=tuple(Letters(relation.lhs, relation.rhs) for relation in proposed.relations),
        theorem=before.theorem,
        limit=None if proposed.limit is None else (tuple(proposed.limit[0]), proposed.limit[1]),
    )


def _values_given(before: State, after: State, context: Context) -> Mapping[Expression, Expression]:
    """The values that the step gives to variables: in their domains, and never changed afterwards."""
    if any(value != after.minimizer.get(variable) for variable, value in before.minimizer.items()):
        message = "the rule changed a value that had been given"
        raise NotShownError(message)
    given = {v: value for v, value in after.minimizer.items() if v not in before.minimizer}
    for variable, value in given.items():
        if context.written_out(value).has(*given):
            message = f"{variable} is given the value {value}, which holds it, or what is given a value with it"
            raise NotShownError(message)
        require_defined(context, (value,))
        require_in_domain(context, variable, value)
    if given:
        require_hypotheses_on(context, given)
    if free_random_symbols(context.written_out(after.expression)) - free_random_symbols(
        context.written_out(before.expression)
    ):
        message = "the rule lets a random symbol out of its expectation"
        raise NotShownError(message)
    return given

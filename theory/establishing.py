"""Whether a theorem is established: its statement makes sense, every step follows, and the end is the claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sympy import Basic, Dummy, MatrixSymbol, Symbol

from theory.algebra.vocabulary.errors import Undecidable, UnsupportedExpressionError
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix, PositiveSemidefiniteMatrix, SymmetricMatrix
from theory.algebra.vocabulary.sympy_types import Equation, Expression
from theory.core.agreement import proves_same
from theory.core.domains import require_in_domain
from theory.core.execution import Derivation, execute
from theory.core.known import Context, Known
from theory.core.shown import require_defined
from theory.core.unconvinced import DerivationError, NotShownError
from theory.moments.closed_form import integrated
from theory.moments.integrated_equality import equal
from theory.plain_theorem import plain_theorem
from theory.registry import theorem as registered
from theory.statements import KINDS, Statement
from theory.statements.ends import EndsElsewhereError
from theory.theorem_record import Theorem

__all__ = [
    "Established",
    "agree",
    "conclude",
    "context_of",
    "derive",
    "establish",
    "names_beside",
    "require_one_normal_form",
    "require_sense",
    "start_of",
    "unproved_premises",
]

VARIABLES = (Symbol, Dummy, MatrixSymbol, SymmetricMatrix, PositiveSemidefiniteMatrix, PositiveDefiniteMatrix)
"""What may be minimised over, tend to a limit, or flow."""


@dataclass(frozen=True)
class Established:
    """How a statement was shown: by a derivation, or (None) by the normal forms of its sides."""

    derivation: Derivation | None


def context_of(claim: Theorem) -> Context:
    """What may be used where a theorem is derived."""
    # of what is no kind of statement nothing is believed
    tending = claim.statement.tending if type(claim.statement) in KINDS else None
    groups, to = tending or ((), None)
    return Context(
        slug=claim.slug,
        notation=claim.notation,
        hypotheses=tuple((a.name, a.relation) for a in claim.assumptions),
        depends_on=claim.depends_on,
        premise=_known,
        tending=groups,
        to=to,
    )


@cache
def _premise(slug: str) -> Theorem:
    """A registered theorem in plain values, once and for all: what is used as a premise is what was established."""
    return plain_theorem(registered(slug))


@cache
def _known(slug: str) -> Known:
    """A registered theorem as a premise, everything written out."""
    theorem = _premise(slug)
    if type(theorem.statement) not in KINDS:
        message = f"{slug} is a {type(theorem.statement).__name__}, which is no kind of statement"
        raise NotShownError(message)
    known = theorem.unfold().known()
    hypotheses = tuple((a.name, theorem.unfolded(a.relation)) for a in theorem.assumptions)
    return Known(known.larger, known.smaller, known.is_equality, hypotheses)


def derive(claim: Theorem, start: Expression = None) -> Derivation:
    """Execute the derivation of a theorem, from the quantity as defined. The claimed side is never read.

    Raises DerivationError naming the step that does not apply or does not follow.

    >>> from theorycheck import rules, setting, theorem
    >>> len(rules.derive(theorem("minimal_excess_of_one_step_gd")).states)
    2
    """
    first = claim.with_variables_shown().origin(names_beside(claim)) if start is None else start
    steps = [(step.rule, step.because) for step in claim.derivation]
    # rules see a theorem of their own: what they might do to it reaches nothing that is decided upon
    shown = plain_theorem(claim)
    return execute(first, steps, context_of(claim), shown)


def start_of(statement: Statement) -> Basic:
    """The quantity that a derivation starts from: the side as defined, the larger one of a bound, the objective.

    >>> from theorycheck import rules, theorem
    >>> rules.start_of(theorem("least_squares_risk").statement) == theorem("least_squares_risk").statement.lhs
    True
    """
    return statement.origin()


def agree(claim: Theorem | None, left: Basic, right: Basic, relations: Sequence[Equation] = ()) -> bool:
    """Whether left = right under the hypotheses and in the notation of a theorem.

    True where it is shown; False only where there is a point, hypotheses not looked at, at which the sides differ;
    Undecidable where nothing decides.

    >>> from theorycheck import rules, setting
    >>> rules.agree(None, setting.H * setting.H.I, setting.H.I * setting.H)
    True
    """
    context = Context() if claim is None else context_of(claim)
    if proves_same(context, left, right, relations):
        return True
    try:
        return equal(context.written_out(left), context.written_out(right), relations)
    except UnsupportedExpressionError as error:
        message = f"cannot decide {left} = {right}: {error}"
        raise Undecidable(message) from error


def names_beside(claim: Theorem) -> tuple[str, ...]:
    """Names of which the theorem says something beside its statement."""
    relations = [a.relation for a in claim.assumptions if not isinstance(a.relation, str)]
    symbols = {s for e in (*relations, *(e for pair in claim.notation for e in pair)) for s in e.free_symbols}
    return tuple(str(getattr(s, "name", s)) for s in symbols)


def require_sense(claim: Theorem) -> None:
    """Raise NotShownError unless the statement is of a known kind, everything in it is real and defined, what stands
    for variables lies in its domain, and every abbreviation has the kind of what it abbreviates.
    """
    claim = plain_theorem(claim)
    context, statement = context_of(claim), claim.unfold()
    _require_order(claim)
    _require_variables(claim)
    require_defined(context, claim.statement.expressions())
    for symbol, definition in claim.notation:
        require_defined(context, (symbol, definition))
        require_in_domain(context, symbol, definition)
    statement.require_domain(context)


def _require_variables(claim: Theorem) -> None:
    """What is varied is a symbol of a known kind, neither random nor an abbreviation."""
    for variable in claim.statement.varied:
        if type(variable) not in VARIABLES or variable in dict(claim.notation):
            message = f"{variable} cannot be varied: it is random, an abbreviation, or of a kind that is not known"
            raise NotShownError(message)


def _require_order(claim: Theorem) -> None:
    """Each abbreviation is defined once, in terms of earlier ones at most."""
    symbols = [symbol for symbol, _ in claim.notation]
    if len(set(symbols)) < len(symbols):
        message = f"{claim.slug} abbreviates two things by one symbol"
        raise NotShownError(message)
    for i, (symbol, definition) in enumerate(claim.notation):
        if definition.has(*symbols[i:]):
            message = f"the definition of {symbol}, {definition}, holds itself or an abbreviation that is defined later"
            raise NotShownError(message)


def establish(claim: Theorem) -> Established | None:
    """How the statement of a theorem is shown, corollaries apart; None where there is nothing to derive it from.

    Raises DerivationError for a step that does not follow, and NotShownError, which is one, for the rest.
    """
    claim = plain_theorem(claim)
    require_sense(claim)
    if claim.derivation:
        derivation = derive(claim)
        conclude(claim.statement, derivation)
        return Established(derivation)
    if claim.statement.equated is None:
        return None
    require_one_normal_form(claim.statement, context_of(claim))
    return Established(None)


def require_one_normal_form(statement: Statement, context: Context) -> None:
    """Raise NotShownError unless the statement says that two sides are equal, and these have one normal form."""
    equated = statement.equated if type(statement) in KINDS else None
    if equated is None:
        message = f"a {type(statement).__name__} is not established by normal forms"
        raise NotShownError(message, "give a derivation")
    if not proves_same(context, *equated):
        sides = [context.written_out(side) for side in equated]
        message = f"the sides are not shown to have one normal form{_what_is_not_integrated(sides)}"
        raise EndsElsewhereError(message, *sides)


def _what_is_not_integrated(sides: list[Basic]) -> str:
    try:
        list(map(integrated, sides))
    except UnsupportedExpressionError as error:
        return f": {error}"
    return ""


def conclude(statement: Statement, derivation: Derivation) -> None:
    """Raise NotShownError unless a derivation establishes a statement about the quantity that it starts from."""
    derivation.require_relations(statement.allowed, statement.needed)
    statement.conclude(derivation)


def unproved_premises(claim: Theorem) -> tuple[str, ...]:
    """The theorems that a theorem rests on, at any distance, which are not established themselves."""
    return tuple(slug for slug in claim.depends_on if not _is_established(slug))


@cache
def _is_established(slug: str) -> bool:
    theorem = _premise(slug)
    try:
        shown = [establish(part) for part in (theorem, *theorem.parts)]
    except (DerivationError, ValueError):
        return False
    return all(s is not None for s in shown) and not unproved_premises(theorem)

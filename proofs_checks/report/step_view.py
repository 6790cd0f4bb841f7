"""One step of a derivation as it is read while it is written: in abbreviations, with common parts named; and where it
fails, both sides, their difference in normal form, and a point where they differ.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sympy import Add, Basic, MatAdd

from proofs_checks.settings.presentation.page_layout import TEXT_WIDTH
from theory.algebra.identities.explicit import as_matrix, explicit
from theory.algebra.identities.separation import separating_point
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.core.execution import require_consequence
from theory.core.known import Context
from theory.core.state import State
from theory.establishing import context_of
from theory.latex.printer import TextbookPrinter
from theory.moments.closed_form import integrated
from theory.named_parts import in_abbreviations, readable
from theory.notebook import Formula, Heading, Name, Part, Sentence, ShownInNotebooks, Table
from theory.rules import derive
from theory.theorem_record import Step, Theorem

__all__ = ["StepView", "failing_step", "step_view"]


@dataclass(frozen=True)
class StepView(ShownInNotebooks):
    """A step: what stood before it, what it arrives at and by which relation, and what common parts are called.

    ``failure`` is empty for a step that follows. Of one that does not, ``difference`` is before − after − certificates
    in normal form, where it has one, and ``point`` and ``sides`` are values at which the two sides differ, where some
    were found.

    >>> from theorycheck import step_view, theorem
    >>> step_view(theorem("minimal_excess_of_one_step_gd"), 1).failure
    ''
    """

    title: str
    before: Basic
    relation: str
    after: Basic | None
    names: tuple[tuple[Basic, Basic], ...] = ()
    because: tuple[str, ...] = ()
    failure: str = ""
    difference: Basic | None = None
    point: Mapping[str, str] = field(default_factory=dict)
    sides: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [self.title, "", f"  {self.before}"]
        lines += [] if self.after is None else [f"{self.relation} {self.after}"]
        lines += ["", "where", *(f"  {name} = {definition}" for name, definition in self.names)] if self.names else []
        lines += ["", *(f"because {reason}" for reason in self.because)] if self.because else []
        lines += ["", f"it fails: {self.failure}"] if self.failure else []
        lines += [] if self.difference is None else [f"the difference of the two sides: {self.difference}"]
        if self.point:
            where = ", ".join(f"{name} = {value}" for name, value in self.point.items())
            lines += [f"at {where}", f"the sides are {' and '.join(self.sides)}"]
        return "\n".join(map(_wrapped, lines))

    def notebook_parts(self) -> Iterator[Part]:
        printer = TextbookPrinter()
        yield Heading(self.title, self.failure)
        yield Formula(printer.doprint(self.before))
        if self.after is not None:
            yield Formula(f"{RELATIONS[self.relation]} {printer.doprint(self.after)}")
        if self.names:
            yield Sentence("where")
            for name, definition in self.names:
                yield Formula(f"{printer.doprint(name)} = {printer.doprint(definition)}")
        if self.difference is not None:
            yield Sentence("The difference of the two sides is")
            yield Formula(printer.doprint(self.difference))
        if self.point:
            sides = zip(("before", "after"), self.sides, strict=True)
            yield Table(
                ("a point where they differ", ""),
                [*((Name(name), value) for name, value in self.point.items()), *sides],
            )


RELATIONS = {"=": "=", "≥": r"\geq", "→": r"\to", "∂": r"\to"}


def step_view(theorem: Theorem, number: int) -> StepView:
    """Step ``number`` of the derivation, from 1. What it claims is decided anew.

    Raises ValueError for a number that no step has, and DerivationError for an earlier step that fails.

    >>> from theorycheck import step_view, theorem
    >>> print(step_view(theorem("minimal_excess_of_one_step_gd"), 1).relation)
    =
    """
    steps = theorem.derivation
    if not 1 <= number <= len(steps):
        count = f"{len(steps)} step{'s' * (len(steps) != 1)}"
        message = f"{theorem.slug} has no step {number}: its derivation has {count}"
        raise ValueError(message)
    step = steps[number - 1]
    title = f"{theorem.slug}, step {number} of {len(steps)}: {step.because} [{step.rule}]"
    before = derive(replace(theorem, derivation=steps[: number - 1])).states[-1]
    context = context_of(theorem)
    try:
        proposed = step.rule.apply(replace(before, minimizer=dict(before.minimizer)))
    except Exception as error:  # whatever a rule runs into
        return _shown(theorem, title, before, None, str(error) or type(error).__name__)
    try:
        after = require_consequence(before, proposed, _without_limits_taken(context, steps[: number - 1], theorem))
    except ValueError as error:
        return _shown(theorem, title, before, proposed, str(error) or type(error).__name__)
    return _shown(theorem, title, before, after, "")


def failing_step(theorem: Theorem) -> StepView | None:
    """The first step that fails, of the statement or of a corollary; None where all follow."""
    for part in (theorem, *theorem.parts):
        for number in range(1, len(part.derivation) + 1):
            view = step_view(part, number)
            if view.failure:
                return view
    return None


def _without_limits_taken(context: Context, earlier: tuple[Step, ...], theorem: Theorem) -> Context:
    taken = sum(s.relation == "→" for s in derive(replace(theorem, derivation=earlier)).states)
    return replace(context, tending=context.tending[taken:])


def _shown(theorem: Theorem, title: str, before: State, after: object, failure: str) -> StepView:
    arrived = after if isinstance(after, State) else None
    states = [before] if arrived is None else [before, arrived]
    folded = [in_abbreviations(theorem, s.expression) for s in states]
    difference, point, sides = _apart(theorem, before, arrived) if failure and arrived is not None else (None, {}, ())
    difference = None if difference is None else in_abbreviations(theorem, difference)
    taken = [str(symbol) for symbol, _ in theorem.notation]
    shown = readable([*folded, *([] if difference is None else [difference])], taken)
    expressions = shown.expressions
    return StepView(
        title=title,
        before=expressions[0],
        relation="" if arrived is None else arrived.relation,
        after=None if arrived is None else expressions[1],
        names=shown.names,
        because=() if arrived is None else tuple(map(str, arrived.certificates)),
        failure=failure,
        difference=None if difference is None else expressions[-1],
        point=point,
        sides=sides,
    )


def _apart(theorem: Theorem, before: State, after: State) -> tuple[Basic | None, dict[str, str], tuple[str, ...]]:
    """The difference of the sides in normal form, a point, and both values there; nothing where they have none."""
    try:
        left = integrated(theorem.unfolded(before.expression))
        parts = [theorem.unfolded(e) for e in (after.expression, *(c.expression for c in after.certificates))]
        matrix = getattr(left, "is_Matrix", False)
        right = integrated(MatAdd(*parts) if matrix and len(parts) > 1 else Add(*parts) if len(parts) > 1 else parts[0])
        difference = to_sympy(from_sympy(left - right), matrix=matrix)
        values = separating_point(left, right)
        if values is None:
            return difference, {}, ()
        point = {str(symbol): str(_plain(value)) for symbol, value in values.items()}
        return difference, point, tuple(str(_plain(as_matrix(explicit(side, values)))) for side in (left, right))
    except (ValueError, TypeError, NotImplementedError):
        return None, {}, ()  # no closed form, or sides that cannot be compared: the failure says what it can


def _plain(value: Expression) -> Expression:
    rows = value.tolist() if hasattr(value, "tolist") else value
    return rows[0][0] if isinstance(rows, list) and len(rows) == 1 and len(rows[0]) == 1 else rows


def _wrapped(line: str) -> str:
    return textwrap.fill(line, TEXT_WIDTH, subsequent_indent="    ", break_long_words=False) if line else line

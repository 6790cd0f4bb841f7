"""A theorem under changed laws: the same derivation, executed anew, finds the closed form."""

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module

from sympy import Basic

from theory.algebra.vocabulary.sympy_types import Expression
from theory.establishing import derive
from theory.registry import module_of, theorem
from theory.statements import Equality
from theory.theorem_record import Assumption, Source, Theorem

__all__ = ["carried_over"]


def carried_over(
    slug: str,
    laws: Expression,
    *,
    to: str,
    title: str,
    claim: Expression = None,
    assumptions: Iterable[Assumption] = (),
    notation: Iterable[tuple[Basic, Expression]] | None = None,
) -> Theorem:
    """The equality that the theorem of that slug becomes under other laws, as a theorem ``to`` of its own.

    Its derivation is the registered one, built for these laws. What it arrives at is what is claimed, unless ``claim``
    is, in the abbreviations of the registered theorem unless others are given. Nothing is taken over as proved: the
    result is decided, and checked by numbers, like any other theorem. Raises ValueError for a theorem that is no
    function of its laws (a module that defines no ``stated_in``), and DerivationError where a step does not follow.

    >>> from theorycheck import PositiveDefiniteMatrix, rules, setting
    >>> H_2 = PositiveDefiniteMatrix("H_2", setting.d)
    >>> laws = setting.InContextLearning(query_covariance=H_2)
    >>> shifted = rules.carried_over("risk_of_one_step_gd", laws, to="shifted_risk", title="A shifted query")
    >>> shifted.statement.rhs.has(H_2)
    True
    """
    stated_in = getattr(import_module(str(module_of(theorem(slug).slug))), "stated_in", None)
    if stated_in is None:
        message = f"{slug} is not stated as a function of its laws: define stated_in(laws) beside its THEOREM"
        raise ValueError(message)
    start, steps = stated_in(laws)
    found = Theorem(
        slug=to,
        title=title,
        statement=Equality(start, start if claim is None else claim),
        assumptions=tuple(assumptions),
        derivation=steps,
        source=Source("derived here", f"{slug} under other laws"),
        notation=theorem(slug).notation if notation is None else tuple(notation),
    )
    if claim is not None:
        return found
    end = found.folded(derive(found).end.expression)
    used = tuple(pair for pair in found.notation if end.has(pair[0]))
    return replace(found, statement=Equality(start, end), notation=used)

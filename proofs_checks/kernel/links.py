"""A derivation as links between terms: what stood before a step, what stands after, and what was left out."""

from dataclasses import dataclass
from functools import reduce

from sympy import Basic

from proofs_checks.kernel import terms
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix, Scalar
from theory.algebra.positivity.certificate import Certificate
from theory.core.execution import Derivation
from theory.theorem_record import Theorem

__all__ = ["Link", "Term", "links_between", "with_certificates"]

Term = Scalar | Matrix


@dataclass(frozen=True)
class Link:
    """``before`` = ``after`` plus the certificates, each with its expression as a term."""

    before: Term
    after: Term
    certificates: tuple[tuple[Certificate, Scalar], ...] = ()
    why: str = ""


def links_between(
    reader: Reader, part: Theorem, derivation: Derivation | None, start: Basic, end: Basic
) -> tuple[Link, ...]:
    """From ``start`` to ``end``, both as the statement has them, through the states of its derivation if it has one.

    Raises NotExportedError for a step that the kernel's library has no relation for.
    """
    first, last = reader.term(start), reader.term(end)
    if derivation is None:
        return (Link(first, last, why="both sides are evaluated"),)
    read = [reader.term(part.unfolded(state.expression)) for state in derivation.states]
    links = [Link(first, read[0], why="the statement, written out")]
    for number, step in enumerate(part.derivation, start=1):
        state = derivation.states[number]
        if state.relation not in ("=", "≥"):
            message = f"step {number} has the relation {state.relation}"
            raise NotExportedError(message)
        if state.lemmas:
            message = f"step {number} rests on a textbook fact"
            raise NotExportedError(message)
        certified = tuple((c, reader.scalar(part.unfolded(c.expression))) for c in state.certificates)
        links.append(Link(read[number - 1], read[number], certified, step.because))
    links.append(Link(read[-1], last, why="the claim"))
    return tuple(links)


def with_certificates(link: Link) -> Term:
    """What stands after the step and what was left out, added up."""
    return reduce(terms.Plus, [expression for _, expression in link.certificates], link.after)

"""A derivation as links between terms: what stood before a step, what stands after, and what was left out."""

from dataclasses import dataclass

from sympy import Basic

from proofs_checks.kernel import terms
from proofs_checks.kernel.exported_certificates import Certified, certified, sum_of
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix, Scalar
from theory.algebra.words.blocks import multiply_out_blocks
from theory.core.execution import Derivation
from theory.theorem_record import Theorem

__all__ = ["Link", "Term", "links_between"]

Term = Scalar | Matrix


@dataclass(frozen=True)
class Link:
    """``before`` = ``after`` plus what the certificates show to be ≥ 0."""

    before: Term
    after: Term
    certificates: tuple[Certified, ...] = ()
    why: str = ""

    @property
    def left_out(self) -> Certified | None:
        """The sum of the certificates, itself one; None where nothing was left out."""
        return sum_of(self.certificates) if self.certificates else None

    @property
    def whole(self) -> Term:
        """What stands after the step and what was left out, added up."""
        left_out = self.left_out
        if left_out is None:
            return self.after
        assert not isinstance(self.after, Matrix), "the core lets no step down from a matrix pass"
        return terms.Plus(self.after, left_out.term)


def links_between(
    reader: Reader, part: Theorem, derivation: Derivation | None, start: Basic, end: Basic, steps: int | None = None
) -> tuple[Link, ...]:
    """From ``start`` to ``end``, both as the statement has them, through the states of its derivation if it has one,
    or those that come before as many ``steps`` are done.

    Raises NotExportedError for a step that the kernel's library has no relation for.
    """
    first, last = reader.term(start), reader.term(end)
    if derivation is None:
        return (Link(first, last, why="both sides are evaluated"),)
    taken = part.derivation[:steps]
    states = derivation.states[: len(taken) + 1]
    read = [reader.term(multiply_out_blocks(part.unfolded(state.expression))) for state in states]
    links = [Link(first, read[0], why="the statement, written out")]
    for number, step in enumerate(taken, start=1):
        state = states[number]
        if state.relation not in ("=", "≥"):
            message = f"step {number} has the relation {state.relation}"
            raise NotExportedError(message)
        if state.lemmas:
            message = f"step {number} rests on a textbook fact"
            raise NotExportedError(message)
        # an equality that another theorem states is computed anew: both sides have one normal form
        shown = state.certificates if state.relation == "≥" else ()
        try:
            certificates = tuple(certified(reader, c, part.unfolded) for c in shown)
        except NotExportedError as error:
            message = f"step {number}: {error}"
            raise NotExportedError(message) from error
        links.append(Link(read[number - 1], read[number], certificates, step.because))
    links.append(Link(read[-1], last, why="the claim"))
    return tuple(links)

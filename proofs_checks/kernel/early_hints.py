"""Divisors that a hypothesis says to be > 0 in another spelling, for the tactic that shows that they are not 0."""

from collections.abc import Iterator

from sympy import Add, Basic, Trace, preorder_traversal

from proofs_checks.kernel import terms
from proofs_checks.kernel.positive_scalars import positive_scalars
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.terms import Scalar
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.theorem_record import Theorem

__all__ = ["early_hints", "sums_with_hypotheses"]


def early_hints(reader: Reader, part: Theorem) -> list[tuple[Scalar, Scalar]]:
    """Pairs of a scalar in a divisor and the product of a hypothesis and powers that it equals without any division."""
    known = positive_scalars(reader, part)
    found: dict[Basic, tuple[Scalar, Scalar]] = {}
    for each in dict.fromkeys(s for divisor in tuple(reader.divisors) for s in _scalars(reader.written_out(divisor))):
        for hypothesis in known:
            product = hypothesis.multiple(reader, each, undivided=True)
            if product is not None:
                found.setdefault(each, (reader.scalar(each), product))
    return list(found.values())


def sums_with_hypotheses(reader: Reader, part: Theorem) -> dict[int, list[Scalar]]:
    """Sums that divisors equal, by their place in the table: of a hypothesis and of what has no minus sign."""
    found: dict[int, list[Scalar]] = {}
    for place, divisor in enumerate(tuple(reader.divisors)):
        for hypothesis in positive_scalars(reader, part):
            rest = to_sympy(from_sympy(reader.written_out(divisor - hypothesis.scalar)))
            if rest != 0 and all(term.as_coeff_Mul()[0] > 0 for term in Add.make_args(rest)):
                whole = terms.Plus(reader.scalar(hypothesis.scalar), reader.scalar(rest))
                found.setdefault(place, []).append(whole)
    return found


def _scalars(divisor: Basic) -> Iterator[Basic]:
    for node in preorder_traversal(divisor):
        if isinstance(node, Add | Trace) and not getattr(node, "is_Matrix", False):
            yield node

"""Scalars that hypotheses say to be > 0, and what is a product of one of them and of powers."""

from dataclasses import dataclass

from sympy import Add, Basic, Dummy, Gt, Lt, Trace, cancel, expand, fraction

from proofs_checks.kernel import terms
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.terms import Scalar
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.theorem_record import Theorem

__all__ = ["PositiveScalar", "positive_scalars"]


@dataclass(frozen=True)
class PositiveScalar:
    """The larger side of a hypothesis whose smaller one is 0, as it stands there."""

    scalar: Basic

    def multiple(self, reader: Reader, other: Basic, *, undivided: bool = False) -> Scalar | None:
        """The other scalar as a product of powers and this one; None where it is none, or spelled like this one.

        With ``undivided`` a product with a division in it does not count.
        """
        ratio = _ratio(other, reader.written_out(self.scalar))
        if ratio is None or (undivided and fraction(ratio)[1] != 1):
            return None
        here = reader.scalar(self.scalar)
        if ratio != 1:
            return terms.Times(reader.scalar(ratio), here)
        return None if reader.texts(reader.scalar(other))[0] == reader.texts(here)[0] else here


def positive_scalars(reader: Reader, part: Theorem) -> list[PositiveScalar]:
    """Those of the hypotheses of a statement."""
    relations = [a.relation for a in part.assumptions if isinstance(a.relation, Gt | Lt)]
    return [PositiveScalar(r.gts) for r in relations if r.lts == 0]


def _ratio(scalar: Basic, hypothesis: Basic) -> Basic | None:
    """scalar/hypothesis, where that is a product of powers and something cancels; None elsewhere."""
    letters: dict[Basic, Dummy] = {}

    def plain(e: Basic) -> Basic:
        spelled = to_sympy(from_sympy(e))
        for trace in sorted(spelled.atoms(Trace), key=str):
            letters.setdefault(trace, Dummy(f"t{len(letters)}", positive=True))
        return spelled.xreplace(letters)

    above, below = plain(scalar), plain(hypothesis)
    ratio = cancel(above / below)
    if expand(fraction(ratio)[0] - above) == 0:
        return None
    if any(isinstance(part, Add) and part.has(*letters.values()) for part in fraction(ratio)):
        return None
    return ratio.xreplace({letter: trace for trace, letter in letters.items()})

"""Certificates as terms, each with the tactic by which Coq shows it to be ≥ 0.

A term is built as the certificate is, not as SymPy would order it, so that the tactic can follow it node by node.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from sympy import Basic, Identity, Integer, sympify

from proofs_checks.kernel import terms
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Scalar
from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.operator_jensen import OperatorJensen
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.trace_product import TraceProduct
from theory.algebra.positivity.weighted_square import WeightedSquare

__all__ = ["Certified", "certified"]

WrittenOut = Callable[[Basic], Basic]


@dataclass(frozen=True)
class Certified:
    """A scalar that is ≥ 0, the tactic that shows it, and the root of a square that is 0 only where its root is."""

    term: Scalar
    tactic: str
    root: Basic | None = None
    parts: tuple["Certified", ...] = ()


def certified(reader: Reader, certificate: Certificate, written_out: WrittenOut) -> Certified:
    """The certificate as the library knows it. Raises NotExportedError for a kind that it does not know."""

    def read(e: Basic) -> terms.Matrix:
        return reader.matrix(written_out(e))

    match certificate:
        case Square(root):
            return Certified(terms.Power(reader.scalar(written_out(root)), 2), "exact: sqr_ge0")
        case WeightedSquare(V, left, right):
            v = read(V)
            term = terms.TraceOf(_product(read(left), v, read(right), terms.Transposed(v)))
            return Certified(term, "by apply: weighted_square; signs", V)
        case TraceBound(W, v, left, right):
            w, u, weight = read(W), read(v), read(right)
            return Certified(_trace_bound(w, u, read(left), weight), "by apply: trace_bound; signs")
        case CauchySchwarz(a, b, H):
            return Certified(_cauchy_schwarz(read(a), read(b), read(H)), "by apply: cauchy_schwarz; signs")
        case TraceProduct(A, B, weight):
            return Certified(_trace_product(read(A), read(B), read(weight)), "by apply: trace_product; signs")
        case Combination(pairs):
            parts = [certified(reader, part, written_out) for _, part in pairs]
            factors = [reader.scalar(written_out(sympify(c))) for c, _ in pairs]
            whole = [terms.Times(c, part.term) for c, part in zip(factors, parts, strict=True)]
            return Certified(
                reduce(terms.Plus, whole), _sum_of_products([part.tactic for part in parts]), parts=tuple(parts)
            )
        case Product(first, second):
            one, two = (certified(reader, part, written_out) for part in (first, second))
            tactic = f"by apply: mulr_ge0; [{one.tactic} | {two.tactic}]"
            return Certified(terms.Times(one.term, two.term), tactic)
    message = f"the certificate {type(certificate).__name__} is not known to the kernel's library"
    raise NotExportedError(message)


def _product(*factors: terms.Matrix) -> terms.Matrix:
    return reduce(terms.Product, factors)


def _quad(v: terms.Matrix, weight: terms.Matrix) -> Scalar:
    return terms.TraceOf(_product(terms.Transposed(v), weight, v))


def _trace_bound(w: terms.Matrix, v: terms.Matrix, left: terms.Matrix, right: terms.Matrix) -> Scalar:
    frobenius = terms.TraceOf(_product(left, w, right, terms.Transposed(w)))
    return terms.Plus(terms.Times(frobenius, _quad(v, right)), terms.Minus(_quad(_product(w, right, v), left)))


def _cauchy_schwarz(a: terms.Matrix, b: terms.Matrix, weight: terms.Matrix) -> Scalar:
    mixed = terms.TraceOf(_product(terms.Transposed(a), weight, b))
    return terms.Plus(terms.Times(_quad(a, weight), _quad(b, weight)), terms.Minus(terms.Power(mixed, 2)))


def _trace_product(a: terms.Matrix, b: terms.Matrix, weight: terms.Matrix) -> Scalar:
    apart = terms.Times(terms.TraceOf(_product(weight, a)), terms.TraceOf(_product(weight, b)))
    return terms.Plus(apart, terms.Minus(terms.TraceOf(_product(weight, a, weight, b))))


def _sum_of_products(tactics: list[str]) -> str:
    """Each product of a coefficient ≥ 0 and a certificate, the sum taken from the left."""
    cases = " | ".join(f"by apply: mulr_ge0; [signs | {tactic}]" for tactic in tactics)
    opened = "repeat apply: addr_ge0" if len(tactics) > 1 else "idtac"
    return f"{opened}; [{cases}]"

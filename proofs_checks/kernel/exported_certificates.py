"""Certificates as terms, each with the tactic by which Coq shows it to be ≥ 0.

A term is built as the certificate is, not as SymPy would order it, so that the tactic can follow it node by node.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from sympy import Basic, sympify

from proofs_checks.kernel import terms
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Scalar
from theory.algebra.positivity.cauchy_schwarz import CauchySchwarz
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.positivity.combination import Combination
from theory.algebra.positivity.mean import Mean
from theory.algebra.positivity.product import Product
from theory.algebra.positivity.square import Square
from theory.algebra.positivity.termwise import Termwise
from theory.algebra.positivity.trace_bound import TraceBound
from theory.algebra.positivity.trace_product import TraceProduct
from theory.algebra.positivity.weighted_square import WeightedSquare
from theory.core.premises import FromTheorem
from theory.core.substitution import replaced
from theory.establishing import derive
from theory.registry import theorem

__all__ = ["Certified", "certified", "left_out_by", "multiple_of", "sum_of"]

WrittenOut = Callable[[Basic], Basic]


@dataclass(frozen=True)
class Certified:
    """A scalar that is ≥ 0 and the tactic that shows it.

    A square that vanishes only where its root does has that ``root``. A sum has ``parts``, and a product with a
    coefficient ≥ 0 the ``coefficient`` and what it is of as its only part.
    """

    term: Scalar
    tactic: str
    root: Basic | None = None
    parts: tuple["Certified", ...] = ()
    coefficient: Scalar | None = None


def sum_of(parts: Sequence[Certified]) -> Certified:
    """Their sum, taken from the left."""
    first, *rest = parts
    for each in rest:
        tactic = f"by apply: addr_ge0; [{first.tactic} | {each.tactic}]"
        first = Certified(terms.Plus(first.term, each.term), tactic, parts=(first, each))
    return first


def multiple_of(coefficient: Scalar, part: Certified) -> Certified:
    """A coefficient, which Coq has to see to be ≥ 0, times what is."""
    tactic = f"by apply: mulr_ge0; [signs | {part.tactic}]"
    return Certified(terms.Times(coefficient, part.term), tactic, parts=(part,), coefficient=coefficient)


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
            return Certified(term, "by apply: weighted_square; signs", written_out(V))
        case TraceBound(W, v, left, right):
            w, u, weight = read(W), read(v), read(right)
            return Certified(_trace_bound(w, u, read(left), weight), "by apply: trace_bound; signs")
        case CauchySchwarz(a, b, H):
            return Certified(_cauchy_schwarz(read(a), read(b), read(H)), "by apply: cauchy_schwarz; signs")
        case TraceProduct(A, B, weight):
            return Certified(_trace_product(read(A), read(B), read(weight)), "by apply: trace_product; signs")
        case Combination(pairs):
            read_scalar = [(reader.scalar(written_out(sympify(c))), part) for c, part in pairs]
            return sum_of([multiple_of(c, certified(reader, part, written_out)) for c, part in read_scalar])
        case Termwise(scalar):
            return Certified(reader.scalar(written_out(scalar)), "signs")
        case Product(first, second):
            one, two = (certified(reader, part, written_out) for part in (first, second))
            tactic = f"by apply: mulr_ge0; [{one.tactic} | {two.tactic}]"
            return Certified(terms.Times(one.term, two.term), tactic)
        case FromTheorem():
            parts = [certified(reader, part, there) for part, there in left_out_by(certificate, written_out)]
            whole = sum_of(parts)
            factor = written_out(certificate.factor)
            return whole if factor == 1 else multiple_of(reader.scalar(factor), whole)
        case Mean(pointwise):
            return reader.inside(lambda: _mean(reader, pointwise, written_out))
    message = f"the certificate {type(certificate).__name__} is not known to the kernel's library"
    raise NotExportedError(message)


def left_out_by(premise: FromTheorem, written_out: WrittenOut) -> list[tuple[Certificate, WrittenOut]]:
    """What the derivation of a bound leaves out, each with how its expressions are written at the premise's values.

    A bound that another theorem states is shown again, at these values, by what its own derivation leaves out.
    """
    stated = theorem(premise.slug)
    if not stated.derivation:
        message = f"the premise {premise.slug} has no derivation"
        raise NotExportedError(message)
    values = {symbol: written_out(value) for symbol, value in premise.at}

    def there(e: Basic) -> Basic:
        return replaced(stated.unfolded(e), values)

    return [(part, there) for part in derive(stated).left_out]


def _mean(reader: Reader, pointwise: Certificate, written_out: WrittenOut) -> Certified:
    """The mean of what is a sum of squares for all values of the random symbols."""

    def read(e: Basic) -> terms.Matrix:
        return reader.matrix(written_out(e))

    match pointwise:
        case Square(root):
            return Certified(terms.Mean(terms.Power(reader.scalar(written_out(root)), 2)), "exact: h_positive")
        case WeightedSquare(V, left, right):
            v, (one, two) = read(V), (reader.constant(written_out(e)) for e in (left, right))
            trace = terms.TraceOf(_product(one, v, two, terms.Transposed(v)))
            return Certified(terms.Mean(trace), "by apply: (E_weighted_square h_law h_positive); signs")
        case CauchySchwarz(a, b, H):
            term = _cauchy_schwarz(read(a), read(b), reader.constant(written_out(H)))
            return Certified(terms.Mean(term), "by apply: (E_cauchy_schwarz h_law h_positive); signs")
    message = f"the mean of a {type(pointwise).__name__} is not known to the kernel's library"
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

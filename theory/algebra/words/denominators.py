"""Reciprocals of scalar sums brought to one common denominator, or cleared."""

from theory.algebra.words.letters import Generator
from theory.algebra.words.normal_form import Key, Number, TracePolynomial

__all__ = ["clear_reciprocals", "common_denominator"]


def clear_reciprocals(polynomial: TracePolynomial) -> TracePolynomial:
    """A multiple of the polynomial, by a nonzero scalar, without reciprocals of sums."""
    return common_denominator(polynomial)[1]


def common_denominator(polynomial: TracePolynomial) -> tuple[TracePolynomial, TracePolynomial]:
    """(D, D·polynomial), with D the product of every reciprocal that occurs, to its highest power."""
    denominator = TracePolynomial.scalar(1)
    while True:
        highest: dict[Generator, Number] = {}
        for scalars, _, _ in polynomial.terms:
            for generator, exponent in scalars:
                if generator.argument is not None:
                    highest[generator] = max(highest.get(generator, 0), exponent)
        if not highest:
            return denominator, polynomial
        generator = min(highest, key=lambda g: g.key)
        denominator = denominator.scale(_argument_power(generator, highest[generator]))
        polynomial = _multiply_out(polynomial, generator, highest[generator])


def _argument_power(generator: Generator, exponent: Number) -> TracePolynomial:
    assert generator.argument is not None
    return generator.argument.to_power(int(exponent))


def _multiply_out(polynomial: TracePolynomial, generator: Generator, highest: Number) -> TracePolynomial:
    by_power: dict[Number, dict[Key, Number]] = {}
    for (scalars, loops, word), value in polynomial.terms.items():
        exponent = dict(scalars).get(generator, 0)
        rest = tuple(item for item in scalars if item[0] is not generator)
        by_power.setdefault(highest - exponent, {})[(rest, loops, word)] = value
    total = TracePolynomial.zero(polynomial.rows, polynomial.cols)
    for missing, terms in by_power.items():
        part = TracePolynomial(polynomial.rows, polynomial.cols, terms)
        total = total + part.scale(_argument_power(generator, missing))
    return total

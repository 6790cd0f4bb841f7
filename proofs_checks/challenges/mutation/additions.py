"""Terms that do not belong to a claim: well typed, and made of the letters that the claim is about."""

from collections.abc import Iterator
from itertools import combinations_with_replacement

from sympy import Basic, Expr, Identity, MatrixExpr, Rational, Trace

from proofs_checks.challenges.mutation.statement_letters import Alphabet
from proofs_checks.settings.exact_trials import ADDED_DENOMINATORS
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["terms_to_add"]


def terms_to_add(expression: Basic, alphabet: Alphabet) -> Iterator[Expression]:
    """Terms of the expression's shape, each also with other signs and factors."""
    matrix = getattr(expression, "is_Matrix", False)
    for term in _of_shape(expression.shape, alphabet) if matrix else _scalars(alphabet):
        yield term
        yield from (factor * term for factor in (-1, 2, -2, 3, Rational(1, 2), Rational(-1, 2)))
        yield from (term / size for size in alphabet.sizes)
        yield from (scalar * term for scalar in (*alphabet.scalars, *_sizes_of(alphabet)))


def _scalars(alphabet: Alphabet) -> Iterator[Expr]:
    """Traces of products, quadratic forms, the scalars themselves, constants."""
    square = [m for m in alphabet.matrices if m.shape[0] == m.shape[1]]
    for a, b in combinations_with_replacement(square, 2):
        yield Trace(a * b)
    for v in alphabet.matrices:
        if v not in square:
            yield from (Trace(v.T * a * v) for a in square if a.shape[0] == v.shape[0])
    yield from alphabet.scalars
    yield from (scalar**2 for scalar in alphabet.scalars)
    yield from _sizes_of(alphabet)
    yield from (Rational(1, n) for n in range(1, ADDED_DENOMINATORS + 1))


def _sizes_of(alphabet: Alphabet) -> Iterator[Expr]:
    """A number for each matrix: its trace, or its squared norm."""
    for m in alphabet.matrices:
        yield Trace(m) if m.shape[0] == m.shape[1] else Trace(m.T * m)


def _of_shape(shape: tuple[Expression, Expression], alphabet: Alphabet) -> Iterator[MatrixExpr]:
    """Letters of that shape, products of two, the identity."""
    both: list[MatrixExpr] = [*alphabet.matrices, *(m.T for m in alphabet.matrices if m != m.T)]
    yield from (m for m in both if m.shape == shape)
    for a in both:
        for b in both:
            if (a.shape[0], b.shape[1]) == shape and a.shape[1] == b.shape[0]:
                yield a * b
    if shape[0] == shape[1]:
        yield Identity(shape[0])

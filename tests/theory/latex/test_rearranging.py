"""What is rearranged for printing keeps its value."""

from functools import reduce
from operator import add
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Basic, Identity, MatMul, Mul, Trace, Transpose

from tests.theory.latex.test_expressions import A, Gamma, H, M, Psi, b, d, k, sigma2, tau
from theory import equal
from theory.latex.order import Group, grouped, in_textbook_order
from theory.latex.printed_terms import Term, rotated, split_term, terms_of
from theory.latex.sums import _opened

scalars = st.sampled_from(
    [-1, 2, 1 / M, sigma2 / M, tau + 1, Trace(A) / M + sigma2 / M, Trace(b.T * H * k) / (M + 1), (M + 1) / M, 3 / M**2]
)
matrices = st.recursive(
    st.sampled_from([A, H, Psi, Identity(d), b * k.T]),
    lambda inner: st.one_of(
        st.builds(lambda a, c: a + c, inner, inner),
        st.builds(lambda a, c: a * c, inner, inner),
        st.builds(lambda a, c: c * a, inner, scalars),
        st.builds(lambda a, c: Trace(a) * c, inner, inner),
        st.builds(Transpose, inner),
    ),
    max_leaves=8,
)


def _value(term: Term) -> Any:
    scalar = Mul(term.number, *term.above, *(1 / f for f in term.below))
    return MatMul(scalar, *term.word) if term.word else scalar


def _group_value(piece: Term | Group) -> Any:
    if isinstance(piece, Term):
        return _value(piece)
    return _value(piece.factor) * reduce(add, map(_value, piece.terms))


@given(matrices)
@settings(deadline=None, max_examples=60)
def test_a_sum_keeps_its_value(matrix: Basic) -> None:
    terms = terms_of(matrix)
    if not terms:
        assert equal(matrix, 0 * H)
        return
    assert equal(reduce(add, map(_value, terms)), matrix)
    assert equal(reduce(add, map(_group_value, grouped(in_textbook_order(terms)))), matrix)
    assert all(equal(_value(_opened(t)), _value(t)) for t in terms)


@pytest.mark.parametrize("word", [H * b * k.T * A, 2 * A * b * b.T, b * k.T, A * Gamma])
def test_a_rotated_trace_keeps_its_value(word: Basic) -> None:
    assert equal(rotated(Trace(word)), Trace(word))
    assert equal(_value(split_term(Trace(word))), Trace(word))

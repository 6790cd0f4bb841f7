"""Equal terms become one object, and nothing else changes."""

import numpy as np
import pytest
from sympy import Expr, Float, Integer, MatrixSymbol, Symbol, Trace, Tuple, preorder_traversal

from numerics.evaluation import shared_nodes
from numerics.evaluation.shared_nodes import with_shared_nodes
from numerics.evaluation.walk import evaluate
from tests.numerics.setting import H, Psi, d
from theory import registry


def built_anew(x):
    """Terms that are equal, and no two of which are one object."""
    return Trace(H * Psi * H) * (x + Trace(H * Psi * H)), Trace(H * Psi * H) + x


def objects(*expressions):
    return {id(node) for e in expressions for node in preorder_traversal(e)}


def test_equal_terms_are_one_object_within_and_among_expressions():
    x = Symbol("x_shared")
    pair = built_anew(x)
    before, different = len(objects(*pair)), {node for e in pair for node in preorder_traversal(e)}
    shared = tuple(map(with_shared_nodes, pair))
    assert len(objects(*shared)) == len(different) < before
    assert shared == built_anew(x)
    assert tuple(map(str, shared)) == tuple(map(str, built_anew(x)))


def test_what_is_given_is_left_as_it_was():
    """It may be a statement that the core reads."""
    given = built_anew(Symbol("x_left"))
    before = [[(id(node), [id(a) for a in node.args]) for node in preorder_traversal(e)] for e in given]
    for e in given:
        with_shared_nodes(e)
        evaluate(e, {Symbol("x_left"): 1.0, H: np.eye(2), Psi: np.eye(2)})
    assert before == [[(id(node), [id(a) for a in node.args]) for node in preorder_traversal(e)] for e in given]


@pytest.mark.parametrize("slug", ["gap_of_many_heads", "optimal_one_step_gd", "attention_gap_lower_bound"])
def test_statements_stay_what_they_are(slug):
    theorem = registry.theorem(slug)
    terms = [a for a in preorder_traversal(theorem.statement) if hasattr(a, "_hashable_content")]
    texts = [str(term) for term in terms]
    for term in terms:
        assert with_shared_nodes(term) == term
    assert [str(term) for term in terms] == texts


def test_what_differs_by_a_kind_of_number_or_by_assumptions_stays_apart():
    positive, plain = Symbol("s", positive=True), Symbol("s")
    assert with_shared_nodes(positive + 1) != with_shared_nodes(plain + 1)
    one, one_point_nought = with_shared_nodes(plain + 2), with_shared_nodes(plain + Float(2.0))
    assert {type(a) for a in one.args} != {type(a) for a in one_point_nought.args}
    G = MatrixSymbol("H", d, d)
    assert type(with_shared_nodes(Trace(G)).arg) is not type(with_shared_nodes(Trace(H)).arg)


class InAnyLetter(Expr):
    """A function of a letter that says nothing: equal to the same in another letter."""

    def _hashable_content(self):
        letter, body = self.args
        return (body.xreplace({letter: Symbol("_")}),)


def test_terms_equal_to_others_in_other_letters_keep_their_letters():
    x, y = Symbol("x_own"), Symbol("y_own")
    functions = [InAnyLetter(letter, letter**2) for letter in (x, y)]
    assert functions[0] == functions[1]
    for function, letter in zip(functions, (x, y), strict=True):
        assert with_shared_nodes(function).has(letter)
        assert with_shared_nodes(Tuple(function, d)).has(letter)


def test_values_are_the_same_when_the_table_is_emptied(monkeypatch):
    monkeypatch.setattr(shared_nodes, "TERMS_SHARED", 0)
    x = Symbol("x_emptied")
    first, second = built_anew(x)
    values = {H: [[2, 1], [1, 3]], Psi: [[1, 0], [0, 2]], x: 2}
    assert evaluate(first, values) == evaluate(Trace(H * Psi * H), values) * evaluate(second, values)
    assert with_shared_nodes(Integer(3)) == 3

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from sympy import Trace

from tests.theory.algebra.expressions import RELAXED, expressions
from tests.theory.algebra.letters import A, B, S, b
from theory import expectation
from theory.algebra.words.convert import from_sympy, to_sympy

PROGRAM = """
from tests.theory.algebra.letters import A, B, H, Psi, S, b, s, unit
from sympy import Inverse, Trace
from theory import expectation
from theory.algebra.words.convert import from_sympy, to_sympy
print(expectation(S * A * S * B * S))
print(expectation(Trace(b.T * S * A * S * b) ** 2))
print(to_sympy(from_sympy(Inverse(H + Psi + s * unit) * A / (Trace(A * H) + s + Trace(Psi * B) ** 2)), True))
"""


def is_matrix(expression):
    return getattr(expression, "is_Matrix", False)


@settings(RELAXED, max_examples=300)
@given(expressions())
def test_round_trip(expression):
    polynomial = from_sympy(expression)
    text = to_sympy(polynomial, is_matrix(expression))
    assert from_sympy(text) == polynomial
    assert to_sympy(from_sympy(text), is_matrix(expression)) == text


@settings(RELAXED, max_examples=100)
@given(expressions())
def test_results_are_what_sympy_rebuilds(expression):
    text = to_sympy(from_sympy(expression), is_matrix(expression))
    assert rebuild(text) == text


def rebuild(node):
    if not node.args or node.is_symbol:
        return node
    return node.func(*map(rebuild, node.args))


def test_substitution_there_and_back():
    closed = expectation(S * A * S * B)
    assert to_sympy(from_sympy(closed.subs(A, B)), True) == expectation(S * B * S * B)
    assert closed.subs(A, B + b * b.T) != closed
    assert from_sympy(closed.subs(A, A.T).subs(A, A.T)) == from_sympy(closed)


def test_a_number_of_rows_may_become_one():
    scalar = expectation(Trace(S)).subs({b.shape[0]: 1})
    assert from_sympy(scalar).is_scalar


def test_the_same_text_under_any_hash_seed():
    texts = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        texts.add(run.stdout)
    assert len(texts) == 1
    assert len(texts.pop().splitlines()) == 3


@pytest.mark.parametrize("spelling", [S * A * S, S.T * A * S, (S * A.T * S).T], ids=str)
def test_the_same_text_for_any_spelling(spelling):
    assert str(expectation(spelling)) == str(expectation(S * A * S))

"""What is certified has the sign it is certified to have, and what has none is not certified."""

from contextlib import suppress

import numpy as np
import pytest
from sympy import Add, Mul, Trace, sympify

from tests.theory.algebra.signs_cases import (
    DEFINITE,
    INDEFINITE,
    NEGATIVE,
    NONNEGATIVE,
    POSITIVE,
    SEMIDEFINITE,
    H,
    P,
    n,
    p,
    smallest,
    x,
)
from theory.algebra.signs import is_definite, is_nonnegative, is_positive, is_semidefinite
from theory.algebra.words.convert import from_sympy

SIZES = ({"d": 1, "M": 2}, {"d": 2, "M": 1}, {"d": 3, "M": 2})
SLACK = 1e-12
MATRICES = dict.fromkeys(DEFINITE + SEMIDEFINITE)


def form(expression):
    return from_sympy(sympify(expression))


@pytest.mark.parametrize("scalar", POSITIVE + NONNEGATIVE, ids=str)
def test_scalars_that_are_certified_are_nonnegative(scalar):
    strict = scalar in POSITIVE
    assert is_nonnegative(form(scalar))
    assert is_positive(form(scalar)) is strict
    rng = np.random.default_rng(2)
    for sizes in SIZES:
        value = smallest(sympify(scalar), rng, sizes)
        assert value > 0 if strict else value >= -SLACK


@pytest.mark.parametrize("scalar", NEGATIVE, ids=str)
def test_scalars_of_no_sign_are_not_certified(scalar):
    assert not is_nonnegative(form(scalar))
    assert not is_positive(form(scalar))


@pytest.mark.parametrize("matrix", MATRICES, ids=str)
def test_matrices_that_are_certified_are_semidefinite(matrix):
    strict = matrix in DEFINITE
    assert is_semidefinite(form(matrix))
    assert is_definite(form(matrix)) is strict
    rng = np.random.default_rng(3)
    for sizes in SIZES:
        value = smallest(matrix, rng, sizes)
        assert value > 0 if strict else value >= -SLACK


@pytest.mark.parametrize("matrix", INDEFINITE, ids=str)
def test_matrices_of_no_sign_are_not_certified(matrix):
    assert not is_semidefinite(form(matrix))
    assert not is_definite(form(matrix))


def test_random_sums_and_products_of_random_terms():
    """whatever is certified is ≥ 0, and much is not certified"""
    rng = np.random.default_rng(4)
    scalars = [s for s in (*POSITIVE, *NONNEGATIVE, *NEGATIVE) if not sympify(s).has(sympify("z"))]
    certified, computed = 0, 0
    for _ in range(250):
        chosen = [scalars[i] for i in rng.integers(len(scalars), size=3)]
        factors = [int(f) for f in rng.choice((-1, 1, 2), size=2, p=(0.15, 0.6, 0.25))]
        expression = Add(Mul(factors[0], chosen[0], chosen[1]), Mul(factors[1], chosen[2]))
        if is_nonnegative(form(expression)):
            certified += 1
            for sizes in SIZES[1:]:
                # some have no value where a matrix is singular
                with suppress(ValueError):
                    assert smallest(expression, rng, sizes) >= -SLACK, expression
                    computed += 1
    assert 20 <= certified <= 150
    assert computed >= 1.5 * certified


def test_scalars_known_to_be_positive():
    tau = [form(Trace(H * P) + n)]
    for known in (Trace(H * P) + n, 2 * Trace(H * P) + 3 * n, (Trace(H * P) + n) * p, Trace(H * P) + n + x**2):
        assert not is_positive(form(known))
        assert is_positive(form(known), tau)
    for unknown in (Trace(H * P), n, Trace(H * P) - n, (Trace(H * P) + n) * x, Trace(H * P) + n / 2 - 1):
        assert not is_positive(form(unknown), tau)
    assert is_nonnegative(form(x - 1), [form(x - 1)])
    assert not is_nonnegative(form(1 - x), [form(x - 1)])
    assert is_definite(form((Trace(H * P) + n) * H), tau)
    assert not is_definite(form((Trace(H * P) + n) * P), tau)

"""What is said about a user's own numbers."""

from fractions import Fraction

import numpy as np
import pytest
from sympy import Identity, Trace, ZeroMatrix

from numerics.independent.exact import is_semidefinite
from proofs_checks.cases.given_decimals import as_written
from proofs_checks.context import Context
from proofs_checks.evidence import given_values, monte_carlo
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import H, M, d, toy
from theory import Equality, Expectation, MatrixNormal, PositiveSemidefiniteMatrix, Theorem

R = PositiveSemidefiniteMatrix("R", d)
U = MatrixNormal("U", ZeroMatrix(M, d), Identity(M), R)
ONES = np.ones((2, 2)) / 10


@pytest.mark.parametrize(
    ("name", "values", "detail"),
    [
        ("second_moment", {"H": np.eye(2), "M": 3}, "1 exact comparison at your numbers with random A"),
        ("jensen", {"H": np.eye(2), "M": 3}, "1 exact comparison at your numbers; closed form 4"),
        # the statement holds for every H, and so says nothing of this one
        ("sizes_alone", {"H": np.eye(2), "M": 3}, "1 exact comparison at your numbers"),
        ("mean_is_nearest", {"M": 3}, None),
    ],
)
def test_given_values_show_what_they_determine(name, values, detail):
    result = given_values.check(toy(name), Context(values=values))
    assert (result and result.detail.partition("; elsewhere")[0]) == detail


def test_a_statement_that_uses_none_of_the_numbers_is_sampled_as_ever():
    ours, theirs = (monte_carlo.check(toy("mean_is_nearest"), Context(values=v)) for v in (None, {"M": 3, "N": 2}))
    assert ours == theirs


@pytest.mark.parametrize("H", [ONES, 0.7 * ONES, ONES + 1e-17], ids=["0.1", "0.07", "rounded"])
def test_a_singular_matrix_in_decimals_is_compared_exactly(H):
    statement = Equality(Expectation(Trace(U.T * U)), M * Trace(R))
    theorem = Theorem(slug="singular", title="", statement=statement)
    result = given_values.check(theorem, Context(values={"R": H, "M": 3}))
    assert result.verdict is Verdict.CONFIRMED, result


def test_numbers_are_read_as_the_decimals_that_they_are_written_in():
    values = as_written({H: np.array([[0.1, 0.0], [0.0, 3.0]]), M: 3, R: -1e-17 * np.eye(2) + 0.3 * np.ones((2, 2))})
    assert values[M] == 3
    assert values[H].tolist() == [[Fraction(1, 10), 0], [0, 3]]
    assert is_semidefinite(values[R])
    assert np.abs(values[R].astype(float) - 0.3).max() < 1e-15


LARGE = Context(values={"H": np.eye(24) + 0.1, "M": 400})


def test_large_sizes_are_not_compared_exactly():
    assert "too large for exact arithmetic at M = 400, d = 24" in given_values.check(toy("jensen"), LARGE).detail


@pytest.mark.nightly  # the budget itself is twenty seconds
def test_large_sizes_are_sampled_within_a_budget():
    assert monte_carlo.check(toy("jensen"), LARGE).data["comparisons"][0]["samples"] < 20_000

"""Claims that no check could get through, or that would steer the terminal: refused before any work."""

import time

import pytest
from sympy import Add, Identity, MatrixSymbol, Symbol, Trace, ZeroMatrix, symbols

from proofs_checks import verify
from proofs_checks.settings.refused_work import LARGEST_NUMERIC_SIZE
from theory import Equality, Expectation, MatrixNormal, UnsupportedExpressionError

a = Symbol("a", real=True)
d = Symbol("d", integer=True, positive=True)
X = MatrixNormal("X", ZeroMatrix(3000, 3000), Identity(3000), Identity(3000))
Z = [MatrixNormal(f"z{i}", ZeroMatrix(1, 1), Identity(1), Identity(1)) for i in range(40)]


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        (Equality(a ** (10**6), a ** (10**6)), "a power of order 1,000,000"),
        (Equality(Expectation(sum(map(Trace, Z)) ** 4), 4800), "some 493,640 products"),
        (Equality(Add(*symbols("b:3000", real=True)), 0), "3,000 terms"),
        (Equality(Trace(Identity(10**9)), 10**9), "a matrix of size 1,000,000,000"),
        (Equality(Expectation(Trace(X.T * X)), 9 * 10**6), "a matrix of size 3,000"),
    ],
)
def test_too_large_a_claim_is_refused_at_once(claim, says):
    start = time.process_time()
    with pytest.raises(UnsupportedExpressionError, match=f"{says}.* than the limit of") as caught:
        verify(claim)
    assert time.process_time() - start < 2
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a\x1b[31m", "a\u202e", "a\nb", "\u200f"])
@pytest.mark.parametrize("kind", [Symbol, lambda name: Trace(MatrixSymbol(name, d, d))], ids=["scalar", "matrix"])
def test_names_that_steer_are_refused_and_shown(name, kind):
    with pytest.raises(ValueError, match="holds characters that are not seen: give the symbol another") as caught:
        verify(Equality(kind(name), 0))
    assert str(caught.value).isprintable()


def test_sizes_up_to_the_limit_are_checked():
    assert verify(Equality(Trace(Identity(LARGEST_NUMERIC_SIZE)), LARGEST_NUMERIC_SIZE)).verdict == "PROVED"

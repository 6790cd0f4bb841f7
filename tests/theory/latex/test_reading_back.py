"""What is printed has the value of the expression: read back by a reader of its own, evaluated at random points."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from sympy import (
    Add,
    Basic,
    Dummy,
    Float,
    HadamardProduct,
    Identity,
    Integer,
    Inverse,
    Lambda,
    MatAdd,
    MatMul,
    MatPow,
    Mul,
    Pow,
    Rational,
    Sum,
    Symbol,
    Trace,
    Transpose,
    exp,
)

from tests.theory.latex.reading.evaluation import value
from tests.theory.latex.reading.plain_numbers import NoValueError, Value
from tests.theory.latex.reading.printed_letters import points
from tests.theory.latex.reading.random_expressions import (
    A,
    B,
    Expressions,
    Gamma_star,
    H,
    M,
    X,
    b,
    c,
    d,
    k,
    mu,
    n,
    r,
    s,
    sigma2,
    t,
    x,
)
from tests.theory.latex.reading.reader import MisreadError, read
from theory import Expectation
from theory.algebra.vocabulary.spectral import FrobeniusNorm, OperatorNorm, SpectralSum
from theory.latex import expression_latex, matrices, sums
from theory.latex.line_breaking import broken
from theory.latex.printer import TextbookPrinter

# Rounding: values on the way stay below 10⁴, and an inverse of one multiplies errors by as much at most twice.
TOLERANCE = 1e-6


def agree(a: Value, b: Value) -> bool:
    if not np.any(a) and not np.any(b):
        return True  # a printed 0 has no size
    return np.shape(a) == np.shape(b) and np.allclose(a, b, TOLERANCE, TOLERANCE)


def printed_forms(expr: Basic) -> list[str]:
    """As a formula, and as a displayed one on narrow lines."""
    return [expression_latex(expr), "\n".join(broken(TextbookPrinter().doprint(expr), 12))]


def misprint(expr: Basic, seed: int) -> str | None:
    """What is printed with another value than the expression has, None if nothing is. Raises NoValueError."""
    by_symbol, by_tex = points(seed)
    expected = value(expr, by_symbol)
    for tex in printed_forms(expr):
        try:
            found = read(tex)(by_tex)
        except (ValueError, KeyError, RecursionError) as error:
            return f"{expr!s} is printed as {tex}: {type(error).__name__} {error}"
        if not agree(found, expected):
            return f"{expr!s} = {expected} is printed as {tex} = {found}"
    return None


def misprints(seed: int, count: int) -> tuple[list[str], int]:
    """The misprinted among so many random expressions that have a value, and how many of these are different."""
    stream, found, seen = Expressions(seed), [], set()
    tried = 0
    while tried < count:
        expr: Any = stream.draw()
        try:
            wrong = misprint(expr, seed=tried % 7)
        except NoValueError:
            continue
        tried += 1
        seen.add(expr)
        found += [wrong] if wrong else []
    return found, len(seen)


@pytest.mark.long
def test_random_expressions_are_printed_with_their_value() -> None:
    found, different = misprints(seed=1, count=400)
    assert not found, "\n".join(found[:5])
    assert different > 300


def u(kind: Callable[..., Any], *parts: Any) -> Any:
    """Built as it stands, without SymPy's evaluation."""
    return kind(*parts, evaluate=False)


i, j = Dummy("i", integer=True), Dummy("i", integer=True)
CASES: dict[str, Basic] = {
    "substituted in a difference": (B - A).subs(A, A + B),
    "substituted under a sign": (-A).subs(A, A - B),
    "in a trace": Trace(B - A).subs(A, A + B),
    "in an expectation": Expectation(MatAdd(B, MatMul(-1, MatAdd(X.T * X, B)))),
    "in a product": MatMul(-1, A + B, H),
    "behind a product": MatMul(A, MatMul(-1, A + B)),
    "transposed": Transpose(MatMul(-1, A + B)),
    "inverted": Inverse(MatMul(-1, A + B)),
    "to a power": MatPow(MatMul(-1, A + B), 3),
    "a sum of one term": MatMul(A, MatAdd(MatMul(-1, B))),
    "a scalar under two signs": u(Mul, -1, u(Mul, -1, r - s)),
    "a difference taken off": u(Add, r, u(Mul, -1, u(Add, r, -s))),
    "a sum as coefficient": MatMul(u(Add, r, -s), A),
    "a power of a negative number": u(Pow, Integer(-2), Integer(3)),
    "a power of a fraction": u(Pow, Rational(2, 3), Integer(2)),
    "a power of a power": u(Pow, u(Pow, r, Integer(2)), Rational(1, 2)),
    "a power of 1e20 over itself": u(Pow, Float(1e3), Integer(-2)) * Float(1e3),
    "an exponent with a sign": u(Pow, Integer(2), u(Mul, -1, r - s)),
    "a sum below a fraction line": 1 / u(Mul, -1, u(Add, r, -s)),
    "a sum of inner products as factor": u(Mul, r, Trace(b.T * k + k.T * b)),
    "a negative inner product to a power": Trace(MatMul(-1, k, b.T)) ** 3,
    "two coefficients with one denominator each": (Trace(A) / M + sigma2 / M) * (Trace(H) / M + sigma2 / M),
    "a fourth root of σ²": sigma2 ** Rational(1, 4),
    "a sum over an index before a factor": Sum(n, (n, 1, M)) * Trace(A) * t,
    "a sum over an index of a sum": Sum(Trace(MatMul(-1, A + B)) + n, (n, 1, M)),
    "two indices of one name": Sum(x[i, 0] * Sum(x[j, 0] * A[i, j], (j, 0, d - 1)), (i, 0, d - 1)),
    "a sum over eigenvalues": SpectralSum(Lambda(mu, mu - r), H) * Trace(A),
    "a factor that starts with a digit": u(Mul, 2, Integer(3) ** Trace(H)),
    "a sum that cancels, as factor": MatMul(2, MatAdd(A, MatMul(-1, A)), B),
    "norms of differences": FrobeniusNorm(MatMul(-1, A - B)) * OperatorNorm(A - B),
    "entrywise": HadamardProduct(A, MatMul(-1, A + B)) * A,
    "a 1×1 matrix that is a sum": MatMul(A, k, MatAdd(c, MatMul(-1, b.T, k))),
}


@pytest.mark.parametrize("expr", CASES.values(), ids=list(CASES))
def test_what_is_easily_misprinted(expr: Basic) -> None:
    for seed in range(3):
        try:
            assert misprint(expr, seed) is None
        except NoValueError:
            continue
        return
    pytest.fail("no point at which the expression has a value")


MUTATIONS = {
    "a bracket lost": [(r"(", ""), (r")", "")],
    "a sign lost": [("-", "+")],
    "a minus for a plus": [("+", "-")],
    "a transpose lost": [(r"^{\top}", "")],
    "a number changed": [("2", "3")],
    "letters exchanged": [(r"\mathbf{A}", r"\mathbf{B}")],
    "a fraction upside down": [(r"\frac{1}{M}", "M")],
    "an inverse lost": [("^{-1}", "")],
}
WITH_ALL = MatMul(2 / M, A - B, Transpose(MatMul(B, A)), Inverse(H + MatMul(-1, Gamma_star - A)))


@pytest.mark.parametrize("changes", MUTATIONS.values(), ids=list(MUTATIONS))
def test_the_reader_notices(changes: list[tuple[str, str]]) -> None:
    by_symbol, by_tex = points(0)
    expr = MatAdd(WITH_ALL, MatMul(1 / M, B, A))
    tex, expected = expression_latex(expr), value(expr, by_symbol)
    assert agree(read(tex)(by_tex), expected)
    for old, new in changes:
        assert old in tex
        tex = tex.replace(old, new, 1)
    # what cannot be read is noticed too
    with suppress(MisreadError, NoValueError):
        assert not agree(read(tex)(by_tex), expected)


def test_a_printer_that_drops_brackets_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sums, matrices):
        monkeypatch.setattr(module, "as_factor", lambda tex, last=True: tex)
    found, _ = misprints(seed=1, count=60)
    assert len(found) > 5


def test_symbols_that_print_alike_are_named() -> None:
    sigma = Symbol("sigma")
    assert expression_latex(sigma + sigma2).startswith("% sigma and sigma2: printed with one letter\n")
    assert expression_latex(Symbol("x1") * Symbol("x_1")).startswith("% x1 and x_1: printed with one letter\n")
    assert expression_latex(Symbol("e") * exp(r)).startswith("% e and exp: printed with one letter\n")
    assert "%" not in expression_latex(sigma2 * Trace(A) + Identity(d)[0, 0])


def test_a_dummy_symbol_gets_a_prime_where_its_letter_is_taken() -> None:
    assert expression_latex(3 * Dummy("r") - r) == r"3 r^{\prime} - r"
    assert expression_latex(Dummy("q") ** 2) == "q^{2}"


@pytest.mark.nightly
def test_thousands_of_random_expressions_are_printed_with_their_value() -> None:
    found, different = misprints(seed=2, count=4000)
    assert not found, "\n".join(found[:5])
    assert different > 2500

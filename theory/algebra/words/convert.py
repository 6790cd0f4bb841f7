"""SymPy expressions to normal form and back.

Every expression is re-checked on entry: neighbouring dimensions must be equal, which SymPy does not check when they
are symbolic. What comes back is structurally what SymPy itself builds from the same terms.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache, singledispatch

from sympy import (
    Add,
    Basic,
    Expr,
    Identity,
    Integer,
    MatAdd,
    MatMul,
    MatPow,
    MatrixBase,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    Number,
    OneMatrix,
    Pow,
    Rational,
    Symbol,
    Trace,
    Transpose,
    ZeroMatrix,
    default_sort_key,
)
from sympy.matrices.expressions.inverse import Inverse
from sympy.matrices.expressions.matexpr import MatrixElement

from theory.algebra.vocabulary.bound_names import unmarked
from theory.algebra.vocabulary.covariances import require_real
from theory.algebra.vocabulary.errors import NameClashError, ShapeError, UnsupportedExpressionError
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import FixedMatrix, RandomMatrix, random_symbols
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.blocks import multiply_out_blocks
from theory.algebra.words.inverses import invert_matrix
from theory.algebra.words.letters import Generator, Letter, is_one, matrix_letter, scalar_generator
from theory.algebra.words.matrix_constants import constant_matrix, multiply_constants
from theory.algebra.words.normal_form import Number as Rationals
from theory.algebra.words.normal_form import Scalars, TracePolynomial, as_number
from theory.algebra.words.word_operations import Loop, Word

__all__ = ["check_names", "from_sympy", "register_conversion", "to_sympy"]


def from_sympy(expr: Basic) -> TracePolynomial:
    """The normal form of a scalar or matrix expression.

    Raises ShapeError, NameClashError or UnsupportedExpressionError, each naming the term.
    """
    check_names(expr)
    return _normal_form(expr)


@lru_cache(2048)
def _normal_form(expr: Basic) -> TracePolynomial:
    """Kept, because a derivation compares every expression with several others."""
    return multiply_constants(_convert(multiply_out_blocks(expr)), _convert)


def register_conversion(node_type: type[Basic], rewrite: Callable[[Expression], Basic | None]) -> None:
    """Teach the normal form a node by what it is in terms of nodes already known; one that is None stays opaque."""

    def convert(node: Basic) -> TracePolynomial:
        known = rewrite(node)
        return _convert.dispatch(Basic)(node) if known is None else _convert(known)

    _convert.register(node_type)(convert)
    _normal_form.cache_clear()


def check_names(*exprs: Basic) -> None:
    """Refuse one name for two different symbols (two laws, kinds or shapes)."""
    seen: dict[str, Basic] = {}
    for expr in exprs:
        for name, symbol in _named(expr):
            other = seen.setdefault(name, symbol)
            if other != symbol and not _is_held_fixed(symbol, other):
                raise NameClashError(_clash(name, symbol, other))


def _is_held_fixed(symbol: Basic, other: Basic) -> bool:
    """Whether one of them is held fixed outside of an expectation, under the name that it has inside."""
    kinds = sorted(isinstance(s, FixedMatrix) - isinstance(s, RandomMatrix) for s in (symbol, other))
    return kinds == [-1, 1]


@lru_cache(2048)
def _named(expr: Basic) -> tuple[tuple[str, Basic], ...]:
    return tuple((str(symbol.name), unmarked(symbol)) for symbol in expr.atoms(Symbol, MatrixSymbol))


def _clash(name: str, symbol: Basic, other: Basic) -> str:
    if symbol.has(other) or other.has(symbol):
        return f"the law of {name} refers to {name} itself: laws cannot turn in a circle, rename one of the two"
    return (
        f"the name {name} stands for two different symbols, {_describe(other)} and {_describe(symbol)}: "
        "rename one of them"
    )


def _describe(symbol: Basic) -> str:
    if isinstance(symbol, RandomMatrix):
        law = ", ".join(str(a) for a in symbol.args[1:])
        return f"{type(symbol).__name__}({law})"
    if isinstance(symbol, MatrixSymbol):
        return f"a {type(symbol).__name__} of shape {symbol.shape[0]}×{symbol.shape[1]}"
    return f"a scalar with {symbol.assumptions0 and dict(symbol._assumptions_orig)}"


@singledispatch
def _convert(expr: Basic) -> TracePolynomial:
    if expr.has(Expectation):
        raise UnsupportedExpressionError(_not_integrated(expr))
    random = random_symbols(expr)
    if random:
        names = ", ".join(sorted(str(x) for x in random))
        message = (
            f"{expr} is not a polynomial in the random symbols it contains ({names}): give a polynomial, or estimate "
            "the expectation by numerics.monte_carlo"
        )
        raise UnsupportedExpressionError(message)
    if isinstance(expr, MatrixExpr):
        return TracePolynomial.letter(matrix_letter(expr))
    if isinstance(expr, Expr) and not getattr(expr, "is_Matrix", False):
        return TracePolynomial.generator(_generator_of(expr))
    message = f"{expr} is a {type(expr).__name__}: give a SymPy scalar or matrix expression"
    raise UnsupportedExpressionError(message)


@_convert.register(Number)
def _(expr: Number) -> TracePolynomial:
    if not isinstance(expr, Rational):
        require_real(expr, "a number")
        message = f"{expr} is not exact: write it as a Rational"
        raise UnsupportedExpressionError(message)
    return TracePolynomial.scalar(as_number(expr))


@_convert.register(Symbol)
def _(expr: Symbol) -> TracePolynomial:
    return TracePolynomial.generator(_generator_of(expr))


@lru_cache(2048)
def _generator_of(expr: Expr) -> Generator:
    """Raises UnsupportedExpressionError for what is known not to be a real number, or does not commute."""
    require_real(expr, "a scalar")
    if expr.is_real is False:
        message = f"{expr} is not real: everything is real and finite here"
        raise UnsupportedExpressionError(message)
    return scalar_generator(expr)


@_convert.register(MatrixSymbol)
def _(expr: MatrixSymbol) -> TracePolynomial:
    return TracePolynomial.letter(matrix_letter(expr))


@_convert.register(MatrixElement)
def _(expr: MatrixElement) -> TracePolynomial:
    parent, *indices = expr.args
    if isinstance(parent, SymmetricMatrix):
        expr = parent[tuple(sorted(indices, key=default_sort_key))]
    return _convert.dispatch(Basic)(expr)


@_convert.register(Identity)
def _(expr: Identity) -> TracePolynomial:
    return TracePolynomial.identity(expr.rows)


@_convert.register(ZeroMatrix)
def _(expr: ZeroMatrix) -> TracePolynomial:
    return TracePolynomial.zero(*expr.shape)


@_convert.register(MatrixBase)
@_convert.register(OneMatrix)
def _(expr: Basic) -> TracePolynomial:
    return constant_matrix(expr, _convert)


@_convert.register(Transpose)
def _(expr: Transpose) -> TracePolynomial:
    return _convert(expr.arg).transpose()


@_convert.register(Trace)
def _(expr: Trace) -> TracePolynomial:
    return _convert(expr.arg).trace()


@_convert.register(Inverse)
def _(expr: Inverse) -> TracePolynomial:
    return _invert(expr.arg, expr)


@_convert.register(Expectation)
def _(expr: Expectation) -> TracePolynomial:
    raise UnsupportedExpressionError(_not_integrated(expr))


def _not_integrated(expr: Basic) -> str:
    return f"{expr} holds an expectation that is not evaluated: call theory.moments.integrated, or .doit(), first"


def _invert(argument: Basic, whole: Basic) -> TracePolynomial:
    if isinstance(argument, MatrixBase):
        return _convert(_inverse_by_entries(argument))
    try:
        return invert_matrix(_convert(argument))
    except UnsupportedExpressionError as error:
        message = f"{whole}: {error}"
        raise UnsupportedExpressionError(message) from error


def _inverse_by_entries(matrix: MatrixBase) -> MatrixBase:
    if matrix.rows != matrix.cols:
        message = f"a {matrix.rows}×{matrix.cols} matrix has no inverse: give a square one"
        raise ShapeError(message)
    if matrix.det().is_zero is not False:
        message = f"{matrix} is not known to be invertible"
        raise UnsupportedExpressionError(message)
    return matrix.inv().as_immutable()


@_convert.register(Add)
@_convert.register(MatAdd)
def _(expr: Basic) -> TracePolynomial:
    parts = [_convert(a) for a in expr.args]
    total = parts[0]
    for term, part in zip(expr.args[1:], parts[1:], strict=True):
        if (part.rows, part.cols) != (total.rows, total.cols):
            message = (
                f"{term} is {part.rows}×{part.cols} and is added to {expr.args[0]}, which is "
                f"{total.rows}×{total.cols}: give terms of one shape (Trace turns a 1×1 matrix into a scalar)"
            )
            raise ShapeError(message)
        total = total + part
    return total


@_convert.register(Mul)
@_convert.register(MatMul)
def _(expr: Basic) -> TracePolynomial:
    scalar = TracePolynomial.scalar(1)
    product: TracePolynomial | None = None
    for factor in expr.args:
        part = _convert(factor)
        if not getattr(factor, "is_Matrix", False):
            scalar = scalar.scale(part)
        elif product is None:
            product = part
        else:
            if product.cols != part.rows:
                message = (
                    f"in {expr}, {factor} is {part.rows}×{part.cols} but stands behind a "
                    f"{product.rows}×{product.cols} matrix: shapes must agree "
                    "(write a 1×1 factor as a scalar with Trace, theory.inner or theory.quad)"
                )
                raise ShapeError(message)
            product = product @ part
    return scalar if product is None else product.scale(scalar)


@_convert.register(Pow)
@_convert.register(MatPow)
def _(expr: Basic) -> TracePolynomial:
    base, exponent = expr.args
    if isinstance(exponent, Integer):
        if exponent < 0:
            return _invert(base, expr).to_power(-int(exponent))
        polynomial = _convert(base)
        if polynomial.rows != polynomial.cols:
            message = f"{expr} is a power of a {polynomial.rows}×{polynomial.cols} matrix: only square ones have powers"
            raise ShapeError(message)
        return polynomial.to_power(int(exponent))
    if isinstance(exponent, Rational) and not random_symbols(base):
        if not isinstance(expr, MatrixExpr) and expr.is_real is False:
            message = f"{expr} is not real: everything is real and finite here"
            raise UnsupportedExpressionError(message)
        fraction = Fraction(int(exponent.p), int(exponent.q))
        if isinstance(base, MatrixSymbol):
            return _letter_power(base, fraction)
        if not isinstance(base, MatrixExpr | Number):
            # a root of a trace or sum stays closed, but its powers are to cancel: a^(3/2) is a times the root of a
            whole = max(fraction.numerator // fraction.denominator, 0)
            root = TracePolynomial.generator(_generator_of(base), fraction - whole)
            return root if whole == 0 else _convert(base).to_power(whole).scale(root)
    return _convert.dispatch(Basic)(expr)


def _letter_power(base: MatrixSymbol, exponent: Fraction) -> TracePolynomial:
    whole = exponent.numerator // exponent.denominator
    head = TracePolynomial.letter(matrix_letter(base, exponent - whole))
    rest = _convert(base) if whole >= 0 else _invert(base, base)
    return head @ rest.to_power(abs(whole))


# -- back to SymPy --------------------------------------------------------------------------------------------------
def to_sympy(polynomial: TracePolynomial, matrix: bool | None = None) -> Basic:
    """The polynomial as a SymPy expression, terms collected by word.

    ``matrix`` says whether a 1×1 polynomial becomes a matrix (True) or a scalar (False, the default there).
    """
    if polynomial.is_scalar and not matrix:
        return _coefficient([((scalars, loops), v) for (scalars, loops, _), v in polynomial.sorted_terms()])
    by_word: dict[Word, list[tuple[tuple[Scalars, tuple[Loop, ...]], Rationals]]] = {}
    for (scalars, loops, word), value in polynomial.sorted_terms():
        if polynomial.is_scalar:
            word, loops = _pull_out_word(loops)
        by_word.setdefault(word, []).append(((scalars, loops), value))
    terms = [_matrix_term(_coefficient(c), word, polynomial.rows) for word, c in by_word.items()]
    if not terms:
        return ZeroMatrix(polynomial.rows, polynomial.cols)
    return terms[0] if len(terms) == 1 else MatAdd(*sorted(terms, key=default_sort_key))


def _pull_out_word(loops: tuple[Loop, ...]) -> tuple[Word, tuple[Loop, ...]]:
    """A 1×1 matrix as a word: one of its scalars is written as the product it is the trace of."""
    for i, loop in enumerate(loops):
        if is_one(loop[0].rows):
            return loop, loops[:i] + loops[i + 1 :]
    return (), loops


def _matrix_term(coefficient: Expr, word: Word, size: Expression) -> MatrixExpr:
    matrix = _product(word) if word else Identity(size)
    if coefficient == 1:
        return matrix
    return MatMul(coefficient, *(matrix.args if isinstance(matrix, MatMul) else (matrix,)))


def _coefficient(terms: list[tuple[tuple[Scalars, tuple[Loop, ...]], Rationals]]) -> Expr:
    """The sum of the terms, those with the same denominators over one fraction line."""
    by_denominator: dict[Scalars, list[Expr]] = {}
    for (scalars, loops), value in terms:
        denominator = tuple(item for item in scalars if item[0].argument is not None)
        numerator = tuple(item for item in scalars if item[0].argument is None)
        by_denominator.setdefault(denominator, []).append(Mul(_rational(value), *_factors(numerator, loops)))
    return Add(*(Mul(Add(*numerators), *_factors(below, ())) for below, numerators in by_denominator.items()))


def _rational(value: Rationals) -> Rational:
    return Rational(value.numerator, value.denominator)


def _factors(scalars: Scalars, loops: tuple[Loop, ...]) -> list[Expr]:
    return [_generator(g) ** _rational(p) for g, p in scalars] + [_trace(loop) for loop in loops]


@cache
def _generator(generator: Generator) -> Expression:
    return generator.expr if generator.argument is None else 1 / to_sympy(generator.argument)


@cache
def _trace(loop: Loop) -> Expr:
    return Trace(_product(loop))


@cache
def _product(word: Word) -> MatrixExpr:
    factors: list[MatrixExpr] = []
    start = 0
    while start < len(word):
        stop = start + 1
        while stop < len(word) and _one_power(word[start], word[stop]):
            stop += 1
        factors.append(_run(word[start:stop]))
        start = stop
    return factors[0] if len(factors) == 1 else MatMul(*factors)


def _one_power(a: Letter, b: Letter) -> bool:
    return a.rows == a.cols and a.transposed == b.transposed and (a is b or (a.base is not None and a.base == b.base))


def _run(run: Word) -> MatrixExpr:
    letter = run[0]
    exponent = sum((Fraction(each.power) for each in run), Fraction(0))
    if letter.argument is not None:
        base, exponent = to_sympy(letter.argument, matrix=True), -exponent
    else:
        base = letter.base.T if letter.transposed else letter.base
    if exponent == 1:
        return base
    return Inverse(base) if exponent == -1 else MatPow(base, _rational(exponent))

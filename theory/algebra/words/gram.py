"""Random symbols in a polynomial, and the one place where they may stand inside an inverse: (XᵀX)⁻¹."""

from sympy import Gt

from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix
from theory.algebra.words.normal_form import TracePolynomial

__all__ = ["gram_symbol", "inverted_in", "random_in", "refuse_random_inverse"]


def random_in(polynomial: TracePolynomial) -> set[RandomMatrix]:
    """Every random symbol of the polynomial, those inside inverses and denominators included."""
    return {letter.random for letter in polynomial.letters() if letter.random is not None} | inverted_in(polynomial)


def inverted_in(polynomial: TracePolynomial) -> set[RandomMatrix]:
    """The random symbols inside inverses and denominators."""
    arguments = {letter.argument for letter in polynomial.letters() if letter.argument is not None}
    for scalars, _, _ in polynomial.terms:
        arguments |= {generator.argument for generator, _ in scalars if generator.argument is not None}
    return {symbol for argument in arguments for symbol in random_in(argument)}


def gram_symbol(polynomial: TracePolynomial) -> MatrixNormal | None:
    """X if the polynomial is XᵀX times a deterministic factor, for a Gaussian X with more rows than columns; else None.

    XᵀX of a vector X is a scalar, hence a trace in normal form. (XᵀX)⁻¹ of a square X has no mean.
    """
    if len(polynomial.terms) != 1 or inverted_in(polynomial):
        return None
    ((_, loops, word),) = polynomial.terms
    random = [each for each in (word, *loops) if any(letter.random is not None for letter in each)]
    if len(random) != 1 or len(random[0]) != 2:
        return None
    left, right = random[0]
    is_gram = left is right.T and left.transposed and Gt(right.rows, right.cols) != False  # noqa: E712  (SymPy's false)
    return right.random if is_gram and isinstance(right.random, MatrixNormal) else None


def refuse_random_inverse(polynomial: TracePolynomial) -> None:
    """Raise UnsupportedExpressionError if an expression to be inverted is random and not a multiple of XᵀX."""
    random = random_in(polynomial)
    if random and gram_symbol(polynomial) is None:
        message = (
            f"an expression in the random symbols {', '.join(sorted(map(str, random)))} is inverted: only (XᵀX)⁻¹ is "
            "integrated, for one Gaussian X with more rows than columns, a deterministic scalar factor apart"
        )
        raise UnsupportedExpressionError(message)

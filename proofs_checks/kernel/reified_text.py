"""Terms as Coq computes with them: values of ``mexp`` and ``sexp``."""

from proofs_checks.kernel.terms import (
    Blocks,
    Identity,
    Integer,
    Letter,
    Matrix,
    MatrixMean,
    Mean,
    Minus,
    Named,
    NamedScalar,
    Negative,
    Plus,
    Power,
    Product,
    Scalar,
    ScalarLetter,
    Scaled,
    Size,
    Sum,
    Times,
    TraceOf,
    Transposed,
    Zero,
)

__all__ = ["matrix_type", "reified"]


def matrix_type(term: Scalar | Matrix) -> str:
    """The type of the reified term."""
    return f"mexp sg {term.rows} {term.cols}" if isinstance(term, Matrix) else "sexp sg"


def reified(term: Scalar | Matrix) -> str:
    """The term in the constructors of the library."""
    match term:
        case Integer(value):
            # n%:R is 1 + (1 + (1 + ...)); a number in binary would not be that by computation alone
            return f"(SInt sg {value})" if value < 4 else f"(SAdd (SInt sg 1) {reified(Integer(value - 1))})"
        case ScalarLetter(number):
            return f"(SGen sg {number})"
        case Size(code):
            return f"(SSize sg {code})"
        case Plus(a, b):
            return f"(SAdd {reified(a)} {reified(b)})"
        case Times(a, b):
            return f"(SMul {reified(a)} {reified(b)})"
        case Minus(a):
            return f"(SOpp {reified(a)})"
        case Power(a, n):
            return f"(SPow {reified(a)} {n})"
        case TraceOf(a):
            return f"(STr {reified(a)})"
        case Mean(a):
            return f"(SExp {reified(a)})"
        case Letter(number):
            return f"(MLet sg {number})"
        case Identity(code):
            return f"(MId sg {code})"
        case Zero(rows, cols):
            return f"(MZero sg {rows} {cols})"
        case Transposed(a):
            return f"(MTr {reified(a)})"
        case Product(a, b):
            return f"(MMul {reified(a)} {reified(b)})"
        case Sum(a, b):
            return f"(MAdd {reified(a)} {reified(b)})"
        case Negative(a):
            return f"(MOpp {reified(a)})"
        case Scaled(c, a):
            return f"(MScale {reified(c)} {reified(a)})"
        case MatrixMean(a):
            return f"(MExp {reified(a)})"
        case Named(_, a) | NamedScalar(_, a):
            return reified(a)
        case Blocks():
            return reified(term.stands_for)

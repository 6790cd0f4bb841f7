"""Predicates of SymPy and of this project as mathematics: hypotheses are made of them."""

from sympy import Basic, Identity, Transpose
from sympy.matrices.expressions.matexpr import MatrixExpr

from theory.algebra.vocabulary.sympy_types import SymPyPrinter
from theory.latex.cohesion import as_factor, as_term

__all__ = ["predicate"]

RELATIONS = {
    "positive_definite": r"\succ 0",
    "positive_semidefinite": r"\succeq 0",
    "positive": "> 0",
    "nonnegative": r"\geq 0",
    "negative": "< 0",
    "nonpositive": r"\leq 0",
    "nonzero": r"\neq 0",
    "zero": "= 0",
    "real": r"\in \mathbb{R}",
    "rational": r"\in \mathbb{Q}",
    "integer": r"\in \mathbb{Z}",
}

ADJECTIVES = {
    "diagonal": "is diagonal",
    "upper_triangular": "is upper triangular",
    "lower_triangular": "is lower triangular",
    "triangular": "is triangular",
    "unit_triangular": "is unit triangular",
    "square": "is square",
    "fullrank": "has full rank",
    "unitary": "is unitary",
    "real_elements": "has real entries",
    "integer_elements": "has integer entries",
    "even": "is even",
    "odd": "is odd",
    "prime": "is prime",
    "finite": "is finite",
}


def predicate(name: str, subject: Basic, printer: SymPyPrinter) -> str | None:
    """What Q.name(subject) says, None of a name that is not known."""
    printed = printer.doprint(subject)
    if name in RELATIONS:
        return f"{as_term(printed)} {RELATIONS[name]}"
    if name in ADJECTIVES:
        return rf"{as_term(printed)} \text{{ {ADJECTIVES[name]}}}"
    return _equation(name, subject, printed, printer) if isinstance(subject, MatrixExpr) else None


def _equation(name: str, A: MatrixExpr, printed: str, printer: SymPyPrinter) -> str | None:
    match name:
        case "symmetric":
            return f"{as_term(printed)} = {printer.doprint(Transpose(A))}"
        case "invertible":
            return rf"\det {as_factor(printed)} \neq 0"
        case "singular":
            return rf"\det {as_factor(printed)} = 0"
        case "orthogonal":
            return rf"{_product(Transpose(A), A, printer)} = {printer.doprint(Identity(A.rows))}"
        case "normal":
            return f"{_product(Transpose(A), A, printer)} = {_product(A, Transpose(A), printer)}"
    return None


def _product(left: Basic, right: Basic, printer: SymPyPrinter) -> str:
    return f"{as_factor(printer.doprint(left), last=False)} {as_factor(printer.doprint(right))}"

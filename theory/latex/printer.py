"""SymPy's LaTeX printer, taught the typography of papers on learning theory."""

from typing import Any

from sympy import Basic, Function, Integer, MatMul, MatrixExpr, Pow, Rational, Symbol, Trace
from sympy.printing.latex import accepted_latex_functions

from theory.latex.brackets import bracketed, is_tall
from theory.latex.matrices import MatrixPrinting
from theory.latex.names import Glyph, glyph
from theory.latex.quadratic import norm_of
from theory.latex.sums import pieces_of, term_of
from theory.latex.terms import is_inner_product, split_term
from theory.latex.text import escaped

__all__ = ["TextbookPrinter"]

PREDICATES = {
    "positive_definite": r"{} \succ 0",
    "positive": "{} > 0",
    "nonnegative": r"{} \geq 0",
    "negative": "{} < 0",
    "nonpositive": r"{} \leq 0",
    "nonzero": r"{} \neq 0",
    "zero": "{} = 0",
    "real": r"{} \in \mathbb{{R}}",
    "integer": r"{} \in \mathbb{{Z}}",
    "symmetric": r"{0} = {0}^{{\top}}",
    "invertible": r"\det {} \neq 0",
    "orthogonal": r"{0}^{{\top}} {0} = \mathbf{{I}}",
}


class TextbookPrinter(MatrixPrinting):
    """Prints any number of expressions; ``unknown`` names the classes that were left to SymPy's own printer."""

    def __init__(self) -> None:
        super().__init__({"fold_frac_powers": True})
        self.unknown: set[str] = set()

    def _print(self, expr: Any, **kwargs: Any) -> str:
        if isinstance(expr, MatrixExpr) and not hasattr(expr, self.printmethod) and not _is_known(type(expr)):
            self.unknown.add(type(expr).__name__)
        return str(super()._print(expr, **kwargs))

    # -- names ------------------------------------------------------------------------------------------------------
    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        return str(self.glyph(expr))

    def _print_Str(self, expr: Any) -> str:
        return rf"\text{{{escaped(str(expr))}}}"

    _print_str = _print_Str

    def _hprint_Function(self, func: str) -> str:
        return rf"\{func}" if func in accepted_latex_functions else str(glyph(func))

    # -- sums and products ------------------------------------------------------------------------------------------
    def _print_Add(self, expr: Basic, order: Any = None) -> str:
        return "".join(pieces_of(expr, self))

    def _print_MatAdd(self, expr: Basic) -> str:
        return "".join(pieces_of(expr, self))

    def _print_Mul(self, expr: Basic) -> str:
        if not expr.is_commutative and not isinstance(expr, MatMul):
            return str(super()._print_Mul(expr))
        return term_of(split_term(expr), self)

    def _print_MatMul(self, expr: Basic) -> str:
        return self._print_Mul(expr)

    # -- powers and functions ---------------------------------------------------------------------------------------
    def _print_Pow(self, expr: Pow) -> str:
        base, exponent = expr.args
        if isinstance(exponent, Rational) and exponent.is_negative and expr.is_commutative:
            return term_of(split_term(expr), self)
        norm = norm_of(base)
        if norm is not None and (2 * exponent).is_Integer:
            return self.norm(norm, 2 * exponent)
        if isinstance(base, Symbol):
            return self._symbol_power(base, exponent)
        if isinstance(base, Function) or exponent == Rational(1, 2):
            return str(super()._print_Pow(expr))
        return f"{self._base(base, exponent)}^{{{self.exponent(exponent)}}}"

    def _symbol_power(self, base: Symbol, exponent: Any) -> str:
        parts = self.glyph(base)
        whole = parts.exponent * exponent
        if whole == Rational(1, 2):
            return rf"\sqrt{{{parts}}}"
        if parts.superscript:
            return f"({parts})^{{{self.exponent(exponent)}}}"
        bare = Glyph(parts.core, parts.subscript)
        return str(bare) if whole == 1 else bare.raised(self.exponent(whole))

    def _base(self, base: Any, exponent: Any) -> str:
        printed = self._print(base)
        # tr(A)² and E[A]² are read as squares of the whole
        closed = (isinstance(base, Trace) and not is_inner_product(base)) or hasattr(base, "integrand")
        if base.is_nonnegative and (base.is_Integer or (base.is_Atom and not base.is_Rational)):
            return printed
        return printed if closed and isinstance(exponent, Integer) else bracketed(printed)

    def _print_AppliedUndef(self, expr: Any, exp: str | None = None) -> str:
        arguments = bracketed(", ".join(map(self._print, expr.args)))
        return self._hprint_Function(expr.func.__name__) + (f"^{{{exp}}}" if exp else "") + arguments

    def _print_ExpBase(self, expr: Any, exp: str | None = None) -> str:
        inner = self._print(expr.args[0])
        tex = r"\exp" + bracketed(inner) if is_tall(inner) else f"e^{{{inner}}}"
        return f"{bracketed(tex)}^{{{exp}}}" if exp else tex

    def _extremum(self, expr: Any, exp: str | None = None) -> str:
        inner = ", ".join(map(self._print, sorted(expr.args, key=str)))
        tex = rf"\{type(expr).__name__.lower()}" + bracketed(inner, r"\{", r"\}")
        return f"{bracketed(tex)}^{{{exp}}}" if exp else tex

    _print_Min = _extremum
    _print_Max = _extremum

    # -- predicates, and what nobody knows --------------------------------------------------------------------------
    def _print_AppliedPredicate(self, expr: Any) -> str:
        template = PREDICATES.get(str(expr.function.name))
        if template is None or len(expr.arguments) != 1:
            return str(super()._print_AppliedPredicate(expr))
        return template.format(self._print(expr.arguments[0]))

    def _print_Basic(self, expr: Basic) -> str:
        self.unknown.add(type(expr).__name__)
        return str(super()._print_Basic(expr))

    def emptyPrinter(self, expr: Any) -> str:
        self.unknown.add(type(expr).__name__)
        return rf"\text{{{escaped(str(expr))}}}"


def _is_known(kind: type) -> bool:
    """Whether the method that prints the class is one of this package's."""
    names = (f"_print_{c.__name__}" for c in kind.__mro__)
    method = next((m for n in names if (m := getattr(TextbookPrinter, n, None)) is not None), None)
    return method is not None and str(method.__module__).startswith(__package__ or __name__)

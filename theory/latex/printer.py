"""SymPy's LaTeX printer, taught the typography of papers on learning theory."""

from sympy import Basic, Integer, MatrixSymbol, Pow, Rational, Symbol, Trace
from sympy.core.function import AppliedUndef
from sympy.printing.latex import accepted_latex_functions
from sympy.printing.precedence import PRECEDENCE, precedence_traditional

from theory.algebra.vocabulary.sympy_types import Expression
from theory.latex.brackets import bracketed, is_tall
from theory.latex.cohesion import Tightness, as_base, as_factor, tightness_of
from theory.latex.lettering import Lettering
from theory.latex.matrices import MatrixPrinting
from theory.latex.names import Glyph, glyph
from theory.latex.printed_predicates import predicate
from theory.latex.printed_terms import is_inner_product, split_term
from theory.latex.quadratic import norm_of
from theory.latex.sums import pieces_of, term_of
from theory.latex.text import escaped
from theory.latex.width import LINE

__all__ = ["TextbookPrinter"]

# what SymPy prints as a textbook does, given brackets from here; the methods are its own
NUMBERS = ("Integer", "Rational", "Half", "Zero", "One", "NegativeOne", "Float", "NumberSymbol")
INFINITIES = ("Infinity", "NegativeInfinity", "ComplexInfinity")
FUNCTIONS = ("Function", "Abs", "log", "factorial", "binomial", "floor", "ceiling", "gamma", "Determinant")
CALCULUS = ("Integral", "Derivative", "Piecewise")
LOGIC = ("Relational", "And", "Or", "BooleanTrue", "BooleanFalse", "Tuple")
LEFT_TO_SYMPY = frozenset((*NUMBERS, *INFINITIES, *FUNCTIONS, *CALCULUS, *LOGIC))

# how tightly a printed formula holds together, in SymPy's numbers
_LEVELS = {
    Tightness.RELATION: 0,
    Tightness.SUM: PRECEDENCE["Add"],
    Tightness.SIGNED: PRECEDENCE["Add"],
    Tightness.OPERATION: PRECEDENCE["Add"],
    Tightness.OPEN: PRECEDENCE["Add"],
    Tightness.PRODUCT: PRECEDENCE["Mul"],
    Tightness.ATOM: PRECEDENCE["Atom"],
}


class TextbookPrinter(MatrixPrinting):
    """Prints any number of expressions, on lines as long as ``line`` says, which what lays them out asks for.

    What is ``fitted`` is made smaller where it is too wide. ``unknown`` names the classes that were left to SymPy's own
    printer.
    """

    def __init__(self, line: float = LINE, *, fitted: bool = False) -> None:
        super().__init__({"fold_frac_powers": True})
        self.line, self.fitted = line, fitted
        self.unknown: set[str] = set()
        self.letters = Lettering()

    def doprint(self, expr: Expression) -> str:
        # a formula within a formula has had its letters reserved
        if self._print_level == 0 and isinstance(expr, Basic):
            self.letters.reserve(expr.atoms(Symbol, MatrixSymbol))
        return str(super().doprint(expr))

    def _print(self, expr: Expression, **kwargs: Expression) -> str:
        if isinstance(expr, Basic) and not hasattr(expr, self.printmethod) and not _is_known(type(expr)):
            self.unknown.add(type(expr).__name__)
        return str(super()._print(expr, **kwargs))

    # -- names ------------------------------------------------------------------------------------------------------
    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        return str(self.letters.of(expr))

    def _print_Str(self, expr: Expression) -> str:
        return rf"\text{{{escaped(str(expr))}}}"

    _print_str = _print_Str

    def _hprint_Function(self, func: str) -> str:
        return rf"\{func}" if func in accepted_latex_functions else str(glyph(func))

    # -- sums and products ------------------------------------------------------------------------------------------
    def _print_Add(self, expr: Basic, order: Expression = None) -> str:
        return "".join(pieces_of(expr, self))

    def _print_MatAdd(self, expr: Basic) -> str:
        return "".join(pieces_of(expr, self))

    def _print_Mul(self, expr: Basic) -> str:
        return term_of(split_term(expr), self)

    def parenthesize(self, item: Expression, level: int, is_neg: bool = False, strict: bool = False) -> str:
        """What SymPy's methods put into a product or under a power: in brackets if it reads so, or if SymPy says so."""
        tex = self._print(item)
        tight = min(_LEVELS[tightness_of(tex)], precedence_traditional(item))
        return tex if tight > level or (strict and tight == level) else bracketed(tex)

    def _print_MatMul(self, expr: Basic) -> str:
        return self._print_Mul(expr)

    def _print_Sum(self, expr: Expression) -> str:
        return self._repeated(r"\sum", expr)

    def _print_Product(self, expr: Expression) -> str:
        return self._repeated(r"\prod", expr)

    def _repeated(self, sign: str, expr: Expression) -> str:
        signs = "".join(
            rf"{sign}_{{{self._print(index)}={self._print(first)}}}^{{{self._print(last)}}} "
            for index, first, last in reversed(expr.limits)
        )
        return signs + as_factor(self._print(expr.function))

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
        if exponent == Rational(1, 2):
            return rf"\sqrt{{{self._print(base)}}}"
        if _is_named(base) and isinstance(exponent, Integer) and exponent > 1:
            return str(self._print(base, exp=self._print(exponent)))
        return f"{self._base(base, exponent)}^{{{self.exponent(exponent)}}}"

    def _symbol_power(self, base: Symbol, exponent: Expression) -> str:
        parts = self.letters.of(base)
        whole = parts.exponent * exponent
        if parts.superscript:
            if exponent == Rational(1, 2):
                return rf"\sqrt{{{parts}}}"
            return f"({parts})^{{{self.exponent(exponent)}}}"
        bare = Glyph(parts.core, parts.subscript)
        if whole == Rational(1, 2):
            return rf"\sqrt{{{bare}}}"
        return str(bare) if whole == 1 else f"{as_base(str(bare))}^{{{self.exponent(whole)}}}"

    def _base(self, base: Expression, exponent: Expression) -> str:
        printed = self._print(base)
        # tr(A)² and E[A]² are read as squares of the whole
        closed = (isinstance(base, Trace) and not is_inner_product(base)) or hasattr(base, "integrand")
        return printed if closed and isinstance(exponent, Integer) else as_base(printed)

    def _print_AppliedUndef(self, expr: Expression, exp: str | None = None) -> str:
        arguments = bracketed(", ".join(map(self._print, expr.args)))
        name = self._constant(self._hprint_Function(expr.func.__name__), f"{expr.func.__name__}()")
        return name + (f"^{{{exp}}}" if exp else "") + arguments

    def _print_ExpBase(self, expr: Expression, exp: str | None = None) -> str:
        inner = self._print(expr.args[0])
        tex = r"\exp" + bracketed(inner) if is_tall(inner) else f"{self._print_Exp1(expr)}^{{{inner}}}"
        return f"{bracketed(tex)}^{{{exp}}}" if exp else tex

    def _print_Exp1(self, expr: Expression) -> str:
        return self._constant("e", "exp")

    def _print_ImaginaryUnit(self, expr: Expression) -> str:
        return self._constant("i", "the imaginary unit")

    def _print_Pi(self, expr: Expression) -> str:
        return self._constant(r"\pi", "the number pi")

    def _extremum(self, expr: Expression, exp: str | None = None) -> str:
        inner = ", ".join(map(self._print, sorted(expr.args, key=str)))
        tex = rf"\{type(expr).__name__.lower()}" + bracketed(inner, r"\{", r"\}")
        return f"{bracketed(tex)}^{{{exp}}}" if exp else tex

    _print_Min = _extremum
    _print_Max = _extremum

    # -- predicates, and what nobody knows --------------------------------------------------------------------------
    def _print_AppliedPredicate(self, expr: Expression) -> str:
        printed = predicate(str(expr.function.name), expr.arguments[0], self) if len(expr.arguments) == 1 else None
        return str(super()._print_AppliedPredicate(expr)) if printed is None else printed

    def _print_Not(self, expr: Expression) -> str:
        inner = self._print(expr.args[0])
        return rf"\neg {inner if expr.args[0].is_Symbol else bracketed(inner)}"

    def _print_Basic(self, expr: Basic) -> str:
        self.unknown.add(type(expr).__name__)
        return str(super()._print_Basic(expr))

    def emptyPrinter(self, expr: Expression) -> str:
        self.unknown.add(type(expr).__name__)
        return rf"\text{{{escaped(str(expr))}}}"


def _is_known(kind: type) -> bool:
    """Whether the method that prints the class is one of this package's."""
    names = (f"_print_{c.__name__}" for c in kind.__mro__)
    name, method = next(((n, m) for n in names if (m := getattr(TextbookPrinter, n, None)) is not None), ("", None))
    if method is None or str(method.__module__).startswith(__package__ or __name__):
        return method is not None
    return name.removeprefix("_print_") in LEFT_TO_SYMPY


def _is_named(function: Expression) -> bool:
    """Whether a power of the function is written behind its name: f²(x), log²(x)."""
    return isinstance(function, AppliedUndef) or type(function).__name__ in accepted_latex_functions

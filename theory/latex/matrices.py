"""How matrices are printed: superscripts that merge, traces and norms, blocks, expectations."""

from sympy import Identity, MatrixSymbol, Rational, Trace, Transpose, ZeroMatrix
from sympy.printing.latex import LatexPrinter

from theory.algebra.vocabulary.sympy_types import Expression
from theory.latex.brackets import bracketed, is_breakable, is_tall
from theory.latex.cohesion import as_factor
from theory.latex.lettering import MEMBER, Lettering
from theory.latex.printed_terms import is_inner_product, rotated
from theory.latex.quadratic import Norm, norm_of

__all__ = ["MatrixPrinting"]

TRANSPOSED = r"\top"


class MatrixPrinting(LatexPrinter):
    """The part of the printer that SymPy dispatches matrix nodes to."""

    letters: Lettering

    def exponent(self, exponent: Expression) -> str:
        """An exponent, its fraction with a slash."""
        if isinstance(exponent, Rational) and exponent.q != 1:
            return f"{exponent.p}/{exponent.q}"
        return str(self._print(exponent))

    def norm(self, norm: Norm, power: Expression) -> str:
        """A power of a norm."""
        inner = self._print(norm.vector)
        if is_breakable(inner):
            tex = bracketed(inner, r"\lVert", r"\rVert")
        else:
            bars = r"\left\lVert {} \right\rVert" if is_tall(inner) else r"\lVert {} \rVert"
            tex = bars.format(inner)
        weight = "" if norm.weight is None else f"_{{{self._print(norm.weight)}}}"
        return tex + weight + ("" if power == 1 else f"^{{{self.exponent(power)}}}")

    def _print_MatrixSymbol(self, expr: MatrixSymbol) -> str:
        return str(self.letters.of(expr))

    def _superscript(self, base: Expression, mark: str) -> str:
        if isinstance(base, MatrixSymbol):
            parts = self.letters.of(base)
            marked = bool(parts.superscript) or parts.exponent != 1
            return f"({parts})^{{{mark}}}" if marked and mark != TRANSPOSED else parts.raised(mark)
        printed = self._print(base)
        return f"{printed if getattr(base, 'is_Identity', False) else bracketed(printed)}^{{{mark}}}"

    def _print_Transpose(self, expr: Transpose) -> str:
        if isinstance(expr.arg, Identity | ZeroMatrix) or expr.arg.shape == (1, 1):
            return str(self._print(expr.arg))
        inverse = expr.arg.is_Inverse
        return self._superscript(expr.arg.arg, "-" + TRANSPOSED) if inverse else self._superscript(expr.arg, TRANSPOSED)

    _print_Adjoint = _print_Transpose

    def _print_Inverse(self, expr: Expression) -> str:
        if isinstance(expr.arg, Transpose):
            return self._superscript(expr.arg.arg, "-" + TRANSPOSED)
        return self._superscript(expr.arg, "-1")

    def _print_MatPow(self, expr: Expression) -> str:
        return self._superscript(expr.base, self.exponent(expr.exp))

    def _print_Trace(self, expr: Trace) -> str:
        expr = rotated(expr)
        norm = norm_of(expr)
        if norm is not None:
            return self.norm(norm, 2)
        inner = self._print(expr.arg)
        return str(inner) if is_inner_product(expr) else r"\operatorname{tr}" + bracketed(inner)

    def _print_Identity(self, expr: Expression) -> str:
        if expr.rows == 1:
            return "1"
        return self._constant(rf"\mathbf{{I}}_{{{self._print(expr.rows)}}}", "the identity")

    def _constant(self, letter: str, name: str) -> str:
        self.letters.claim(letter, name)
        return letter

    def _print_ZeroMatrix(self, expr: Expression) -> str:
        return "0" if expr.shape == (1, 1) else r"\mathbf{0}"

    def _print_OneMatrix(self, expr: Expression) -> str:
        return r"\mathbf{1}"

    def _print_MatrixBase(self, expr: Expression) -> str:
        rows = (" & ".join(self._print(expr[i, j]) for j in range(expr.cols)) for i in range(expr.rows))
        return r"\begin{pmatrix} " + r" \\[2pt] ".join(rows) + r" \end{pmatrix}"

    def _print_BlockMatrix(self, expr: Expression) -> str:
        return self._print_MatrixBase(expr.blocks)

    def _print_MatrixElement(self, expr: Expression) -> str:
        return f"[{self._print(expr.parent)}]_{{{self._print(expr.i)},{self._print(expr.j)}}}"

    def _print_Expectation(self, expr: Expression) -> str:
        given = getattr(expr, "given", None) or ()
        known = ", ".join(map(self._print, given if isinstance(given, tuple | list) else (given,)))
        return r"\mathbb{E}" + bracketed(self._print(expr.integrand) + (rf" \mid {known}" if known else ""), "[", "]")

    def _print_FrobeniusNorm(self, expr: Expression) -> str:
        return rf"\lVert {self._print(expr.args[0])} \rVert_{{F}}"

    def _print_SpectralSum(self, expr: Expression) -> str:
        variable, matrix = self._print(expr.variable), self._print(expr.matrix)
        body = as_factor(self._print(expr.function.expr))
        return rf"\sum_{{{variable} \in \operatorname{{spec}}{bracketed(matrix)}}} {body}"

    def _print_FamilySum(self, expr: Expression) -> str:
        # the index stands in the names of what is summed, which may be none of these
        member = self._constant(MEMBER, "a member of a family")
        return rf"\sum_{{{member}=1}}^{{{self._print(expr.size)}}} {as_factor(self._print(expr.body))}"

    def _print_OperatorNorm(self, expr: Expression) -> str:
        return rf"\lVert {self._print(expr.args[0])} \rVert"

    def _print_SmallestEigenvalue(self, expr: Expression) -> str:
        return r"\lambda_{\min}" + bracketed(self._print(expr.args[0]))

"""A theorem as a LaTeX environment, with its hypotheses, notation, source and proof."""

from collections.abc import Mapping

from theory.latex.brackets import without_breaks
from theory.latex.layout import Row, comment, display, inline, listed
from theory.latex.names import Weight
from theory.latex.printer import TextbookPrinter
from theory.latex.proofs import proof_body
from theory.latex.prose import notation_of, prose
from theory.latex.statement_lines import assignments, statement_rows
from theory.latex.text import label_of
from theory.latex.width import LINE
from theory.theorem_record import Assumption, Theorem

__all__ = ["hypothesis_prose", "notation_rows", "theorem_latex"]


def theorem_latex(theorem: Theorem, *, proof: bool = True, line: float = LINE, fitted: bool = False) -> str:
    r"""``theorem`` and ``proof`` environments, labelled ``thm:slug``; the derivation is executed to print it.

    ``line`` is the length of a line in letters, ``COLUMN`` for two columns. With ``fitted`` what is too wide, and has
    no place to break it, is made smaller by ``\fitted``, which the document has to define (``notation_macros.FITTED``).

    >>> from theorycheck import latex, theorem
    >>> print(latex.theorem_latex(theorem("least_squares_risk"), proof=False).splitlines()[0])
    \begin{theorem}[{The excess risk of least squares}]\label{thm:least_squares_risk}
    """
    printer = TextbookPrinter(line, fitted=fitted)
    weights = notation_of(theorem)
    claim = _claim(theorem, weights, printer)
    shown = f"\n\\begin{{proof}}\n{_with_box(proof_body(theorem, weights, printer))}\n\\end{{proof}}" if proof else ""
    title = prose(theorem.title, weights)
    return without_breaks(
        f"{comment(printer)}\\begin{{theorem}}[{{{title}}}]\\label{{{label_of(theorem.slug)}}}\n{claim}\n"
        f"\\end{{theorem}}{shown}"
    )


def _with_box(proof: str) -> str:
    """The end-of-proof box on the line of a closing formula."""
    for closing in (r" \]", "\n\\end{align*}"):
        if proof.endswith(closing):
            return proof.removesuffix(closing) + r" \qedhere" + closing
    return proof


def _claim(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> str:
    parts = [_hypotheses(theorem, weights, printer)]
    where = notation_rows(theorem, printer)
    definitions = f"\nwhere\n{_display(where, '.', printer)}" if where else ""
    end = "," if definitions else "."
    parts.append(_display(statement_rows(theorem.statement, printer), end, printer) + definitions)
    for statement in theorem.statements[1:]:
        parts.append("Moreover,\n" + _display(statement_rows(statement, printer), ".", printer))
    parts.append(rf"{{\normalfont\small Source: {prose(str(theorem.source), weights)}.}}")
    return "\n".join(filter(None, parts))


def _display(rows: list[Row], punctuation: str, printer: TextbookPrinter) -> str:
    return display(rows, punctuation, printer.line, fitted=printer.fitted)


def _hypotheses(theorem: Theorem, weights: Mapping[str, Weight], printer: TextbookPrinter) -> str:
    if not theorem.assumptions:
        return ""
    if len(theorem.assumptions) == 1:
        return f"Assume {hypothesis_prose(theorem.assumptions[0], weights, printer)}. Then"
    items = [rf"\item {hypothesis_prose(a, weights, printer)};" for a in theorem.assumptions]
    items[-1] = items[-1][:-1] + "."
    return "\n".join(["Assume", r"\begin{itemize}", *items, r"\end{itemize}", "Then"])


def hypothesis_prose(assumption: Assumption, weights: Mapping[str, Weight], printer: TextbookPrinter) -> str:
    """A hypothesis as a sentence without a full stop: its name, and what it says."""
    name = prose(assumption.name, weights)
    said = isinstance(assumption.relation, str)
    return f"{name}: {prose(assumption.relation, weights) if said else inline(assumption.relation, printer)}"


def notation_rows(theorem: Theorem, printer: TextbookPrinter) -> list[Row]:
    """The abbreviations of a theorem, ``symbol = definition``."""
    if not theorem.notation:
        return []
    symbols, definitions = zip(*theorem.notation, strict=True)
    return listed("", assignments(symbols, definitions, printer), printer.line)

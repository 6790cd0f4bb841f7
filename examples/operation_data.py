"""Writes the data of the worked example into docs/explanation/theory_of_operation.md: python examples/operation_data.py

E[S A S] = HAH + (HAᵀH + tr(HA)H)/M, for S = XᵀX/M, is followed from the expression to the verdict.
"""

import re
from pathlib import Path

from sympy import Identity, MatrixSymbol, Trace, ZeroMatrix, symbols

from numerics.evaluation.walk import evaluate
from numerics.independent.exact import exact_value
from proofs_checks.context import Context
from proofs_checks.evidence.derivation import check as derivation_check
from theory import Equality, Expectation, MatrixNormal, PositiveDefiniteMatrix, Theorem, equal
from theory.algebra.words.convert import from_sympy

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "theory_of_operation.md"

d, M = symbols("d M", integer=True, positive=True)
H = PositiveDefiniteMatrix("H", d)
A = MatrixSymbol("A", d, d)
X = MatrixNormal("X", ZeroMatrix(M, d), Identity(M), H)
S = X.T * X / M
QUANTITY = Expectation(S * A * S)
CLAIMED = H * A * H + (H * A.T * H + Trace(H * A) * H) / M
WRONG = H * A * H + (H * A.T * H + 2 * Trace(H * A) * H) / M
POINT = {d: 2, M: 3, H: [[2, 1], [1, 2]], A: [[1, 2], [3, 4]]}


def stops() -> dict[str, str]:
    """The data at each stop, by its name on the page."""
    theorem = Theorem(slug="second_moment", title="E[SAS]", statement=Equality(QUANTITY, CLAIMED))
    return {
        "tree": _tree(S * A * S),
        "words": "\n".join(map(str, _terms(S * A * S))),
        "integrated": str(QUANTITY.doit()),
        "claimed words": "\n".join(map(str, _terms(CLAIMED))),
        "equal": f"{equal(QUANTITY, CLAIMED)} for the claim, {equal(QUANTITY, WRONG)} with one coefficient changed",
        "core": _line(derivation_check(theorem, Context())),
        "exact": f"left  {_rows(exact_value(QUANTITY, POINT))}\nright {_rows(evaluate(CLAIMED, POINT, exact=True))}",
    }


def _tree(node, depth=0) -> str:
    """The nodes of an expression, a line each; symbols with the law that they carry."""
    if isinstance(node, MatrixNormal):
        line = (
            f"MatrixNormal {node.name}: mean {node.mean}, rows {node.row_covariance}, columns {node.column_covariance}"
        )
    else:
        line = f"{type(node).__name__} {node}" if not node.args or node.is_symbol else type(node).__name__
    below = [] if isinstance(node, MatrixNormal) or node.is_symbol else node.args
    return "\n".join([f"{'  ' * depth}{line}", *(_tree(child, depth + 1) for child in below)])


def _rows(matrix) -> str:
    return str([[str(entry) for entry in row] for row in matrix.tolist()]).replace("'", "")


def _terms(expression):
    """Words, loops and scalars of a normal form, with their coefficients."""
    for (scalars, loops, word), number in from_sympy(expression).sorted_terms():
        yield f"{number}  scalars {list(scalars)}  loops {list(map(list, loops))}  word {list(word)}"


def _line(result) -> str:
    return f"{result.verdict}: {result.detail}"


def page() -> str:
    """The page with its data as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    for name, data in stops().items():
        block = f"<!-- {name} -->\n```text\n{data}\n```\n"
        text, found = re.subn(rf"<!-- {name} -->\n```text\n.*?```\n", lambda _, b=block: b, text, flags=re.DOTALL)
        assert found == 1, name
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Writes the table of the trusted base into docs/soundness.md: python examples/soundness_table.py"""

import ast
import io
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "soundness.md"
BEGIN, END = "<!-- trusted base -->\n", "<!-- end of trusted base -->"
PARTS = {
    "theory/core": "what follows from what: the decisions",
    "theory/core/relations": "each relation with its own `follows`",
    "theory/statements": "the kinds of statement: domains, starts, ends, claims at a point",
    "theory/algebra/signs": "signs by kinds, terms and hypotheses; equations as rules",
    "theory/algebra/definedness": "what expressions presuppose",
    "theory/algebra/derivatives": "gradients and second derivatives of trace polynomials",
    "theory/algebra/identities": "equality by normal form, difference by a point",
    "theory/algebra/positivity": "certificates: reasons why something is ≥ 0",
    "theory/algebra/vocabulary": "symbols, laws and nodes; names that expectations bind",
    "theory/algebra/words": "the normal form: words, traces, inverses; rewriting",
    "theory/moments": "expectations to closed forms, and when they exist",
    "theory": "records, the tables of kinds, and the judgement of a theorem",
}
ALONE = {
    "theory": (
        "establishing.py",
        "gathering.py",
        "plain_theorem.py",
        "registry.py",
        "theorem_record.py",
        "untouched.py",
    )
}
BLANK = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


def lines_of_code(path: Path) -> int:
    """Lines without imports, docstrings, comments and blank lines."""
    source = path.read_text()
    tokens = [t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type not in BLANK]
    lines = {line for t in tokens for line in range(t.start[0], t.end[0] + 1)}
    for node in ast.walk(ast.parse(source)):
        apart = isinstance(node, ast.Import | ast.ImportFrom) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        )
        if apart:
            lines -= set(range(node.lineno, node.end_lineno + 1))
    return len(lines)


def table() -> str:
    rows = ["| part | files | lines | what it decides |", "|---|---|---|---|"]
    for folder, what in PARTS.items():
        files = [p for p in sorted((ROOT / folder).glob("*.py")) if p.name in ALONE.get(folder, (p.name,))]
        rows.append(f"| `{folder}/` | {len(files)} | {sum(map(lines_of_code, files))} | {what} |")
    return "\n".join(rows) + "\n"


def page() -> str:
    text = PAGE.read_text()
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    PAGE.write_text(page())

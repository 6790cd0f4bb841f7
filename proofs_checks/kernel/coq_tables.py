"""The tables of a file: sizes, letters, scalars, rules and laws, as definitions and as values in a section."""

from collections.abc import Iterable

from proofs_checks.kernel.letter_table import Table
from proofs_checks.kernel.reified_text import matrix_type, reified
from proofs_checks.kernel.terms import Matrix

__all__ = ["constants", "definitions", "word"]

Word = tuple[tuple[int, bool], ...]


def definitions(table: Table) -> str:
    """What is computed with, outside of every section."""
    letters = table.letters
    rows, cols = (f"[:: {'; '.join(map(str, codes))}]%N" if codes else "[::]" for codes in _codes(table))
    symmetric = _list(_bool(entry.symmetric) for entry in letters)
    random = _list(_bool(entry.random) for entry in letters)
    # a divisor may hold inverses that stand behind it
    dens = _list(f"({each.number}%N, {reified(each.of)})" for each in reversed(table.inverted))
    stages = sorted({0, *(rule.stage for rule in table.rules)})
    written = {rule: f"Rule {_typed(rule.left)} {_typed(rule.equals)}" for rule in table.rules}
    laws = _list(
        f"{'Law' if entry.normal else 'MomentLaw'} {number} {word(entry.words[0])} {word(entry.words[1])}"
        for number, entry in enumerate(letters)
        if entry.random
    )
    return "\n".join(
        [
            f"Definition sg := Sig {rows} {cols} {symmetric} {random}.",
            f"Definition dens : seq (nat * sexp sg) := {dens}.",
            *(
                f"Definition rules_{s} : seq (rule sg) := {_list(written[r] for r in table.rules if r.stage <= s)}."
                for s in stages
            ),
            f"Definition rules := rules_{stages[-1]}.",
            f"Definition laws : seq law := {laws}.",
        ]
    )


def constants(table: Table) -> str:
    """The values, in a section that declares the symbols."""
    sizes = "; ".join(table.sizes)
    scalars = "; ".join(entry.text for entry in table.scalars)
    kinds = (("LR", "R", False), ("LX", "A", True))
    lines = [
        f"Definition dm := size_of [:: {sizes}]%N.",
        f"Definition sv := scalar_of ([:: {scalars}] : seq R).",
    ]
    for name, ring, random in kinds:
        cases = " ".join(f"| {n} => {e.text}" for n, e in enumerate(table.letters) if e.random == random)
        lines.append(
            f"Definition {name} l : 'M[{ring}]_(dm (rows sg l), dm (cols sg l)) :=\n"
            f"  match l return 'M[{ring}]_(dm (rows sg l), dm (cols sg l)) with {cases} | _ => 0 end."
        )
    return "\n".join(lines)


def word(letters: Word) -> str:
    """A word of letters."""
    return _list(f"({number}%N, {_bool(transposed)})" for number, transposed in letters)


def _typed(matrix: Matrix) -> str:
    return f"({reified(matrix)} : {matrix_type(matrix)})"


def _codes(table: Table) -> tuple[list[int], list[int]]:
    return [entry.rows for entry in table.letters], [entry.cols for entry in table.letters]


def _list(items: Iterable[str]) -> str:
    found = list(items)
    return f"[:: {'; '.join(found)}]" if found else "[::]"


def _bool(value: bool) -> str:
    return "true" if value else "false"

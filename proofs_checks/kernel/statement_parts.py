"""The parts of a statement as terms: what is quantified, assumed and claimed."""

from collections.abc import Collection

from sympy import Basic, Ge, Gt, Le, Lt, Symbol

from proofs_checks.kernel.letter_table import LetterEntry
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.refusal import NotExportedError
from theory.algebra.vocabulary.matrix_symbols import (
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
)
from theory.theorem_record import Theorem

__all__ = ["assumption_texts", "binders", "kind_hypotheses", "law_hypotheses", "matrix_type"]


def binders(reader: Reader, without: Collection[str] = ()) -> list[str]:
    """The quantified symbols with their types: sizes, matrices, scalars, random matrices."""
    table = reader.table
    found = []
    sizes = table.symbols_of_sizes
    if sizes:
        found.append(f"({' '.join(sizes)} : nat)")
    for entry in table.letters:
        symbol = reader.met.get(entry.text)
        if symbol is not None and entry.text not in without:
            found.append(f"({entry.text} : {matrix_type(reader, entry)})")
    found += [
        f"({entry.text} : R)" for entry in table.scalars if entry.text in reader.met and entry.text not in without
    ]
    found += [f"({entry.text} : {matrix_type(reader, entry)})" for entry in table.letters if entry.random]
    return found


def matrix_type(reader: Reader, entry: LetterEntry) -> str:
    """The type of a matrix, over the field or, where it is random, over the algebra."""
    rows, cols = (reader.table.sizes[code] for code in (entry.rows, entry.cols))
    return f"'M[{'A' if entry.random else 'R'}]_({rows}, {cols})"


def kind_hypotheses(reader: Reader) -> list[str]:
    """What the kinds of the symbols say: sizes are ≥ 1, matrices symmetric or definite, scalars of a sign."""
    sizes = [f"(0 < {name})%N" for name in reader.table.symbols_of_sizes]
    return sizes + [text for name, symbol in reader.met.items() for text in _kind_of(name, symbol)]


def _kind_of(name: str, symbol: Basic) -> list[str]:
    match symbol:
        case PositiveDefiniteMatrix():
            return [f"pd {name}"]
        case PositiveSemidefiniteMatrix():
            return [f"psd {name}"]
        case SymmetricMatrix():
            return [f"{name}^T = {name}"]
        case Symbol() if symbol.is_integer and symbol.is_positive:
            return []
        case Symbol() if symbol.is_integer or symbol.is_nonpositive:
            message = f"the scalar {symbol} is a whole number, or ≤ 0"
            raise NotExportedError(message)
        case Symbol() if symbol.is_positive:
            return [f"0 < {name}"]
        case Symbol() if symbol.is_nonnegative:
            return [f"0 <= {name}"]
        case Symbol() if symbol.is_nonzero:
            return [f"{name} != 0"]
    return []


def assumption_texts(reader: Reader, theorem: Theorem) -> list[tuple[str, str]]:
    """The hypotheses that are relations, with abbreviations and without; sentences name laws, which letters have."""
    relations = [a.relation for a in theorem.assumptions if not isinstance(a.relation, str)]
    return [_relation(reader, r) for r in relations]


def _relation(reader: Reader, relation: Basic) -> tuple[str, str]:
    signs = {Gt: "<", Lt: "<", Ge: "<=", Le: "<="}
    if type(relation) in signs and not getattr(relation.lts, "is_Matrix", False):
        small, large = (reader.texts(reader.scalar(e)) for e in (relation.lts, relation.gts))
        sign = signs[type(relation)]
        return f"{small[1]} {sign} {large[1]}", f"{small[0]} {sign} {large[0]}"
    message = f"the hypothesis {relation} is no inequality of scalars"
    raise NotExportedError(message)


def law_hypotheses(reader: Reader) -> list[str]:
    """That the random letters are centred and independent, Gaussian or known by two moments, with these covariances."""
    symbols = [entry.law_text for entry in reader.table.letters if entry.random]
    return [f"gaussians E [:: {'; '.join(symbols)}]"] if symbols else []

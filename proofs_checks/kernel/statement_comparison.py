"""Whether a file states the theorem: its statement is read back, and both are evaluated at random points.

Nothing of the exporter is used. What is compared are the symbols with their kinds, the hypotheses, the laws, and every
side of every relation that is claimed.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from sympy import Basic, Ge, Gt, Le, Lt, MatrixSymbol, Symbol

from proofs_checks.kernel.coq_syntax import Node, ReadBackError, Statement, statement_in
from proofs_checks.kernel.expected_claims import Claimed, claimed_by
from proofs_checks.kernel.file_values import FileValues, ScalarMatrix, Value
from proofs_checks.kernel.limit_syntax import is_limit, said_at_each_point
from proofs_checks.kernel.theorem_values import Point, TheoremValues, bound_and_free, random_point
from proofs_checks.settings.kernel_numbers import AGREE, DRAWS, POINTS
from theory.algebra.vocabulary.matrix_symbols import (
    PositiveDefiniteMatrix,
    PositiveSemidefiniteMatrix,
    SymmetricMatrix,
)
from theory.algebra.vocabulary.random_matrices import MatrixNormal, RandomMatrix, random_symbols
from theory.theorem_record import Theorem

__all__ = ["OtherStatementError", "require_same_statement"]

Named = TypeVar("Named", bound=Basic)


class OtherStatementError(ValueError):
    """A file that states something else than the theorem; the message says where they differ."""


def require_same_statement(text: str, name: str, part: Theorem) -> None:
    """Raise OtherStatementError unless the theorem of that name in a file is the statement of ``part``."""
    try:
        statement = statement_in(text, name)
        statement = said_at_each_point(statement) if is_limit(statement) else statement
        for seed in range(POINTS):
            _Comparison(statement, part, np.random.default_rng(seed)).run()
    except ReadBackError as error:
        message = f"the statement of the file cannot be read back: {error}"
        raise OtherStatementError(message) from error


class _Comparison:
    def __init__(self, statement: Statement, part: Theorem, rng: np.random.Generator) -> None:
        self.statement, self.part = statement, part
        claim = claimed_by(part)
        relations = [part.unfolded(a.relation) for a in part.assumptions if not isinstance(a.relation, str)]
        everything = [*relations, *claim.expressions()]
        self.random = {p for e in everything for x in bound_and_free(e) for p in (x, *_ancestors(x))}
        symbols = {s for e in everything for s in _symbols(e)} | {s for x in self.random for s in _symbols(x)}
        self.relations, self.claim = relations, claim
        self.point: Point = random_point(symbols | set(claim.quantified), self.random, rng, DRAWS)
        self.theorem = TheoremValues(self.point)
        self.symbols = _by_name({s: _plain(s) for s in (*self.point.sizes, *self.point.values)})
        self.letters = _by_name({x: _plain(x) if _is_centred(x) else f"{_plain(x)}_0" for x in self.random})
        self.meant: dict[str, Basic] = {}

    def run(self) -> None:
        values = self._values()
        hypotheses, body, values = self._peeled(values)
        self._require_hypotheses(hypotheses, values)
        self._require_means(values)
        self._require_claim(self.claim, body, values)

    # -- what is quantified -------------------------------------------------------------------------------------------
    def _values(self) -> FileValues:
        constants: dict[str, Value] = {}
        for name, kind in self.statement.binders:
            if name in ("R", "A", "E"):
                self._require(kind in FRAME[name], f"{name} is {kind!r}")
            elif kind[:2] == ("matrix", "A"):
                self._require_type(name, kind, "A", self._bound(name, self.letters))
            else:
                constants[name] = self._constant(name, kind, self._bound(name, self.symbols))
        letters = {name: x for name, x in self.meant.items() if x in self.random}
        draws = [{name: draw[x] for name, x in letters.items()} for draw in self.point.draws]
        self.constants = constants
        return FileValues(constants, draws)

    def _bound(self, name: str, known: Mapping[str, Basic]) -> Basic:
        """What a name that is bound stands for, under which nothing else is; the file may add underscores."""
        found = known.get(name) or known.get(name.rstrip("_"))
        if found is None:
            message = f"{name} stands for no symbol of the theorem"
            raise OtherStatementError(message)
        self._require(name not in self.meant and found not in self.meant.values(), f"{found} is bound twice")
        self.meant[name] = found
        return found

    def _letter(self, name: str) -> RandomMatrix | None:
        found = self.meant.get(name)
        return found if isinstance(found, RandomMatrix) else None

    def _is_constant(self, name: str) -> bool:
        return name in self.meant and self._letter(name) is None

    def _symbol(self, name: str) -> Basic:
        found = self.meant.get(name)
        if found is None:
            message = f"{name} stands for no symbol of the theorem"
            raise OtherStatementError(message)
        return found

    def _constant(self, name: str, kind: Node, symbol: Basic) -> Value:
        if symbol in self.point.sizes:
            self._require(kind == "nat", f"{name} is no size")
            return float(self.point.sizes[symbol])
        if isinstance(symbol, MatrixSymbol):
            self._require_type(name, kind, "R", symbol)
        else:
            self._require(kind == "R", f"{name} is no scalar")
        return self.point.values[symbol]

    def _require_type(self, name: str, kind: Node, ring: str, symbol: Basic) -> None:
        match kind:
            case ("matrix", found, str(rows), str(cols)) if found == ring:
                shape = tuple(self._size(n) for n in (rows, cols))
                self._require(shape == self._shape(symbol), f"{name} has another shape")
            case _:
                message = f"{name} is {kind!r}"
                raise OtherStatementError(message)

    def _size(self, text: str) -> int:
        return int(text) if text.isdigit() else self.point.sizes[self._symbol(text)]

    def _shape(self, symbol: Basic) -> tuple[int, ...]:
        return tuple(int(self.point.sizes.get(n, n)) for n in symbol.shape)

    # -- hypotheses ---------------------------------------------------------------------------------------------------
    def _peeled(self, values: FileValues) -> tuple[list[tuple[Node, FileValues]], Node, FileValues]:
        hypotheses, body = [], self.statement.body
        while isinstance(body, tuple) and body[0] in ("let", "->"):
            if body[0] == "let":
                _, name, meaning, body = body
                values = values.knowing(str(name), meaning)
            else:
                _, hypothesis, body = body
                hypotheses.append((hypothesis, values))
        return hypotheses, body, values

    def _require_hypotheses(self, hypotheses: list[tuple[Node, FileValues]], values: FileValues) -> None:
        constants = [self._symbol(name) for name in self.constants]
        kinds = Counter(kind for symbol in constants for kind in _kinds(symbol))
        relations = [(_sign(r), self.theorem(r.lts), self.theorem(r.gts)) for r in self.relations]
        laws, positive = 0, False
        for hypothesis, known in hypotheses:
            kind = self._kind(hypothesis)
            if kind is not None and kinds[kind]:
                kinds[kind] -= 1
                continue
            match hypothesis:
                case ("apply", "gaussians", "E", ("list", *letters)):
                    laws += 1
                    self._require_laws(letters, known)
                case ("apply", "positive", "E") if not positive:
                    positive = True  # squares have a mean ≥ 0: E is an expectation
                case ("<" | "<=" as sign, left, right):
                    found = (sign, known(left), known(right))
                    at = next((i for i, r in enumerate(relations) if _same_relation(r, found)), None)
                    self._require(at is not None, f"the hypothesis {hypothesis!r} is none of the theorem's")
                    del relations[at or 0]
                case _:
                    message = f"the hypothesis {hypothesis!r} is none of the theorem's"
                    raise OtherStatementError(message)
        missing = [*(+kinds).elements(), *relations]
        self._require(not missing, f"hypotheses of the theorem are not in the file: {missing}")
        self._require(laws == bool(self.random), f"the laws are stated {laws} times")

    def _kind(self, hypothesis: Node) -> tuple[str, Basic] | None:
        match hypothesis:
            case ("%N", ("<", "0", str(name))):
                return ("≥ 1", self._symbol(name))
            case ("apply", "pd" | "psd" as kind, str(name)) if self._is_constant(name):
                return (kind, self._symbol(name))
            case ("=", ("^T", str(name)), str(other)) if name == other and self._is_constant(name):
                return ("symmetric", self._symbol(name))
            case ("<" | "<=" | "!=" as sign, "0", str(name)) if self._is_constant(name):
                return (sign, self._symbol(name))
            case ("!=", str(name), "0") if self._is_constant(name):
                return ("!=", self._symbol(name))
        return None

    def _require_laws(self, letters: list[Node], values: FileValues) -> None:
        seen = set()
        for letter in letters:
            match letter:
                case ("apply", "Symbol" | "Moments" as law, str(name), row, column) if x := self._letter(name):
                    self._require(type(x) is LAWS[law], f"{x} has another law than {law}")
                    for given, meant in ((row, x.row_covariance), (column, x.column_covariance)):
                        self._require(
                            _agree(values(given), self.theorem(meant)), f"the law of {name} has another covariance"
                        )
                    seen.add(x)
                case _:
                    message = f"{letter!r} is no random matrix of the theorem"
                    raise OtherStatementError(message)
        self._require(len(seen) == len(letters) and seen == self.random, "other random matrices are independent")

    def _require_means(self, values: FileValues) -> None:
        """What is named like a random matrix is one: its mean and the centred letter."""
        for number, draw in enumerate(self.point.draws):
            inside = FileValues(values.constants, values.draws, values.meanings, values.draws[number])
            for x, value in self.theorem.of_random(self.random, draw).items():
                name = _plain(x)
                found = next((n for n in (name, name + "_") if n in values.meanings), None)
                if found is not None:
                    self._require(_agree(inside(values.meanings[found]), value), f"{name} has another mean")

    # -- the claim ----------------------------------------------------------------------------------------------------
    def _require_claim(self, expected: Claimed, node: Node, values: FileValues) -> None:
        match node:
            case ("forall", *binders, body):
                before = dict(self.meant)
                for binder in binders:
                    name, kind = str(binder[1]), binder[2]
                    symbol = self._bound(name, self.symbols)
                    values = values.with_constants({name: self._constant(name, kind, symbol)})
                body = self._without_kinds(body, [self._symbol(str(binder[1])) for binder in binders])
                self._require_claim(expected, body, values)
                self.meant = before
                return None
            case ("let", name, meaning, body):
                return self._require_claim(expected, body, values.knowing(str(name), meaning))
            case ("tends", direction, names, left, right):
                along = (
                    direction if isinstance(direction, str) else direction[1],
                    tuple(self._symbol(str(name)) for name in names),
                )
                self._require(along == expected.along, f"{names} tend along {direction!r}")
                node = ("tends", left, right)
        sign = node[0] if isinstance(node, tuple) else node
        self._require(sign == expected.sign, f"{sign} stands where {expected.sign} is claimed")
        if expected.parts:
            for part, each in zip(expected.parts, node[1:], strict=True):
                self._require_claim(part, each, values)
            return None
        for side, each in zip((expected.left, expected.right), node[1:], strict=True):
            self._require(_agree(values(each), self.theorem(side)), f"a side is not {str(side)[:80]}")
        return None

    def _without_kinds(self, body: Node, symbols: list[Basic]) -> Node:
        """What is said of variables that are bound, after their kinds have been."""
        wanted = Counter(kind for symbol in symbols for kind in _kinds(symbol))
        while isinstance(body, tuple) and body[0] == "->" and (kind := self._kind(body[1])) and wanted[kind]:
            wanted[kind] -= 1
            body = body[2]
        self._require(not +wanted, f"the kinds of variables are not in the file: {list(wanted)}")
        return body

    def _require(self, holds: object, what: str) -> None:
        if not holds:
            raise OtherStatementError(what)


LAWS: dict[str, type[RandomMatrix]] = {"Symbol": MatrixNormal, "Moments": RandomMatrix}
"""The word of a file for the law of a random matrix, and what it is in a theorem."""

FRAME: dict[str, tuple[Node, ...]] = {"R": ("rcfType",), "A": (("apply", "comAlgType", "R"),), "E": (("->", "A", "R"),)}


def _by_name(names: Mapping[Named, str]) -> dict[str, Named]:
    found = {name: symbol for symbol, name in names.items()}
    if len(found) < len(names):
        message = "two symbols of the theorem have one name in the file"
        raise OtherStatementError(message)
    return found


def _plain(symbol: Basic) -> str:
    name = re.sub(r"[^A-Za-z0-9_]", "_", str(symbol.name))
    return name if re.match(r"[A-Za-z]", name) else f"v{name}"


def _symbols(e: Basic) -> set[Basic]:
    leaves = e.atoms(Symbol, MatrixSymbol)
    sizes = {n for m in leaves if isinstance(m, MatrixSymbol) for k in m.shape for n in k.free_symbols}
    laws = {s for x in random_symbols(e) for a in x.args[1:] for s in _symbols(a)}
    return {s for s in leaves | sizes | laws if not isinstance(s, RandomMatrix)}


def _ancestors(x: RandomMatrix) -> set[RandomMatrix]:
    parents = {p for a in x.args[1:] for p in random_symbols(a)}
    return parents | {q for p in parents for q in _ancestors(p)}


def _is_centred(x: RandomMatrix) -> bool:
    return bool(x.mean.is_ZeroMatrix)


def _kinds(symbol: Basic) -> list[tuple[str, Basic]]:
    match symbol:
        case PositiveDefiniteMatrix():
            return [("pd", symbol)]
        case PositiveSemidefiniteMatrix():
            return [("psd", symbol)]
        case SymmetricMatrix():
            return [("symmetric", symbol)]
        case Symbol() if symbol.is_integer:
            return [("≥ 1", symbol)]
        case Symbol() if symbol.is_positive:
            return [("<", symbol)]
        case Symbol() if symbol.is_nonnegative:
            return [("<=", symbol)]
        case Symbol() if symbol.is_nonzero:
            return [("!=", symbol)]
    return []


def _sign(relation: Basic) -> str:
    if type(relation) not in (Gt, Ge, Lt, Le):
        message = f"{relation} is no inequality"
        raise OtherStatementError(message)
    return "<" if type(relation) in (Gt, Lt) else "<="


def _same_relation(expected: tuple[str, Value, Value], found: tuple[str, Value, Value]) -> bool:
    return expected[0] == found[0] and _agree(expected[1], found[1]) and _agree(expected[2], found[2])


def _agree(found: Value, meant: Value) -> bool:
    if isinstance(found, ScalarMatrix) and isinstance(meant, np.ndarray):
        found = found.c * np.eye(len(meant))
    elif isinstance(found, float) and found == 0 and isinstance(meant, np.ndarray):
        found = np.zeros_like(meant)
    one, other = np.asarray(found, dtype=float), np.asarray(meant, dtype=float)
    if one.shape != other.shape:
        return False
    return bool(np.all(np.abs(one - other) <= AGREE * (1 + np.abs(other).max(initial=0))))

"""Statements of exported files read back: a small parser of the notation that they use, and of nothing else."""

import re
from dataclasses import dataclass

__all__ = ["Node", "ReadBackError", "Statement", "expression_in", "statement_in"]

Node = str | tuple["Node | str", ...]
"""An identifier or number as text, or an operation with its operands."""

TOKEN = re.compile(
    r"\s*(?:(?P<word>[A-Za-z_][\w']*|\d+)|(?P<sign>->|<=|!=|/\\|:=|%:[RAM]|\*m|\*:|\^\+|\^-1|\^T|%N|\\tr|\[::|'M|=>|[-+*/=<(){}\[\],;:_]))"
)

BINARY = {"->": 1, "/\\": 20, "=": 70, "!=": 70, "<": 70, "<=": 70, "+": 150, "-": 150, "*": 160, "*m": 160, "*:": 160}
"""How tightly binary signs bind; all associate to the left but ``->`` and ``/\\``."""

OPPOSITE, APPLIED, POSTFIX = 165, 180, 190


class ReadBackError(ValueError):
    """A statement that is not written in the notation that is read here."""


@dataclass(frozen=True)
class Statement:
    """``binders`` are pairs of a name and its type; ``lets`` pairs of a name and its value, in order; the hypotheses
    stand among them where they are, and the claim is what they lead to.
    """

    name: str
    binders: tuple[tuple[str, Node], ...]
    body: Node


def statement_in(text: str, name: str) -> Statement:
    """The statement of the theorem of that name in a file. Raises ReadBackError where there is none, or two."""
    found = re.findall(rf"^Theorem {re.escape(name)}\b(.*?)\.\s*\nProof\b", text, re.DOTALL | re.MULTILINE)
    if len(found) != 1:
        message = f"{len(found)} theorems of the name {name}"
        raise ReadBackError(message)
    reader = _Reader(found[0])
    binders = reader.binders()
    reader.expect(":")
    body = reader.expression(0)
    if reader.at is not None:
        message = f"{reader.at} is not understood"
        raise ReadBackError(message)
    return Statement(name, binders, body)


def expression_in(text: str) -> Node:
    """An expression that stands alone. Raises ReadBackError for what is none."""
    reader = _Reader(text)
    found = reader.expression(0)
    if reader.at is not None:
        message = f"{reader.at} is not understood"
        raise ReadBackError(message)
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        position = 0
        text = text.rstrip()
        while position < len(text):
            found = TOKEN.match(text, position)
            if found is None:
                message = f"{text[position : position + 20]!r} is not understood"
                raise ReadBackError(message)
            self.tokens.append(found["word"] or found["sign"])
            position = found.end()
        self.position = 0

    @property
    def at(self) -> str | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def next(self) -> str:
        token = self.at
        if token is None:
            message = "the statement ends too early"
            raise ReadBackError(message)
        self.position += 1
        return token

    def expect(self, token: str) -> None:
        found = self.next()
        if found != token:
            message = f"{found!r} stands where {token!r} is expected"
            raise ReadBackError(message)

    def binders(self) -> tuple[tuple[str, Node], ...]:
        found: list[tuple[str, Node]] = []
        while self.at == "(":
            self.next()
            names = []
            while self.at != ":":
                names.append(self.next())
            self.next()
            kind = self.expression(0)
            self.expect(")")
            found += [(name, kind) for name in names]
        return tuple(found)

    def expression(self, binding: int) -> Node:
        left = self._prefix()
        while True:
            token = self.at
            if token in ("^T", "^-1", "%:R", "%:A", "%:M", "%N"):
                left = (self.next(), left)
            elif token == "^+" and binding < APPLIED:
                self.next()
                left = ("^+", left, self.next())
            elif token in BINARY and BINARY[token] > binding:
                self.next()
                right = self.expression(BINARY[token] - (token in ("->", "/\\")))
                left = (token, left, right)
            else:
                return left

    def _prefix(self) -> Node:
        token = self.next()
        match token:
            case "(":
                return self._applied(self._bracket())
            case "-":
                return ("opposite", self.expression(OPPOSITE))
            case "\\tr":
                return ("tr", self._postfixed())
            case "let":
                name = self.next()
                self.expect(":=")
                value = self.expression(0)
                self.expect("in")
                return ("let", name, value, self.expression(0))
            case "forall" | "exists" | "fun":
                binders = self.binders()
                self.expect("=>" if token == "fun" else ",")
                return (token, *(("binder", name, kind) for name, kind in binders), self.expression(0))
            case "'M":
                return self._matrix_type()
            case "[::":
                return self._list()
        if not re.fullmatch(r"[\w']+", token):
            message = f"{token!r} stands where an expression is expected"
            raise ReadBackError(message)
        return self._applied(token)

    def _bracket(self) -> Node:
        """What stands in a bracket that is open, with its type if it is given one; or several things, a tuple."""
        inner = self.expression(0)
        if self.at == ",":
            parts = [inner]
            while self.at == ",":
                self.next()
                parts.append(self.expression(0))
            inner = ("tuple", *parts)
        if self.at == ":":
            self.next()
            inner = ("typed", inner, self.expression(0))
        self.expect(")")
        return inner

    def _postfixed(self) -> Node:
        node: Node = self._atom()
        while self.at in ("^T", "^-1", "%:R", "%:A", "%:M"):
            node = (self.next(), node)
        return node

    def _atom(self) -> Node:
        token = self.next()
        if token == "(":
            return self._bracket()
        if not re.fullmatch(r"[\w']+", token):
            message = f"{token!r} stands where an argument is expected"
            raise ReadBackError(message)
        return token

    def _applied(self, head: Node) -> Node:
        while self.at in ("^T", "^-1", "%:R", "%:A", "%:M"):
            head = (self.next(), head)
        arguments = []
        while self.at is not None and (self.at in ("(", "[::", "\\tr") or re.fullmatch(r"[\w']+", self.at)):
            if self.at == "in":
                break
            arguments.append(self._list_or_argument())
        return ("apply", head, *arguments) if arguments else head

    def _list_or_argument(self) -> Node:
        if self.at == "[::":
            self.next()
            return self._list()
        return self._postfixed()

    def _list(self) -> Node:
        items: list[Node] = []
        while self.at != "]":
            items.append(self.expression(0))
            if self.at == ";":
                self.next()
        self.next()
        return ("list", *items)

    def _matrix_type(self) -> Node:
        self.expect("[")
        ring = self.next()
        self.expect("]")
        self.expect("_")
        self.expect("(")
        rows = self.next()
        self.expect(",")
        cols = self.next()
        self.expect(")")
        return ("matrix", ring, rows, cols)

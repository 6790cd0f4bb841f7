"""How wide a printed formula is, roughly: enough to decide where a line ends."""

import re

__all__ = ["COLUMN", "LINE", "RELATION", "width"]

LINE = 69
"""Letters, as ``width`` counts them, on a line of an article with margins of an inch."""

COLUMN = 32
"""The same in an article of two columns."""

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
WITHOUT_WIDTH = re.compile(
    r"\\(math(bf|rm|cal|bb)|boldsymbol|operatorname|text|left|right|[bB]igg?[lr]|bar|hat|tilde|dot)"
)
RELATIONS = frozenset(["+", "-", "=", "<", ">", r"\leq", r"\geq", r"\succ", r"\succeq", r"\preceq"])
NARROW = frozenset("()[],.|")
SPACES = {r"\,": 0.3, r"\quad": 2.0, r"\qquad": 4.0, r"\ ": 0.5, r"\;": 0.5, r"\!": -0.3}
RELATION, CAPITAL, BRACKET, OPERATOR, MATRIX_BRACKETS = 2.2, 1.5, 0.7, 3.0, 2.5
SCRIPT = 0.7  # size of a superscript relative to the line


def width(tex: str) -> float:
    """The number of lower-case letters that would take the same space."""
    return _Measure(tex).sequence()


class _Measure:
    """A reader of balanced LaTeX that adds up widths."""

    def __init__(self, tex: str) -> None:
        self.tokens = [t for t in TOKEN.findall(tex) if not t.isspace() and t.isprintable()]
        self.position = 0

    def sequence(self, closing: str = "}") -> float:
        """Up to the closing token."""
        total = 0.0
        while self.position < len(self.tokens):
            token = self._next()
            if token == closing:
                break
            total += self._one(token)
        return total

    def _next(self) -> str:
        token = self.tokens[self.position]
        self.position += 1
        return token

    def _argument(self) -> float:
        if self.position == len(self.tokens):
            return 0.0
        token = self._next()
        return self.sequence() if token == "{" else self._one(token)

    def _one(self, token: str) -> float:
        if token == "{":
            return self.sequence()
        if token in ("^", "_"):
            return SCRIPT * self._argument()
        if token in (r"\frac", r"\tfrac"):
            return max(self._argument(), self._argument()) + 0.5
        if token == r"\begin":
            return self._matrix()
        if token.startswith("\\"):
            return self._command(token)
        return RELATION if token in RELATIONS else BRACKET if token in NARROW else CAPITAL if token.isupper() else 1.0

    def _command(self, token: str) -> float:
        if token == r"\min":
            return OPERATOR
        if WITHOUT_WIDTH.fullmatch(token):
            return 0.0
        return SPACES.get(token, RELATION if token in RELATIONS else CAPITAL if token[1].isupper() else 1.0)

    def _matrix(self) -> float:
        """A matrix is as wide as its widest row."""
        self._argument()
        widest = row = MATRIX_BRACKETS
        while self.position < len(self.tokens):
            token = self._next()
            if token == r"\end":
                self._argument()
                break
            if token == r"\\":
                self._skip_height()
                row = MATRIX_BRACKETS
            else:
                row += RELATION if token == "&" else self._one(token)
            widest = max(widest, row)
        return widest

    def _skip_height(self) -> None:
        if self.position < len(self.tokens) and self.tokens[self.position] == "[":
            self.position = self.tokens.index("]", self.position) + 1

"""A reader of the printer's LaTeX, written from the formulas and not from the printer: tokens, grammar, values.

Sums bind looser than ∘, that looser than products; Σ and ∏ take in the rest of their product; superscripts apply to
the one factor before them, and behind tr(…), E[…] or a function to the whole.
"""

import re
from collections.abc import Callable

from tests.theory.latex.reading import plain_numbers as ar
from tests.theory.latex.reading.plain_numbers import Point, Value

Meaning = Callable[[Point], Value]

TOKEN = re.compile(r"\\(?:left|right)\||\\[A-Za-z]+|\\.|\d+(?:\.\d+)?|\S", re.DOTALL)
IGNORED = frozenset([r"\,", r"\;", r"\ ", r"\quad", r"\left", r"\right", "\\\\", "&", r"\limits"])
SIZES = re.compile(r"\\[bB]igg?[lr]")
CLOSING = frozenset([")", "]", "}", r"\}", r"\rVert", ",", r"\mid", "=", "", r"\end", r"\right|"])
ALPHABETS = frozenset([r"\mathbf", r"\boldsymbol", r"\bar", r"\mathrm", r"\hat"])


class MisreadError(ValueError):
    """LaTeX that this reader does not know."""


def read(tex: str) -> Meaning:
    """What the formula means: a function of a point whose keys are letters as printed."""
    tex = "\n".join(line for line in tex.split("\n") if not line.startswith("%"))
    reader = _Reader([t for t in TOKEN.findall(tex) if t not in IGNORED and not SIZES.fullmatch(t)])
    meaning = reader.sum()
    reader.expect("")
    return meaning


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def expect(self, *wanted: str) -> None:
        for token in wanted:
            if (found := self.next()) != token:
                raise MisreadError(f"{found or 'the end'} instead of {token or 'the end'}")

    def taken(self, token: str) -> bool:
        if found := self.peek() == token:
            self.at += 1
        return found

    def group(self, opening: str = "{", closing: str = "}") -> Meaning:
        self.expect(opening)
        inner = self.sum()
        self.expect(closing)
        return inner

    def text(self) -> str:
        """The tokens of a group in braces, as they stand."""
        self.expect("{")
        found, depth = "", 1
        while True:
            token = self.next()
            depth += (token == "{") - (token == "}")
            if not depth:
                return found
            found += token

    # -- sums and products ------------------------------------------------------------------------------------------
    def sum(self) -> Meaning:
        terms = [self.signed(optional=True)]
        while self.peek() in ("+", "-"):
            terms.append(self.signed(optional=False))
        return lambda p: ar.plus(t(p) for t in terms)

    def signed(self, optional: bool) -> Meaning:
        sign = -1.0 if self.peek() == "-" else 1.0
        if self.peek() == "-" or not optional:
            self.next()
        factors = [self.product()]
        while self.taken(r"\circ"):
            factors.append(self.product())
        if len(factors) == 1:
            return lambda p: ar.times([sign, factors[0](p)])
        return lambda p: ar.times([sign, ar.entrywise(f(p) for f in factors)])

    def product(self) -> Meaning:
        factors = [self.factor()]
        while self.peek() not in CLOSING and self.peek() not in ("+", "-", r"\circ"):
            self.taken(r"\cdot")
            if self.taken("/"):
                below = self.factor()
                factors.append(lambda p, b=below: ar.power(b(p), -1.0))
            else:
                factors.append(self.factor())
        return lambda p: ar.times(f(p) for f in factors)

    def repeated(self, sign: str) -> Meaning:
        self.expect("_", "{")
        letter = self.name()
        if self.taken(r"\in"):
            self.expect(r"\operatorname", "{", *"spec", "}")
            matrix = self.group("(", ")")
            self.expect("}")
            body = self.product()
            return lambda p: ar.plus(body({**p, letter: v}) for v in ar.eigenvalues(matrix(p)))
        self.expect("=")
        first = self.sum()
        self.expect("}", "^")
        last, body = self.group(), self.product()
        total = ar.plus if sign == r"\sum" else ar.times
        return lambda p: total(body({**p, letter: float(i)}) for i in range(round(first(p)), round(last(p)) + 1))

    # -- one factor -------------------------------------------------------------------------------------------------
    def factor(self) -> Meaning:
        base = self.atom()
        while self.taken("^"):
            base = self.raised(base)
        return base

    def raised(self, base: Meaning) -> Meaning:
        self.expect("{")
        inverted = self.tokens[self.at : self.at + 2] == ["-", r"\top"] and self.taken("-")
        if self.taken(r"\top"):
            self.expect("}")
            return (lambda p: ar.power(ar.transpose(base(p)), -1.0)) if inverted else lambda p: ar.transpose(base(p))
        exponent = self.sum()
        self.expect("}")
        return lambda p: ar.power(base(p), exponent(p))

    def atom(self) -> Meaning:
        token = self.peek()
        if token[:1].isdigit():
            self.next()
            return lambda p: float(token)
        if token in (r"\sum", r"\prod"):
            return self.repeated(self.next())
        known = getattr(self, f"_{_SHAPES.get(token, '')}", None)
        if known is not None:
            self.next()
            return known()
        return self.letter()

    def letter(self) -> Meaning:
        name = self.name()
        if name == "e" and self.taken("^"):
            exponent = self.group()
            return lambda p: ar.function("exp", exponent(p))
        if name == "e":
            return lambda p: p["e"] if "e" in p else ar.function("exp", 1.0)
        if name == "f":
            return self._function("f", "(", ")")
        if name.startswith(r"\mathbf{I}_{"):
            size = read(name.removeprefix(r"\mathbf{I}_{").removesuffix("}"))
            return lambda p: ar.checked(ar.np.eye(round(size(p))))
        if name == r"\mathbf{0}":
            return lambda p: 0.0
        if name == r"\lambda_{\min}":
            matrix = self.group("(", ")")
            return lambda p: min(ar.eigenvalues(matrix(p)))
        return lambda p: p[name]

    def name(self) -> str:
        """A letter with its subscript and star, as printed."""
        name = self.next()
        if name in ALPHABETS:
            name += f"{{{self.text()}}}"
        elif not re.fullmatch(r"[A-Za-z]|\\[A-Za-z]+", name):
            raise MisreadError(f"{name or 'the end'} where a factor should stand")
        if self.taken("_"):
            name += f"_{{{self.text()}}}"
        above = ""
        while self.tokens[self.at : self.at + 2] == ["^", "{"] and self.tokens[self.at + 2] in (r"\star", r"\prime"):
            above += self.tokens.pop(self.at + 2)
        if self.tokens[self.at : self.at + 3] == ["^", "{", "}"]:
            self.at += 3
        return f"{name}^{{{above}}}" if above else name

    def _function(self, name: str, opening: str, closing: str) -> Meaning:
        above = self.group() if self.taken("^") else None
        braced = self.taken("{")
        argument = self.group(opening, closing)
        if braced:
            self.expect("}")
        if above is None:
            return lambda p: ar.function(name, argument(p))
        return lambda p: ar.power(ar.function(name, argument(p)), above(p))

    # -- the shapes of _SHAPES --------------------------------------------------------------------------------------
    def _bracket(self) -> Meaning:
        inner = self.sum()
        self.expect(")")
        return inner

    def _braces(self) -> Meaning:
        inner = self.sum()
        self.expect("}")
        return inner

    def _entry(self) -> Meaning:
        matrix = self.sum()
        self.expect("]", "_", "{")
        row = self.sum()
        self.expect(",")
        column = self.sum()
        self.expect("}")
        return lambda p: float(matrix(p)[round(row(p)), round(column(p))])

    def _norm(self) -> Meaning:
        inner = self.sum()
        self.expect(r"\rVert")
        if not self.taken("_"):
            return lambda p: ar.norm(inner(p))
        if self.tokens[self.at : self.at + 3] == ["{", "F", "}"]:
            self.at += 3
            return lambda p: ar.norm(inner(p), "F")
        weight = self.group()
        return lambda p: ar.norm(inner(p), weight(p))

    def _bars(self) -> Meaning:
        inner = self.sum()
        self.expect(r"\right|")
        return lambda p: abs(v) if ar.is_number(v := inner(p)) else ar.determinant(v)

    def _fraction(self) -> Meaning:
        above, below = self.group(), self.group()
        return lambda p: ar.times([above(p), ar.power(below(p), -1.0)])

    def _root(self) -> Meaning:
        inner = self.group()
        return lambda p: ar.power(inner(p), 0.5)

    def _operator(self) -> Meaning:
        if (name := self.text()) != "tr":
            raise MisreadError(f"{name} is no operator")
        inner = self.group("(", ")")
        return lambda p: ar.trace(inner(p))

    def _mean(self) -> Meaning:
        self.expect("{", "E", "}", "[")
        inner, given = self.sum(), []
        if self.taken(r"\mid"):
            given.append(self.name())
            while self.taken(","):
                given.append(self.name())
        self.expect("]")
        return lambda p: ar.mean(inner, p, given)

    def _exp(self) -> Meaning:
        return self._function("exp", "(", ")")

    def _log(self) -> Meaning:
        return self._function("log", "(", ")")

    def _sin(self) -> Meaning:
        return self._function("sin", "(", ")")

    def _extreme(self, choose: Callable[..., float]) -> Meaning:
        self.expect(r"\{")
        members = [self.sum()]
        while self.taken(","):
            members.append(self.sum())
        self.expect(r"\}")
        return lambda p: choose(m(p) for m in members)

    def _least(self) -> Meaning:
        return self._extreme(min)

    def _greatest(self) -> Meaning:
        return self._extreme(max)


_SHAPES = {
    "(": "bracket",
    "{": "braces",
    "[": "entry",
    r"\left|": "bars",
    r"\lVert": "norm",
    r"\frac": "fraction",
    r"\sqrt": "root",
    r"\operatorname": "operator",
    r"\mathbb": "mean",
    r"\exp": "exp",
    r"\log": "log",
    r"\sin": "sin",
    r"\min": "least",
    r"\max": "greatest",
}

"""Whether an equality that Coq did not compute is false: both sides are evaluated at random numbers.

Rewriting with inverses is not complete: two sides may be equal without a common normal form. Two rational functions
that agree at random points are the same, almost surely; where they do not, the step is wrong. Nothing of the exporter
is used, but for the file: terms are read as Coq reads them, values from the section that declares them.
"""

import re
from collections.abc import Mapping

import numpy as np

from proofs_checks.kernel.coq_syntax import ReadBackError, expression_in
from proofs_checks.kernel.file_values import FileValues, ScalarMatrix, Value
from proofs_checks.settings.kernel_numbers import AGREE, TRIED_POINTS

__all__ = ["sides_agree"]

Term = str | tuple["Term", ...]
Number = float | np.ndarray


def sides_agree(text: str, part: int, name: str) -> bool | None:
    """Whether both sides of the check of that name, in the module of that number, agree at all random points.

    None where they are not evaluated: what stands in an expectation, or has no value at any of the points.
    """
    module = text[text.index(f"Module Part_{part}.") : text.index(f"End Part_{part}.")]
    sides = [_parsed(_definition(module, f"{name}_{side}")) for side in ("left", "right")]
    if any(_holds(side, "SExp") or _holds(side, "MExp") for side in sides):
        return None
    found: list[bool] = []
    for seed in range(TRIED_POINTS):
        try:
            point = _Point(module, np.random.default_rng(seed))
            left, right = map(point.value, sides)
        except (np.linalg.LinAlgError, ZeroDivisionError):
            continue
        found.append(_close(left, right))
    return all(found) if found else None


class _Point:
    """Values of the sizes, scalars and letters of a module."""

    def __init__(self, module: str, rng: np.random.Generator) -> None:
        kinds = _kinds(module)
        constants: dict[str, Value] = {}
        for names, kind in re.findall(r"^Variables \(([^:]*) : ([^\n]*)\)\.$", module, re.MULTILINE):
            for name in names.split():
                value = _drawn(kind, kinds.get(name, ""), constants, rng)
                if value is not None:
                    constants[name] = value
        self.values = FileValues(constants, ())
        sizes = _between(module, "Definition dm := size_of [::", "]%N.")
        self.sizes = [int(_number(self._read(each))) for each in sizes.split(";")]
        scalars = _between(module, "Definition sv := scalar_of ([::", "] : seq R).").strip()
        self.scalars = [_number(self._read(each)) for each in _split(scalars)] if scalars else []
        cases = _between(module, "Definition LR l :", "| _ => 0 end.").partition(" with ")[2]
        self.letters = {int(n): each for n, each in re.findall(r"\| (\d+) => (.*?) (?=\| \d+ =>|$)", f"{cases} ")}
        self.shapes = [_numbers(module, which) for which in (0, 1)]

    def _read(self, text: str) -> Value:
        return self.values(expression_in(text))

    def value(self, term: Term) -> Number:
        """What a term of the library stands for."""
        assert isinstance(term, tuple), "a constructor with its arguments"
        match term:
            case ("SInt" | "SGen" | "SSize" | "MLet" | "MId" | "MZero" as head, "sg", *codes):
                return self._leaf(str(head), [int(str(code)) for code in codes])
            case ("SPow", base, str(n)):
                return _number(self.value(base)) ** int(n)
            case ("STr", a):
                return float(np.trace(self._matrix(a)))
            case ("SAdd" | "MAdd", a, b):
                return self.value(a) + self.value(b)
            case ("SMul" | "MScale", a, b):
                return _number(self.value(a)) * self.value(b)
            case ("SOpp" | "MOpp", a):
                return -self.value(a)
            case ("MMul", a, b):
                return self._matrix(a) @ self._matrix(b)
            case ("MTr", a):
                return self._matrix(a).T
        message = f"the constructor {term[0]} is not known"
        raise ReadBackError(message)

    def _leaf(self, head: str, codes: list[int]) -> Number:
        match head, codes:
            case "SInt", [n]:
                return float(n)
            case "SGen", [n]:
                return self.scalars[n]
            case "SSize", [c]:
                return float(self.sizes[c])
            case "MId", [c]:
                return np.eye(self.sizes[c])
            case "MZero", [a, b]:
                return np.zeros((self.sizes[a], self.sizes[b]))
            case "MLet", [n]:
                rows, cols = (self.sizes[codes[n]] for codes in self.shapes)
                block = re.match(r"J([12]) ", self.letters[n])
                if block:  # [1; 0] or [0; 1]
                    return np.eye(rows, cols, 0 if block[1] == "1" else cols - rows)
                found = self._read(self.letters[n])
                assert not isinstance(found, float), "a letter is a matrix"
                return found.c * np.eye(rows, cols) if isinstance(found, ScalarMatrix) else found
        message = f"{head} with {len(codes)} arguments"
        raise ReadBackError(message)

    def _matrix(self, term: Term) -> np.ndarray:
        found = self.value(term)
        assert isinstance(found, np.ndarray), "matrices have values that are arrays"
        return found


def _kinds(module: str) -> dict[str, str]:
    """What a hypothesis says of a name alone."""
    kinds = {}
    for text in re.findall(r"^Hypothesis h_\d+ : (.*)\.$", module, re.MULTILINE):
        found = re.fullmatch(r"(pd|psd|0 <|0 <=) (\w+)|(\w+)\^T = \w+", text)
        if found:
            kinds[found[2] or found[3]] = found[1] or "symmetric"
    return kinds


def _drawn(kind: str, said: str, known: Mapping[str, Value], rng: np.random.Generator) -> Value | None:
    if kind == "nat":
        return float(rng.integers(2, 5))
    if kind == "R":
        size = float(rng.uniform(0.5, 2))
        return size if said in ("0 <", "0 <=") else size * float(rng.choice([-1, 1]))
    shape = re.fullmatch(r"'M\[R\]_\((\w+), (\w+)\)", kind)
    if shape is None:
        return None  # a random matrix, which has no value outside of expectations
    rows, cols = (int(n) if n.isdigit() else int(_number(known[n])) for n in shape.groups())
    entries = rng.standard_normal((rows, cols))
    if said in ("pd", "psd"):
        return entries @ entries.T + (said == "pd") * np.eye(rows)
    return entries + entries.T if said == "symmetric" else entries


def _close(left: Number, right: Number) -> bool:
    one, other = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    return bool(np.all(np.abs(one - other) <= AGREE * (1 + np.abs(other).max(initial=0))))


def _number(value: Value) -> float:
    assert isinstance(value, float), "a number"
    return value


# -- the text ----------------------------------------------------------------------------------------------------------
def _between(module: str, start: str, end: str) -> str:
    at = module.index(start) + len(start)
    return module[at : module.index(end, at)]


def _definition(module: str, name: str) -> str:
    return _between(module, f"Definition {name} :", ".\n").partition(":=")[2]


def _numbers(module: str, which: int) -> list[int]:
    lists = re.findall(r"\[::\s*([^\]]*)\]", _between(module, "Definition sg := Sig", ".\n"))
    return [int(n) for n in lists[which].split(";")] if lists[which].strip() else []


def _split(text: str) -> list[str]:
    """The items of a list, which may hold brackets."""
    items, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign == ";" and depth == 0:
            items.append("")
        else:
            items[-1] += sign
    return items


def _parsed(text: str) -> Term:
    """A term of the library: a constructor with its arguments, in brackets."""
    stack: list[list[Term]] = [[]]
    for token in re.findall(r"[()]|[^\s()]+", text):
        if token == "(":
            stack.append([])
        elif token == ")":
            done = tuple(stack.pop())
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    (found,) = stack[0]
    return found


def _holds(term: Term, head: str) -> bool:
    return term == head if isinstance(term, str) else any(_holds(part, head) for part in term)

"""What a statement read back says at numbers: an evaluator of its own, which knows nothing of SymPy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from proofs_checks.kernel.coq_syntax import Node, ReadBackError

__all__ = ["FileValues", "ScalarMatrix", "Value"]


@dataclass(frozen=True)
class ScalarMatrix:
    """``c%:M``, a multiple of the identity of whatever size the context asks for."""

    c: float


Value = float | np.ndarray | ScalarMatrix


@dataclass(frozen=True)
class FileValues:
    """Values of names at one point: constants, those of random matrices in each draw, and what ``let`` says.

    ``E`` is the mean over the draws: two integrands agree under it at random draws exactly if they are the same
    function. What a ``let`` or ``fun`` stands for is evaluated where it is used.
    """

    constants: Mapping[str, Value]
    draws: Sequence[Mapping[str, Value]]
    meanings: Mapping[str, Node] = field(default_factory=dict)
    draw: Mapping[str, Value] | None = None

    def knowing(self, name: str, meaning: Node) -> "FileValues":
        """The same, with a name that stands for an expression."""
        return FileValues(self.constants, self.draws, {**self.meanings, name: meaning}, self.draw)

    def with_constants(self, more: Mapping[str, Value]) -> "FileValues":
        """The same, with more names of constants."""
        return FileValues({**self.constants, **more}, self.draws, self.meanings, self.draw)

    def __call__(self, node: Node) -> Value:
        """The value. Raises ReadBackError for what is not known."""
        if isinstance(node, str):
            return self._name(node)
        match node:
            case ("typed", a, ("matrix", _, str(rows), str(cols))):
                return _shaped(self(a), int(_number(self(rows))), int(_number(self(cols))))
            case ("%:R" | "%:A" | "%N", a):
                return self(a)
            case ("%:M", a):
                return ScalarMatrix(_number(self(a)))
            case ("^T", a):
                value = self(a)
                return value.T if isinstance(value, np.ndarray) else value
            case ("^-1", a):
                return 1 / _number(self(a))
            case ("^+", a, str(n)):
                return _number(self(a)) ** int(n)
            case ("tr", a):
                return _trace(self(a))
            case ("opposite", a):
                return _times(-1.0, self(a))
            case ("+", a, b):
                return _plus(self(a), self(b))
            case ("-", a, b):
                return _plus(self(a), _times(-1.0, self(b)))
            case ("*", a, b):
                return _number(self(a)) * _number(self(b))
            case ("*:", a, b):
                return _times(_number(self(a)), self(b))
            case ("*m", a, b):
                return _product(self(a), self(b))
            case ("apply", str(head), *arguments):
                return self._applied(head, arguments)
        message = f"{node!r} has no value"
        raise ReadBackError(message)

    def _name(self, name: str) -> Value:
        if name.isdigit():
            return float(name)
        if self.draw is not None and name in self.draw:
            return self.draw[name]
        if name in self.meanings:
            return self(self.meanings[name])
        if name in self.constants:
            return self.constants[name]
        message = f"{name} has no value here"
        raise ReadBackError(message)

    def _applied(self, head: str, arguments: Sequence[Node]) -> Value:
        meaning = self.meanings.get(head)
        if isinstance(meaning, tuple) and meaning[0] == "fun":
            names = [str(binder[1]) for binder in meaning[1:-1]]
            if len(names) != len(arguments):
                message = f"{head} is applied to {len(arguments)} arguments"
                raise ReadBackError(message)
            # arguments stand in the caller's scope, where no variable of the function is known
            values = dict(zip(names, map(self, arguments), strict=True))
            return self.with_constants(values)(meaning[-1])
        if head == "map_mx" and arguments[:1] == ["E"] and len(arguments) == 2:
            return self._mean(arguments[1])
        if head == "E" and len(arguments) == 1:
            return self._mean(arguments[0])
        if head == "cst" and len(arguments) == 1:
            return FileValues(self.constants, self.draws, self.meanings)(arguments[0])
        if head in BLOCKS:
            return BLOCKS[head](*map(self, arguments))
        if head == "invmx" and len(arguments) == 1:
            value = self(arguments[0])
            return ScalarMatrix(1 / value.c) if isinstance(value, ScalarMatrix) else np.linalg.inv(_array(value))
        message = f"{head} is not known"
        raise ReadBackError(message)

    def _mean(self, integrand: Node) -> Value:
        if self.draw is not None:
            message = "an expectation inside an expectation"
            raise ReadBackError(message)
        total: Value = 0.0
        for draw in self.draws:
            total = _plus(total, FileValues(self.constants, self.draws, self.meanings, draw)(integrand))
        return _times(1 / len(self.draws), total)


def _row(a: Value, b: Value) -> np.ndarray:
    return np.hstack([_array(a), _array(b)])


def _column(a: Value, b: Value) -> np.ndarray:
    return np.vstack([_array(a), _array(b)])


def _block(a: Value, b: Value, c: Value, d: Value) -> np.ndarray:
    return np.block([[_array(a), _array(b)], [_array(c), _array(d)]])


BLOCKS: Mapping[str, Callable[..., np.ndarray]] = {"row_mx": _row, "col_mx": _column, "block_mx": _block}


def _number(value: Value) -> float:
    if isinstance(value, float):
        return value
    message = "a matrix stands where a number is expected"
    raise ReadBackError(message)


def _shaped(value: Value, rows: int, cols: int) -> np.ndarray:
    if isinstance(value, ScalarMatrix) and rows == cols:
        return value.c * np.eye(rows)
    if isinstance(value, float) and value == 0:
        return np.zeros((rows, cols))
    if isinstance(value, np.ndarray) and value.shape == (rows, cols):
        return value
    message = f"a value is said to be {rows}×{cols}"
    raise ReadBackError(message)


def _trace(value: Value) -> float:
    return 0.0 if isinstance(value, float) and value == 0 else float(np.trace(_array(value)))


def _array(value: Value) -> np.ndarray:
    if isinstance(value, np.ndarray):
        return value
    message = "the size of a multiple of the identity is not seen here"
    raise ReadBackError(message)


def _plus(a: Value, b: Value) -> Value:
    if isinstance(a, float) and isinstance(b, float):
        return a + b
    if isinstance(a, float) or isinstance(b, ScalarMatrix):
        a, b = b, a
    # 0 is written alike for numbers and matrices
    if isinstance(b, float) and b == 0:
        return a
    if isinstance(a, ScalarMatrix) and isinstance(b, ScalarMatrix):
        return ScalarMatrix(a.c + b.c)
    if isinstance(a, ScalarMatrix) and isinstance(b, np.ndarray) and b.shape[0] == b.shape[1]:
        return b + a.c * np.eye(len(b))
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.shape == b.shape:
        return a + b
    message = "a sum of a number and a matrix, or of matrices of two shapes"
    raise ReadBackError(message)


def _times(c: float, a: Value) -> Value:
    return ScalarMatrix(c * a.c) if isinstance(a, ScalarMatrix) else c * a


def _product(a: Value, b: Value) -> Value:
    if isinstance(a, ScalarMatrix):
        return _times(a.c, b)
    if isinstance(b, ScalarMatrix):
        return _times(b.c, a)
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and a.shape[1] == b.shape[0]:
        return a @ b
    if any(isinstance(each, float) and each == 0 for each in (a, b)):
        return 0.0
    message = "a matrix product of numbers, or of shapes that do not fit"
    raise ReadBackError(message)

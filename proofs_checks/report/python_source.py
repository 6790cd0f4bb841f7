"""Derivations as Python that can be pasted into a theorem file."""

import keyword
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from sympy import Basic, Integer, MatrixSymbol, Symbol
from sympy.printing.str import StrPrinter

import theory
from theory import certificates, rules
from theory.algebra.positivity.certificate import Certificate
from theory.algebra.vocabulary.bound_names import unmarked
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.rules import Rule
from theory.theorem_record import Step

__all__ = ["derivation_source"]

_ASSUMED = ("integer", "positive", "nonnegative", "negative", "nonpositive", "nonzero", "real")
"""What a symbol is declared with, strongest first; what follows from those before is left out."""

_CALLED = re.compile(r"\b([A-Z]\w*|sqrt|exp|log)(?=[(])")


def derivation_source(steps: Iterable[Step]) -> str:
    """A module with the symbols and ``derivation = (…)``, which gives equal steps when it is executed.

    Raises ValueError for a symbol without a name of its own, and for two symbols of one name.

    >>> from sympy import Trace
    >>> from theorycheck import Bound, setting, verify
    >>> from proofs_checks.report.python_source import derivation_source
    >>> report = verify(Bound(Trace(setting.H**2), Trace(setting.H) ** 2))
    >>> print(derivation_source(report.derivation).splitlines()[-1])
    )
    """
    steps = tuple(steps)
    lines = [f"    Step(\n        {_source(step.rule)},\n        {step.because!r},\n    )," for step in steps]
    declared = [f"{name} = {value}" for name, value in _declarations(e for step in steps for e in _inside(step.rule))]
    body = "\n".join([*declared, "", "derivation = (", *lines, ")", ""])
    return "\n".join([*_imports(body), "", body])


def _imports(body: str) -> Iterator[str]:
    """An import for every name that is called."""
    names = sorted({*_CALLED.findall(body)})
    homes = {"theory.rules": rules.__all__, "theory.certificates": certificates.__all__, "theory": theory.__all__}
    found: dict[str, list[str]] = {}
    for name in names:
        home = next((module for module, exported in homes.items() if name in exported), "sympy")
        found.setdefault(home, []).append(name)
    yield from (f"from {home} import {', '.join(found[home])}" for home in sorted(found))


def _source(value: Expression) -> str:
    match value:
        case Rule() | Certificate():
            arguments = [(f, getattr(value, f.name)) for f in fields(value)]  # type: ignore[arg-type]
            given = [_source(argument) for f, argument in arguments if argument != f.default]
            return f"{type(value).__name__}({', '.join(given)})"
        case tuple():
            return f"({', '.join(map(_source, value))}{',' if len(value) == 1 else ''})"
        case Integer():
            return f"Integer({value})"
        case Basic():
            return str(_Python().doprint(value))
        case int() | str():
            return repr(value)
    message = f"{value!r} has no spelling as Python here"
    raise ValueError(message)


def _inside(value: Expression) -> Iterator[Basic]:
    match value:
        case Rule() | Certificate():
            for f in fields(value):  # type: ignore[arg-type]
                yield from _inside(getattr(value, f.name))
        case tuple():
            for each in value:
                yield from _inside(each)
        case Basic():
            yield value


class _Python(StrPrinter):
    """SymPy's text, where that is no Python that means the same."""

    def _print_Symbol(self, symbol: Expression) -> str:
        return _identifier(symbol.name)

    def _print_MatrixSymbol(self, symbol: Expression) -> str:
        return _identifier(str(symbol.name))

    def _print_Rational(self, number: Expression) -> str:
        return f"Rational({number.p}, {number.q})"

    def _print_Identity(self, identity: Expression) -> str:
        return f"Identity({self._print(identity.shape[0])})"

    def _print_ZeroMatrix(self, zero: Expression) -> str:
        return f"ZeroMatrix({', '.join(map(self._print, zero.shape))})"

    def _print_Inverse(self, inverse: Expression) -> str:
        return f"Inverse({self._print(inverse.arg)})"


def _identifier(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def _declarations(expressions: Iterable[Basic]) -> Iterator[tuple[str, str]]:
    """Names and values of all symbols, sizes before the matrices that have them."""
    found: dict[str, Expression] = {}
    # what an expectation binds is declared as it was written
    for symbol in (unmarked(s) for e in expressions for s in _symbols(e)):
        name = _identifier(str(symbol.name))
        if not name.isidentifier() or found.setdefault(name, symbol) != symbol:
            message = f"{symbol} cannot be declared by that name: give each symbol a name of its own"
            raise ValueError(message)
    yield from ((name, _declared(symbol)) for name, symbol in found.items())


def _symbols(expression: Basic) -> Iterator[Expression]:
    """The symbols in an expression, each after those that it is made of."""
    for node in sorted(expression.atoms(Symbol, MatrixSymbol), key=lambda s: (isinstance(s, MatrixSymbol), str(s))):
        for argument in node.args[1:]:
            yield from _symbols(argument)
        yield node


def _declared(symbol: Expression) -> str:
    if isinstance(symbol, RandomMatrix | SymmetricMatrix):
        parameters = symbol.args[1:] if isinstance(symbol, RandomMatrix) else symbol.args[1:2]
        return f"{type(symbol).__name__}({str(symbol.name)!r}, {', '.join(map(_source, parameters))})"
    if isinstance(symbol, MatrixSymbol):
        return f"MatrixSymbol({str(symbol.name)!r}, {', '.join(map(_source, symbol.shape))})"
    given: dict[str, bool] = {}
    for name in _ASSUMED:
        if getattr(symbol, f"is_{name}") and not getattr(Symbol(symbol.name, **given), f"is_{name}"):
            given[name] = True
    return f"Symbol({symbol.name!r}{''.join(f', {name}=True' for name in given)})"

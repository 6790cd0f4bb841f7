"""The unevaluated expectation, as a SymPy node. The engine that evaluates it is connected in ``theory/__init__``."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import count

from sympy import Add, Basic, Expr, Integer, MatrixExpr, MatrixSymbol, Mul, Symbol, Tuple, default_sort_key

from theory.algebra.vocabulary.bound_names import BoundName, is_bound, renamed_in
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression, SymPyPrinter

__all__ = ["Engine", "Expectation", "MatrixExpectation", "connect_engine", "free_random_symbols", "refuse_what_informs"]

Engine = Callable[[Basic, tuple[RandomMatrix, ...]], Basic]
_engine: Engine | None = None


def connect_engine(engine: Engine) -> None:
    """Say which function turns (integrand, given) into a closed form (called once, on ``import theory``)."""
    global _engine  # the one joint between algebra and moments
    _engine = engine


class Expectation(Expr):
    """E[expr] over every random symbol in ``expr``, not evaluated; ``.doit()`` gives the closed form.

    With ``given=[X]`` it is the conditional expectation E[expr | X]: X is left, every other random symbol is
    integrated. It is random itself, and may stand inside another expectation. ``expr`` is scalar or matrix valued; a
    matrix gives a :class:`MatrixExpectation`, which is a ``MatrixExpr``. Constants belong inside: SymPy's matrix
    operators evaluate the nodes they contain. Any integrand may be stated (and sampled); ``.doit()`` raises
    ``UnsupportedExpressionError`` where it is not a polynomial in the random symbols that are integrated.

    It binds the symbols that it integrates. An expectation inside another one is a constant of it, apart from what it
    is ``given``. Substitution does not reach bound symbols, though it does reach the parameters of their laws, and
    what it puts into the integrand is not captured: a random symbol that comes in is free, hence ``given``.
    Raises UnsupportedExpressionError where the law of a given symbol depends on one that is integrated.

    Its ``args`` are the integrand with bound symbols marked (``bound_names``), the given and the bound
    symbols; the form with three arguments is what SymPy rebuilds it with.

    >>> from theorycheck import Expectation, setting
    >>> S = setting.sample_covariance()
    >>> Expectation(S * S).doit()
    (Trace(H)/M)*H + (1 + 1/M)*H**2
    """

    is_commutative = True
    _op_priority = 12.0

    def __sub__(self, other: Expression) -> Expression:
        return _kept(self, other) or super().__sub__(other)

    def __rsub__(self, other: Expression) -> Expression:
        return _kept(other, self) or super().__rsub__(other)

    def __new__(
        cls, expr: Expression, given: Iterable[Expression] = (), bound: Iterable[Expression] | None = None
    ) -> "Expectation":
        expr = expression(expr, "the integrand")
        arguments = _closed(expr, _conditions(given)) if bound is None else _rebuilt(expr, given, bound)
        return Basic.__new__(MatrixExpectation if getattr(expr, "is_Matrix", False) else Expectation, *arguments)

    @property
    def integrand(self) -> Basic:
        """What the mean is taken of, its random symbols under the names that a reader knows."""
        return _opened(self)

    @property
    def given(self) -> tuple[RandomMatrix, ...]:
        """The random symbols that are left, sorted; empty for an unconditional expectation."""
        return tuple(self.args[1])

    @property
    def free_symbols(self) -> set[Basic]:
        """Free symbols of the integrand and of the laws; the random symbols that are integrated are bound."""
        integrand = self.args[0]
        laws = (a for x in integrand.atoms(RandomMatrix) for a in x.args[1:])
        symbols = set().union(*(a.free_symbols for a in laws), integrand.free_symbols, self.given)
        return {s for s in symbols if not isinstance(s, RandomMatrix) or s in self.given}

    def doit(self, **hints: object) -> Basic:
        if _engine is None:
            message = "no expectation engine is connected: import theory, not theory.algebra alone"
            raise RuntimeError(message)
        return _engine(self.integrand, self.given)

    def _eval_derivative(self, symbol: Expression) -> Basic:
        return self.doit().diff(symbol)

    def _sympystr(self, printer: SymPyPrinter) -> str:
        given = f", given=[{', '.join(map(str, self.given))}]" if self.given else ""
        return f"Expectation({printer.doprint(self.integrand)}{given})"

    def _sympyrepr(self, printer: SymPyPrinter) -> str:
        given = f", [{', '.join(map(printer.doprint, self.given))}]" if self.given else ""
        return f"Expectation({printer.doprint(self.integrand)}{given})"


class MatrixExpectation(Expectation, MatrixExpr):
    """E[expr] for a matrix-valued ``expr``; built by :class:`Expectation`."""

    @property
    def shape(self) -> tuple[Expression, Expression]:
        return self.args[0].shape

    def _eval_transpose(self) -> "Expectation":
        return self.func(self.args[0].T, *self.args[1:])


def free_random_symbols(expr: Basic, given: Iterable[RandomMatrix] = ()) -> set[RandomMatrix]:
    """The random symbols of an expression that no ``Expectation`` in it binds, those in laws included.

    The laws of ``given`` symbols are not entered.
    """
    found: set[RandomMatrix] = set()
    seen: set[Basic] = set(given)
    todo = [expr]
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, Expectation):
            integrand, known, bound = node.args
            found |= free_random_symbols(integrand, given) - set(bound) | (set(known) - seen)
            continue
        if isinstance(node, RandomMatrix):
            found.add(node)
        todo += node.args
    return found


def refuse_what_informs(integrated: Iterable[RandomMatrix], given: Iterable[RandomMatrix]) -> None:
    """Raise UnsupportedExpressionError if the law of a given symbol depends on one that is to be integrated."""
    integrated = set(integrated)
    for child in sorted(given, key=str):
        parents = {parent for argument in child.args[1:] for parent in argument.atoms(RandomMatrix)}
        for parent in sorted(parents & integrated, key=str):
            message = (
                f"the law of {child} depends on {parent}, so {child} tells about {parent}, and E[… | {child}] is not "
                f"over the law that {parent} was declared with: condition on {parent} too"
            )
            raise UnsupportedExpressionError(message)


def _kept(a: Expression, b: Expression) -> Basic | None:
    """The difference a − b as it is written, where SymPy would let an expectation that may be infinite cancel."""
    terms = a.args if isinstance(a, Add) else (a,)
    if getattr(a, "is_Matrix", False) or b not in terms:
        return None
    return Add(*terms, Mul(Integer(-1), b, evaluate=False), evaluate=False)


# -- binding --------------------------------------------------------------------------------------------------------
def _conditions(given: Iterable[Expression]) -> tuple[RandomMatrix, ...]:
    """The random symbols among the conditions: what has been replaced by a constant conditions on nothing."""
    if isinstance(given, str | bytes) or not isinstance(given, MatrixExpr | Iterable):
        message = f"given is {given!r}: give a list of random symbols"
        raise ValueError(message)
    conditions = {expression(x, "a condition") for x in ([given] if isinstance(given, MatrixExpr) else given)}
    random = [x for x in conditions if x.has(RandomMatrix)]
    for x in random:
        if not isinstance(x, RandomMatrix):
            message = f"given holds {x}: condition on random symbols, not on expressions in them"
            raise ValueError(message)
    return tuple(sorted(random, key=default_sort_key))


@lru_cache(2048)
def _closed(expr: Basic, given: tuple[RandomMatrix, ...]) -> tuple[Basic, Tuple, Tuple]:
    """The arguments for an integrand as it is written: all that is not given is bound."""
    free = free_random_symbols(expr, given)
    bound = {x for x in free if not is_bound(x)}
    refuse_what_informs(bound, given)
    # what a surrounding expectation binds is a constant of this one
    return _arguments(expr, {*given, *(free - bound)}, bound)


def _rebuilt(expr: Basic, given: Iterable[Expression], bound: Iterable[Expression]) -> tuple[Basic, Tuple, Tuple]:
    """The arguments after a substitution: what was bound is bound, and what has come in is free."""
    names = {x.args[0] for x in bound if isinstance(x, RandomMatrix)}
    known = {x for x in given if isinstance(x, RandomMatrix)}
    free = free_random_symbols(expr, known)
    own = {x for x in free if x.args[0] in names}
    return _arguments(expr, known | (free - own), own)


def _arguments(expr: Basic, given: set[RandomMatrix], bound: set[RandomMatrix]) -> tuple[Basic, Tuple, Tuple]:
    level = _level(expr, {x.name for x in bound}, given)
    names = {x: BoundName(x.name, level) for x in bound}
    if any(x.args[0] != name for x, name in names.items()):
        rule = renamed_in(names, untouched=given)
        expr, bound = expr.xreplace(rule), {rule[x] for x in bound}
    return expr, Tuple(*sorted(given, key=default_sort_key)), Tuple(*sorted(bound, key=default_sort_key))


def _level(expr: Basic, names: set[str], given: set[RandomMatrix]) -> int:
    """One above the expectations inside, and such that no name is that of a symbol bound further out."""
    inside = {x.args[0].level for node in expr.atoms(Expectation) for x in node.args[2]}
    outer = {x.args[0] for x in given if is_bound(x)}
    levels = (k for k in count(1 + max(inside, default=0)) if not any(BoundName(n, k) in outer for n in names))
    return next(levels)


@lru_cache(2048)
def _opened(node: Expectation) -> Basic:
    integrand, given, bound = node.args
    taken = {x.name for x in {*free_random_symbols(integrand), *given}.difference(bound)}
    used = {str(s.name) for s in integrand.atoms(Symbol, MatrixSymbol)} if taken else set()
    names: dict[RandomMatrix, str] = {}
    for x in bound:
        names[x] = next(name for name in _fresh(x.name) if name not in used) if x.name in taken else x.name
        used.add(names[x])
    rule = renamed_in(names, untouched=given)
    return integrand.xreplace(rule)


def _fresh(name: str) -> Iterator[str]:
    return (f"{name}_{i}" for i in count(1))

"""Functions that a sign decides: |x|, maxima, minima, roots of squares and logarithms of products."""

from sympy import Abs, Add, Basic, Max, Min, Mul, Pow, Rational, log, sign
from sympy import Integer as Whole

from theory.algebra.signs.engine import Signs
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["resolved", "waits_for_signs"]


def waits_for_signs(expression: Basic) -> bool:
    """Whether it holds one of the functions, roots apart, that a sign may decide."""
    return bool(expression.has(Abs, sign, Max, Min, log))


def resolved(expression: Basic, signs: Signs) -> Basic:
    """The expression with |x| = ±x, max(x, y) = x, √(x²) = |x|, log(xy) = log x + log y where signs are shown."""
    return expression.replace(_is_decided_by_signs, lambda node: _RULES[type(node)](node, signs))


def _is_decided_by_signs(node: Expression) -> bool:
    return type(node) in _RULES


def _modulus(node: Abs, signs: Signs) -> Basic:
    (x,) = node.args
    if signs.nonnegative(x):
        return x
    return -x if signs.nonnegative(-x) else node


def _sign(node: sign, signs: Signs) -> Basic:
    (x,) = node.args
    if signs.positive(x):
        return Whole(1)
    return Whole(-1) if signs.positive(-x) else node


def _greatest(node: Max, signs: Signs) -> Basic:
    return _without(node, lambda a, b: signs.nonnegative(a - b))


def _least(node: Min, signs: Signs) -> Basic:
    return _without(node, lambda a, b: signs.nonnegative(b - a))


def _without(node: Expression, prevails: Expression) -> Basic:
    """The maximum or minimum without arguments that another one, which stays, prevails over."""
    kept = list(node.args)
    for a in node.args:
        if any(b is not a and prevails(b, a) for b in kept):
            kept.remove(a)
    return node.func(*kept)


def _power(node: Pow, signs: Signs) -> Basic:
    """(x^n)^q = x^(nq) for x ≥ 0, and |x|^(nq) for an even n."""
    base, exponent = node.args
    if not isinstance(exponent, Rational) or exponent.is_Integer or not isinstance(base, Pow):
        return node
    x, n = base.args
    if signs.nonnegative(x):
        return x ** (n * exponent)
    return _modulus(Abs(x), signs) ** (n * exponent) if n.is_even and x.is_real else node


def _logarithm(node: log, signs: Signs) -> Basic:
    (x,) = node.args
    if isinstance(x, Mul) and all(map(signs.positive, x.args)):
        return Add(*(_logarithm(log(a), signs) if isinstance(log(a), log) else log(a) for a in x.args))
    if isinstance(x, Pow) and signs.positive(x.base):
        return x.exp * log(x.base)
    content, rest = x.primitive() if isinstance(x, Add) else (Whole(1), x)
    if content not in (0, 1) and signs.positive(content) and signs.positive(rest):
        return log(content) + log(rest)
    return node


_RULES: dict[type, Expression] = {
    Abs: _modulus,
    sign: _sign,
    Max: _greatest,
    Min: _least,
    Pow: _power,
    log: _logarithm,
}

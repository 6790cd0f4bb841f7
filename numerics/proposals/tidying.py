"""Normal forms as short expressions: scalar coefficients with common factors cancelled."""

from itertools import count

from sympy import Basic, Dummy, Expr, MatAdd, MatMul, Trace, cancel, factor_terms

from theory.algebra.words.convert import to_sympy
from theory.algebra.words.normal_form import TracePolynomial
from theory.algebra.words.word_rewriting import rewrite

__all__ = ["tidied"]


def tidied(polynomial: TracePolynomial) -> Basic:
    """The polynomial or, if that has fewer terms, its other spelling by push-through, with coefficients in lowest
    terms.
    """
    shortest = min((polynomial, rewrite(polynomial)), key=lambda p: (len(p.terms), sum(1 for _ in p.letters())))
    if shortest.is_scalar:
        return _lowest_terms(to_sympy(shortest))
    terms = []
    for word, coefficient in shortest.by_word().items():
        matrix = to_sympy(TracePolynomial(shortest.rows, shortest.cols, {((), (), word): 1}), matrix=True)
        scalar = _lowest_terms(to_sympy(coefficient))
        terms.append(
            matrix if scalar == 1 else MatMul(scalar, *(matrix.args if isinstance(matrix, MatMul) else [matrix]))
        )
    if not terms:
        return to_sympy(shortest, matrix=True)
    return terms[0] if len(terms) == 1 else MatAdd(*terms)


def _lowest_terms(scalar: Expr) -> Expr:
    traces = {t: Dummy(f"t_{i}") for t, i in zip(sorted(scalar.atoms(Trace), key=str), count(), strict=False)}
    lowest = factor_terms(cancel(scalar.xreplace(traces)))
    return lowest.xreplace({dummy: trace for trace, dummy in traces.items()})

"""The same expression in another spelling, and slightly different expressions, as Hypothesis strategies.

A spelling is changed node by node with textbook identities on SymPy's own trees; the normal form has no part in it.
"""

from hypothesis import strategies as st
from sympy import Add, Identity, Inverse, MatAdd, MatMul, MatrixSymbol, Mul, Trace, Transpose

from tests.theory.algebra.expressions import INVERTIBLE, SQUARE
from tests.theory.algebra.letters import A, B, H, Psi, V, d, n, s, symmetric, t, unit


@st.composite
def respelled(draw, node):
    """An expression that equals ``node`` wherever both are defined."""
    if not node.args or isinstance(node, MatrixSymbol):
        return node
    if isinstance(node, Inverse):
        return draw(st.sampled_from(inverse_spellings(node)))
    args = [draw(respelled(a)) for a in node.args]
    if isinstance(node, Trace):
        return draw(traces(args[0]))
    if isinstance(node, MatMul | MatAdd | Mul | Add):
        built = product(args) if isinstance(node, MatMul | Mul) else total(args)
        return draw(padded(built)) if draw(st.integers(0, 3)) == 0 else built
    return node.func(*args)


def product(factors):
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def total(terms):
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def inverse_spellings(node):
    inverted = node.arg
    shifted = {s * unit + Psi: Psi, s * unit + H * Psi: H * Psi}.get(inverted)
    gram = (unit - V.T * Inverse(Identity(n) + V * V.T) * V,) if inverted == unit + V.T * V else ()
    push = (H * Inverse(s * unit + Psi * H) * Inverse(H),) if inverted == s * unit + H * Psi else ()
    resolvent = ((unit - shifted * node) / s, (unit - node * shifted) / s) if shifted is not None else ()
    return (node, 3 * Inverse(3 * inverted), Transpose(Inverse(inverted.T)), *gram, *push, *resolvent)


@st.composite
def traces(draw, inside):
    turn = draw(st.integers(0, 3))
    if isinstance(inside, MatMul) and turn:
        scalar, matrices = inside.as_coeff_matrices()
        turn %= len(matrices)
        turned = scalar * product([*matrices[turn:], *matrices[:turn]])
        inside = turned
    return draw(st.sampled_from((Trace(inside), Trace(Transpose(inside)), Trace(inside.T))))


@st.composite
def padded(draw, node):
    """node + y − y, (s node + t node)/(s + t), N⁻¹N node, or the transpose of the transpose."""
    if not getattr(node, "is_Matrix", False):
        extra = Trace(draw(st.sampled_from(SQUARE)))
        return draw(st.sampled_from(((node + s * extra) - extra * s, (s * node + node * t) / (s + t))))
    choices = [(s * node + t * node) / (s + t), Transpose(node.T)]
    if node.shape == (d, d):
        extra, inverted = draw(st.sampled_from(SQUARE)), draw(st.sampled_from(INVERTIBLE))
        choices += [
            (node + 2 * extra) - extra - extra,
            Inverse(inverted) * inverted * node,
            node * inverted * Inverse(inverted),
        ]
    return draw(st.sampled_from(choices))


@st.composite
def altered(draw, node):
    """The expression with one node changed: a letter, an order, a sign, a coefficient or a missing term."""
    places = [sub for sub in _preorder(node) if list(_changes(sub))]
    if not places:
        return 2 * node
    place = draw(st.sampled_from(places))
    return node.xreplace({place: draw(st.sampled_from(list(_changes(place))))})


def _preorder(node):
    yield node
    if not isinstance(node, MatrixSymbol):
        for child in node.args:
            yield from _preorder(child)


def _changes(node):
    if node in (A, B):
        yield from (node.T, 2 * node, A + B - node)
    elif node in (H, Psi, symmetric):
        yield from ({H: Psi, Psi: symmetric, symmetric: H}[node], node / 2)
    elif isinstance(node, MatMul | Mul):
        if node.args[0].is_Rational:
            yield product((-2 * node.args[0], *node.args[1:]))
        if isinstance(node, MatMul) and all(a.shape == (d, d) for a in node.args if getattr(a, "is_Matrix", False)):
            yield product(node.args[::-1])
    elif isinstance(node, MatAdd | Add):
        yield total(node.args[1:])

"""What a statement claims, as relations between expressions in the order in which a file has them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sympy import Basic, MatMul, S, Trace, Transpose, oo

from proofs_checks.kernel.refusal import NotExportedError
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.core.substitution import replaced
from theory.establishing import names_beside
from theory.statements import Bound, Equality, Limit, LoewnerBound, Minimum, Witness, arbitrary_vector
from theory.theorem_record import Theorem

__all__ = ["Claimed", "claimed_by"]


@dataclass(frozen=True)
class Claimed:
    """``left sign right``, or ``parts`` joined by the sign, which is then one of Coq's for "and" and "implies".

    With the sign "tends" the left side tends to the right one ``along`` a direction, by its name in a file, with the
    variables that tend.
    """

    sign: str
    left: Basic = S.Zero
    right: Basic = S.Zero
    parts: tuple["Claimed", ...] = ()
    quantified: tuple[Basic, ...] = ()
    along: tuple[str, tuple[Basic, ...]] = ("", ())

    def expressions(self) -> Iterator[Basic]:
        """All sides."""
        if not self.parts:
            yield from (self.left, self.right)
        for part in self.parts:
            yield from part.expressions()


def claimed_by(theorem: Theorem) -> Claimed:
    """The claim, everything written out; ``quantified`` are variables of its own, beside the statement's symbols."""
    statement = theorem.unfold()
    match statement:
        case Equality(lhs, rhs):
            return Claimed("=", lhs, rhs)
        case Bound(lhs, rhs):
            return Claimed("<=", lhs, rhs)
        case Limit(expression, variables, to, value) if not statement.in_turn:
            sizes = ("infinity", "infinity2")[: len(variables)] if to == oo else ()
            direction = sizes[-1] if sizes else "falling_to_0"
            return Claimed("tends", expression, value, along=(direction, variables))
        case Witness():
            there = statement.attained
            return Claimed("=" if isinstance(there, Equality) else "<=", there.lhs, there.rhs)
        case LoewnerBound(lhs, rhs):
            assert isinstance(theorem.statement, LoewnerBound), "writing abbreviations out changes no kind"
            z = arbitrary_vector(theorem.statement, names_beside(theorem))
            small, large = (Trace(MatMul(z.T, side, z)) for side in (lhs, rhs))
            return Claimed("<=", small, large, quantified=(z,))
        case Minimum(objective, over, at, value):
            minimiser = dict(zip(over, at, strict=True))
            below = Claimed("<=", value, objective)
            attained = Claimed("=", replaced(objective, minimiser), value)
            claims = [below, attained]
            claims += [Claimed("=", Transpose(a), a) for v, a in minimiser.items() if type(v) is SymmetricMatrix]
            if statement.unique:
                where = _all([Claimed("=", v, a) for v, a in minimiser.items()])
                claims.append(Claimed("->", parts=(Claimed("=", objective, value), where)))
            return replace(_all(claims), quantified=over)
    message = f"a {type(statement).__name__} is not known to the kernel's library"
    raise NotExportedError(message)


def _all(claims: list[Claimed]) -> Claimed:
    first, *rest = claims
    return Claimed("/\\", parts=(first, _all(rest))) if rest else first

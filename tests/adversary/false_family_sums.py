"""Claims about any number of members that fail at some number, most of them at one that is larger than two."""

from sympy import Eq, Gt, Identity, Inverse, Symbol, Trace, exp

from tests.adversary.vocabulary import Cases, H, S, X, a, b, d, false, unsound
from theory import Assumption, Equality, Expectation, FamilyMember, FamilySum, Theorem, quad

__all__ = ["CLAIMS"]

n = Symbol("n", integer=True, positive=True)
P, u, v, t = FamilyMember("P", d, d), FamilyMember("u", d, 1), FamilyMember("v", d, 1), FamilyMember("t", 1, 1)
s = Trace(t)

_u, _s = FamilySum(u, n), FamilySum(s, n)
_second = FamilySum(s**2, n)
_third = FamilySum(s**3, n)


def _under(*relations):
    hypotheses = tuple(Assumption(str(i), relation) for i, relation in enumerate(relations))
    return lambda statement: Theorem(slug="members", title="members", statement=statement, assumptions=hypotheses)


CLAIMS: Cases = {
    "a square of a sum is a sum of squares": false(
        lambda: Equality(quad(_u, H), FamilySum(quad(u, H), n)), "cross terms", "n = 2, u_1 = u_2"
    ),
    "a product of sums is a sum of products": false(
        lambda: Equality(Trace(_u.T * FamilySum(v, n)), FamilySum(Trace(u.T * v), n)), "cross terms"
    ),
    "an expectation of a square, head by head": false(
        lambda: Equality(Expectation(quad(FamilySum(P * S * u, n), H)), Expectation(FamilySum(quad(P * S * u, H), n))),
        "cross terms",
    ),
    "the third symmetric function vanishes": false(
        lambda: Equality(_s**3 - 3 * _s * _second + 2 * _third, 0), "true for one and two members", "n = 3: 6 t1 t2 t3"
    ),
    # four members are more than numbers try: the order of the claim says that it takes four
    "the fourth symmetric function vanishes": unsound(
        lambda: Equality(_s**4 - 6 * _s**2 * _second + 3 * _second**2 + 8 * _s * _third - 6 * FamilySum(s**4, n), 0),
        "true for up to three members; n = 4: 24 t1 t2 t3 t4",
    ),
    "a sum over members is its first": false(lambda: Equality(_u, u.of(1)), "true for one member", "n = 2"),
    "the number of members is one": false(lambda: Equality(n * quad(a, H), quad(a, H)), "n = 2"),
    "equal terms are added up once": false(lambda: Equality(FamilySum(quad(a, H), n), quad(a, H)), "n = 2"),
    "a member commutes": false(lambda: Equality(FamilySum(P * P.T, n), FamilySum(P.T * P, n)), "they do not"),
    "a member outside of a sum": unsound(lambda: Equality(FamilySum(u, n), n * u), "u stands for no member there"),
    "a reciprocal of a sum": false(
        lambda: Equality(1 / (1 + _s**2), 1 / (1 + _second)), "no polynomial in the sums", "n = 2"
    ),
    "an exponential of a sum": false(lambda: Equality(exp(_s), 1 + _s), "no polynomial in the sums"),
    "members that are bound by a hypothesis": false(
        lambda: _under(Eq(_s, 0))(Equality(_s**2 - _second, 0)), "true for no and for one member", "t = 1, -1"
    ),
    "a number that is bound by a hypothesis": unsound(
        lambda: _under(Gt(3, n))(Equality(_s**3 - 3 * _s * _second + 2 * _third, FamilySum(s, n) * 0 + n - n + 1)),
        "0 and 1",
    ),
    "an inverse of a sum": false(
        lambda: Equality(
            Inverse(Identity(d) + FamilySum(u * u.T, n)),
            Identity(d) - FamilySum(u * u.T / (1 + Trace(u.T * u)), n),
        ),
        "Sherman-Morrison, true for one member",
        "n = 2, u_1 = u_2",
    ),
    "a sum that depends on a random symbol leaves its expectation": false(
        lambda: Equality(Expectation(quad(FamilySum(P * X.T * X * u, n), H)), quad(FamilySum(P * H * u, n), H)),
        "the mean of a square",
    ),
    "a matrix of one member for all": false(
        lambda: Equality(FamilySum(P, n) * FamilySum(u, n), FamilySum(P * u, n)), "cross terms"
    ),
    "a vector beside a sum": false(lambda: Equality(FamilySum(u + a, n), FamilySum(u, n) + a), "n times a", "n = 2"),
    "b for a": false(lambda: Equality(FamilySum(Trace(a.T * u), n), FamilySum(Trace(b.T * u), n)), "a is not b"),
}

"""A theorem as a certificate: what it states, at values in the domains of its symbols, within its hypotheses."""

import pytest
from sympy import Ge, Gt, Integer, Trace

from tests.adversary.vocabulary import A, G, H, P, R, d, p, q, r, s
from theory.algebra.positivity.certificate import NotCertifiedError
from theory.certificates import Combination, Mean, Multiple, Square
from theory.core.known import Context, Known
from theory.core.premises import FromTheorem, premises_of, require_stated
from theory.core.unconvinced import NotShownError

# r² ≥ p·s under r ≥ s, and an equation
BOUND = Known(r**2, p * s, is_equality=False, hypotheses=(("order", Ge(r, s)), ("law", "inputs are Gaussian")))
EQUATION = Known(Trace(A * H), Trace(H * A.T), is_equality=True)
PRODUCT = Known(r * s, p, is_equality=True)  # no identity: the theorem alone says so


def context(*hypotheses, depends_on=("bound", "equation", "product")):
    stated = {"bound": BOUND, "equation": EQUATION, "case": BOUND, "product": PRODUCT}
    named = tuple((str(relation), relation) for relation in hypotheses)
    return Context("case", hypotheses=named, depends_on=depends_on, premise=stated.__getitem__)


def bound(larger, smaller, at=(), **more):
    return FromTheorem("bound", larger, smaller, tuple(at), **more)


@pytest.mark.parametrize(
    ("certificate", "known"),
    [
        (bound(r**2, p * s), Ge(r, s)),
        (bound((r + s) ** 2, p * s, at=((r, r + s),)), Ge(r, 0)),
        (bound(r**2 + 2 * r * s + s**2, s * p, at=((r, r + s),)), Ge(r, 0)),
        (bound(p**2, p * s, at=((r, p),)), Ge(p, s)),
        (bound(r**2, 3 * s, at=((p, Integer(3)),)), Ge(r, s)),
    ],
    ids=str,
)
def test_what_is_stated_is_used(certificate, known):
    require_stated(context(known), certificate)


@pytest.mark.parametrize(
    ("certificate", "known", "said"),
    [
        (bound(r**2, p * s), Gt(p, 0), "assume order too"),
        (bound(r**2, p * s), Ge(s, r), "assume order too"),
        (bound((r - s) ** 2, p * s, at=((r, r - s),)), Ge(r, s), "assume order too"),
        (bound(r**2, 2 * p * s), Ge(r, s), "states"),
        (bound(r**2 + 1, p * s), Ge(r, s), "states"),
        (bound(p * s, r**2), Ge(r, s), "states"),
        (bound(p * s, r**2, backwards=True), Ge(r, s), "no equality and is read backwards"),
        (bound(r**2, -s, at=((p, Integer(-1)),)), Ge(r, s), "-1"),
        (bound(r**2, s * r, at=((p, r),)), Ge(r, s), "r"),
    ],
    ids=str,
)
def test_what_is_not_stated_is_refused(certificate, known, said):
    with pytest.raises(NotShownError, match=said):
        require_stated(context(known), certificate)


def test_an_equation_is_read_both_ways_and_in_other_words():
    left, right = Trace(A * H), Trace(H * A.T)
    for larger, smaller, backwards in ((left, right, False), (right, left, True), (Trace(H * A), Trace(A * H), False)):
        require_stated(context(), FromTheorem("equation", larger, smaller, backwards=backwards))
    require_stated(context(), FromTheorem("equation", Trace(G * H), Trace(H * G), ((A, G),)))
    with pytest.raises(NotShownError, match="states"):
        require_stated(context(), FromTheorem("equation", Trace(A * P), Trace(P * A)))


@pytest.mark.parametrize(
    ("larger", "smaller", "backwards", "follows"),
    [(r * s, p, False, True), (p, s * r, True, True), (p, r * s, False, False), (r * s, p, True, False)],
    ids=str,
)
def test_which_side_of_an_equation_is_which(larger, smaller, backwards, follows):
    certificate = FromTheorem("product", larger, smaller, backwards=backwards)
    if follows:
        require_stated(context(), certificate)
        return
    with pytest.raises(NotShownError, match="states"):
        require_stated(context(), certificate)


def test_values_stay_in_the_kinds_of_symbols():
    """H is definite: P is not shown to be, and A is not symmetric."""
    for value in (P, A, G, H - R, Integer(1)):
        with pytest.raises(NotShownError):
            require_stated(context(), FromTheorem("equation", Trace(A * H), Trace(H * A.T), ((H, value),)))
    require_stated(context(), FromTheorem("equation", Trace(A * (H + P)), Trace((H + P) * A), ((H, H + P),)))


@pytest.mark.parametrize(
    ("slug", "depends_on", "said"),
    [("bound", ("equation",), "name bound in depends_on"), ("case", ("case",), "leave the step out")],
)
def test_only_named_premises_count_and_never_the_claim_itself(slug, depends_on, said):
    with pytest.raises(NotShownError, match=said):
        require_stated(context(Ge(r, s), depends_on=depends_on), FromTheorem(slug, r**2, p * s))


def test_alone_it_certifies_nothing():
    with pytest.raises(NotCertifiedError, match="looked up where a derivation is executed"):
        bound(r**2, p * s).verify()


def test_premises_are_listed_with_their_values():
    found = list(premises_of([bound(r**2, p * s, at=((r, q),)), FromTheorem("equation", d, d)]))
    assert found == [("bound", {r: q}), ("equation", {})]


def test_premises_inside_other_certificates_are_listed():
    inner = bound(r**2, p * s, at=((r, q),))
    nested = Multiple(p, Square(r), Combination(((Integer(2), Mean(inner)),)))
    assert list(premises_of([nested])) == [("bound", {r: q})]


def test_what_is_certified_is_the_difference_times_the_factor():
    assert bound(r**2, p * s).expression == r**2 - p * s
    assert bound(r**2, p * s, factor=q).expression == q * (r**2 - p * s)


def test_abbreviations_in_values_are_written_out():
    known = Context(
        "case",
        notation=((q, p + 1),),
        hypotheses=(("order", Ge(r, s)),),
        depends_on=("bound",),
        premise={"bound": BOUND}.__getitem__,
    )
    require_stated(known, FromTheorem("bound", r**2, (p + 1) * s, ((p, q),)))
    with pytest.raises(NotShownError, match="states"):
        require_stated(known, FromTheorem("bound", r**2, (p + 2) * s, ((p, q),)))

"""The table of certificates is closed, and of each its parts, arguments and conditions are asked."""

from dataclasses import dataclass
from typing import Any

import pytest
from sympy import Ge, Gt, Integer, Inverse, Trace, log, sqrt

from tests.adversary.vocabulary import A, G, H, I, P, a, b, inner, n, p, quad, r, s
from theory import certificates as exported
from theory.algebra.positivity import square
from theory.algebra.positivity.certificate import NotCertifiedError
from theory.certificates import Certificate, Combination, Mean, Multiple, Product, Square, Termwise, WeightedSquare
from theory.core.accepted_certificates import KINDS, rebuilt, require_certificate
from theory.core.known import Context
from theory.core.unconvinced import NotShownError

REFUSED = (NotShownError, NotCertifiedError)


@dataclass(frozen=True)
class Wish(Certificate):
    wanted: Any

    @property
    def expression(self):
        return self.wanted

    def verify(self, signs=None):
        """Pass."""


class Kinder(Termwise):
    """A subclass of a known kind, which asks less."""

    def verify(self, signs=None):
        """Pass."""


def under(*relations):
    return Context(hypotheses=tuple((str(relation), relation) for relation in relations))


@pytest.mark.parametrize(
    "forged",
    [
        Wish(r),
        Kinder(r),
        Product(Wish(r), Square(s)),
        Mean(Wish(r)),
        Multiple(r, Square(s), Kinder(r * s**2)),
        Combination(((Integer(1), Wish(r)),)),
        None,
        "r >= 0",
    ],
    ids=lambda c: type(c).__name__,
)
def test_unknown_kinds_are_refused_at_any_depth(forged):
    with pytest.raises(NotShownError):
        rebuilt(forged)
    with pytest.raises(NotShownError):
        require_certificate(Context(), forged)


def test_every_certificate_that_is_exported_is_in_the_table_itself():
    named = {kind for kind in vars(exported).values() if isinstance(kind, type) and issubclass(kind, Certificate)}
    assert named - {Certificate} <= set(KINDS)
    assert len(set(KINDS)) == len(KINDS)


def test_what_was_put_into_an_object_is_not_believed():
    tampered = Termwise(-(r**2))
    object.__setattr__(tampered, "verify", lambda signs=None: None)
    with pytest.raises(NotCertifiedError):
        require_certificate(Context(), tampered)


@pytest.mark.parametrize(
    ("shown", "nearly"),
    [
        (Termwise(r**2 + p), Termwise(r**2 - p)),
        (Termwise(Trace(A.T * A)), Termwise(Trace(A * A))),
        (Square(r - s), Square(sqrt(r))),
        (Square(sqrt(p)), Square(log(r))),
        (Square(Trace(Inverse(H) * A)), Square(Trace(Inverse(A)))),
        (WeightedSquare(a, I, H), WeightedSquare(a, I, G)),
        (Product(Square(r), Termwise(p)), Product(Square(r), Termwise(s))),
        (Multiple(p * r**2, Square(s), Termwise(p * r**2 * s**2)), Multiple(r, Square(s), Square(r * s))),
        (Multiple(r**2, Square(s), Square(r * s)), Multiple(r, Termwise(Integer(0)), Termwise(Integer(0)))),
        (Multiple(r**2, Square(s), Square(r * s)), Multiple(r**2, Termwise(n), Termwise(n * r**2))),
        (Combination(((p, Square(r)),)), Combination(((s, Square(r)),))),
    ],
    ids=lambda c: str(c)[:50],
)
def test_what_is_certified_and_what_nearly_is(shown, nearly):
    require_certificate(Context(), shown)
    with pytest.raises(REFUSED):
        require_certificate(Context(), nearly)


def test_what_is_taken_to_be_positive_has_to_be_a_hypothesis():
    certificate = Termwise(r - s, positive=(r - s,))
    require_certificate(under(Gt(r, s)), certificate)
    with pytest.raises(NotShownError, match="taken for granted"):
        require_certificate(Context(), certificate)


def test_a_factor_that_hypotheses_confine_is_no_dense_one():
    multiple = Multiple(r**2, Square(s), Square(r * s))
    require_certificate(under(Gt(s, 1)), multiple)
    with pytest.raises(NotShownError, match="without interior"):
        require_certificate(under(Ge(s, 1)), multiple)


def test_a_semidefinite_weight_is_enough_and_a_symmetric_one_is_not():
    require_certificate(Context(), Termwise(quad(a, P)))
    for scalar in (quad(a, G), inner(a, b)):
        with pytest.raises(REFUSED):
            require_certificate(Context(), Termwise(scalar))


def test_the_table_holds_what_the_folder_defines_and_nothing_else():
    """All kinds are there, each of them public; a class made later in a module of the folder is none."""
    assert len(KINDS) == 19
    assert {kind.__name__ for kind in KINDS} <= set(exported.__all__)
    assert Certificate not in KINDS

    class Late(Square):
        __module__ = Square.__module__

    square.Late = Late
    try:
        with pytest.raises(NotShownError, match="Late is no certificate that is known here"):
            rebuilt(Late(r))
    finally:
        del square.Late

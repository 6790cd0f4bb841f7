"""A theorem used as a certificate: what it states at some values of its symbols, within its hypotheses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sympy import Basic, Expr, S

from theory.algebra.positivity.certificate import Certificate, NotCertifiedError, kinds_of
from theory.algebra.signs.engine import NOTHING_KNOWN, Signs
from theory.core.agreement import proves_same
from theory.core.domains import holds, require_in_domain
from theory.core.known import Context, Known
from theory.core.unconvinced import NotShownError

__all__ = ["FromTheorem", "premises_of", "require_stated", "stated_by"]


@dataclass(frozen=True)
class FromTheorem(Certificate):
    """``factor·(larger − smaller)`` is ≥ 0, or 0, as a theorem states; of a bound, ``factor`` has to be ≥ 0.

    >>> from theorycheck import certificates, theorem
    >>> stated = theorem("bayes_risk_lower_bound").statement
    >>> certificates.FromTheorem("bayes_risk_lower_bound", stated.rhs, stated.lhs).slug
    'bayes_risk_lower_bound'
    """

    slug: str
    larger: Expr
    smaller: Expr
    at: tuple[tuple[Basic, Basic], ...] = ()
    backwards: bool = False
    factor: Expr = S.One
    positive: tuple[Expr, ...] = ()

    @property
    def expression(self) -> Expr:
        difference = self.larger - self.smaller
        return difference if self.factor == 1 else self.factor * difference

    def verify(self, signs: Signs = NOTHING_KNOWN) -> None:
        message = f"what {self.slug} states is looked up where a derivation is executed: use it in one"
        raise NotCertifiedError(message)

    def __str__(self) -> str:
        return f"by {self.slug}"


def premises_of(certificates: Iterable[Certificate]) -> Iterator[tuple[str, dict[Basic, Basic]]]:
    """The theorems that certificates rest on, each with the values given to its symbols."""
    for certificate in certificates:
        for kind in kinds_of(certificate):
            if isinstance(kind, FromTheorem):
                yield kind.slug, dict(kind.at)


def stated_by(context: Context, certificate: FromTheorem) -> Known:
    """What the theorem states at the values of the certificate, its hypotheses included.

    Raises NotShownError for a theorem that the claim does not rest on, and for the claim itself.
    """
    slug = certificate.slug
    if slug == context.slug or slug not in context.depends_on:
        remedy = "leave the step out" if slug == context.slug else f"name {slug} in depends_on"
        message = f"{context.slug} uses {slug}"
        raise NotShownError(message, remedy)
    values = {symbol: context.written_out(value) for symbol, value in certificate.at}
    return context.premise(slug).at(values)


def require_stated(context: Context, certificate: FromTheorem) -> None:
    """Raise NotShownError unless the theorem says what the certificate says, at values in the domains of its symbols
    and within its hypotheses.
    """
    for symbol, value in certificate.at:
        require_in_domain(context, symbol, value)
    known = stated_by(context, certificate)
    # a sentence names laws, which the random symbols of the statement carry: nothing was shown from the words
    missing = [name for name, r in known.hypotheses if not isinstance(r, str) and not holds(context, r)]
    if missing:
        message = f"{context.slug} uses {certificate.slug}"
        raise NotShownError(message, f"assume {', '.join(missing)} too")
    if certificate.backwards and not known.is_equality:
        message = f"{certificate.slug} is no equality and is read backwards"
        raise NotShownError(message)
    sides = (known.smaller, known.larger) if certificate.backwards else (known.larger, known.smaller)
    for stated, used in zip(sides, (certificate.larger, certificate.smaller), strict=True):
        if stated != used and not proves_same(context, stated, used):
            message = f"{certificate.slug} states {stated}, not {used}"
            raise NotShownError(message)

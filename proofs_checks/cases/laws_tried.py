"""The laws under which a claim is tried: the Gaussian one and, where a statement gives two moments alone, others."""

from collections.abc import Iterator, Mapping

from numerics.independent.discrete_law import DiscreteLaw
from numerics.independent.laws import LAWS_OF_ORDER_TWO
from proofs_checks.cases.testable_claims import Claim

__all__ = ["laws_for"]


def laws_for(claim: Claim) -> Iterator[Mapping[str, DiscreteLaw]]:
    """Laws by the names of random matrices; an empty mapping, which comes first, is the Gaussian law of all.

    What holds for every law with these two moments holds for each of them.
    """
    yield {}
    if claim.of_order_two:
        for law in LAWS_OF_ORDER_TWO:
            yield dict.fromkeys(sorted(claim.of_order_two), law)

"""Every certificate that counts: reasons why a scalar is ≥ 0 that a machine checks again.

They are closed: a subclass of one is none of them. The core gathers them from their files, and this module offers what
it has gathered; what type checkers see stands beside it, in a file that ``examples/stubs.py`` writes.
"""

from theory.algebra.positivity.certificate import (
    Certificate,
    NotCertifiedError,
    kinds_of,
    require_nonnegative,
    require_semidefinite,
)
from theory.algebra.positivity.frobenius_bound import frobenius_bound
from theory.core.accepted_certificates import KINDS
from theory.gathering import offered

__all__ = [
    "Certificate",
    "NotCertifiedError",
    "frobenius_bound",
    "kinds_of",
    "require_nonnegative",
    "require_semidefinite",
]

__all__ += offered(globals(), KINDS)
__all__.sort()

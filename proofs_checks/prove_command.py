"""``theorycheck prove``: derivations for theorem files that come without one, as Python to paste into them."""

import sys
from collections.abc import Iterable

from proofs_checks.proving import prove
from proofs_checks.report.python_source import derivation_source
from theory.statements import Equality
from theory.theorem_record import Theorem

__all__ = ["prove_and_print"]


def prove_and_print(theorems: Iterable[Theorem]) -> int:
    """Print what was found, a module for each theorem, and say on the other stream what was not.

    The exit code is 3 if nothing was found for one of them, else 0.
    """
    missing = False
    for theorem in theorems:
        if theorem.derivation or type(theorem.statement) is Equality:
            why = "has a derivation" if theorem.derivation else "is an equality, which needs no derivation"
            print(f"{theorem.slug} {why}: nothing to find", file=sys.stderr)
            continue
        attempt = prove(theorem)
        if attempt.theorem.derivation:
            print(f"# {theorem.slug}\n{derivation_source(attempt.theorem.derivation)}")
        else:
            missing = True
            print(f"{theorem.slug}: {attempt.tried}", file=sys.stderr)
    return 3 if missing else 0

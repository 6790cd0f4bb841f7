"""The papers' bounds, minima, points, limits and flows stated bare: which of them the search proves, by name and time.

Derivations, corollaries and premises are taken away; hypotheses and abbreviations stay.
"""

from dataclasses import replace
from time import process_time

from proofs_checks.proving import prove
from theory.registry import theorems
from theory.statements import Equality
from theory.theorem_record import Theorem


def bare(theorem: Theorem) -> Theorem:
    return replace(theorem, derivation=(), corollaries=(), depends_on=())


def main() -> None:
    stated = [t for t in theorems() if type(t.statement) is not Equality]
    proved = 0
    for theorem in stated:
        start = process_time()
        attempt = prove(bare(theorem))
        found = bool(attempt.theorem.derivation)
        proved += found
        kind, seconds = type(theorem.statement).__name__, process_time() - start
        why = "PROVED" if found else attempt.tried[:150]
        print(f"{kind:17} {theorem.slug:45} {seconds:5.1f} s  {why}", flush=True)
    print(f"{proved} of {len(stated)} PROVED")


if __name__ == "__main__":
    main()

"""What is said of wrong derivations: a corollary has one of its own, and refutes nothing of the theorem's."""

from sympy import Identity, Trace, symbols

from proofs_checks.challenges.mutation.derivation_judge import attack_derivations
from proofs_checks.challenges.mutation.mutant_outcome import DerivationFate
from proofs_checks.context import Context
from theory import Bound, Corollary, PositiveSemidefiniteMatrix, Step, Theorem
from theory.certificates import Termwise, WeightedSquare
from theory.rules import Below

d = symbols("d", integer=True, positive=True)
P = PositiveSemidefiniteMatrix("P", d)
NEEDS_A_SIGN = Corollary(Bound(0, Trace(P)), (Step(Below(0, (Termwise(Trace(P)),)), "P ⪰ 0"),))
THEOREM = Theorem(
    slug="squares",
    title="t",
    statement=Bound(0, Trace(P * P)),
    derivation=(Step(Below(0, (WeightedSquare(P, Identity(d), Identity(d)),)), "a square"),),
    corollaries=(NEEDS_A_SIGN,),
)


def test_what_holds_of_a_weaker_kind_is_confirmed_though_a_corollary_does_not():
    found = [j for j in attack_derivations(THEOREM, Context()) if j.kind == "kind weakened"]
    assert [(j.statement, j.fate) for j in found] == [(0, DerivationFate.confirmed), (1, DerivationFate.fails)]

"""Theorem files outside of the project that pretend to be trusted: what is refused inside is refused there."""

import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.evidence import derivation
from proofs_checks.verdict import Verdict
from tests.theory.outside import forgetting, stated, write

HEADER = """
from dataclasses import dataclass, replace
from sympy import Integer, Symbol, Trace
from theory.rules import Below, Premise, Rewrite
from theorycheck import Bound, Equality, Step, Theorem
from theory.certificates import Square
r, s = Symbol("r", real=True), Symbol("s", real=True)
def stated(statement, *rules, **more):
    steps = tuple(Step(rule, "so it is said") for rule in rules)
    return Theorem(slug="claim", title="", statement=statement, derivation=steps, **more)
"""

FALSE = {
    "a kind of statement of its own": """
@dataclass(frozen=True)
class Mine(Equality):
    def conclude(self, derivation): pass
THEOREM = stated(Mine(r, s), Rewrite(r))
""",
    "a subclass of a certificate": """
class Bold(Square):
    def verify(self, *rest): pass
    @property
    def expression(self): return s - r
THEOREM = stated(Bound(r, s), Below(r, (Bold(r),)))
""",
    "a rule that leaps": """
@dataclass(frozen=True)
class Leap:
    def apply(self, state): return state.to(s)
THEOREM = stated(Equality(r, s), Leap())
""",
    "a method that was replaced": """
claim = Equality(r, s)
object.__setattr__(claim, "conclude", lambda derivation: None)
THEOREM = stated(claim, Rewrite(r))
""",
    "a rule that replaces the core while it is applied": """
@dataclass(frozen=True)
class Patch:
    def apply(self, state):
        from theory.core.relations import RELATIONS
        RELATIONS["="] = type("Anything", (), {"follows": lambda *a: None})()
        return state.to(s)
THEOREM = stated(Equality(r, s), Patch())
""",
    "a premise that says something else when it is used": """
THEOREM = stated(Equality(r, s), Premise("lower"), depends_on=("lower",))
""",
    "a premise that is not proved": """
THEOREM = stated(Equality(r, s), Premise("unproved"), depends_on=("unproved",))
""",
}

LOWER = (
    HEADER
    + """
THEOREM = replace(stated(Equality(r, r)), slug="lower")
object.__setattr__(THEOREM, "unfold", lambda statement=None: Equality(r, s))
"""
)
UNPROVED = (
    HEADER
    + """
THEOREM = replace(stated(Equality(r, s)), slug="unproved")
"""
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from theory import untouched
    from theory.core.relations import RELATIONS

    relations = dict(RELATIONS)
    with forgetting():
        yield tmp_path
    RELATIONS.clear()
    RELATIONS.update(relations)
    untouched._as_it_should_be.cache_clear()


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_proved_by_being_outside(folder, name):
    write(folder, claim=HEADER + FALSE[name], lower=LOWER, unproved=UNPROVED)
    theory.theorems("unproved.py", "lower.py")
    (claim,) = theory.theorems("claim.py")
    result = derivation.check(claim, Context())
    assert result.verdict in (Verdict.ERROR, Verdict.INCONCLUSIVE), result


def test_what_is_true_is_proved_there(folder):
    """The same door lets the rest through."""
    write(folder, claim=HEADER + "THEOREM = stated(Bound(0, (r - s) ** 2), Below(0, (Square(r - s),)))")
    (claim,) = theory.theorems("claim.py")
    assert derivation.check(claim, Context()).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (
            "import theory.core.execution as e; e.require_consequence = lambda b, a, c: a",
            "execution.require_consequence",
        ),
        ("import theory.statements as s; s.KINDS = ()", "theory.statements.KINDS"),
        ("from theory import Equality; Equality.conclude = lambda *a: None", "Equality.conclude"),
        ("from theory.core.relations import RELATIONS; RELATIONS['?'] = RELATIONS['=']", "RELATIONS"),
        ("from theory.core import agreement as a; a.proves_same.__code__ = (lambda *x: True).__code__", "proves_same"),
        ("import sympy; sympy.Basic.__eq__ = lambda a, b: True", "sympy.Basic.__eq__"),
        ("import proofs_checks.verdict as v; v.combine = lambda results: (v.Verdict.PROVED, '')", "verdict.combine"),
        (
            "from theory.algebra.words import convert\nfrom sympy import Symbol\n"
            "convert.register_conversion(type('Mine', (Symbol,), {}), lambda node: node)",
            "convert",
        ),
    ],
)
def test_a_file_that_replaces_the_tool_does_not_load(tmp_path, line, name):
    """In a process of its own: what is replaced stays so."""
    from tests.copies import ROOT, run_code

    write(tmp_path, claim=stated("claim", lines=line))
    code = (
        f"import os, theory, proofs_checks.verdict; os.chdir({str(tmp_path)!r})\n"
        "try:\n    theory.theorems('claim.py')\nexcept ValueError as error:\n    print(error)\n"
    )
    done = run_code(ROOT, "-c", code)
    assert "claim.py replaces" in done.stdout, done
    assert name in done.stdout

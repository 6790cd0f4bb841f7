"""Slips in how a theorem is written down are named; what is written as it should be has none."""

import pytest
from sympy import Gt, Symbol

import theory
from proofs_checks.mistakes import mistakes_in, refuse_mistakes, unneeded_hypotheses
from proofs_checks.report.show import theorem_as_text
from tests.copies import ROOT, run_code
from tests.theory.outside import stated as stated_file
from tests.theory.outside import write
from theory.rules import Below, Premise, Rewrite
from theorycheck import Assumption, Bound, Corollary, Equality, Step, Theorem, certificates

x, y, z = (Symbol(name, real=True) for name in "xyz")
POSITIVE = Symbol("x", positive=True)


def stated(statement, **more):
    return Theorem(slug="case", title="a case", statement=statement, **more)


MISTAKES = {
    "a premise that is not named": (
        stated(Equality(x, x), derivation=(Step(Premise("attention_loss"), "by it"),)),
        "case uses attention_loss, which is not among what it depends on: add it to depends_on",
    ),
    "a premise of a corollary": (
        stated(Equality(x, x), corollaries=(Corollary(Equality(x, x), (Step(Premise("attention_loss"), "by it"),)),)),
        "case uses attention_loss, which is not among",
    ),
    "one name with two kinds": (
        stated(Equality(x + x, 2 * x), assumptions=(Assumption("x", Gt(POSITIVE, 1)),)),
        "case has two symbols of the name x, nonnegative positive real and real: declare it once",
    ),
    "an abbreviation that is never used": (
        stated(Equality(x, x), notation=((y, x**2),)),
        r"case abbreviates x\*\*2 by y and never uses it: leave it out",
    ),
    "an abbreviation that only an unused one uses": (
        stated(Equality(x, x), notation=((y, x**2), (z, y + 1))),
        r"abbreviates x\*\*2 by y and never uses it",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(name):
    theorem, message = MISTAKES[name]
    with pytest.raises(ValueError, match=message):
        refuse_mistakes(theorem)


def test_what_is_written_as_it_should_be_has_none():
    used = stated(Equality(z, x**2 + 1), notation=((y, x**2), (z, y + 1)), derivation=(Step(Rewrite(y + 1), "so"),))
    assert mistakes_in(used) == ()
    for theorem in theory.theorems():
        assert mistakes_in(theorem) == (), theorem.slug


def test_a_hypothesis_that_nothing_needs_is_remarked_on():
    needed, idle = Assumption("x grows", Gt(x, 0)), Assumption("y is there", Gt(y, 0))
    step = Step(Below(0, (certificates.Termwise(x**3),)), "a power of what is positive")
    theorem = stated(Bound(0, x**3), assumptions=(needed, idle), derivation=(step,))
    assert unneeded_hypotheses(theorem) == ("y is there",)
    assert "without the hypothesis y is there" in theorem_as_text(theorem)


@pytest.mark.long
def test_the_command_names_them_before_it_computes(tmp_path):
    text = stated_file("slip").replace("depends_on=()", "notation=((Symbol('y', real=True), x**2),)")
    write(tmp_path, slip=text)
    for command in ("verify", "attack"):
        done = run_code(ROOT, "-m", "theorycheck", command, str(tmp_path / "slip.py"))
        assert done.returncode == 2, done
        assert done.stderr.startswith("error: slip abbreviates x**2 by y and never uses it"), done

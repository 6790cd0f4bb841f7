"""Abbreviations are written out from the last to the first, each by what it is defined to be."""

import ast
from pathlib import Path

import pytest
from sympy import Gt, Q, Symbol

from theory.core.known import Context
from theory.core.notation import folded, stages, written_out
from theory.setting import H, Psi
from theorycheck import Equality, Theorem

ROOT = Path(__file__).parents[3]
a, b, x = Symbol("a", positive=True), Symbol("b", positive=True), Symbol("x", positive=True)
NOTATION = ((a, x + 1), (b, a**2))


def test_a_later_definition_may_use_earlier_symbols():
    assert list(stages(NOTATION, b + a)) == [b + a, a**2 + a, (x + 1) ** 2 + x + 1]
    assert written_out(NOTATION, b) == (x + 1) ** 2
    assert (
        written_out(tuple(reversed(NOTATION)), b) == a**2
    )  # the order counts: an earlier one does not reach later ones


def test_a_relation_and_a_predicate_are_written_out_and_a_sentence_stays():
    assert written_out(NOTATION, Gt(b, 2)) == Gt((x + 1) ** 2, 2)
    assert written_out(((Psi, H),), Q.symmetric(Psi)) == Q.symmetric(H)
    assert written_out(NOTATION, "a is small") == "a is small"


def test_folding_undoes_it():
    assert folded(NOTATION, 3 * (x + 1) ** 2) == 3 * b
    assert folded(NOTATION, x + 1) == a


def test_theorem_context_and_corollaries_read_it_alike():
    theorem = Theorem(slug="t", title="", statement=Equality(b, a), notation=NOTATION, corollaries=(Equality(a, b),))
    assert theorem.unfold() == Equality((x + 1) ** 2, x + 1)
    assert theorem.unfold(theorem.corollaries[0]) == Equality(x + 1, (x + 1) ** 2)
    assert theorem.unfolded(b) == Context(notation=NOTATION).written_out(b) == written_out(NOTATION, b)


def unfolding(source):
    """Loops over a notation from its end, which is what unfolding is."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    reversals = (c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "reversed")
    return [c for c in reversals if any("notation" in ast.unparse(argument) for argument in c.args)]


@pytest.mark.parametrize("package", ["theory", "numerics", "proofs_checks"])
def test_nothing_else_unfolds(package):
    files = [path for path in (ROOT / package).rglob("*.py") if unfolding(path.read_text(encoding="utf-8"))]
    # agreement names the symbol that each of the core's stages has written out, named_parts puts abbreviations back,
    # and mistakes asks which of them are used
    assert {path.name for path in files} <= {"notation.py", "agreement.py", "named_parts.py", "mistakes.py"}


def test_another_loop_would_be_seen():
    assert unfolding("for s, e in reversed(theorem.notation):\n    x = x.xreplace({s: e})")

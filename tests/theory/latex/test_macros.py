import re

from tests.proofs_checks.toys import toy
from tests.theory.latex.balance import require_balanced
from tests.theory.latex.compiling import compiled
from theory.latex import article_latex, statement_macros
from theory.latex.document import macro_name
from theory.registry import theorems


def test_names_are_letters():
    assert macro_name("risk_of_one_step_gd") == r"\tcRiskOfOneStepGd"
    assert macro_name("theorem_41 %") == r"\tcTheoremFourOne"
    assert all(re.fullmatch(r"\\tc[A-Za-z]+", macro_name(t.slug)) for t in theorems())
    assert len({macro_name(t.slug) for t in theorems()}) == len(theorems())


def test_each_statement_is_a_macro():
    text = statement_macros([toy("jensen"), toy("second_moment")])
    require_balanced(text)
    assert r"\newcommand{\tcJensen}" in text
    assert r"\newcommand{\tcSecondMoment}" in text


def test_the_file_may_be_read_twice(tmp_path):
    toys = [toy("jensen"), toy("second_moment")]
    (tmp_path / "macros.tex").write_text(statement_macros(toys), encoding="utf-8")
    use = r"\input{macros}\input{macros}" + "\n".join(rf"\[ {macro_name(t.slug)} \]" for t in toys)
    assert "Overfull" not in compiled(article_latex("Macros", [use]), tmp_path)

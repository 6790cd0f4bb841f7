import re

import theory
from proofs_checks.citations import citations
from theorycheck import Equality, Theorem


def test_each_paper_once_and_the_tool_first():
    text = citations(theory.theorems())
    assert re.findall(r"@\w+\{(\w+),", text) == ["theorycheck", "zhang2024block", "zhang2024trained"]
    assert text.count("{") == text.count("}")


def test_what_no_package_cites_has_its_source_as_a_comment():
    own = Theorem(slug="own", title="own", statement=Equality(theory.setting.H, theory.setting.H))
    assert citations([own]).splitlines()[-1] == "% own: derived here"

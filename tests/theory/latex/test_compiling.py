"""A test that needs LaTeX says what is missing; it neither fails for it nor hides that it did not run."""

import pytest
from _pytest.outcomes import Skipped

from tests.theory.latex import compiling


@pytest.mark.skipif(compiling.LATEX is None, reason="no LaTeX")
def test_packages_that_are_not_there_are_named():
    source = "\\documentclass{article}\n\\usepackage{amsmath}\n\\usepackage[x]{no-such, nor-such}\n"
    assert compiling.lacking(source) == ["no-such.sty", "nor-such.sty"]


def test_the_test_is_skipped_with_that_reason(monkeypatch, tmp_path):
    monkeypatch.setattr(compiling, "LATEX", None)
    with pytest.raises(Skipped, match="no LaTeX: install"):
        compiling.compiled("", tmp_path)


@pytest.mark.skipif(compiling.LATEX is None, reason="no LaTeX")
def test_a_mistake_in_the_source_fails(tmp_path):
    with pytest.raises(AssertionError, match="Undefined control sequence"):
        compiling.compiled("\\documentclass{article}\\begin{document}\\nosuchcommand\\end{document}", tmp_path)

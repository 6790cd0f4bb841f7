import json
import sys

import pytest

import theory
from proofs_checks import cli
from tests.proofs_checks.test_cli import one_line
from tests.proofs_checks.toys import named, toy


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["theorycheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return stop.value.code, *capsys.readouterr()

    names = {name: toy(name) for name in ("jensen", "sizes_alone")}
    monkeypatch.setattr(theory, "theorems", named(names), raising=False)
    monkeypatch.chdir(tmp_path)
    return run


@pytest.mark.parametrize(
    ("kind", "has", "lacks"),
    [
        ("statement", r"\begin{theorem}", r"\begin{proof}"),
        ("derivation", r"\begin{proof}", r"\documentclass"),
        ("macros", r"\newcommand{\tcJensen}", r"\begin{proof}"),
        ("appendix", r"\documentclass", "PROVED"),
    ],
)
def test_each_kind(command, kind, has, lacks):
    code, out, _ = command("latex", "jensen", "--kind", kind)
    assert code == 0
    assert has in out
    assert lacks not in out


def test_a_report_and_an_appendix_with_its_verdicts(command, tmp_path):
    code, out, err = command("verify", "jensen", "--samples", 1000, "--report", "out")
    assert code in (0, 3)
    assert "report: out/report.html" in err
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["complete"] is True
    code, out, _ = command("latex", "jensen", "--kind", "appendix", "--verdicts", "out/report.json")
    assert code == 0
    assert "No run was given" not in out


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        (["latex", "--kind", "poster"], "poster"),
        (["latex", "--verdicts", "x.json"], "leave it out"),
        (["latex", "--kind", "appendix", "--verdicts", "x.json"], "x.json cannot be read"),
        (["verify", "--report", "file"], "file cannot be written"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(command, tmp_path, arguments, match):
    (tmp_path / "file").write_text("")
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert match in one_line(err)

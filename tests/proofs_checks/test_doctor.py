import io

import pytest

from proofs_checks import doctor


def found():
    return {part.name: part.found for part in doctor.parts()}


def test_what_is_installed_has_its_version():
    import sympy

    assert found()["sympy"] == sympy.__version__


def test_what_is_not_there_has_its_remedy(monkeypatch):
    monkeypatch.setenv("PATH", "")
    file = io.StringIO()
    doctor.print_parts(doctor.parts(), file)
    lines = {line.split()[1]: line for line in file.getvalue().splitlines()}
    for name in ("LaTeX", "Coq", "Chromium"):
        assert lines[name].startswith("– ")
        assert "Debian's" in lines[name]


def test_a_program_that_fails_is_not_there(monkeypatch, tmp_path):
    program = tmp_path / "coqc"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found()["Coq"] == ""


@pytest.mark.parametrize("place", ["", "no\0folder"])
def test_a_store_that_cannot_be_written_is_not_there(monkeypatch, tmp_path, place):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("THEORYCHECK_STORE", "" if place == "" else str(blocked / "folder"))
    assert found()["store"] == ""

"""The library of Coq files: where it is found, that it is compiled whole or not at all, and that it assumes nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from proofs_checks.kernel import compiling
from proofs_checks.kernel.compiling import NoCoqError, sources
from tests.proofs_checks.kernel.coq_here import needs_coq

KERNEL = Path(__file__).parents[3] / "kernel"


def needs_packages():
    """The reason why the whole library is not compiled here; empty where it can be."""
    if shutil.which("coqc") is None:
        return "Coq is not installed"
    where = subprocess.run(["coqc", "-where"], capture_output=True, text=True, check=True).stdout.strip()
    folders = ("mathcomp/real_closed", "SsrMultinomials")
    lacking = [folder for folder in folders if not (Path(where) / "user-contrib" / folder).is_dir()]
    return f"bash .ci/coq_packages library installs {', '.join(lacking)}" if lacking else ""


@pytest.fixture
def no_library(monkeypatch):
    compiling.library.cache_clear()
    yield monkeypatch
    compiling.library.cache_clear()


def test_it_is_found_beside_the_packages():
    assert sources() == (KERNEL, KERNEL.parent / "build" / "kernel")


def test_it_is_found_inside_the_package_first(monkeypatch, tmp_path):
    monkeypatch.setattr(compiling, "__file__", str(tmp_path / "kernel" / "compiling.py"))
    with pytest.raises(NoCoqError, match="use a checkout"):
        sources()
    inside = tmp_path / "kernel" / "library"
    inside.mkdir(parents=True)
    (inside / "_CoqProject").write_text("One.v\n")
    assert sources()[0] == inside
    assert "theorycheck" in str(sources()[1])


@needs_coq
def test_what_does_not_compile_leaves_nothing_behind(no_library, tmp_path):
    source, built = tmp_path / "source", tmp_path / "built"
    source.mkdir()
    (source / "_CoqProject").write_text("One.v\nTwo.v\n")
    (source / "One.v").write_text("Definition one := 1.\n")
    (source / "Two.v").write_text("From Kernel Require Import One. Definition two := three.\n")
    no_library.setattr(compiling, "sources", lambda: (source, built))
    with pytest.raises(NoCoqError, match=r"Two\.v does not compile"):
        compiling.library()
    assert list(built.iterdir()) == []
    (source / "Two.v").write_text("From Kernel Require Import One. Definition two := one + one.\n")
    folder = compiling.library()
    assert [each.name for each in built.iterdir()] == [folder.name]
    assert (folder / "Two.vo").is_file()


@needs_coq
def test_where_nothing_can_be_written_it_says_so(no_library, tmp_path):
    (tmp_path / "file").write_text("")
    no_library.setattr(compiling, "sources", lambda: (KERNEL, tmp_path / "file" / "built"))
    with pytest.raises(NoCoqError, match="cannot be written"):
        compiling.library()


@pytest.mark.nightly
@pytest.mark.skipif(bool(needs_packages()), reason=needs_packages() or "everything is here")
def test_every_theorem_of_the_library_is_closed_under_the_global_context(tmp_path):
    ignored = shutil.ignore_patterns("*.vo", "*.vos", "*.vok", "*.glob", ".*", "Makefile*")
    shutil.copytree(KERNEL, tmp_path / "kernel", ignore=ignored)
    done = subprocess.run(
        ["sh", "assumptions.sh"], cwd=tmp_path / "kernel", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "closed under the global context" in done.stdout

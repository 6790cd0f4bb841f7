"""``import theorycheck`` gives all that is public, and says so where a user's own folder hides a part of it."""

import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import numerics
import proofs_checks
import theory
import theorycheck

ROOT = Path(__file__).parents[2]
MODULES = {"certificates", "closed_forms", "latex", "rules", "setting"}


def test_every_public_name_is_there_and_is_the_same():
    expected = {*theory.__all__, *numerics.__all__, *proofs_checks.__all__, *MODULES}
    assert set(theorycheck.__all__) == expected
    assert expected | {"__version__"} <= set(dir(theorycheck))
    for package in (theory, numerics, proofs_checks):
        for name in package.__all__:
            assert getattr(theorycheck, name) is getattr(package, name)
    assert theorycheck.rules is theory.rules
    assert theorycheck.closed_forms.minimal_excess is numerics.closed_forms.minimal_excess
    assert theorycheck.__version__ == version("theorycheck")


def test_type_checkers_see_what_is_there():
    stub = Path(theorycheck.__file__).with_suffix(".pyi").read_text()
    assert all(f" import {name} as {name}\n" in stub for name in theorycheck.__all__)


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="'theorycheck' has no attribute 'verfy'"):
        theorycheck.verfy  # noqa: B018


CALLER = """
import theorycheck
theorycheck.verify("slug").verdict is theorycheck.Verdict.PROVED
theorycheck.rules.Lemma
version: str = theorycheck.__version__
theorycheck.verfy
"""


@pytest.mark.nightly
def test_type_checkers_know_each_name_and_no_other(tmp_path):
    (tmp_path / "caller.py").write_text(CALLER)
    done = run("-m", "mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml"), str(tmp_path / "caller.py"))
    assert 'caller.py:6: error: Module has no attribute "verfy"' in done.stdout
    assert "Found 1 error" in done.stdout


def test_importing_it_imports_nothing_heavy():
    code = "import sys, theorycheck; print('sympy' in sys.modules, 'numpy' in sys.modules)"
    assert run("-c", code).stdout.split() == ["False", "False"]


def run(*arguments, cwd=ROOT, path=ROOT):
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, env={"PYTHONPATH": str(path)}
    )


@pytest.mark.parametrize("name", ["theory", "numerics", "proofs_checks"])
@pytest.mark.parametrize("as_folder", [True, False], ids=["folder", "file"])
def test_a_folder_or_file_of_the_user_that_hides_ours_is_named(tmp_path, name, as_folder):
    if as_folder:
        (tmp_path / name).mkdir()
    hiding = tmp_path / name / "__init__.py" if as_folder else tmp_path / f"{name}.py"
    hiding.write_text("")
    imported = run("-c", "import theorycheck", cwd=tmp_path)
    assert imported.returncode == 1
    last = imported.stderr.splitlines()[-1]
    assert last.startswith("theorycheck.shadowing.ShadowedPackageError: ")
    assert str(hiding) in last
    assert "rename" in last
    command = run("-m", "theorycheck", "list", cwd=tmp_path)
    assert command.returncode == 2
    (line,) = command.stderr.splitlines()
    assert line.startswith(f"error: the package {name} of theorycheck is hidden by {hiding}")


def test_a_folder_within_the_checkout_that_hides_ours_is_named(tmp_path):
    copy = tmp_path / "checkout"
    shutil.copytree(ROOT / "theorycheck", copy / "theorycheck", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("theory", "scratch/theory"):
        (copy / name).mkdir(parents=True)
        (copy / name / "__init__.py").write_text("")
    code = "import sys; sys.path.append(sys.argv[1]); import theorycheck"
    done = run("-c", code, str(copy), cwd=copy / "scratch", path="")
    assert f"hidden by {copy / 'scratch' / 'theory'}" in done.stderr.splitlines()[-1]


def test_the_script_says_it_in_one_line(tmp_path):
    (tmp_path / "theory").mkdir()
    (tmp_path / "theory" / "__init__.py").write_text("")
    script = tmp_path / "bin" / "theorycheck"
    script.parent.mkdir()
    script.write_text("import sys\nfrom theorycheck.__main__ import main\nsys.exit(main())\n")
    done = run(str(script), "list", path=f"{tmp_path}:{ROOT}")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: the package theory of theorycheck is hidden by")


def test_a_folder_of_that_name_without_a_package_hides_nothing(tmp_path):
    (tmp_path / "theory").mkdir()
    done = run("-m", "theorycheck", "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"theorycheck {version('theorycheck')}\n"), done.stderr

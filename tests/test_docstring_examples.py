"""The examples in docstrings print what they show, and every public function and class has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import theorycheck

PACKAGES = ("theory", "numerics", "proofs_checks", "theorycheck")
# one needs a file, one a node of one's own; the examples of both are scripts, in examples and in tests
WITHOUT = {"audit_table", "register_node"}
MODULES = ("certificates", "closed_forms", "latex", "rules", "setting")
PUBLIC = {
    name: found
    for module in (theorycheck, *(getattr(theorycheck, each) for each in MODULES))
    for name in module.__all__
    if inspect.isroutine(found := getattr(module, name)) or inspect.isclass(found)
}


def examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    for package in PACKAGES:
        root = importlib.import_module(package)
        found = [m.name for m in pkgutil.walk_packages(root.__path__, f"{package}.") if not m.name.endswith("__main__")]
        for name in [package, *found]:
            yield from (t for t in finder.find(importlib.import_module(name), name) if t.examples)


FOUND = tuple(examples())


def failures(test):
    seen = []
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(test, out=seen.append)
    return "".join(seen)


def test_examples_are_found():
    assert len(FOUND) > 30


@pytest.mark.parametrize("test", FOUND, ids=lambda test: test.name)
def test_the_example_prints_what_it_shows(test):
    assert failures(test) == ""


def test_a_wrong_example_is_seen():
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    assert "Expected:\n    3\nGot:\n    2" in failures(wrong)


def test_every_public_name_has_an_example():
    assert len(PUBLIC) > 150
    assert {name for name, found in PUBLIC.items() if ">>> " not in (inspect.getdoc(found) or "")} == WITHOUT

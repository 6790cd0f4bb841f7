"""The examples in docstrings print what they show, and every public function has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import theorycheck

PACKAGES = ("theory", "numerics", "proofs_checks", "theorycheck")
# one needs a file, one a node of one's own; the examples of both are scripts, in examples and in tests
WITHOUT = {"audit_table", "register_node"}
FUNCTIONS = sorted(n for n in theorycheck.__all__ if inspect.isroutine(getattr(theorycheck, n)))


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


def test_every_public_function_has_an_example():
    assert len(FUNCTIONS) > 20
    assert {n for n in FUNCTIONS if ">>> " not in inspect.getdoc(getattr(theorycheck, n))} == WITHOUT

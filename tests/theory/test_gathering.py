"""Kinds are found by their files, and nothing but a file of the folder makes one."""

import sys
from dataclasses import dataclass, fields
from types import ModuleType

import pytest
from sympy import Symbol

from examples.stubs import stubs
from tests.copies import copied, run_code
from theory import rules, statements
from theory.core.unconvinced import NotShownError
from theory.gathering import classes_in, offered
from theory.plain_theorem import plain_theorem
from theory.rules import Rule
from theory.statements import KINDS, Statement
from theorycheck import Equality, Theorem, Verdict, certificates, verify

x = Symbol("x", real=True)


def test_what_is_found_is_what_the_files_define():
    names = "Bound Equality FlowBound FlowConvergence Limit LoewnerBound Minimum StationaryPoint Witness"
    assert sorted(kind.__name__ for kind in KINDS) == names.split()
    assert all(kind.__module__.startswith("theory.statements.") for kind in KINDS)
    assert {"CompleteSquare", "Premise", "TakeLimit"} <= set(rules.__all__)
    assert {"Square", "FromTheorem"} <= set(certificates.__all__)


def test_a_kind_is_a_frozen_record():
    for kind in KINDS:
        assert kind.__dataclass_params__.frozen
        assert fields(kind)


def made_up(**methods):
    """A kind that says all that a kind has to say, defined elsewhere: it is concluded from anything."""
    says = {name: lambda self, *_: () for name in Statement.__abstractmethods__}
    says |= {"varied": (), "equated": (x, x), "__module__": "theory.statements.equality", **methods}
    return dataclass(frozen=True)(type("Equality", (Statement,), says))


def test_a_kind_that_is_defined_elsewhere_proves_nothing_whatever_it_calls_itself():
    claim = Theorem(slug="false", title="", statement=made_up()())
    with pytest.raises(NotShownError, match="is a Equality, which is not known in a theorem"):
        plain_theorem(claim)
    assert verify(claim).verdict is not Verdict.PROVED


def test_a_subclass_of_a_kind_proves_nothing():
    class Easier(Equality):
        def conclude(self, derivation):
            """Anything."""

        equated = property(lambda self: (x, x))

    claim = Theorem(slug="false", title="", statement=Easier(x, x + 1))
    with pytest.raises(NotShownError, match="is a Easier, which is not known in a theorem"):
        plain_theorem(claim)
    assert verify(claim).verdict is not Verdict.PROVED


def test_a_class_put_into_a_module_of_the_folder_later_is_no_kind():
    kind = made_up()
    sys.modules["theory.statements.equality"].Later = kind
    try:
        claim = Theorem(slug="false", title="", statement=kind())
        with pytest.raises(NotShownError):
            plain_theorem(claim)
    finally:
        del sys.modules["theory.statements.equality"].Later


def test_what_leaves_out_something_that_a_kind_has_to_say_has_no_values():
    with pytest.raises(TypeError, match="conclude"):
        type("Silent", (Statement,), {})()


def folder_with(tmp_path, monkeypatch, **files):
    for name, text in {"__init__": "", **files}.items():
        (tmp_path / "a_folder").mkdir(exist_ok=True)
        (tmp_path / "a_folder" / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "a_folder"]:
        monkeypatch.delitem(sys.modules, name)
    module = __import__("a_folder")
    assert isinstance(module, ModuleType)
    return module


RULE = "from theory.rules import Rule\nclass {}(Rule): pass\n"


def test_what_a_file_only_imports_is_not_its_own(tmp_path, monkeypatch):
    folder = folder_with(tmp_path, monkeypatch, one=RULE.format("One"), two="from a_folder.one import One\n")
    assert [each.__name__ for each in classes_in(folder, Rule)] == ["One"]


def test_one_that_inherits_from_another_is_refused(tmp_path, monkeypatch):
    folder = folder_with(tmp_path, monkeypatch, one=RULE.format("One") + "class Two(One): pass\n")
    with pytest.raises(TypeError, match=r"Two of a_folder\.one inherits from One: let it inherit from Rule alone"):
        classes_in(folder, Rule)


def test_two_of_one_name_are_refused(tmp_path, monkeypatch):
    folder = folder_with(tmp_path, monkeypatch, one=RULE.format("One"), two=RULE.format("One"))
    with pytest.raises(ValueError, match=r"a_folder\.two and a_folder\.one define One: rename one of them"):
        classes_in(folder, Rule)


def test_a_name_that_is_taken_is_not_taken_over():
    names = {"__name__": "a_module", "Equality": "something else"}
    with pytest.raises(
        ValueError, match=r"a_module has a Equality beside that of theory\.statements\.equality: rename"
    ):
        offered(names, (Equality,))
    assert names["Equality"] == "something else"


def test_the_stubs_say_where_each_name_comes_from():
    for path, text in stubs().items():
        assert path.read_text(encoding="utf-8") == text, f"{path}: run python examples/stubs.py"
        assert text.count(" import ") > 10
    assert len(statements.__all__) == len(set(statements.__all__))


def test_a_rule_in_a_file_of_its_own_is_offered_and_changes_the_stub(tmp_path):
    copied(tmp_path)
    text = "from theory.rules.rule import Rule\n__all__ = ['Nothing']\nclass Nothing(Rule):\n    '''Stays.'''\n"
    (tmp_path / "theory" / "rules" / "nothing.py").write_text(text)
    done = run_code(tmp_path, "-c", "import theory.rules as r; print(r.Nothing.__module__, 'Nothing' in r.__all__)")
    assert done.stdout == "theory.rules.nothing True\n", done.stderr

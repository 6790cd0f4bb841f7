"""The registry: a theorem is a file, and what is wrong with one is named."""

import sys

import pytest
from sympy import Symbol

import theory
from theory import registry

FILE = """
from sympy import Symbol
from theory.statements import Equality
from theory.theorem_record import Theorem

x = Symbol("x")
THEOREM = Theorem(slug={slug!r}, title="", statement=Equality(x, x), depends_on={premises!r})
"""


@pytest.fixture
def papers(tmp_path, monkeypatch):
    """A place to write papers in, each a package of theorems, which stands in for ``theory.papers``."""

    def write(*files):
        (tmp_path / "theory" / "papers").mkdir(parents=True, exist_ok=True)
        for path, slug, *premises in files:
            paper, name = path.split("/")
            folder = tmp_path / "theory" / "papers" / paper
            folder.mkdir(exist_ok=True)
            (folder / "__init__.py").touch()
            (folder / f"{name}.py").write_text(FILE.format(slug=slug, premises=tuple(premises)))

    import theory.papers

    monkeypatch.setattr(theory.papers, "__path__", [str(tmp_path / "theory" / "papers")])
    before = set(sys.modules)
    _forget()
    yield write
    for name in set(sys.modules) - before:
        del sys.modules[name]
    _forget()


def _forget():
    for remembered in (registry._announced, registry._load):
        remembered.cache_clear()


def slugs():
    return [t.slug for t in registry.theorems()]


def test_a_new_file_is_a_new_theorem(papers):
    papers(("some/first", "first"), ("some/second", "second"), ("other/third", "third"))
    assert sorted(slugs()) == ["first", "second", "third"]
    assert registry.theorem("third").statement.lhs == Symbol("x")
    assert registry.theorem("third") is registry.theorem("third")


def test_premises_come_first(papers):
    papers(("a/alpha", "alpha", "omega"), ("a/omega", "omega", "middle"), ("b/middle", "middle"), ("b/apart", "apart"))
    order = slugs()
    assert len(order) == 4
    assert order.index("middle") < order.index("omega") < order.index("alpha")


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("first_theorm", "did you mean first_theorem"),
        ("theorem_first", "did you mean .*first_theorem"),
        ("", "theorycheck list names them all"),
        ("zzz", "theorycheck list names them all"),
    ],
)
def test_an_unknown_slug_suggests_the_nearest(papers, slug, hint):
    papers(("some/first_theorem", "first_theorem"), ("some/another", "another"))
    with pytest.raises(ValueError, match=rf"there is no theorem {slug!r}: {hint}"):
        registry.theorem(slug)


def test_two_theorems_of_one_name(papers):
    papers(("one/same", "same"), ("two/same", "same"))
    with pytest.raises(ValueError, match=r"two theorems are called same, in .*one/same\.py and .*two/same\.py: rename"):
        registry.theorems()


def test_a_file_of_another_name(papers):
    papers(("one/file_name", "slug_name"))
    with pytest.raises(ValueError, match=r"file_name\.py defines the theorem 'slug_name': give"):
        registry.theorem("file_name")


def test_an_unknown_premise(papers):
    papers(("one/alpha", "alpha", "beta"))
    with pytest.raises(ValueError, match="alpha rests on 'beta', which is not registered: add it"):
        registry.theorems()


@pytest.mark.parametrize(
    ("files", "circle"),
    [
        ([("a/alpha", "alpha", "alpha")], "alpha -> alpha"),
        ([("a/alpha", "alpha", "beta"), ("a/beta", "beta", "alpha")], "alpha -> beta -> alpha"),
        (
            [("a/alpha", "alpha", "beta"), ("b/beta", "beta", "gamma"), ("c/gamma", "gamma", "beta")],
            "beta -> gamma -> beta",
        ),
    ],
)
def test_circles_are_named(papers, files, circle):
    papers(*files)
    with pytest.raises(ValueError, match=f"rest on each other in a circle: .*{circle}"):
        registry.theorems()


def test_no_papers_at_all(papers):
    papers()
    assert slugs() == []


def test_the_registered_theorems():
    order = [t.slug for t in theory.theorems()]
    assert len(order) == len(set(order)) >= 10
    for position, theorem in enumerate(theory.theorems()):
        assert set(theorem.depends_on) <= set(order[:position])
        assert theory.theorem(theorem.slug) is theorem
        assert theorem.title
        assert str(theorem.source)
        module = sys.modules[registry.module_of(theorem.slug)]
        assert module.__doc__
        assert "Hypotheses:" in module.__doc__
        assert "Source:" in module.__doc__

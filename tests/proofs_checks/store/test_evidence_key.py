"""Keys hold all that evidence depends on: a change of it, and of nothing else, gives another key."""

import json
import shutil
from functools import cache
from pathlib import Path

import grimp
import numpy as np
import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.store.evidence_key import evidence_keys
from proofs_checks.store.source_digests import WITHOUT_INFLUENCE
from tests.copies import copied, run_code
from tests.proofs_checks.toys import toy
from tests.shares import nightly

ROOT = Path(__file__).parents[3]
KEYS = """
import json, theory
from proofs_checks.context import Context
from proofs_checks.store.evidence_key import evidence_keys
print(json.dumps({t.slug: evidence_keys(t, Context()).key_of("derivation") for t in theory.theorems()}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("copy"))


keys_of = cache(lambda folder: keys_in(folder))


def keys_in(folder):
    done = run_code(folder, "-B", "-c", KEYS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def changed(folder, name, line="# another line\n"):
    """The theorems whose key another line in a file changes."""
    before, path = keys_of(folder), folder / name
    text = path.read_text()
    path.write_text(text + line)
    try:
        after = keys_in(folder)
    finally:
        path.write_text(text)
    assert before.keys() == after.keys()
    return {slug for slug in before if before[slug] != after[slug]}


def touched_by(slug):
    """The theorems that rest, at any distance, on one whose file imports, at any distance, from the given one's."""
    texts = {path.stem: path.read_text() for path in (ROOT / "theory" / "papers").glob("*/*.py")}

    def importing(found):
        return {name for name, text in texts.items() if any(f".{slug} import " in text for slug in found)}

    def resting(found):
        return {theorem.slug for theorem in theory.theorems() if found & set(theorem.depends_on)}

    return closed(closed({slug}, importing), resting)


def closed(found, more):
    before = set()
    while found != before:
        before, found = found, found | more(found)
    return found


@pytest.mark.long
@pytest.mark.parametrize(
    "slug",
    [
        "random_scale_limit",
        *map(nightly, ["attention_flow", "optimal_one_step_gd", "bounded_signal_to_noise_is_needed"]),
    ],
)
def test_a_theorem_file_changes_it_and_what_imports_it_or_rests_on_it(copy, slug):
    (file,) = (ROOT / "theory" / "papers").glob(f"*/{slug}.py")
    found = changed(copy, file.relative_to(ROOT))
    assert slug in found
    assert found == touched_by(slug)
    assert len(found) < len(theory.theorems()) / 2


@pytest.mark.long
@pytest.mark.parametrize(
    "file",
    [
        "theory/core/execution.py",
        nightly("theory/setting/symbols.py"),
        nightly("theory/algebra/words/letters.py"),
        nightly("numerics/independent/sampling.py"),
        nightly("proofs_checks/evidence/exact_points.py"),
        nightly("proofs_checks/verdict.py"),
    ],
)
def test_the_trusted_base_and_all_that_makes_evidence_change_every_key(copy, file):
    assert len(changed(copy, file)) == len(theory.theorems())


@pytest.mark.long
def test_what_only_shows_evidence_changes_none(copy):
    assert changed(copy, "proofs_checks/report/terminal.py") == set()


def test_settings_count():
    theorem = theory.theorem("optimal_one_step_gd")
    values = {"H": np.eye(2), "M": 3}
    contexts = [
        Context(),
        Context(seed=1),
        Context(samples=1000),
        Context(values=values),
        Context(values={**values, "M": 4}),
        Context(values={**values, "H": np.eye(2) * (1 + 1e-15)}),
    ]
    assert len({evidence_keys(theorem, context).key_of("derivation") for context in contexts}) == len(contexts)
    keys = evidence_keys(theorem, Context())
    assert keys.key_of("derivation") != keys.key_of("exact_points")
    assert keys.about == evidence_keys(theorem, Context()).about


def test_what_is_stated_in_no_file_has_no_key():
    assert evidence_keys(toy("jensen"), Context()) is None
    registered = theory.theorem("optimal_one_step_gd")
    assert (
        evidence_keys(theory.Theorem(slug=registered.slug, title="", statement=registered.statement), Context()) is None
    )


OTHER = """from sympy import Integer
from theory.statements import Equality
from theory.theorem_record import Theorem
{line}
THEOREM = Theorem(slug="another", title="another", statement=Equality(Integer(1), Integer(1)))
"""
KEY = """
from proofs_checks.context import Context
from proofs_checks.store.evidence_key import evidence_keys
from theory.papers.another_paper.another import THEOREM
import theory
print(getattr(evidence_keys(theory.theorem("another"), Context()), "about", None))
"""


@pytest.fixture
def paper(copy):
    """A paper of two files, of which one states a theorem; the other, ``beside``, is no theorem's."""
    folder = copy / "theory" / "papers" / "another_paper"
    (folder / "beside").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "beside" / "__init__.py").write_text("VALUE = 1\n")
    yield folder
    shutil.rmtree(folder)


def key_with(paper, line):
    (paper / "another.py").write_text(OTHER.format(line=line))
    done = run_code(paper.parents[2], "-B", "-c", KEY)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("from . import beside", "beside/__init__.py"),
        nightly("from .beside import VALUE", "beside/__init__.py"),
        nightly("from ..another_paper import beside as other", "beside/__init__.py"),
        nightly("import theory.papers.another_paper.beside as other", "beside/__init__.py"),
        ("", "__init__.py"),
    ],
)
def test_whatever_way_a_file_reaches_another_its_evidence_depends_on_it(paper, line, file):
    """Evidence of before a change would be believed otherwise."""
    before = key_with(paper, line)
    (paper / file).write_text("VALUE = 2\n")
    assert before not in ("None", key_with(paper, line))


@pytest.mark.parametrize(
    "line", ["exec('x = 1')", nightly("import importlib; importlib.import_module('sympy')"), nightly("open(__file__)")]
)
def test_a_file_that_may_depend_on_what_it_does_not_import_has_no_key(paper, line):
    assert key_with(paper, line) == "None"


def test_every_registered_theorem_has_a_key():
    assert all(evidence_keys(theorem, Context()) is not None for theorem in theory.theorems())


def test_nothing_that_makes_evidence_imports_what_only_shows_it():
    graph = grimp.build_graph("theory", "numerics", "proofs_checks")
    makers = graph.find_descendants("proofs_checks.evidence") | {
        "proofs_checks.evidence",
        "proofs_checks.evidence_kind",
    }
    used = makers.union(*(graph.find_upstream_modules(module) for module in makers))
    left_out = tuple(folder.replace("/", ".") for folder in WITHOUT_INFLUENCE)
    assert len(used) > 150
    assert {module for module in used if module.startswith(left_out)} == set()

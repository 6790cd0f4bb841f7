"""Keys hold all that evidence depends on: a change of it, and of nothing else, gives another key."""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.store.evidence_key import evidence_keys
from tests.proofs_checks.toys import toy

ROOT = Path(__file__).parents[3]
KEYS = """
import json, theory
from proofs_checks.context import Context
from proofs_checks.store.evidence_key import evidence_keys
print(json.dumps({t.slug: evidence_keys(t, Context()).key_of("derivation") for t in theory.theorems()}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    for name in ("theory", "numerics", "proofs_checks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


keys_of = cache(lambda folder: keys_in(folder))


def nightly(value):
    return pytest.param(value, marks=pytest.mark.nightly)


def keys_in(folder):
    done = subprocess.run([sys.executable, "-B", "-c", KEYS], cwd=folder, capture_output=True, text=True, check=True)
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


@pytest.mark.parametrize(
    "slug", ["attention_flow", *map(nightly, ["optimal_one_step_gd", "bounded_signal_to_noise_is_needed"])]
)
def test_a_theorem_file_changes_it_and_what_imports_it_or_rests_on_it(copy, slug):
    (file,) = (ROOT / "theory" / "papers").glob(f"*/{slug}.py")
    found = changed(copy, file.relative_to(ROOT))
    assert slug in found
    assert found == touched_by(slug)
    assert len(found) < len(theory.theorems()) / 2


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

import io
import json

import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.engines.processes import Processes
from proofs_checks.list_command import Wish, listed, write_json, write_lines
from proofs_checks.runner import run_by
from proofs_checks.store.evidence_store import EvidenceStore
from proofs_checks.store.memory import Memory

CHEAP = "random_scale_fails"


@pytest.fixture
def store(monkeypatch, tmp_path):
    monkeypatch.setenv("THEORYCHECK_STORE", str(tmp_path))
    return EvidenceStore(tmp_path)


def slugs(**wish):
    return {theorem.slug for theorem in listed(theory.theorems(), Wish(**wish))}


def test_filters_are_all_to_be_met():
    assert slugs(paper="2306.09927") & slugs(kind="minimum") == slugs(paper="2306.09927", kind="minimum")
    assert "attention_loss_minimum" in slugs(kind="Minimum")
    assert "attention_loss_minimum" not in slugs(kind="flow")
    assert slugs(paper="trained_transformers") >= slugs(paper="2306.09927")
    assert all(
        any("noise" in f"{a.name} {a.relation}" for a in theory.theorem(slug).assumptions)
        for slug in slugs(hypothesis="noise")
    )


def test_what_nothing_has_is_refused_with_what_there_is():
    with pytest.raises(ValueError, match=r"kinds are Bound, Equality.*sources are .*arXiv 2306\.09927"):
        slugs(kind="corollary")


def test_a_verdict_is_what_a_whole_run_has_found_and_none_before(store):
    theorem = theory.theorem(CHEAP)

    def verdict():
        file = io.StringIO()
        write_json((theorem,), file)
        return json.loads(file.getvalue())["theorems"][0]["verdict"]

    assert verdict() is None
    (report,) = run_by((theorem,), Context(), Processes(1), memory=Memory(store))
    assert verdict() == str(report.verdict) == "PROVED"
    next(iter(store.entries())).write_text("{}")  # a piece that somebody has edited
    assert verdict() is None


@pytest.mark.usefixtures("store")
def test_lines_have_a_dash_where_nothing_is_known():
    file = io.StringIO()
    write_lines((theory.theorem(CHEAP),), True, file)
    assert file.getvalue().split(maxsplit=2)[:2] == [CHEAP, "–"]

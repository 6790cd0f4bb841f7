"""What the store finds, what it does not, and folders that are none."""

import os

import pytest

from proofs_checks.atomic_files import remove_unfinished, write_whole
from proofs_checks.store.evidence_store import LOCATION, EvidenceStore, default_folder
from proofs_checks.verdict import CheckResult, Verdict

KEY, OTHER = "ab" + "0" * 62, "ab" + "1" * 62
FOUND = CheckResult("exact_points", Verdict.CONFIRMED, "equal at 3 points")


def test_what_is_kept_is_found_under_its_key_alone(tmp_path):
    store = EvidenceStore(tmp_path)
    assert store.find(KEY) is None
    store.keep(KEY, FOUND)
    store.keep(OTHER, None)
    (found,) = store.find(KEY)
    assert found.detail == FOUND.detail
    assert store.find(OTHER) == (None,)
    assert store.remarks == []
    assert len(list(store.entries())) == 2
    assert store.clear() == 2
    assert store.find(KEY) is None
    assert list(tmp_path.iterdir()) == []


def test_errors_are_tried_again(tmp_path):
    store = EvidenceStore(tmp_path)
    store.keep(KEY, CheckResult("exact_points", Verdict.ERROR, "MemoryError"))
    assert store.find(KEY) is None


def test_an_edited_or_misplaced_entry_is_noticed(tmp_path):
    store = EvidenceStore(tmp_path)
    store.keep(KEY, FOUND)
    (path,) = store.entries()
    path.with_name(f"{OTHER}.json").write_bytes(path.read_bytes())
    path.write_text(path.read_text().replace("CONFIRMED", "PROVED"))
    assert store.find(KEY) is None
    assert store.find(OTHER) is None
    assert [path.name in store.remarks[0], "checksum" in store.remarks[0], "another key" in store.remarks[1]] == [
        True
    ] * 3


def test_a_place_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    store = EvidenceStore(tmp_path / "file" / "below")
    store.tidy()
    store.keep(KEY, FOUND)
    store.keep(OTHER, FOUND)
    assert store.find(KEY) is None
    assert sum("nothing is stored" in remark for remark in store.remarks) == 1


def test_the_place_can_be_named_and_switched_off(monkeypatch, tmp_path):
    monkeypatch.setenv(LOCATION, str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.setenv(LOCATION, "")
    assert default_folder() is None
    monkeypatch.delenv(LOCATION)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder().is_relative_to(tmp_path)


def test_a_file_is_whole_or_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    write_whole(path, "old")

    def fails(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_what_a_killed_process_left_is_removed_and_nothing_else(tmp_path):
    dead = tmp_path / "a.json.999999999.unfinished"
    alive = tmp_path / f"b.json.{os.getppid()}.unfinished"
    others = tmp_path / "c.unfinished"
    for path in (dead, alive, others):
        path.write_text("")
    remove_unfinished(tmp_path)
    assert [dead.exists(), alive.exists(), others.exists()] == [False, True, True]

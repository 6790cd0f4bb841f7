"""Records are read back as they were, half a line is none, and an edited one is told."""

import math
import os

import pytest

from proofs_checks.store.point_journal import PointJournal, PointRecord

RECORD = PointRecord("ab", {"minimal_excess": (0.1 + 0.2, math.inf)}, {"rate_p": "sigma2 is 0"}, ("rate_p",), 0.25)


def written(folder, *keys):
    journal = PointJournal(folder)
    for key in keys:
        journal.write(PointRecord(key, {}, {}, (), 0.0))
    return journal


def test_what_is_written_is_read_back(tmp_path):
    journal = PointJournal(tmp_path)
    journal.write(RECORD)
    assert list(PointJournal(tmp_path).records()) == [RECORD]


def test_half_a_line_is_no_record_and_costs_no_other(tmp_path):
    written(tmp_path, "a", "b")
    (file,) = tmp_path.glob("*.jsonl")
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        journal = PointJournal(tmp_path)
        assert [r.key for r in journal.records()] == ["a", "b"][: whole[:end].count(b"\n")]
        assert journal.remarks == []


def test_an_edited_line_is_told_and_the_others_are_read(tmp_path):
    written(tmp_path, "a", "b", "c")
    (file,) = tmp_path.glob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(b'"key": "b"', b'"key": "B"'))
    journal = PointJournal(tmp_path)
    assert [record.key for record in journal.records()] == ["a", "c"]
    assert len(journal.remarks) == 1
    assert "1 lines" in journal.remarks[0]


def test_each_writer_has_a_file_of_its_own_and_clear_removes_them(tmp_path):
    written(tmp_path, "a")
    journal = written(tmp_path, "b")
    assert len(list(tmp_path.glob("*.jsonl"))) == 2
    assert sorted(record.key for record in journal.records()) == ["a", "b"]
    journal.clear()
    assert list(journal.records()) == []


def test_after_a_failed_write_comes_another_file(tmp_path, monkeypatch):
    journal = written(tmp_path, "a")
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, line: real(handle, line[:5]))
    with pytest.raises(OSError, match="No space left"):
        journal.write(RECORD)
    monkeypatch.undo()
    journal.write(PointRecord("c", {}, {}, (), 0.0))
    assert sorted(record.key for record in PointJournal(tmp_path).records()) == ["a", "c"]

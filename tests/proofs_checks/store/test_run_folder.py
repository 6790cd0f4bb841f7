"""The folder of a run: who may write there, and what is read back."""

import os

import pytest

import theory
from proofs_checks.context import Context
from proofs_checks.report.theorem_report import report_of
from proofs_checks.store.evidence_key import evidence_keys
from proofs_checks.store.run_folder import run_folder
from proofs_checks.verdict import CheckResult, Verdict

THEOREM = theory.theorem("optimal_one_step_gd")
KEYS = evidence_keys(THEOREM, Context())
FOUND = [
    CheckResult("derivation", Verdict.PROVED, "2 steps"),
    CheckResult("exact_points", Verdict.ERROR, "MemoryError: no message"),
]


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ValueError, match="cannot be written"), run_folder(path):
            pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ValueError, match="cannot be written"), run_folder(tmp_path):
        pass


def test_one_run_at_a_time(tmp_path):
    with run_folder(tmp_path), pytest.raises(ValueError, match="another run is writing"), run_folder(tmp_path):
        pass
    with run_folder(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["theorems"]


def test_what_was_finished_is_gone_on_from_and_errors_are_tried_again(tmp_path):
    with run_folder(tmp_path) as folder:
        folder.keep(report_of(THEOREM, FOUND), KEYS)
    with run_folder(tmp_path) as folder:
        assert folder.find(KEYS.key_of("derivation")) is None
        folder.resume()
        (found,) = folder.find(KEYS.key_of("derivation"))
        assert (found.verdict, found.detail, found.stored) == (Verdict.PROVED, "2 steps", True)
        assert folder.find(KEYS.key_of("exact_points")) is None
        folder.start_anew()
        assert list((tmp_path / "theorems").iterdir()) == []


def test_a_broken_file_is_remarked_on(tmp_path):
    with run_folder(tmp_path) as folder:
        folder.keep(report_of(THEOREM, FOUND), KEYS)
    (path,) = (tmp_path / "theorems").iterdir()
    path.write_text(path.read_text().replace("PROVED", "CONFIRMED"))
    with run_folder(tmp_path) as folder:
        folder.resume()
        assert folder.find(KEYS.key_of("derivation")) is None
        (remark,) = folder.remarks
        assert "checksum" in remark

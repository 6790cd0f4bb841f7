import json

import pytest

from proofs_checks.experiment_parts.seed_results import SeedResult
from proofs_checks.experimenting.result_folder import folder_in_store, result_folder

RESULT = SeedResult("an-arm", 3, {"x": 1.5, "y": [None, "t"]}, 0.25)


def test_what_is_kept_comes_back_under_its_key(tmp_path):
    with result_folder(tmp_path) as folder:
        folder.keep("key", RESULT)
        assert folder.find("key", "an-arm", 3) == RESULT
        assert folder.find("other", "an-arm", 3) is None
        assert folder.find("key", "an-arm", 4) is None
        assert not folder.remarks


def test_what_somebody_edited_is_not_used(tmp_path):
    with result_folder(tmp_path) as folder:
        folder.keep("key", RESULT)
        path = next((tmp_path / "seeds").glob("*.json"))
        path.write_text(path.read_text().replace("1.5", "0.5"))
        assert folder.find("key", "an-arm", 3) is None
        assert "checksum" in folder.remarks[0]
        path.write_text(json.dumps({"x": 1}))
        assert folder.find("key", "an-arm", 3) is None
        path.write_text("{")
        assert folder.find("key", "an-arm", 3) is None
        assert len(folder.remarks) == 3


def test_two_runs_cannot_write_to_one_folder(tmp_path):
    with (
        result_folder(tmp_path),
        pytest.raises(ValueError, match="another run is writing"),
        result_folder(tmp_path),
    ):
        pass


def test_place_is_beside_the_store(tmp_path, monkeypatch):
    monkeypatch.setenv("THEORYCHECK_STORE", str(tmp_path / "evidence"))
    assert folder_in_store("toy") == tmp_path / "experiments" / "toy"
    monkeypatch.setenv("THEORYCHECK_STORE", "")
    assert folder_in_store("toy") is None

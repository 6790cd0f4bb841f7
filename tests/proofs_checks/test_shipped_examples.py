import pytest

from proofs_checks.shipped_examples import copy_examples, example_files


def test_all_are_copied_and_nothing_is_overwritten(tmp_path):
    target = tmp_path / "examples"
    assert copy_examples(target) == len(example_files()) > 10
    assert {path.relative_to(target) for path in target.rglob("*") if path.is_file()} == set(example_files())
    (target / "own_claim.py").write_text("mine")
    with pytest.raises(ValueError, match="is not empty: name a new folder"):
        copy_examples(target)
    assert (target / "own_claim.py").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot be written"):
        copy_examples(tmp_path / "file" / "examples")

from proofs_checks.experimenting.experiment_page import cell_text


def test_cells_are_short():
    assert [cell_text(c) for c in (None, 1 / 3, 12, "a")] == ["", "0.33333", "12", "a"]

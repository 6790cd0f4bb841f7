import numpy as np
import pytest

from proofs_checks.experiment_parts.real_tables import TABLES

SHAPES = {
    "fertility": (196, 2),
    "elnino": (60, 3),
    "grunfeld": (11, 2),
    "diabetes": (9, 3),
    "digits": (20, 5),
}


def test_every_table_has_a_source():
    assert set(TABLES) == set(SHAPES)
    assert all(len(table.source) > 20 for table in TABLES.values())


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_as_they_were_looked_at(name):
    pytest.importorskip("sklearn" if name in ("diabetes", "digits") else "statsmodels")
    table = TABLES[name].read()
    assert (len(table.tasks), table.X.shape[1]) == SHAPES[name]
    assert np.isfinite(table.X).all()
    assert np.isfinite(table.y).all()
    assert table.rows_of_task.min() > TABLES[name].M


def test_features_come_before_what_is_predicted():
    pytest.importorskip("statsmodels")
    elnino = TABLES["elnino"].read()
    rows = elnino.groups[3]
    assert np.allclose(elnino.X[rows[1:], 0], elnino.y[rows[:-1]])  # the month before
    fertility = TABLES["fertility"].read()
    rows = fertility.groups[5]
    assert np.allclose(fertility.X[rows[5:], 0], fertility.y[rows[:-5]])
    assert np.allclose(fertility.X[rows[10:], 1], fertility.y[rows[:-10]])


def test_halves_of_the_digits_share_none():
    pytest.importorskip("sklearn")
    digits = TABLES["digits"].read()
    assert set("".join(digits.tasks[:10])) == set("01234")
    assert set("".join(digits.tasks[10:])) == set("56789")
    assert set(digits.y) == {-1.0, 1.0}

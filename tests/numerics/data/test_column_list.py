import pytest

from numerics.data import column_list
from numerics.data.column_list import columns_of
from numerics.data.intake.reading_options import ReadingOptions

ROWS = 30


@pytest.fixture
def looked_at(tmp_path):
    def looked_at(header, row, rows=ROWS, **options):
        path = tmp_path / "t.csv"
        path.write_text("\n".join([header, *(row(i) for i in range(rows))]) + "\n")
        return columns_of(path, ReadingOptions(**options))

    return looked_at


def by_name(found):
    return {column.name: column for column in found.columns}


def test_columns_are_told_apart_by_what_they_hold(looked_at):
    found = by_name(
        looked_at(
            "n,firm,day,big,flag,level,gone,x,y",
            lambda i: (
                f"{i},f{i % 5},2020-01-{1 + i:02},{'NA' if i == 3 else 7 * i % 4},{i % 2 == 0},l{i},,{i / 7},{i**2 / 3}"
            ),
        )
    )
    assert [(c.kind, c.distinct, c.missing) for c in found.values()] == [
        ("whole numbers", 30, 0),
        ("labels", 5, 0),
        ("dates", 30, 0),
        ("whole numbers", 4, 1),
        ("truth values", 2, 0),
        ("labels", 30, 0),
        ("empty", 0, 30),
        ("numbers", 30, 0),
        ("numbers", 30, 0),
    ]
    assert {name: c.guess for name, c in found.items()} == {
        "n": "ignore: it numbers the rows",
        "firm": "task",
        "day": "encode: it holds dates",
        "big": "feature",
        "flag": "encode: it holds truth values",
        "level": "ignore: it holds 30 different labels",
        "gone": "ignore: it does not vary",
        "x": "feature",
        "y": "target",
    }
    assert found["day"].values == "2020-01-01 … 2020-01-30"
    assert found["x"].values == "0 … 4.14286"


@pytest.mark.parametrize(
    ("header", "row", "task", "target"),
    [
        ("a,b,c", lambda i: f"{i % 6},{i / 3},{i * i % 11}", "a", "b"),
        ("a,school_id,score,z", lambda i: f"{i % 6},{i // 5},{i % 7},{i / 3}", "school_id", "score"),
        ("target,a,b", lambda i: f"{i % 13},{i * 0.5},{'uvw'[i % 3]}", "b", "target"),
        ("a,b", lambda i: f"{i / 3},{i * i / 7}", None, "b"),
        ("a,b", lambda i: f"{'uv'[i % 2]},w{i}", "a", None),
    ],
)
def test_task_and_target_are_guessed_from_names_and_values(looked_at, header, row, task, target):
    found = looked_at(header, row)
    assert found.guessed("task") == (() if task is None else (task,))
    assert found.guessed("target") == (() if target is None else (target,))


def test_only_so_many_rows_are_looked_at(looked_at, monkeypatch):
    monkeypatch.setattr(column_list, "MOST_CELLS", 20)
    found = looked_at("a,b", lambda i: f"{i},{i % 3}")
    assert (found.rows, found.complete) == (10, False)
    assert by_name(found)["a"].distinct == 10


def test_a_whole_table_is_complete(looked_at, monkeypatch):
    monkeypatch.setattr(column_list, "MOST_CELLS", 2 * ROWS)
    found = looked_at("a,b", lambda i: f"{i},{i % 3}")
    assert (found.rows, found.complete) == (ROWS, True)


def test_what_is_missing_is_as_it_is_said(looked_at):
    assert by_name(looked_at("a,b", lambda i: f"{i % 3},-9", missing=["-9"]))["b"].kind == "empty"

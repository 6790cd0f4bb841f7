"""Missing values are refused or counted, and what is no number becomes one on request alone."""

import numpy as np
import pytest

from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.table import Table

ROWS = ["p,1,2,3", "p,2,1,5", "q,0.5,4,1", "q,-1,3,2"]


@pytest.fixture
def read(tmp_path):
    def read(rows, header="firm,y,a,b", ignore=(), **options):
        path = tmp_path / "t.csv"
        path.write_text("\n".join([header, *rows]) + "\n")
        return Table.read(path, task="firm", target="y", ignore=ignore, options=ReadingOptions(**options))

    return read


def test_rows_that_lack_a_value_are_dropped_and_counted(read):
    rows = [*ROWS, "q,1,,2", "q,NA,nan,2", ",1,2,3", "r,1,2,."]
    with pytest.raises(ValueError, match=r"column 'firm' of .* lacks 1 of 8 values, first in line 8: .*--drop-missing"):
        read(rows)
    table = read(rows, drop_missing=True)
    assert np.array_equal(table.X, [[2, 3], [1, 5], [4, 1], [3, 2]])
    assert table.tasks == ("p", "q")
    assert np.array_equal(table.task, [0, 0, 1, 1])
    assert table.notes == ("4 of 8 rows lack a value (firm 1, y 1, a 2, b 1) and are left out",)


def test_what_an_ignored_column_lacks_does_not_matter(read):
    table = read([*ROWS, "q,1,2,"], ignore=["b"])
    assert len(table.y) == 5


def test_dropping_drops_no_faults(read):
    with pytest.raises(ValueError, match="holds 'x' in line 6"):
        read([*ROWS, "q,1,x,2", "q,1,y,2"], drop_missing=True)


def test_nothing_left_is_said(read):
    with pytest.raises(ValueError, match=r"no row of .* has all values"):
        read(["p,1,,2", "q,1,2,"], drop_missing=True)


def test_a_missing_value_may_be_a_label(read):
    rows = [row.replace("p", "NA") for row in ROWS]
    with pytest.raises(ValueError, match=r"column 'firm' of .* lacks 2 of 4 values.*--missing"):
        read(rows)
    assert read(rows, missing=[""]).tasks == ("NA", "q")


def test_other_texts_may_stand_for_no_value(read):
    table = read([*ROWS, "q,1,-999,2", "q,1,7,x", "q,1,8,"], missing=["-999", "x"], drop_missing=True)
    assert len(table.y) == 4
    assert "3 of 7 rows" in table.notes[0]


def test_a_number_that_stands_for_no_value_counts_as_none(read):
    with pytest.raises(ValueError, match=r"column 'a' of .* lacks 1 of 5"):
        read([*ROWS, "q,1,-999,2"], missing=["-999"])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("2019-01-31", "a date"),
        ("31/01/2019", "a date"),
        ("31.1.2019", "a date"),
        ("True", "a truth value"),
        ("yes", "a truth value"),
        ("red", "no number"),
    ],
)
def test_dates_and_categories_are_refused_by_name_with_the_remedy(read, cell, kind):
    with pytest.raises(
        ValueError, match=rf"column 'a' of .* holds '{cell}' in line 6, which is {kind}: .*--encode 'a'"
    ):
        read([*ROWS, f"q,1,{cell},3"])


def test_a_target_is_not_to_be_encoded_or_ignored(read):
    with pytest.raises(ValueError, match="holds 'red' in line 6") as caught:
        read([*ROWS, "q,red,1,3"])
    assert "--encode" not in str(caught.value)
    with pytest.raises(ValueError, match=r"holds 'no' in line 6, which is a truth value: code it as 0 and 1$"):
        read([*ROWS, "q,no,1,3"])
    with pytest.raises(ValueError, match="'y' is to be encoded, and is no feature"):
        read(ROWS, encode=["y"])
    with pytest.raises(ValueError, match="no column 'c'"):
        read(ROWS, encode=["c"])


def test_categories_become_indicators_beside_the_first(read):
    rows = [f"{row},{colour}" for row, colour in zip(ROWS, ("red", "blue", "green", "red"), strict=True)]
    table = read(rows, header="firm,y,a,b,colour", encode=["colour"])
    assert table.features == ("a", "b", "colour=green", "colour=red")
    assert np.array_equal(table.X[:, 2:], [[0, 1], [0, 0], [1, 0], [0, 1]])
    assert table.notes == ("'colour' is encoded as 2 indicators beside 'blue'",)


def test_categories_of_rows_that_are_dropped_do_not_count(read):
    rows = [f"{row},{c}" for row, c in zip([*ROWS, "q,,1,2"], ("red", "blue", "red", "red", "green"), strict=True)]
    table = read(rows, header="firm,y,a,b,colour", encode=["colour"], drop_missing=True)
    assert table.features == ("a", "b", "colour=red")


def test_dates_become_days(read):
    days = ("2020-02-28", "2020-03-01", "2021-02-28", "2020-02-28T12:00")
    table = read([f"{r},{d}" for r, d in zip(ROWS, days, strict=True)], header="firm,y,a,b,day", encode=["day"])
    assert table.features == ("a", "b", "day")
    assert np.array_equal(table.X[:, 2], [0, 2, 366, 0.5])


@pytest.mark.parametrize("odd", ["2021-02-30", "2020-02-28T12:00+01:00", "soon"])
def test_what_is_not_all_dates_is_categories(read, odd):
    days = ("2020-02-28T00:00", "2020-03-01T00:00", "2020-02-28T00:00", odd)
    table = read([f"{r},{d}" for r, d in zip(ROWS, days, strict=True)], header="firm,y,a,b,day", encode=["day"])
    assert len(table.features) == 4


def test_too_many_categories_are_refused(read):
    rows = [f"{'pq'[i % 2]},{i},{i * i % 7},n{i}" for i in range(60)]
    with pytest.raises(ValueError, match=r"column 'b' of .* has 60 categories, more than the 50"):
        read(rows, encode=["b"])
    rows = [f"{'pq'[i % 2]},{i},{i * i % 7},{1 + i % 28}.{1 + i % 12}.2019" for i in range(60)]
    with pytest.raises(ValueError, match=r"has 60 categories, more than the 50 .*: write dates as 2019-12-31"):
        read(rows, encode=["b"])
    with pytest.raises(ValueError, match="has 1 categories, nothing to tell apart"):
        read([f"{row},x" for row in ROWS], header="firm,y,a,b,c", encode=["c"])

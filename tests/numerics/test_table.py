import numpy as np
import pytest

from numerics.table import Table

HEADER = "firm,y,a,b\n"
ROWS = "p,1,2,3\np,2,1,5\nq,0.5,4,1\nq,-1,3,2\n"


@pytest.fixture
def write(tmp_path):
    def write(text, name="t.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_columns_are_told_apart_by_name(write):
    table = Table.from_csv(write("a,y,firm,b\n1,2,p,3\n4,5,q,6\n"), task="firm", target="y", ignore=["b"])
    assert (table.features, table.tasks) == (("a",), ("p", "q"))
    assert np.array_equal(table.X, [[1], [4]])
    assert np.array_equal(table.y, [2, 5])
    assert np.array_equal(table.rows_of_task, [1, 1])


def test_a_byte_order_mark_and_spaces_in_the_header_do_no_harm(write):
    table = Table.from_csv(write(b"\xef\xbb\xbffirm, y ,a\np,1,2\nq,2,3\n"), task="firm", target="y")
    assert table.features == ("a",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"has 0 lines: give a header"),
        (HEADER, r"has 1 lines"),
        (b"firm,y,a\np,\xff,1\n", r"cannot be read \(.*utf-8.*\): give a comma-separated table"),
        ('firm,y,a\np,"1,1\n', r"cannot be read"),
        ("firm,y,a,a\np,1,2,3\n", r"two columns called 'a': rename one"),
        (HEADER + "p,1,2\n", r"line 2 of .* has 3 values for 4 columns"),
        (HEADER + ROWS + "q,1,,2\nq,1,NA,2\n", r"column 'a' of .* lacks 2 of 6 values, first in line 6: fill them in"),
        (HEADER + ROWS + ",1,2,3\n", r"column 'firm' of .* lacks 1 of 5 values"),
        (HEADER + ROWS + "q,1,x7,3\n", r"column 'a' of .* holds 'x7' in line 6, which is no number: .*ignore"),
        (HEADER + ROWS + "q,1,inf,3\n", r"column 'a' of .* holds 'inf' in line 6, which is no number: .*ignore"),
        (HEADER + "p,1,2,3\nq,2,2,1\n", r"column 'a' of .* is 2 in every row: ignore the column"),
        (HEADER + "p,1,2,3\nq,1,3,1\n", r"column 'y' of .* is 1 in every row: labels have to vary"),
        (HEADER + "p,1,2,3\np,2,3,1\n", r"column 'firm' of .* has the one value 'p'"),
        ("firm,y\np,1\nq,2\n", r"no columns besides task and target"),
    ],
)
def test_bad_tables_are_named_on_one_line(write, text, message):
    with pytest.raises(ValueError, match=message) as caught:
        Table.from_csv(write(text), task="firm", target="y")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"task": "frm", "target": "y"}, r"no column 'frm': did you mean 'firm'"),
        ({"task": "firm", "target": "zzz"}, r"no column 'zzz': its columns are firm, y, a, b"),
        ({"task": "firm", "target": "firm"}, r"give two columns"),
        ({"task": "firm", "target": "y", "ignore": ["c"]}, r"no column 'c'"),
        ({"task": "firm", "target": "y", "ignore": ["y"]}, r"ignore neither"),
    ],
)
def test_wrong_columns_are_named(write, options, message):
    with pytest.raises(ValueError, match=message):
        Table.from_csv(write(HEADER + ROWS), **options)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"none\.csv cannot be read \(No such file"):
        Table.from_csv(tmp_path / "none.csv", task="a", target="b")

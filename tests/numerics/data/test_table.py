import numpy as np
import pytest

from numerics.data.table import Table

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
    table = Table.read(write("a,y,firm,b\n1,2,p,3\n4,5,q,6\n"), task="firm", target="y", ignore=["b"])
    assert (table.features, table.tasks) == (("a",), ("p", "q"))
    assert np.array_equal(table.X, [[1], [4]])
    assert np.array_equal(table.y, [2, 5])
    assert np.array_equal(table.rows_of_task, [1, 1])


def test_a_byte_order_mark_and_spaces_in_the_header_do_no_harm(write):
    table = Table.read(write(b"\xef\xbb\xbffirm, y ,a\np,1,2\nq,2,3\n"), task="firm", target="y")
    assert table.features == ("a",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"has 0 lines: give a header"),
        (HEADER, r"has 1 lines"),
        (b"firm,y,a\np,\xff,1\n", r"column 'y' of .* holds 'ÿ' in line 2, which is no number"),
        ('firm,y,a\np,"1,1\n', r"cannot be read"),
        ("firm,y,a,a\np,1,2,3\n", r"two columns called 'a': rename one"),
        (HEADER + "p,1,2\n", r"line 2 of .* has 3 values for 4 columns"),
        (HEADER + ROWS + "q,1,,2\nq,1,NA,2\n", r"column 'a' of .* lacks 2 of 6 values, first in line 6: fill them in"),
        (HEADER + ROWS + ",1,2,3\n", r"column 'firm' of .* lacks 1 of 5 values"),
        (HEADER + ROWS + "q,1,x7,3\n", r"column 'a' of .* holds 'x7' in line 6, which is no number: .*ignore"),
        (HEADER + ROWS + "q,1,inf,3\n", r"column 'a' of .* holds 'inf' in line 6, which is no number: .*ignore"),
        (HEADER + "p,1,2,3\nq,2,2,1\n", r"column 'a' of .* is 2 in every row: ignore the column"),
        (
            HEADER + ROWS + "q,1,1e200,3\n",
            r"column 'a' of .* to 1e\+200, whose squares leave the range of float64: give",
        ),
        (HEADER + "p,1,2e-150,3\nq,2,1e-150,1\n", r"column 'a' of .* goes from 1e-150 to 2e-150, whose squares leave"),
        (HEADER + "p,1,2,3\nq,1,3,1\n", r"column 'y' of .* is 1 in every row: labels have to vary"),
        (HEADER + "p,1,2,3\np,2,3,1\n", r"column 'firm' of .* has the one value 'p'"),
        ("firm,y\np,1\nq,2\n", r"no columns besides task and target"),
    ],
)
def test_bad_tables_are_named_on_one_line(write, text, message):
    with pytest.raises(ValueError, match=message) as caught:
        Table.read(write(text), task="firm", target="y")
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
        Table.read(write(HEADER + ROWS), **options)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"none\.csv cannot be read \(No such file"):
        Table.read(tmp_path / "none.csv", task="a", target="b")


NOT_DECIMAL = (
    "2019_1 1_0 1e5_0 0x10 0b1 1e 1e+ .e1 . - -- 1.2.3 1,5 +5 --5 inf -inf Infinity 1d5 1j True 12% $5 1/2 2019-01-01 "
    "١٢ １２ १२ ² ½ −5 1\u00a0000 \u00a01 1\u2009 \x0b1"
)


@pytest.mark.parametrize("text", [*NOT_DECIMAL.split(" "), "1 2", "1\n", "1\x00"])
@pytest.mark.parametrize("column", ["a", "y"])
def test_what_python_or_a_reader_would_take_for_a_number_is_no_number(write, text, column):
    quoted = '"' + text + '"'
    row = f"q,{quoted},4,1\n" if column == "y" else f"q,1,{quoted},1\n"
    with pytest.raises(
        ValueError, match=rf"column '{column}' of .* holds .* in line 6|lacks 1|cannot be read"
    ) as caught:
        Table.read(write(HEADER + ROWS + row), task="firm", target="y")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("-1.5e3", -1500),
        ("1E+05", 1e5),
        ("2.", 2),
        (".5", 0.5),
        ("-.5", -0.5),
        (" 7 ", 7),
        ("\t7", 7),
        ("007", 7),
        ("-0", 0),
        ("20191", 20191),
        ("1e-400", 0),
    ],
)
def test_decimals_are_numbers(write, text, number):
    table = Table.read(write(f"{HEADER}{ROWS}q,1,{text},3\n"), task="firm", target="y")
    assert table.X[-1, 0] == number


def test_a_number_beyond_float64_is_refused(write):
    with pytest.raises(ValueError, match=r"column 'a' of .* holds a number beyond 1\.8e308"):
        Table.read(write(HEADER + ROWS + "q,1,1e400,3\n"), task="firm", target="y")


def with_first_column(name, labels):
    rows = (HEADER + ROWS).splitlines()
    return "\n".join(f"{label},{row}" for label, row in zip([name, *labels], rows, strict=True)) + "\n"


@pytest.mark.parametrize("name", ["", " ", '""', "Unnamed: 0", "unnamed: 0", "Unnamed: 12"])
@pytest.mark.parametrize("labels", [range(4), range(1, 5), (3, 1, 4, 2), (0.5, 9, 9, 2)])
def test_a_column_without_a_name_is_no_feature(write, name, labels):
    path = write(with_first_column(name, labels))
    with pytest.raises(ValueError, match=r"column 1 of .* has no name .*: ignore") as caught:
        Table.read(path, task="firm", target="y")
    assert "\n" not in str(caught.value)
    table = Table.read(path, task="firm", target="y", ignore=[name.strip(' "')])
    assert table.features == ("a", "b")
    # elsewhere than in front
    moved = "\n".join(",".join([*row.split(",")[1:], row.split(",")[0]]) for row in path.read_text().splitlines())
    with pytest.raises(ValueError, match=r"column 5 of .* has no name"):
        Table.read(write(moved), task="firm", target="y")


@pytest.mark.parametrize(
    ("labels", "counts"),
    [(range(4), True), (range(1, 5), True), (range(7, 11), True), ((1, 2, 1, 2), False), ((0, 2, 4, 6), False)],
)
@pytest.mark.parametrize("name", ["id", "index", "Unnamed: x", "year"])
def test_a_column_that_numbers_the_rows_is_named(write, name, labels, counts):
    table = Table.read(write(with_first_column(name, labels)), task="firm", target="y")
    assert table.features == (name, "a", "b")
    assert table.counting == ((name,) if counts else ())

"""Data frames and files of them give the table that the same text gives."""

import datetime
import decimal

import numpy as np
import pytest

from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.table import Table

COLUMNS = {"firm": ["p", "p", "q", "q"], "y": [1.0, 2.0, 0.5, -1.0], "a": [2, 1, 4, 3], "b": [3.5, 5.0, 1.0, 2.0]}


def frame(kind, columns=None, **more):
    columns = {**(COLUMNS if columns is None else columns), **more}
    match kind:
        case "pandas":
            return pytest.importorskip("pandas").DataFrame(columns)
        case "polars":
            return pytest.importorskip("polars").DataFrame(columns, strict=False)
        case "arrow":
            return pytest.importorskip("pyarrow").table(columns)


def read(source, ignore=(), **options):
    return Table.read(source, task="firm", target="y", ignore=ignore, options=ReadingOptions(**options))


def require_the_table(table):
    assert (table.features, table.tasks) == (("a", "b"), ("p", "q"))
    assert np.array_equal(table.X, np.column_stack([COLUMNS["a"], COLUMNS["b"]]))
    assert np.array_equal(table.y, COLUMNS["y"])
    assert np.array_equal(table.task, [0, 0, 1, 1])


kinds = pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])


@kinds
def test_a_data_frame_is_a_table(kind):
    table = read(frame(kind))
    require_the_table(table)
    assert "frame" in table.source.lower() or "table" in table.source.lower()
    assert table.notes == ()


@kinds
def test_numbers_may_be_of_any_type_and_even_texts(kind):
    texts = {"a": ["2", "1", "4", "3"], "b": [decimal.Decimal(str(x)) for x in COLUMNS["b"]]}
    require_the_table(read(frame(kind, **texts)))
    tasks = {"firm": [1, 1, 20, 20]}
    assert read(frame(kind, **tasks)).tasks == ("1", "20")


@kinds
@pytest.mark.parametrize("absent", [None, float("nan")])
def test_what_is_missing_is_refused_or_dropped(kind, absent):
    lacking = frame(kind, a=[2.0, absent, 4.0, 3.0])
    with pytest.raises(
        ValueError, match=r"column 'a' of the .* lacks 1 of 4 values, first in row 1 \(the first is 0\)"
    ):
        read(lacking)
    table = read(lacking, drop_missing=True)
    assert np.array_equal(table.X[:, 0], [2, 4, 3])
    assert table.notes == ("1 of 4 rows lack a value (a 1) and are left out",)
    without_task = frame(kind, firm=["p", None, "q", "q"])
    with pytest.raises(ValueError, match=r"column 'firm' of the .* lacks 1 of 4"):
        read(without_task)


@kinds
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([datetime.date(2020, 1, 1 + i) for i in (0, 2, 5, 1)], "a date"),
        ([datetime.datetime(2020, 1, 1 + i, 6) for i in (0, 2, 5, 1)], "a date"),
        ([True, False, True, True], "a truth value"),
        (["x", "y", "x", "y"], "no number"),
    ],
)
def test_dates_and_categories_are_refused_or_encoded(kind, values, said):
    table = frame(kind, b=values)
    with pytest.raises(ValueError, match=rf"column 'b' of the .* holds .* in row 0 .*which is {said}: .*--encode 'b'"):
        read(table)
    encoded = read(table, encode=["b"])
    expected = [0, 2, 5, 1] if said == "a date" else [v in (True, "y") for v in values]
    assert np.array_equal(encoded.X[:, 1], expected)


@kinds
def test_infinity_and_lists_are_refused(kind):
    with pytest.raises(ValueError, match=r"column 'a' .* beyond 1.8e308"):
        read(frame(kind, a=[1.0, float("inf"), 2.0, 3.0]))
    with pytest.raises(ValueError, match=r"column 'a' of the .* holds a \w+: make it numbers"):
        read(frame(kind, a=[[1], [2], [3], [4]]))
    require_lists_ignored = read(frame(kind, c=[[1], [2], [3], [4]]), ignore=["c"])
    require_the_table(require_lists_ignored)


@kinds
def test_wrong_columns_and_no_rows_are_named(kind):
    with pytest.raises(ValueError, match=r"has no column 'firm'.*"):
        read(frame(kind, {"Firm": ["p"], "y": [1.0], "a": [1.0]}))
    with pytest.raises(ValueError, match="has no rows"):
        read(frame(kind, {name: values[:0] for name, values in COLUMNS.items()}))


def test_categories_of_pandas_and_polars_are_categories():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for column in (
        pandas.Categorical(["x", "y", "x", "y"]),
        polars.Series(["x", "y", "x", "y"], dtype=polars.Categorical),
    ):
        kind = "polars" if isinstance(column, polars.Series) else "pandas"
        with pytest.raises(ValueError, match="holds 'x' in row 0"):
            read(frame(kind, b=column))
        assert read(frame(kind, b=column), encode=["b"]).features == ("a", "b=y")


def test_an_index_is_not_taken_for_a_column():
    indexed = frame("pandas").set_index("firm")
    with pytest.raises(ValueError, match=r"no column 'firm': it is in the index, make it a column by reset_index\(\)"):
        read(indexed)
    require_the_table(read(indexed.reset_index()))


def test_two_columns_of_one_name_are_refused():
    twice = frame("pandas")
    twice.columns = ["firm", "y", "a", "a"]
    with pytest.raises(ValueError, match=r"'a'|unique|duplicate"):
        read(twice)
    numbered = frame("pandas")
    numbered.columns = ["firm", "y", 1, "1"]
    with pytest.raises(ValueError, match="two columns called '1'"):
        read(numbered)


def test_numbers_stand_for_no_value_where_they_are_said_to():
    table = read(frame("pandas", a=[2, -999, 4, 3]), missing=["-999"], drop_missing=True)
    assert len(table.y) == 3


@pytest.mark.parametrize("thing", [7, None, [1, 2], np.eye(2), {"a": [1]}])
def test_what_is_no_table_is_refused(thing):
    with pytest.raises(ValueError, match=r"a table was expected, and \w+ is none: give a path or a data frame"):
        read(thing)


def test_a_lazy_frame_is_to_be_collected():
    with pytest.raises(ValueError, match=r"LazyFrame is none: collect\(\) it first"):
        read(frame("polars").lazy())


def test_options_of_text_are_refused_for_frames():
    with pytest.raises(ValueError, match="has no separator to choose"):
        read(frame("polars"), separator=";")


def test_stored_frames_are_read_whatever_they_are_called(tmp_path):
    table, feather = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.feather")
    parquet = pytest.importorskip("pyarrow.parquet")
    for write, kind in ((parquet.write_table, "Parquet"), (feather.write_feather, "Feather")):
        path = tmp_path / "t.data"
        write(table.table(COLUMNS), path)
        found = read(path)
        require_the_table(found)
        assert kind in found.notes[0]
        with pytest.raises(ValueError, match=f"a file of {kind} has no decimal to choose"):
            read(path, decimal=",")


@pytest.mark.parametrize("kind", ["Parquet", "Feather"])
def test_polars_reads_them_where_arrow_is_absent(tmp_path, monkeypatch, kind):
    polars = pytest.importorskip("polars")
    from numerics.data.intake import stored_frames

    monkeypatch.setattr(stored_frames, "find_spec", lambda name: None if name == "pyarrow" else object())
    path = tmp_path / "t"
    write = polars.DataFrame(COLUMNS).write_parquet if kind == "Parquet" else polars.DataFrame(COLUMNS).write_ipc
    write(path)
    require_the_table(read(path))
    monkeypatch.setattr(stored_frames, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=f"is a {kind} file: install pyarrow or polars"):
        read(path)


@pytest.fixture
def workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "notes"
    book.active.append(["nothing here"])
    sheet = book.create_sheet("numbers")
    sheet.append(list(COLUMNS))
    for row in zip(*COLUMNS.values(), strict=True):
        sheet.append(row)
    sheet.append([])
    path = tmp_path / "t.xlsx"
    book.save(path)
    return path


def test_a_sheet_of_excel_is_a_table(workbook):
    found = read(workbook, sheet="numbers")
    require_the_table(found)
    assert found.notes == ("the table is sheet 'numbers' of 2 (--sheet) of an Excel file",)
    with pytest.raises(ValueError, match="no sheet 'Numbers': its sheets are notes, numbers"):
        read(workbook, sheet="Numbers")
    with pytest.raises(ValueError, match=r"sheet 'notes' of .* has 1 rows"):
        read(workbook)


def test_excel_without_its_reader_is_named(workbook, monkeypatch):
    from numerics.data.intake import stored_frames

    monkeypatch.setattr(stored_frames, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match="install openpyxl"):
        read(workbook)

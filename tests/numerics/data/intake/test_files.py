"""A table is the same table whatever separates, codes and packs it, and what cannot be read is named in one line."""

import bz2
import gzip
import io
import lzma
import os
import zipfile

import numpy as np
import pytest

from numerics.data.intake import open_files
from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.table import Table

HEADER = ("firm", "größe", "a", "b")
ROWS = [("Bär", 1.5, 2.25, -3.5), ("Bär", 2.5, 1.125, 5.75), ("q", 0.5, 4.5, 1e-7), ("q", -1.25, 3.5, 20.0)]


def text(separator=",", mark="."):
    lines = [HEADER, *((name, *(str(x).replace(".", mark) for x in rest)) for name, *rest in ROWS)]
    return "".join(separator.join(line) + "\n" for line in lines)


def zipped(data, names=("t.csv",)):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return file.getvalue()


@pytest.fixture
def read(tmp_path):
    def read(content, name="t.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Table.read(path, task="firm", target="größe", options=ReadingOptions(**options))

    return read


def require_the_table(table):
    assert (table.features, table.tasks) == (("a", "b"), ("Bär", "q"))
    assert np.array_equal(np.column_stack([table.y, table.X]), [row[1:] for row in ROWS])
    assert [list(group) for group in table.groups] == [[0, 1], [2, 3]]


@pytest.mark.parametrize(("separator", "mark"), [*((s, ".") for s in ",;\t| "), *((s, ",") for s in ";\t| ")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_separator_mark_and_encoding_are_told(read, separator, mark, encoding):
    table = read(text(separator, mark).encode(encoding))
    require_the_table(table)
    plain = (separator, mark) == (",", ".") and encoding.startswith("utf-8")
    assert len(table.notes) == (not plain)
    said = " ".join(table.notes)
    assert ("decimal commas" in said) == (mark == ",")
    assert ("separated by" in said) == (separator != ",")
    assert (encoding in said) == (not encoding.startswith("utf-8"))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zipped])
def test_packed_files_are_unpacked_whatever_they_are_called(read, pack):
    table = read(pack(text(";", ",").encode()), name="t.data")
    require_the_table(table)
    assert "unpacked by" in table.notes[0]


def test_what_is_given_is_not_guessed(read):
    require_the_table(read(text(";", ","), separator=";", decimal=",", encoding="utf-8"))
    with pytest.raises(
        ValueError, match=r"column 'größe' of .* holds '1,5' in line 2, which is a number with a comma: give --decima"
    ):
        read(text(";", ","), decimal=".")
    with pytest.raises(ValueError, match=r"no column 'firm': .*firm;größe"):
        read(text(";", ","), separator="|")
    with pytest.raises(ValueError, match=r"has no column 'größe'"):
        read(text(), encoding="latin-1")


@pytest.mark.parametrize("cell", ["1,234", "1,234,567"])
def test_a_comma_that_may_mark_thousands_is_not_guessed(read, cell):
    rows = f"firm;größe;a\np;{cell};1\nq;{cell[:-1]}5;2\n"
    with pytest.raises(ValueError, match=rf"holds '{cell}', which may have a decimal comma or mark thousands: give"):
        read(rows)
    if cell == "1,234":
        assert read(rows, decimal=",").y[0] == 1.234


def test_a_comma_among_points_is_no_decimal_mark(read):
    with pytest.raises(ValueError, match="holds '2,5' in line 3"):
        read("firm;größe;a\np;1.5;1\nq;2,5;2\n")


def test_quoted_separators_and_lines_are_kept(read):
    table = read('firm,größe,a\n"p, q\nand r",1,2\n"p, q\nand r",2,3\nq,3,5\n')
    assert table.tasks == (r"p, q\nand r", "q")
    with pytest.raises(ValueError, match="holds '7x' in line 7"):
        read('firm,größe,a\n"p, q\nand r",1,2\n\n"p, q\nand r",2,7x\nq,3,5\n'.replace("2,7x\nq,3,5", "2,3\nq,3,7x"))


def test_a_first_part_that_is_ascii_does_not_decide(read):
    rows = "".join(f"p{i % 3},{i},{i % 7}\n" for i in range(20_000))
    table = read(f"firm,größe,a\n{rows}Bär,1,2\n".encode("cp1252"))
    assert "Bär" in table.tasks
    assert len(table.y) == 20_001


def test_a_fault_far_down_is_found(read):
    rows = "".join(f"p{i % 3},{i},{i % 7}\n" for i in range(20_000))
    with pytest.raises(ValueError, match="holds '7x' in line 20002"):
        read(f"firm,größe,a\n{rows}p,1,7x\n")
    with pytest.raises(ValueError, match=r"line 20002 of .* has 2 values for 3 columns"):
        read(f"firm,größe,a\n{rows}p,1\n")
    with pytest.raises(ValueError, match="lacks 1 of 20001 values, first in line 20002"):
        read(f"firm,größe,a\n{rows}p,1,\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(text().encode())[:-20], "cannot be read"),
        (lzma.compress(text().encode())[:-20], "cannot be read"),
        (bz2.compress(text().encode())[:-20], "cannot be read"),
        (zipped(text())[:-20], "cannot be read"),
        (b"\x1f\x8b" + b"0" * 50, "cannot be read"),
        (zipped(text(), ("a.csv", "b.csv")), "holds 2 files: unpack the one that is the table"),
        (b"\x28\xb5\x2f\xfd" + b"0" * 50, "Zstandard, unpack it first"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 50, r"Excel file of before 2007, save it as \.xlsx or CSV"),
        (b"PAR1" + b"0" * 50, "cannot be read"),
        (b"ARROW1" + b"0" * 50, "cannot be read"),
        (zipped("nonsense", ("xl/workbook.xml",)), "cannot be read"),
        (b"firm,gr\x81e,a\np,1,2\nq,2,3\n", r"cannot be read .*--encoding|cannot be read"),
        (b"\xff\xfef", "cannot be read"),
        (bytes(range(256)), "cannot be read|lines|no column"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_named_in_one_line(read, content, message):
    with pytest.raises(ValueError, match=message) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        Table.read(tmp_path, task="a", target="b")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"separator": ""}, "the separator is ''"),
        ({"separator": "ab"}, "the separator is 'ab': give one character"),
        ({"separator": '"'}, "the separator is"),
        ({"separator": "1"}, "the separator is '1'"),
        ({"decimal": "'"}, "the decimal mark is"),
        ({"encoding": "klingon"}, "the encoding 'klingon' is unknown"),
        ({"encoding": "base64"}, "the encoding 'base64' is unknown"),
        ({"sheet": "A"}, "has no sheet to choose: leave sheet out"),
    ],
)
def test_options_that_make_no_sense_are_named(read, options, message):
    with pytest.raises(ValueError, match=message):
        read(text(), **options)


def test_separators_have_names(read):
    require_the_table(read(text("\t"), separator="tab"))


def test_what_unpacks_to_too_much_is_refused(read, monkeypatch):
    many = ("firm,größe,a\n" + "p,1,2\n" * 500_000).encode()
    monkeypatch.setattr(open_files, "CSV_BYTES", 2**20)
    for pack in (gzip.compress, bz2.compress, lzma.compress, zipped):
        with pytest.raises(ValueError, match="unpacks to more than the 1 MiB that are read"):
            read(pack(many))
    with pytest.raises(ValueError, match=r"it is 2\.9 MiB long, and at most 1 MiB are read"):
        read(many)


def test_what_is_no_regular_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ValueError, match="it is a pipe, not a regular file"):
        Table.read(tmp_path / "pipe.csv", task="a", target="b")
    with pytest.raises(ValueError, match="not a regular file"):
        Table.read("/dev/zero", task="a", target="b")
    with pytest.raises(ValueError, match="null"):
        Table.read("a\0b", task="a", target="b")


def test_names_that_move_the_cursor_are_shown_as_escapes(read):
    with pytest.raises(ValueError, match=r"no column 'größe'") as caught:
        read("firm,\x1b[31mred,a\np,1,2\nq,2,3\n")
    assert "\x1b" not in str(caught.value)


def test_lines_are_counted_through_blank_ones_and_breaks_in_cells(read):
    begin = 'firm,größe,a\n\n"p\nq",1,2\n\n\n"r\r\ns",2,3\n'
    with pytest.raises(ValueError, match="holds 'x' in line 10"):
        read(f"{begin}q,1,x\nq,2,y\n".replace("q,1,x", "q,5,6\nq,1,x"))
    with pytest.raises(ValueError, match=r"line 9 of .* has 2 values"):
        read(f"{begin}q,1\n")
    with pytest.raises(ValueError, match=r"cannot be read \(line 10: unexpected end of data\)"):
        read(f'{begin}q,1,2\n"q,1,2\n' + "r,1,2\n" * 20_000)


def test_a_header_alone_in_a_long_run_of_blank_lines(read):
    table = read("firm,größe,a\n" + "\n" * 20_000 + "p,1,2\nq,2,3\n")
    assert len(table.y) == 2
    with pytest.raises(ValueError, match="has 1 lines"):
        read("\n" * 20_000 + "firm,größe,a\n")

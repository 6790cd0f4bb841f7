"""Options that every command has, and numbers that are plain ones."""

from importlib.metadata import version

import pytest

from tests.proofs_checks.test_cli import command, one_line  # noqa: F401

COMMANDS = ("list", "show", "latex", "verify", "attack", "audit")


def test_the_version_is_that_of_the_package(command):  # noqa: F811
    for arguments in (["--version"], ["--version", "list"], ["--version", "nonsense"]):
        assert command(*arguments) == (0, f"theorycheck {version('theorycheck')}\n", "")


def test_the_version_belongs_to_no_single_command(command):  # noqa: F811
    code, out, err = command("list", "--version")
    assert (code, out) == (2, "")
    assert "--version" in one_line(err)


@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_has_a_short_form(command, words):  # noqa: F811
    code, short, err = command(*words, "-h")
    assert (code, err) == (0, "")
    assert short == command(*words, "--help")[1]
    assert "-h" in short


def test_the_help_names_every_command_and_the_version(command):  # noqa: F811
    _, out, _ = command("-h")
    for word in (*COMMANDS, "--version", "State a theorem once"):
        assert word in out


@pytest.mark.parametrize("text", ["1_0", "٣", "３", "+5", " 5", "5 ", "1e3", "5.0", "0x5", "", "--5", "9" * 5000, "²"])
@pytest.mark.parametrize("option", [["verify", "--seed"], ["verify", "--workers"], ["audit", "--context"]])
def test_what_is_no_plain_whole_number_is_named(command, option, text):  # noqa: F811
    code, out, err = command(*option, text)
    assert (code, out) == (2, "")
    assert "is not a whole number" in one_line(err)


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        (",task,x,y\n0,a,1,2\n1,a,2,3\n2,a,4,1\n3,b,3,3\n4,b,1,1\n5,b,2,9\n", [], "column 1 of t.csv has no name"),
        ("task,x,y\na,2019_1,2\na,2,3\nb,3,3\nb,1,1\n", [], "'2019_1' in line 2, which is no number"),
        ("task,x,y\na,１,2\na,2,3\nb,3,3\nb,1,1\n", [], "'１' in line 2"),
    ],
)
def test_a_table_that_reads_wrongly_is_one_line(command, tmp_path, rows, options, said):  # noqa: F811
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    code, out, err = command("audit", "--data", "t.csv", "--task", "task", "--target", "y", *options)
    assert (code, out) == (2, "")
    assert said in one_line(err)


def test_row_labels_are_ignored_by_their_empty_name_and_named_where_they_have_one(command, tmp_path):  # noqa: F811
    rows = [(i, i // 5, (7 * i * i) % 11, (3 * i) % 7 + i % 2) for i in range(15)]
    for header in ("", "id"):
        lines = [f"{header},task,x,y", *(",".join(map(str, row)) for row in rows)]
        (tmp_path / "t.csv").write_text("\n".join(lines))
        arguments = ["audit", "--data", "t.csv", "--task", "task", "--target", "y", "--draws", "100"]
        code, out, _ = command(*arguments, *(["--ignore", ""] if not header else []))
        assert code == 0
        assert ("the feature 'id' numbers the rows" in " ".join(out.split())) == bool(header)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "error: No such command 'nothing': "),
        (["doctor", "-x"], "error: No such option: -x: "),
        (["show"], "error: Missing argument 'NAME...': "),
    ],
)
def test_a_complaint_about_the_command_says_where_to_read(command, arguments, said):  # noqa: F811
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert err.endswith(" -h says what there is\n")
    assert err.count("\n") == 1

"""No block of code on a page is left to itself: each language has its test, and commands exist with their options."""

import re
import shlex
import tomllib

import pytest
from typer.main import get_command

from proofs_checks.cli import app
from tests.copies import ROOT
from tests.test_pages import ELSEWHERE, WITH_CODE

PAGES = sorted(
    str(path.relative_to(ROOT))
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    if "reference" not in path.parts
)
BLOCK = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# what is shown beside code that is run, or is applied to a copy by tests/test_how_to.py, tests/test_tutorial.py
SHOWN = {"text", "diff", "toml", "console", ""}
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def blocks(page):
    return BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


def commands(page):
    """Lines that are typed: those behind a dollar, and those that begin with a command that is ours."""
    for language, block in blocks(page):
        if language in {"console", ""}:
            joined = block.replace("\\\n", " ")
            yield from re.findall(
                r"^(?:\$ )?((?:theorycheck (?=[a-z-])|make |pip install |python |bash \.ci/|\.ci/).*)",
                joined,
                re.MULTILINE,
            )


def words_of(line):
    """The words of a command, without what a shell does with its output."""
    words = shlex.split(line, comments=True)
    ends = [i for i, word in enumerate(words) if word in {">", "|", "&&", ";", "<"} or word.startswith(">")]
    return words[: ends[0]] if ends else words


def refusal(words):
    """What is wrong with a command, as its reader would be told; empty for one that would run."""
    match words:
        case ["theorycheck", *arguments]:
            return _parsed(get_command(app), "theorycheck", arguments)
        case ["make", *targets]:
            return " ".join({t for t in targets if "=" not in t} - TARGETS)
        case ["pip", "install", *wanted]:
            named = re.findall(r"theorycheck\[([^]]*)\]", " ".join(wanted))
            return " ".join({e.strip() for extras in named for e in extras.split(",")} - set(EXTRAS))
        case ["python", script, *_] if script.endswith(".py") and "/" in script:
            return "" if (ROOT / script).exists() else script
        case [*_, script] if script.startswith(".ci/"):
            return "" if (ROOT / script).exists() else script
    return ""


def _parsed(command, name, arguments):
    """What the parser says; a group, which has commands, is asked for the one that is named."""
    if hasattr(command, "commands") and arguments and not arguments[0].startswith("-"):
        below = command.commands.get(arguments[0])
        return f"no command {arguments[0]}" if below is None else _parsed(below, arguments[0], arguments[1:])
    try:
        command.make_context(name, list(arguments))
    except Exception as error:  # the parser has exceptions of its own; the one that ends with help is no complaint
        if type(error).__name__ == "Exit":
            return ""
        return error.format_message() if hasattr(error, "format_message") else repr(error)
    return ""


@pytest.mark.parametrize("page", PAGES)
def test_every_block_has_a_test(page):
    known = SHOWN | ({"python"} if page in WITH_CODE or page.removeprefix("docs/") in ELSEWHERE else set())
    assert {language for language, _ in blocks(page)} <= known


@pytest.mark.parametrize("page", [page for page in PAGES if list(commands(page))])
def test_commands_exist_with_these_options(page):
    wrong = {line: said for line in commands(page) if (said := refusal(words_of(line)))}
    assert wrong == {}


@pytest.mark.parametrize(
    "line",
    [
        "theorycheck verfy",
        "theorycheck audit --report out",
        "theorycheck experiment walk x",
        "make tests",
        "pip install 'theorycheck[nothing]'",
        "python examples/nothing.py",
    ],
)
def test_what_does_not_exist_is_seen(line):
    assert refusal(words_of(line))

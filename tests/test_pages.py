"""Pages for readers: the code on them runs and prints what they show, and their commands work."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.copies import ROOT
from tests.shares import daily, nightly
from tests.test_tutorial import environment

DOCS = ROOT / "docs"
PAIR = re.compile(r"```python\n(.*?)```\n\n(?:[^\n`]*\n\n)?```text\n(.*?)```", flags=re.DOTALL)
PYTHON = re.compile(r"^```python$", flags=re.MULTILINE)
# pages whose code is run by a test of their own, as part of what they explain
ELSEWHERE = {"tutorial/your_paper.md", "how-to/theorem.md"}


def pages_with(pattern):
    pages = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if "reference" not in path.parts)]
    return [str(p.relative_to(ROOT)) for p in pages if pattern.search(p.read_text(encoding="utf-8"))]


WITH_CODE = [page for page in pages_with(PYTHON) if page.removeprefix("docs/") not in ELSEWHERE]


@pytest.mark.parametrize("page", daily(WITH_CODE, ["README.md"]))
def test_the_code_of_a_page_prints_what_it_shows(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    pairs = PAIR.findall(text)
    assert len(pairs) == len(PYTHON.findall(text)), f"every block of {page} is followed by what it prints"
    done = subprocess.run(
        [sys.executable, "-c", "".join(code for code, _ in pairs)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT / "examples",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "".join(shown for _, shown in pairs)


@pytest.mark.parametrize("page", [nightly("your_data"), nightly("reading_a_report")])
def test_the_commands_of_a_tutorial_work(tmp_path, page):
    shutil.copy(ROOT / "examples" / "grunfeld_logs.csv", tmp_path)
    text = (DOCS / "tutorial" / f"{page}.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ (.*)", text, flags=re.MULTILINE)
    assert commands
    for command in commands:
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True
        )
        assert done.returncode == 0, (command, done.stderr)


def test_links_between_pages_lead_somewhere():
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert "://" in link or (page.parent / link).exists(), f"{page.name} links to {link}"


def test_the_map_names_every_page():
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")} - {"README.md", "start.md"}
    assert pages == {link for link in re.findall(r"\]\(([^)]+\.md)\)", text) if not link.startswith("..")}

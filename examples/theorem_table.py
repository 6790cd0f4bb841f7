"""Write the table of theorems into docs/theorems.md, from a run: theorycheck verify --format json > FILE."""

import json
import sys
from pathlib import Path

import theorycheck

PAGE = Path(__file__).resolve().parent.parent / "docs" / "theorems.md"
START, END = "<!-- theorems -->\n", "<!-- end of theorems -->"


def table(verdicts: dict[str, str]) -> str:
    """A row for each registered theorem, premises first; what the run did not reach has no verdict."""
    rows = [f"| `{t.slug}` | {t.title} | {verdicts.get(t.slug, '')} |\n" for t in theorycheck.theorems()]
    return "| theorem | title | verdict |\n|---|---|---|\n" + "".join(rows)


def rewritten(text: str, verdicts: dict[str, str]) -> str:
    """The page with a new table."""
    before, rest = text.split(START)
    return before + START + table(verdicts) + END + rest.split(END)[1]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: theorem_table.py FILE, where FILE holds what `theorycheck verify --format json` printed")
    document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    verdicts = {t["slug"]: t["verdict"] for t in document["theorems"]}
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8"), verdicts), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The page that argues for the trusted base lists it as it is."""

import re
from pathlib import Path

from examples.soundness_table import PAGE, ROOT, page


def test_the_table_is_that_of_the_code():
    assert PAGE.read_text() == page(), "run python examples/soundness_table.py"


def test_what_the_page_names_is_there():
    names = set(re.findall(r"`((?:core|algebra|moments|theory|tests|examples)/[a-z_/]+(?:\.py)?)`", PAGE.read_text()))
    assert len(names) > 10
    for name in names:
        path = ROOT / name if name.startswith(("theory", "tests", "examples")) else ROOT / "theory" / name
        assert path.exists() or Path(f"{path}.py").exists(), name

"""The gallery shows what a run draws today; its page and its folder agree."""

import importlib.util
import re

import pytest

from tests.copies import ROOT

PAGE = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")


def script():
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "examples" / "gallery.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_shown_and_every_one_shown_is_there():
    shown = re.findall(r"\]\(gallery/([a-z0-9-]+\.svg)\)", PAGE)
    assert len(shown) == len(set(shown)) > 8
    assert set(shown) == {path.name for path in (ROOT / "docs" / "gallery").iterdir()}


def test_pictures_are_legible_on_a_dark_page():
    for path in (ROOT / "docs" / "gallery").glob("*.svg"):
        head = path.read_text(encoding="utf-8")[:1000]
        assert "background: #ffffff" in head, path.name
        assert 'xmlns="http://www.w3.org/2000/svg"' in head, path.name


@pytest.mark.nightly
def test_the_page_is_what_the_script_writes():
    gallery = script()
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)[1:]
    assert gallery.page(zip(headings, (gallery.of_theorems(), gallery.of_an_audit()), strict=True)) == PAGE

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from proofs_checks.illustrations import Curve, Illustration, Panel
from proofs_checks.illustrations.series import Look
from proofs_checks.report.drawing import as_csv, as_png, as_svg

CLAIMED = Curve("claimed", (1, 2, 4), (1.0, 0.5, 0.25))
OBSERVED = Curve("observed", (1, 2, 4), (1.1, 0.5, 0.2), Look.POINTS, 1, (0.1, 0.1, 0.1))


def picture(name="gap", panels=1):
    return Illustration(
        name, 'A "<title>"', "", (Panel("M", "‖β*‖", (CLAIMED, OBSERVED), log_x=True, log_y=True),) * panels
    )


@pytest.mark.parametrize("panels", [1, 3])
def test_svg_is_well_formed_and_takes_its_colours_from_the_page(panels):
    svg = as_svg(picture(panels=panels))
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == 'A "<title>"'
    assert "var(--ink, #" in svg
    assert "var(--series-1, #" in svg
    assert not re.search(r"(?:fill|stroke): #(?!fff)", svg)
    assert "‖β*‖" in "".join(root.itertext())


def test_the_same_numbers_give_the_same_file_and_two_files_share_no_name():
    assert as_svg(picture()) == as_svg(picture())
    names = [set(re.findall(r'id="([^"]*)"', as_svg(picture(name)))) for name in ("gap", "flow")]
    assert names[0].isdisjoint(names[1])
    svg = as_svg(picture())
    used = set(re.findall(r'(?:href="|url\()#([^")]*)', svg))
    assert used <= set(re.findall(r'id="([^"]*)"', svg))


def test_png():
    assert as_png(picture()).startswith(b"\x89PNG")


def test_the_numbers_are_beside_it():
    rows = list(csv.DictReader(io.StringIO(as_csv(picture()))))
    assert [row["y"] for row in rows if row["curve"] == "claimed"] == ["1.0", "0.5", "0.25"]
    assert {row["error"] for row in rows if row["curve"] == "observed"} == {"0.1"}

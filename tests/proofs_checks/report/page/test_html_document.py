import re
from html.parser import HTMLParser

from proofs_checks.report.page.html_document import page_html
from proofs_checks.report.shown_run import Picture, ShownRun
from tests.proofs_checks.report.outcomes import outcome

PICTURE = Picture("gap", "The <gap>.", "A & B.", '<svg role="img"></svg>', ("figures/gap.svg",))
VOID = {"meta", "link", "br", "input", "mspace"}


class Structure(HTMLParser):
    """Ids, links and scripts, and whether every tag is closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.links, self.scripts = [], [], [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if tag == "a" else []
        self.scripts += tag == "script"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def test_the_page_is_well_formed_and_its_links_lead_somewhere():
    page = Structure(page_html(ShownRun(outcome(), (PICTURE,), ("report.json",))))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert {link for link in page.links if not link.startswith("#")} == {"report.json", "figures/gap.svg"}


def test_nothing_comes_from_elsewhere():
    html = page_html(ShownRun(outcome(), (PICTURE,)))
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", html)
    assert "@import" not in html
    assert "url(" not in html


def test_hostile_names_are_text():
    html = page_html(ShownRun(outcome()))
    assert Structure(html).scripts == 1
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


def test_a_counterexample_is_there_in_full():
    html = page_html(ShownRun(outcome()))
    for text in ("tr(H)**2 ≥ 1", "[[1, 1/2], [1/2, 1]]", "1/3", "a note"):
        assert text in html


def test_an_interrupted_run_is_incomplete_and_confirms_nothing_that_was_not_checked():
    html = page_html(ShownRun(outcome(finished=1)))
    assert "<strong>Incomplete.</strong>" in html
    assert html.count('data-verdict="NOT CHECKED"') == 2
    assert "REFUTED" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert "CONFIRMED" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)

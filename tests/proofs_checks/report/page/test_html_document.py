import re
from dataclasses import replace
from html.parser import HTMLParser

from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
from proofs_checks.report.page.html_document import page_html
from proofs_checks.report.page.theorem_view import claim_of
from proofs_checks.report.shown_run import Picture, ShownRun
from tests.proofs_checks.report.outcomes import outcome
from tests.proofs_checks.toys import toy
from theory import Source

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
    # what is read when the page opens; a link that a reader follows is none
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", re.sub(r"<a [^>]*>", "", html))
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


def headings(html):
    return re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', html.split("</thead>")[0])


def test_kernel_and_experiments_have_columns_where_there_is_something_in_them():
    plain = ["Theorem", "Source", "Evidence", "Seconds", "Verdict"]
    found = outcome()
    assert headings(page_html(ShownRun(found))) == plain
    first, *others = found.reports
    accepted = first.with_kernel(KernelResult(first.theorem.slug, KernelStatus.ACCEPTED))
    asked = replace(found, reports=(accepted, *others))
    about = {first.theorem.slug: ("ltb_reaches_gd_beta",)}
    html = page_html(ShownRun(asked, experiments=about))
    assert headings(html) == [*plain[:-1], "Kernel", "Experiments", plain[-1]]
    rows = re.findall(r"<tr data-verdict.*?</tr>", html, re.DOTALL)
    assert {row.count("<td") for row in rows} == {7}
    assert [row.count("accepted") > 0 for row in rows] == [True, False, False]
    assert [row.count("ltb_reaches_gd_beta") > 0 for row in rows] == [True, False, False]


def test_on_paper_a_link_is_a_number():
    html = page_html(ShownRun(outcome(2)))
    assert re.findall(r'<td><a href="#[^"]*" data-number="(\d+)"', html) == ["1", "2", "3"]
    assert re.findall(r'<h3 data-number="(\d+)"', html) == ["1", "2", "3"]


def test_a_paper_is_linked_and_what_it_is_called_stays_text():
    theorem = replace(toy("jensen"), source=Source("arXiv 2402.14951", '<b onclick="x">'))
    shown = claim_of(theorem, {}).source
    assert '<a href="https://arxiv.org/abs/2402.14951">arXiv 2402.14951</a>' in shown
    assert "<b" not in shown

"""The page put together from its template."""

from collections import Counter

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from proofs_checks.report.as_json import document_of
from proofs_checks.report.page.theorem_view import claim_of, view_of
from proofs_checks.report.shown_run import ShownRun
from proofs_checks.verdict import Verdict

__all__ = ["page_html"]


def page_html(shown: ShownRun) -> str:
    """One page, for a browser without a network."""
    outcome = shown.outcome
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # unfinished theorems stand behind the finished ones
    order = [*(report.theorem for report in outcome.reports), *outcome.unfinished]
    linked = {theorem.slug: number for number, theorem in enumerate(order, start=1)}
    counts = Counter(report.verdict for report in outcome.reports)
    return environment.get_template("report.html.j2").render(
        run=document_of(outcome),
        theorems=[view_of(report, linked) for report in outcome.reports],
        unfinished=[claim_of(theorem, linked) for theorem in outcome.unfinished],
        wanted=len(outcome.wanted),
        works=sorted({theorem.source.work for theorem in outcome.wanted}),
        counts=[(str(v), counts[v], v.meaning) for v in Verdict if counts[v]],
        kernel=any(report.kernel for report in outcome.reports),
        experiments=shown.experiments,
        pictures=[(picture, Markup(picture.svg)) for picture in shown.pictures],
        files=shown.files,
        style=_resource(environment, "style.css"),
        script=_resource(environment, "script.js"),
    )


def _resource(environment: Environment, name: str) -> Markup:
    """A file of the package that goes into the page unescaped."""
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, name)[0])

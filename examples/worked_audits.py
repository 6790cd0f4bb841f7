"""Three audits of public tables, from the data frame to what the five lines say: a panel, unequal groups, and votes.

Run with statsmodels and scikit-learn installed (``pip install 'theorycheck[examples]'``): ``python
examples/worked_audits.py`` writes docs/how-to/audit.md. Each table imports its package itself: tests collect the titles
without waiting for scikit-learn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from proofs_checks.auditing.grouped_hypotheses import Standing, grouped
from theorycheck import AuditReport, audit_table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "audit.md"


@dataclass(frozen=True)
class Worked:
    """A table, the call that audits it, where it is from, and what is to be seen."""

    title: str
    code: str
    frame: Callable[[], Any]
    options: dict[str, Any]
    source: str
    licence: str
    seen: str

    def audit(self) -> AuditReport:
        """The audit of the table as a data frame."""
        return audit_table(self.frame(), **self.options)


def logarithms() -> Any:
    """Grunfeld's investments in logarithms, a row for each firm and year."""
    from statsmodels.datasets import grunfeld

    table = grunfeld.load_pandas().data
    return table.assign(**{name: np.log(table[name]) for name in ("invest", "value", "capital")})


def by_age() -> Any:
    """Diabetes patients in bands of five years; features and target as they were measured, not standardised."""
    from sklearn.datasets import load_diabetes

    data = load_diabetes(as_frame=True, scaled=False)
    band = (data.frame["age"] // 5 * 5).astype(int)
    return data.frame[["bmi", "bp", "s5", "target"]].assign(band=[f"from {age}" for age in band])


def votes() -> Any:
    """Voters of 1996: the party that they are near to, and for whom they voted."""
    from statsmodels.datasets import anes96

    table = anes96.load_pandas().data[["PID", "age", "educ", "income", "vote"]]
    return table.assign(PID=lambda t: t["PID"].astype(int))


WORKED = (
    Worked(
        title="A panel: what firms invest",
        code="""from statsmodels.datasets import grunfeld

table = grunfeld.load_pandas().data
for name in ("invest", "value", "capital"):
    table[name] = numpy.log(table[name])
report = audit_table(table, task="firm", target="invest", ignore=["year"])""",
        frame=logarithms,
        options={"task": "firm", "target": "invest", "ignore": ["year"]},
        source="Y. Grunfeld, The Determinants of Corporate Investment, Ph.D. thesis, University of Chicago (1958), in "
        "the version of Kleiber and Zeileis (2010), as shipped with statsmodels (`statsmodels.datasets.grunfeld`).",
        licence="public domain, as statsmodels says.",
        seen="Eleven firms for twenty years each. The signal is several times the noise, and the years of a firm "
        "follow each other, which no theorem here has: the noise is not independent. Values and capital also differ "
        "between firms far more than within them, so that inputs do not have one law in all tasks.",
    ),
    Worked(
        title="Unequal groups: diabetes by age",
        code="""from sklearn.datasets import load_diabetes

data = load_diabetes(as_frame=True, scaled=False)
table = data.frame[["bmi", "bp", "s5", "target"]]
table["band"] = [f"from {age}" for age in (data.frame["age"] // 5 * 5).astype(int)]
report = audit_table(table, task="band", target="target")""",
        frame=by_age,
        options={"task": "band", "target": "target"},
        source="B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, Annals of Statistics 32 "
        "(2004), as shipped with scikit-learn (`sklearn.datasets.load_diabetes`).",
        licence="scikit-learn, which ships the data, is under BSD-3-Clause; it names no other licence for the data.",
        seen="Bands of five years have from a handful of patients to several dozen. How the disease goes on depends on "
        "the body mass index, blood pressure and a blood value in much the same way at any age: tasks hardly vary, a "
        "shared start is nearly all that there is to learn, and linear attention, which has none, misses it.",
    ),
    Worked(
        title="Where the theory does not apply: votes",
        code="""from statsmodels.datasets import anes96

table = anes96.load_pandas().data[["PID", "age", "educ", "income", "vote"]]
table["PID"] = table["PID"].astype(int)
report = audit_table(table, task="PID", target="vote")""",
        frame=votes,
        options={"task": "PID", "target": "vote"},
        source="American National Election Study of 1996, as shipped with statsmodels (`statsmodels.datasets.anes96`).",
        licence="public domain, as statsmodels says.",
        seen="A vote is 0 or 1, and those who are near to a party hardly vary in it: no linear model with Gaussian "
        "noise of one size in all tasks has such labels, and the audit says so. What it prints of risks is what "
        "theorems would give for these second moments, not what a model would reach here.",
    ),
)

INTRODUCTION = """# How to audit your data

A table has a row for each example: a column that tells tasks apart, a column that is predicted, and features. The
command takes a file, from Python a data frame of pandas, polars or Arrow will do:

```
theorycheck audit --data table.csv                             # lists the columns, with guesses of which is which
theorycheck audit --data table.csv --task firm --target invest
theorycheck audit --data table.csv --task firm --target invest --format html > audit.html
```

Separator, decimal mark, encoding and compression are told from the file and said in the report; `--separator`,
`--decimal` and `--encoding` say otherwise. Parquet, Feather and Excel files are read where pyarrow or polars, and
openpyxl, are installed (`pip install 'theorycheck[tables]'`). Rows that lack a value are refused, or left out and
counted with `--drop-missing`; `--missing TEXT` says what stands for no value, instead of NA and the like. Dates and
categories are refused by name, or become days and indicators with `--encode COLUMN`; `--ignore COLUMN` leaves one out.

A report begins with five lines: what holds, what fails, what it costs, what to do, and how sure that is. Then come
pictures (on the page, and by `report.plot("gap")`), the hypotheses in groups, tables, and how it was done.
`--format json` has the same order; `theorycheck audit --schema` prints its JSON Schema, whose `schema` is raised
whenever a key changes its meaning.

Three public tables follow. This page is written by `examples/worked_audits.py`.
"""


def page() -> str:
    """The whole page; a minute or less."""
    return "\n".join([INTRODUCTION, *(_section(worked, worked.audit()) for worked in WORKED)])


def _section(worked: Worked, report: AuditReport) -> str:
    lines = [f"{label}: {line}" if label else line for label, line in report.summary.labelled()]
    rows = [
        f"| {h.names[0]} | {h.said} | {h.reason} |"
        for h in grouped(report.hypotheses)
        if h.standing is Standing.BROKEN and not h.special
    ]
    table = "\n".join(["| broken | | |", "|---|---|---|", *rows]) + "\n" if rows else ""
    said = "\n".join(lines)
    return (
        f"## {worked.title}\n\n{worked.seen}\n\n```\n{worked.code}\n```\n\n```text\n{said}\n```\n\n{table}\n"
        f"Source: {worked.source} Licence: {worked.licence}\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

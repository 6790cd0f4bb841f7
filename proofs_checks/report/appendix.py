"""An article with the statements, the proofs step by step, and the verdicts of a run in a table."""

from collections.abc import Iterable, Sequence

from proofs_checks.evidence import words_of
from proofs_checks.report.findings import Finding, Findings
from proofs_checks.verdict import Verdict
from theory.latex import article_latex, theorem_latex
from theory.latex.text import escaped, label_of
from theory.registry import theorem as registered
from theory.theorem_record import Theorem

__all__ = ["appendix_latex", "with_premises"]

TITLE = "Theorems, proofs and what was checked"

INTRODUCTION = r"""\noindent Every statement below is a symbolic object. Its proof was printed from a derivation that
was executed, step by step, while this document was made, for matrices of every size; the table at the end says what
independent checks found."""

WITHOUT_RUN = r"""No run was given to this document, so it says nothing of verdicts. To have them printed, run
\texttt{theorycheck verify --report DIR} and then \texttt{theorycheck latex --kind appendix --verdicts
DIR/report.json}."""

INCOMPLETE = r"""\textbf{The run is incomplete: it was interrupted, and nothing is known of the theorems that are
marked as not checked.} """

AS_PREMISE = "proved as a premise, by its derivation alone"

HEADER = r"""\begin{longtable}{@{}r>{\raggedright}p{0.38\textwidth}>{\raggedright}p{0.17\textwidth}%
>{\raggedright\arraybackslash}p{0.31\textwidth}@{}}
\toprule
 & theorem & verdict & evidence \\
\midrule
\endhead
\bottomrule
\endfoot"""

_AGREES = {Verdict.PROVED, Verdict.CONFIRMED}


def appendix_latex(theorems: Sequence[Theorem], findings: Findings | None = None) -> str:
    """The article. Its verdicts are those of ``findings``; without them it says that there are none."""
    works = list(dict.fromkeys(t.source.work for t in theorems))
    theorems = sorted(theorems, key=lambda t: works.index(t.source.work))
    parts = [INTRODUCTION]
    for work in works:
        parts.append(rf"\section{{{_heading(work)}}}")
        parts += [theorem_latex(t, fitted=True) for t in theorems if t.source.work == work]
    parts += [r"\section{Verdicts}", WITHOUT_RUN if findings is None else _verdicts(theorems, findings)]
    # \raggedright inside a column is LaTeX's array package
    return article_latex(TITLE, parts).replace(r"\usepackage{booktabs", r"\usepackage{array,booktabs", 1)


def with_premises(theorems: Iterable[Theorem]) -> tuple[Theorem, ...]:
    """The theorems and all that they rest on, premises first: a proof may then refer to them."""
    found: dict[str, Theorem] = {}

    def place(theorem: Theorem) -> None:
        if theorem.slug not in found:
            for premise in theorem.depends_on:
                place(registered(premise))
            found[theorem.slug] = theorem

    for theorem in theorems:
        place(theorem)
    return tuple(found.values())


def _heading(work: str) -> str:
    return "Results derived here" if work == "derived here" else f"Results of {escaped(work)}"


def _verdicts(theorems: Sequence[Theorem], findings: Findings) -> str:
    run = f"Seed {findings.seed}, at most {findings.samples:,} samples in one comparison."
    meanings = [rf"\textsc{{{v.lower()}}}: {escaped(v.meaning)}." for v in _occurring(theorems, findings)]
    leant_on = _proved_as_premises(theorems, findings)
    rows = [_row(t, AS_PREMISE if t.slug in leant_on else findings.about(t)) for t in theorems]
    table = "\n".join([HEADER, *rows, r"\end{longtable}"])
    return f"{'' if findings.complete else INCOMPLETE}{run} {' '.join(meanings)}\n\n{table}"


def _proved_as_premises(theorems: Sequence[Theorem], findings: Findings) -> set[str]:
    """Slugs of what the run was not asked for, but had to prove: a theorem is PROVED only if its premises are."""
    proved = [theorem for theorem in theorems if _is_proved(findings.about(theorem))]
    return {premise.slug for premise in with_premises(proved)} - findings.theorems.keys()


def _is_proved(found: Finding | str) -> bool:
    return isinstance(found, Finding) and found.verdict is Verdict.PROVED


def _occurring(theorems: Sequence[Theorem], findings: Findings) -> list[Verdict]:
    found = {f.verdict for t in theorems if isinstance(f := findings.about(t), Finding)}
    return [verdict for verdict in Verdict if verdict in found]


def _row(theorem: Theorem, found: Finding | str) -> str:
    number = rf"\ref{{{label_of(theorem.slug)}}}"
    verdict = found if isinstance(found, str) else rf"\textsc{{{found.verdict.lower()}}}"
    evidence = "" if isinstance(found, str) else _evidence(found)
    return rf"{number} & {escaped(theorem.title)} & {verdict} & {evidence} \\"


def _evidence(found: Finding) -> str:
    agreeing = [words_of(check) for check, verdict in found.checks if verdict in _AGREES]
    others = [f"{words_of(check)}: {verdict.lower()}" for check, verdict in found.checks if verdict not in _AGREES]
    return escaped("; ".join(filter(None, [", ".join(agreeing), *others, found.note])))

"""What a rejected hypothesis about a law is put down to, and what to do about it."""

from collections.abc import Iterator, Mapping, Sequence

from numerics.data.coefficient_tests import FOLLOWING
from numerics.data.input_laws import DEPENDENT, MEAN, VARIES
from numerics.data.input_laws import VARIANCE as INPUT_VARIANCE
from numerics.data.law_test import HypothesisTests
from numerics.data.residual_tests import GROWS, LAG, OFFSETS, VARIANCE
from numerics.data.table_finding import Finding
from numerics.tolerances.table_thresholds import TEST_LEVEL

__all__ = ["reasons"]

_GAUSSIAN = ": Gaussian"

_SAID = {
    DEPENDENT: (
        "the inputs of a task depend on those before",
        "take every k-th row, or differences; M dependent examples are worth fewer than M",
    ),
    MEAN: ("the inputs have another mean in each task", "centre features within tasks, or add an intercept"),
    VARIES: ("a feature is constant within tasks", "leave out what does not vary within tasks"),
    INPUT_VARIANCE: ("the inputs spread further in some tasks than in others", "scale features within tasks"),
    FOLLOWING: (
        "coefficients follow the size of a task's inputs",
        "scale features within tasks, or take logarithms: one law for all tasks has no such dependence",
    ),
    LAG: (
        "the noise of a row depends on that of the row before",
        "add the last label or a trend as a feature, or take every k-th row",
    ),
    OFFSETS: ("tasks differ in an offset, which counts as noise here", "an intercept would take it up (--intercept)"),
    VARIANCE: ("the noise is larger in some tasks than in others", "audit groups of tasks of comparable noise"),
    GROWS: ("the noise follows the size of the inputs", "take logarithms of the target, or weigh rows"),
}
"""What is said of the end of a test's name."""

_NOT_GAUSSIAN = {
    "Gaussian inputs": "transform features (logarithms, ranks); what needs second moments alone stays",
    "Gaussian tasks": "look for groups of tasks, or for single tasks far from the rest",
    "independent noise": "look for outliers, or transform the target; what needs second moments alone stays",
}


def reasons(tests: Mapping[str, HypothesisTests], noticed: Sequence[Finding] = ()) -> Iterator[Finding]:
    """A finding for each hypothesis that is rejected; a column of ones, which a reader asked for, is none.

    Neither is what was ``noticed`` about the table already: rows that are sorted, or a column that counts them.
    """
    for hypothesis, found in tests.items():
        if found.p_value is None or found.p_value >= TEST_LEVEL or (not found.nearest.p_value and _expected(found)):
            continue
        about = found.nearest.about
        if _is_explained(about, noticed):
            continue
        what, remedy = next(
            (said for end, said in _SAID.items() if about.endswith(end)),
            (f"not Gaussian: {about.removesuffix(_GAUSSIAN)}, by {found.nearest.test}", _NOT_GAUSSIAN[hypothesis]),
        )
        yield Finding("broken hypothesis", f"{what} ({hypothesis}, p = {found.p_value:.2g})", (about,), remedy)


def _is_explained(about: str, noticed: Sequence[Finding]) -> bool:
    if about.endswith((DEPENDENT, LAG)) and any(finding.kind == "sorted rows" for finding in noticed):
        return True
    counting = [name for finding in noticed if finding.kind == "index" for name in finding.where]
    return any(about.startswith((f"{name}: ", f"{name} ")) for name in counting)


def _expected(found: HypothesisTests) -> bool:
    """Whether it is broken by construction, which is said elsewhere."""
    return found.calibration == "by construction"

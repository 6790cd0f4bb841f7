"""A theorem exported, its statement compared, and its file given to Coq."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from proofs_checks.kernel.compiling import Compiled, NoCoqError, compile_file, library
from proofs_checks.kernel.failed_check import sides_agree
from proofs_checks.kernel.kernel_result import KernelResult, KernelStatus
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.statement_comparison import OtherStatementError, require_same_statement
from proofs_checks.kernel.theorem_file import coq_file, name_of
from proofs_checks.settings.kernel_numbers import JOBS
from theory.algebra.vocabulary.errors import UnsupportedExpressionError
from theory.core.unconvinced import DerivationError
from theory.theorem_record import Theorem

__all__ = ["Exported", "check_all", "check_theorem", "exported"]

SEARCHED = ("unit_", "nonzero_", "early_", "symmetric_", "positive_", "left_out_", "unique")
"""Lemmas whose proof is a search for a sign: where it finds none, nothing was shown to be wrong."""


CHECK = re.compile(r"same_\d+")
"""Lemmas that are computed."""


@dataclass(frozen=True)
class Exported:
    """A theorem with the text of its file, or with what was concluded without one."""

    theorem: Theorem
    text: str = ""
    result: KernelResult | None = None


def exported(theorem: Theorem, derived: Theorem | None = None) -> Exported:
    """The file of a theorem, its statement compared with the theorem's; ``derived`` as for ``coq_file``."""
    try:
        text = coq_file(theorem, derived)
    except NotExportedError as refused:
        return Exported(theorem, "", KernelResult(theorem.slug, KernelStatus.NOT_EXPORTED, str(refused)))
    except (DerivationError, UnsupportedExpressionError) as error:
        reason = f"its derivation does not stand: {error}"
        return Exported(theorem, "", KernelResult(theorem.slug, KernelStatus.NOT_EXPORTED, reason))
    try:
        for number, part in enumerate((theorem, *theorem.parts)):
            require_same_statement(text, name_of(theorem, number), part)
    except OtherStatementError as other:
        reason = f"the file states something else: {other}"
        return Exported(theorem, text, KernelResult(theorem.slug, KernelStatus.REJECTED, reason))
    return Exported(theorem, text)


def check_theorem(theorem: Theorem, derived: Theorem | None = None) -> KernelResult:
    """What the kernel says of a theorem, its corollaries included."""
    return _judged(exported(theorem, derived))


def check_all(theorems: Iterable[Theorem]) -> Iterator[KernelResult]:
    """The same for several, in order; files are compiled side by side."""
    files = [exported(theorem) for theorem in theorems]
    if any(file.result is None for file in files):
        with suppress(NoCoqError):  # each theorem says so itself
            library()
    with ThreadPoolExecutor(JOBS) as pool:
        yield from pool.map(_judged, files)


def _judged(file: Exported) -> KernelResult:
    if file.result is not None:
        return file.result
    slug = file.theorem.slug
    try:
        found = compile_file(slug, file.text)
    except NoCoqError as missing:
        return KernelResult(slug, KernelStatus.NOT_RUN, str(missing))
    return _concluded(slug, found, file.text)


def _concluded(slug: str, found: Compiled, text: str) -> KernelResult:
    if found.accepted:
        return KernelResult(slug, KernelStatus.ACCEPTED, seconds=found.seconds)
    if found.out_of_time:
        return KernelResult(slug, KernelStatus.NOT_EXPORTED, found.why, found.seconds)
    number, _, lemma = found.where.partition(".")
    where = f"{lemma}, corollary {number}" if number not in ("", "0") else lemma
    if lemma.startswith(SEARCHED):
        reason = f"Coq is not shown a sign, in the lemma {where}"
        return KernelResult(slug, KernelStatus.NOT_EXPORTED, reason, found.seconds)
    if CHECK.fullmatch(lemma) and sides_agree(text, int(number), lemma):
        reason = f"rewriting does not decide {where}, whose sides agree at random points"
        return KernelResult(slug, KernelStatus.NOT_EXPORTED, reason, found.seconds)
    return KernelResult(slug, KernelStatus.REJECTED, f"{where}: {found.why}" if where else found.why, found.seconds)

"""A theorem as the text of one Coq file."""

from functools import reduce

from sympy import Basic

from proofs_checks.kernel.links import links_between, with_certificates
from proofs_checks.kernel.part_file import PartFile
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix
from theory.core.execution import Derivation
from theory.establishing import derive
from theory.statements import Bound, Equality, LoewnerBound, Minimum, Witness
from theory.theorem_record import Theorem

__all__ = ["coq_file"]

PREAMBLE = """Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Filed.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
"""


def coq_file(theorem: Theorem) -> str:
    """The text of the file. Raises NotExportedError naming what cannot be written."""
    modules = []
    for number, part in enumerate((theorem, *theorem.parts)):
        name = theorem.slug if number == 0 else f"{theorem.slug}_corollary_{number}"
        try:
            text = _module(name, part)
        except NotExportedError as error:
            if number == 0:
                raise
            message = f"corollary {number}: {error}"
            raise NotExportedError(message) from error
        modules.append(f"Module Part_{number}.\n{text}\nEnd Part_{number}.\n")
    return f"(* {theorem.slug}: {theorem.title} *)\n{PREAMBLE}\n" + "\n".join(modules)


def _module(name: str, part: Theorem) -> str:
    file = PartFile(name, part)
    derivation = derive(part) if part.derivation else None
    match part.statement:
        case Equality(lhs, rhs):
            return _equality(file, derivation, lhs, rhs)
        case Witness() if isinstance(part.statement.attained, Equality):
            attained = part.statement.attained
            return _equality(file, derivation, attained.lhs, attained.rhs)
    message = f"a {type(part.statement).__name__} is not known to the kernel's library"
    raise NotExportedError(message)


def _equality(file: PartFile, derivation: Derivation | None, lhs: Basic, rhs: Basic) -> str:
    left, right = file.reader.term(lhs), file.reader.term(rhs)
    file.statement_is_read()
    links = links_between(file.reader, file.part, derivation, lhs, rhs)
    names = [file.check(link.before, with_certificates(link)) for link in links]
    check = "mcheckP" if isinstance(left, Matrix) else "scheckP"
    chain = reduce(lambda rest, name: f"(etrans ({check} ok {name}) {rest})", reversed(names), "erefl")
    sides = f"{file.text(left, short=False)} = {file.text(right, short=False)}"
    file.shown.append(f"Lemma shown : {sides}.\nProof. exact: {chain}. Qed.")
    return file.module(
        f"{file.text(left)} = {file.text(right)}", f"{file.introduced()}\nexact: {file.shown_by('shown')}."
    )

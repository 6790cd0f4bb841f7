"""A theorem as the text of one Coq file."""

from functools import reduce

from sympy import Basic, MatMul, MatrixSymbol, Symbol, Trace

from proofs_checks.kernel import terms
from proofs_checks.kernel.descents import Descent
from proofs_checks.kernel.hints import add_hints
from proofs_checks.kernel.limit_file import limit_module
from proofs_checks.kernel.links import links_between
from proofs_checks.kernel.part_file import PartFile
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.terms import Matrix
from theory.algebra.vocabulary.matrix_symbols import SymmetricMatrix
from theory.core.execution import Derivation
from theory.core.substitution import replaced
from theory.establishing import derive, names_beside
from theory.statements import Bound, Equality, Limit, LoewnerBound, Minimum, Witness, arbitrary_vector
from theory.theorem_record import Theorem

__all__ = ["coq_file", "name_of"]

PREAMBLE = """Set Warnings "-all".
From mathcomp Require Import all_ssreflect all_algebra.
From Kernel Require Import Filed.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
"""


def coq_file(theorem: Theorem, derived: Theorem | None = None) -> str:
    """The text of the file. Raises NotExportedError naming what cannot be written.

    The derivation of the statement is that of ``derived``, where it is given: of another claim, for Coq to reject.
    """
    modules = []
    for number, part in enumerate((theorem, *theorem.parts)):
        name = name_of(theorem, number)
        try:
            text = _module(name, part, derived if derived and number == 0 else part)
        except NotExportedError as error:
            if number == 0:
                raise
            message = f"corollary {number}: {error}"
            raise NotExportedError(message) from error
        modules.append(f"Module Part_{number}.\n{text}\nEnd Part_{number}.\n")
    return f"(* {theorem.slug}: {theorem.title} *)\n{PREAMBLE}\n" + "\n".join(modules)


def name_of(theorem: Theorem, number: int) -> str:
    """What the file calls the statement (number 0) or a corollary."""
    return theorem.slug if number == 0 else f"{theorem.slug}_corollary_{number}"


def _module(name: str, part: Theorem, derived: Theorem) -> str:
    file = PartFile(name, part)
    derivation = derive(derived) if part.derivation else None
    match part.statement:
        case Equality(lhs, rhs):
            return _equality(file, derivation, lhs, rhs)
        case Bound(lhs, rhs):
            return _bound(file, derivation, lhs, rhs)
        case LoewnerBound(lhs, rhs):
            z = arbitrary_vector(part.statement, names_beside(part))
            small, large = (Trace(MatMul(z.T, side, z)) for side in (lhs, rhs))
            return _bound(file, derivation, small, large, variables=(z,))
        case Limit():
            return limit_module(file, derivation, part.statement)
        case Minimum():
            return _minimum(file, derivation, part.statement)
        case Witness():
            attained = part.statement.attained
            if isinstance(attained, Equality):
                return _equality(file, derivation, attained.lhs, attained.rhs)
            if isinstance(attained, Bound):
                return _bound(file, derivation, attained.lhs, attained.rhs)
    message = f"a {type(part.statement).__name__} is not known to the kernel's library"
    raise NotExportedError(message)


def _equality(file: PartFile, derivation: Derivation | None, lhs: Basic, rhs: Basic) -> str:
    left, right = file.reader.term(lhs), file.reader.term(rhs)
    file.statement_is_read()
    links = links_between(file.reader, file.part, derivation, lhs, rhs)
    if any(link.left_out for link in links):
        message = "a step of an equality leaves something out"
        raise NotExportedError(message)
    proofs = [file.same(link.before, link.whole) for link in links]
    chain = reduce(lambda rest, proof: f"(etrans {proof} {rest})", reversed(proofs), "erefl")
    sides = f"{file.text(left, short=False)} = {file.text(right, short=False)}"
    file.show("shown", sides, f"exact: {chain}")
    return file.module(f"{file.text(left)} = {file.text(right)}", f"exact: {file.shown_by('shown')}.")


def _bound(
    file: PartFile, derivation: Derivation | None, lhs: Basic, rhs: Basic, variables: tuple[Basic, ...] = ()
) -> str:
    small, large = file.reader.scalar(lhs), file.reader.scalar(rhs)
    file.statement_is_read()
    links = links_between(file.reader, file.part, derivation, rhs, lhs)
    add_hints(file, derivation.left_out if derivation else ())
    Descent(file, links).show_steps()
    quantified = file.quantified(variables)
    claim = f"{file.text(small)} <= {file.text(large)}"
    return file.module(quantified + claim, f"{file.moved(variables)}exact: {file.shown_by('lower_0')}.", variables)


def _minimum(file: PartFile, derivation: Derivation | None, minimum: Minimum) -> str:
    reader, over = file.reader, minimum.over
    symmetric = [v for v in over if type(v) is SymmetricMatrix]
    kinds = [v for v in over if not _is_plain(v) and (v not in symmetric or minimum.unique)]
    if kinds:
        message = f"the variable {kinds[0]} ranges over a kind of its own"
        raise NotExportedError(message)
    minimiser = dict(zip(over, minimum.at, strict=True))
    objective, value = reader.scalar(minimum.objective), reader.scalar(minimum.value)
    at = replaced(minimum.objective, minimiser)
    attained = reader.scalar(at)
    values = {v: reader.term(a) for v, a in minimiser.items()}
    file.statement_is_read()
    descent = Descent(file, links_between(reader, file.part, derivation, minimum.objective, minimum.value))
    add_hints(file, derivation.left_out if derivation else ())
    descent.show_steps()
    same = file.same(attained, value)
    sides = f"{file.text(attained, short=False)} = {file.text(value, short=False)}"
    file.show("attained", sides, f"exact: {same}")
    quantified, moved = file.quantified(over), file.moved(over)
    claims = [f"({quantified}{file.text(value)} <= {file.text(objective)})"]
    claims.append(f"{file.text(attained)} = {file.text(value)}")
    proofs = [f"({moved}exact: {file.shown_by('lower_0')})", f"exact: {file.shown_by('attained', over)}"]
    for n, v in enumerate(symmetric):
        value_of_v = reader.matrix(minimiser[v])
        file.show(f"symmetric_at_{n}", *_symmetric(file, value_of_v))
        at_v = f"({file.text(value_of_v)} : {file.type_of(value_of_v)})"
        claims.append(f"{at_v}^T = {at_v}")
        proofs.append(f"exact: {file.shown_by(f'symmetric_at_{n}', over)}")
    if minimum.unique:
        descent.show_unique(minimiser)
        where = " /\\ ".join(f"{reader.names.of(v, str(v.name))} = {file.text(a)}" for v, a in values.items())
        claims.append(f"({quantified}{file.text(objective)} = {file.text(value)} -> {where})")
        proofs.append(f"({moved}exact: {file.shown_by('unique')})")
    claim = " /\\\n  ".join(claims)
    proof = reduce(lambda rest, each: f"split; [{each} | {rest}]", reversed(proofs[:-1]), proofs[-1])
    return file.module(claim, f"{proof}.", over)


def _symmetric(file: PartFile, value: Matrix) -> tuple[str, str]:
    """That the value of a variable that ranges over symmetric matrices is one, and how it is shown."""
    text = f"({file.text(value, short=False)} : {file.type_of(value)})"
    return f"{text}^T = {text}", f"exact: {file.same(terms.Transposed(value), value)}"


def _is_plain(variable: Basic) -> bool:
    """Whether a variable ranges over all matrices of its shape, or all numbers."""
    if isinstance(variable, Symbol):
        return bool(variable.is_real) and variable.is_nonnegative is None and not variable.is_integer
    return type(variable) is MatrixSymbol

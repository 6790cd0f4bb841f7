"""Scalars that a hypothesis says to be > 0 in another spelling, as lemmas that the tactic for signs is given."""

from collections.abc import Iterable, Iterator

from sympy import Add, Basic, Dummy, Gt, Lt, Trace, cancel, fraction, preorder_traversal

from proofs_checks.kernel.exported_certificates import WrittenOut, left_out_by
from proofs_checks.kernel.part_file import PartFile
from theory.algebra.positivity.certificate import Certificate, kinds_of
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy, to_sympy
from theory.core.premises import FromTheorem

__all__ = ["add_hints"]


def add_hints(file: PartFile, certificates: Iterable[Certificate]) -> None:
    """Add a lemma for each sum in the certificates that is a product of a hypothesis and what is seen to be > 0."""
    written_out: WrittenOut = file.reader.written_out
    relations: list[Expression] = [a.relation for a in file.part.assumptions if type(a.relation) in (Gt, Lt)]
    known = [written_out(r.gts - r.lts) for r in relations]
    for each in dict.fromkeys(s for c in certificates for s in _sums(c, written_out)):
        for hypothesis in known:
            ratio = _ratio(each, hypothesis)
            if ratio is not None and each != hypothesis:
                _add_hint(file, each, ratio, hypothesis)


def _sums(certificate: Certificate, written_out: WrittenOut) -> Iterator[Basic]:
    for kind in kinds_of(certificate):
        if isinstance(kind, FromTheorem):
            for part, there in left_out_by(kind, written_out):
                yield from _sums(part, there)
            continue
        for value in vars(kind).values():
            for e in value if isinstance(value, tuple) else (value,):
                if isinstance(e, Basic):
                    yield from (
                        node
                        for node in preorder_traversal(written_out(e))
                        if isinstance(node, Add) and not _is_matrix(node)
                    )


def _ratio(scalar: Basic, hypothesis: Basic) -> Basic | None:
    """scalar/hypothesis, where that is a product of powers; None where it is not."""
    letters: dict[Basic, Dummy] = {}

    def plain(e: Basic) -> Basic:
        spelled = to_sympy(from_sympy(e))
        for trace in sorted(spelled.atoms(Trace), key=str):
            letters.setdefault(trace, Dummy(f"t{len(letters)}", positive=True))
        return spelled.xreplace(letters)

    ratio = cancel(plain(scalar) / plain(hypothesis))
    if any(isinstance(part, Add) and part.has(*letters.values()) for part in fraction(ratio)):
        return None
    return ratio.xreplace({letter: trace for trace, letter in letters.items()})


def _add_hint(file: PartFile, scalar: Basic, ratio: Basic, hypothesis: Basic) -> None:
    term, product = file.reader.scalar(scalar), file.reader.scalar(ratio * hypothesis if ratio != 1 else hypothesis)
    same, name = file.same(term, product), f"positive_{len(file.hints)}"
    text = file.text(term, short=False)
    equal = f"have e : ({text} : R) = {file.text(product, short=False)} by exact: {same}"
    file.hints.append(f"Lemma {name} : 0 < ({text} : R).\nProof. {equal}. rewrite e; signs. Qed.")


def _is_matrix(node: Basic) -> bool:
    return bool(getattr(node, "is_Matrix", False))

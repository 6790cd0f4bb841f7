"""Scalars that a hypothesis says to be > 0 in another spelling, as lemmas that the tactic for signs is given."""

from collections.abc import Iterable, Iterator

from sympy import Add, Basic, preorder_traversal

from proofs_checks.kernel.exported_certificates import WrittenOut, left_out_by
from proofs_checks.kernel.part_file import PartFile
from proofs_checks.kernel.positive_scalars import positive_scalars
from proofs_checks.kernel.terms import Scalar
from theory.algebra.positivity.certificate import Certificate, kinds_of
from theory.core.premises import FromTheorem

__all__ = ["add_hints"]


def add_hints(file: PartFile, certificates: Iterable[Certificate]) -> None:
    """Add a lemma for each sum in the certificates that is a product of a hypothesis and what is seen to be > 0."""
    reader, known = file.reader, positive_scalars(file.reader, file.part)
    for each in dict.fromkeys(s for c in certificates for s in _sums(c, reader.written_out)):
        for hypothesis in known:
            product = hypothesis.multiple(reader, each)
            if product is not None:
                _add_hint(file, reader.scalar(each), product)


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


def _add_hint(file: PartFile, term: Scalar, product: Scalar) -> None:
    same, name = file.same(term, product), f"positive_{len(file.hints)}"
    text = file.text(term, short=False)
    equal = f"have e : ({text} : R) = {file.text(product, short=False)} by exact: {same}"
    file.hints.append(f"Lemma {name} : 0 < ({text} : R).\nProof. {equal}. rewrite e; signs. Qed.")


def _is_matrix(node: Basic) -> bool:
    return bool(getattr(node, "is_Matrix", False))

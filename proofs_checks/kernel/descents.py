"""Bounds and minima: the lemmas of a section that follow a chain of links downwards."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from sympy import Basic

from proofs_checks.kernel import terms
from proofs_checks.kernel.exported_certificates import Certified
from proofs_checks.kernel.links import Link, Term
from proofs_checks.kernel.part_file import PartFile
from proofs_checks.kernel.refusal import NotExportedError
from theory.algebra.vocabulary.sympy_types import Expression
from theory.algebra.words.convert import from_sympy

__all__ = ["Descent"]

Path = tuple[tuple[Certified, int], ...]
"""From a certificate to one that it is made of: at each turn the whole, and which of its parts comes next."""


@dataclass(frozen=True)
class Descent:
    """A chain of links from the larger side to the smaller one, in one file.

    ``lower_n`` says that the last term is at most the n-th, ``upper_n`` that the n-th is at most the first.
    """

    file: PartFile
    links: tuple[Link, ...]

    @property
    def _nodes(self) -> list[Term]:
        return [*(link.before for link in self.links), self.links[-1].after]

    def show_steps(self) -> None:
        """Add a lemma for each step, and ``lower_0``, the bound."""
        nodes = [self._text(node) for node in self._nodes]
        for n, link in enumerate(self.links):
            same, left_out = self.file.same(link.before, link.whole), link.left_out
            if left_out is None:
                proof = f"(step_same {same})"
            else:
                self._add(f"left_out_{n}", f"0 <= {self._text(left_out.term)}", left_out.tactic)
                self._add(f"same_step_{n}", f"{nodes[n]} = {self._text(link.whole)}", f"exact: {same}")
                proof = f"(step_down same_step_{n} left_out_{n})"
            self._add(f"step_{n}", f"{nodes[n + 1]} <= {nodes[n]}", f"exact: {proof}")
        last = len(self.links)
        self._add(f"lower_{last}", f"{nodes[last]} <= {nodes[last]}", "exact: Order.POrderTheory.lexx")
        for n in reversed(range(last)):
            self._add(f"lower_{n}", f"{nodes[last]} <= {nodes[n]}", f"exact: (down step_{n} lower_{n + 1})")

    def show_unique(self, minimiser: Mapping[Basic, Basic]) -> None:
        """Add ``unique``: where the first term is the last, each variable has its value. After ``show_steps``."""
        nodes = [self._text(node) for node in self._nodes]
        self._add("upper_0", f"{nodes[0]} <= {nodes[0]}", "exact: Order.POrderTheory.lexx")
        for n in range(len(self.links) - 1):
            self._add(f"upper_{n + 1}", f"{nodes[n + 1]} <= {nodes[0]}", f"exact: (down upper_{n} step_{n})")
        proofs = [self._forced(v, at, minimiser.keys() - {v}) for v, at in minimiser.items()]
        claim = " /\\ ".join(f"{self._text_of(v)} = {self._text_of(at)}" for v, at in minimiser.items())
        opened = f" {_splits(len(proofs))}." if len(proofs) > 1 else ""
        body = "\n- " + ".\n- ".join(proofs) if len(proofs) > 1 else f" {proofs[0]}"
        self._add("unique", f"{nodes[0]} = {nodes[-1]} -> {claim}", f"move=> equal_.{opened}{body}")

    def _forced(self, variable: Basic, at: Basic, others: Set[Basic]) -> str:
        """The tactic that shows variable = at, by a square that vanishes nowhere else, whatever the others are."""
        for n, link in enumerate(self.links):
            if link.left_out is None:
                continue
            for path, leaf in _leaves(link.left_out):
                sign = 0 if leaf.root is None or (others and leaf.root.has(*others)) else _sign(leaf.root, variable)
                if sign:
                    start = f"have zero_0 := squeezed same_step_{n} left_out_{n} lower_{n + 1} upper_{n} equal_"
                    return self._along(start, path, leaf, variable, at, sign)
        message = f"no square that is left out vanishes only at {variable} = {at}"
        raise NotExportedError(message)

    def _along(self, start: str, path: Path, leaf: Certified, variable: Basic, at: Basic, sign: int) -> str:
        lines = [start]
        for number, (whole, side) in enumerate(path):
            part = whole.parts[side]
            if whole.coefficient is not None:
                claim, proof = f"{self._text(part.term)} = 0", f"(apply: (product_is_0 _ zero_{number}); signs)"
                lines.append(f"have zero_{number + 1} : {claim} by {proof}")
                continue
            one, two = whole.parts
            both = f"{self._text(one.term)} = 0 /\\ {self._text(two.term)} = 0"
            proof = f"(apply: (sum_is_0 _ _ zero_{number}); [{one.tactic} | {two.tactic}])"
            names = "[zero_{0} _]" if side == 0 else "[_ zero_{0}]"
            lines.append(f"have {names.format(number + 1)} : {both} by {proof}")
        match leaf.term:
            case terms.TraceOf(terms.Product(terms.Product(terms.Product(_, v), _), _)):
                moved = self.file.reader.matrix(variable), self.file.reader.matrix(at)
            case _:
                message = f"the square {self._text(leaf.term)} is no weighted one"
                raise NotExportedError(message)
        away = terms.Sum(moved[0], terms.Negative(moved[1]))
        root: terms.Matrix = away if sign > 0 else terms.Negative(away)
        same = self.file.same(v, root)
        lines.append(f"have root_ : {self._text(v)} = 0 by (apply: (weighted_square_eq0 _ _ zero_{len(path)}); signs)")
        lines.append(f"have away_ : {self._text(root)} = 0 by exact: (etrans (esym {same}) root_)")
        lines.append(
            "exact: (subr0_eq away_)" if sign > 0 else "exact: (subr0_eq (oppr_inj (etrans away_ (esym (oppr0 _)))))"
        )
        return ". ".join(lines)

    def _text(self, term: Term) -> str:
        return self.file.text(term, short=False)

    def _text_of(self, e: Basic) -> str:
        return self._text(self.file.reader.term(e))

    def _add(self, name: str, claim: str, proof: str) -> None:
        self.file.show(name, claim, proof)


def _leaves(whole: Certified) -> Iterator[tuple[Path, Certified]]:
    """What a certificate is made of, each with the way to it."""
    if whole.root is not None:
        yield (), whole
    for side, part in enumerate(whole.parts):
        for path, leaf in _leaves(part):
            yield ((whole, side), *path), leaf


def _sign(root: Expression, variable: Expression) -> int:
    """1 or −1 where the root is ± the variable and something that does not hold it; 0 elsewhere."""
    if root is None or root.shape != variable.shape:
        return 0
    for sign in (1, -1):
        rest = from_sympy(root) - from_sympy(variable).times(sign)
        if all(x.base != variable for x in rest.letters()):
            return sign
    return 0


def _splits(count: int) -> str:
    return f"split; [ | {_splits(count - 1)}]" if count > 2 else "split"

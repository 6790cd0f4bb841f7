"""That the table of a file means what it says, as lemmas: letters are symmetric, laws and rules hold, divisors are ≠ 0.

Rules are shown in stages: those of one stage by computations with the rules of earlier ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from proofs_checks.kernel import terms
from proofs_checks.kernel.letter_table import Rule, Table
from proofs_checks.kernel.ordinary_text import OrdinaryText
from proofs_checks.kernel.terms import Matrix, Scalar

__all__ = ["BARE", "GoodTable"]

Check = Callable[[Scalar | Matrix, Scalar | Matrix, int | None], str]
"""Adds a computed equality to the file, with the rules up to a stage or none, divisors included, and gives its name."""

BARE = None
"""The stage before all: nothing is known but which letters are symmetric, and the laws."""


@dataclass
class GoodTable:
    """The lemmas of one table; ``inverted`` are matrices that are to be invertible, by the letter of their inverse,
    ``products`` other spellings of some of them, ``hints`` pairs of scalars that are equal and > 0, the second being
    seen to be so, ``sums`` other spellings of divisors, by their place in the table,
    and ``law`` is a term of Coq for what the random letters are.
    """

    table: Table
    inverted: dict[int, Matrix]
    products: dict[int, Matrix]
    hints: Sequence[tuple[Scalar, Scalar]]
    sums: Mapping[int, Sequence[Scalar]]
    check: Check
    law: str

    def lemmas(self) -> list[str]:
        """In order, ending with ``ok``."""
        found = [
            f"Lemma symmetric_{n} : {self._typed(terms.Letter(n, entry.rows, entry.cols))}^T = {entry.text}.\n"
            "Proof. signs. Qed."
            for n, entry in enumerate(self.table.letters)
            if entry.symmetric
        ]
        if self.hints or self.products or self.sums:
            found.append(self._good("bare", "[::]", ["- by [].", "- by []."]))
        found += [self._hint(n, *pair) for n, pair in enumerate(self.hints)]
        found += [self._unit(n, matrix) for n, matrix in self.inverted.items()]
        found += [self._nonzero_lemma(n, each.of) for n, each in enumerate(self.table.inverted)]
        found.append(self._good("ok_0", "dens", [self._divisors(), "- by []."]))
        stages = sorted({rule.stage for rule in self.table.rules})
        for stage in stages:
            found += [self._rule(n, rule) for n, rule in enumerate(self.table.rules) if rule.stage == stage]
            found.append(self._with_rules(stage))
        return [*found, f"Definition ok := ok_{max(stages, default=0)}."]

    # -- the record ---------------------------------------------------------------------------------------------------
    def _good(self, name: str, dens: str, last: Sequence[str]) -> str:
        lines = [f"Lemma {name} : good E sv LR LX laws {dens} [::].", "Proof.", "constructor.", "- by []."]
        return "\n".join([*lines, self._symmetric(), "- by vm_compute.", self._laws(), *last, "Qed."])

    # -- signs --------------------------------------------------------------------------------------------------------
    @property
    def _hinted(self) -> str:
        return "".join(f"have early_{n} := early_{n}; " for n in range(len(self.hints)))

    def _hint(self, number: int, scalar: Scalar, product: Scalar) -> str:
        text, other = self._text(scalar), self._text(product)
        equal = f"have e : ({text} : R) = {other} by exact: (scheckP bare {self.check(scalar, product, BARE)})"
        return f"Lemma early_{number} : 0 < ({text} : R).\nProof. {equal}. rewrite e; signs. Qed."

    def _nonzero_lemma(self, number: int, divisor: Scalar) -> str:
        text, ways = self._text(divisor), ["solve [signs]"]
        for each in self.sums.get(number, ()):
            same = f"(scheckP bare {self.check(divisor, each, BARE)})"
            ways.append(f"(have e : ({text} : R) = {self._text(each)} by exact: {same}); rewrite e; solve [signs]")
        return f"Lemma nonzero_{number} : {text} != 0 :> R. Proof. {self._hinted}first [{' | '.join(ways)}]. Qed."

    def _unit(self, number: int, matrix: Matrix) -> str:
        proof, other = f"{self._hinted}signs", self.products.get(number)
        if other is not None:
            equal = f"(mcheckP bare {self.check(matrix, other, BARE)})"
            proof = f"have -> : {self._typed(matrix)} = {self._text(other)} by exact: {equal}. {proof}"
        return f"Lemma unit_{number} : {self._typed(matrix)} \\in unitmx. Proof. {proof}. Qed."

    def _symmetric(self) -> str:
        lines = ["- apply: symmetric_all; rewrite /symmetric_in [iota _ _]/=."]
        for n, entry in enumerate(self.table.letters):
            shown = f"(split=> // i j; exact: (mxe_sym i j symmetric_{n}))"
            lines.append(f"  split; first {f'(move=> _; split; [by [] | {shown}])' if entry.symmetric else 'by []'}.")
        return "\n".join([*lines, "  by []."])

    def _laws(self) -> str:
        random = [entry for entry in self.table.letters if entry.law is not None]
        symbols = "; ".join(entry.law_text for entry in random)
        return f"- exists [:: {symbols}]; first by constructor; exact: {self.law}. laws_tac."

    def _divisors(self) -> str:
        proofs = [f"split; first exact: (mulVf nonzero_{n})." for n in reversed(range(len(self.table.inverted)))]
        return "\n  ".join([f"- {proofs[0]}", *proofs[1:], "by []."] if proofs else ["- by []."])

    def _with_rules(self, stage: int) -> str:
        lines = [f"Lemma ok_{stage} : good E sv LR LX laws dens rules_{stage}.", "Proof.", "apply: (with_rules ok_0)."]
        lines += [f"split; first exact: rule_{n}." for n, rule in enumerate(self.table.rules) if rule.stage <= stage]
        return "\n".join([*lines, "by [].", "Qed."])

    # -- one rule -----------------------------------------------------------------------------------------------------
    def _rule(self, number: int, rule: Rule) -> str:
        return (
            f"Lemma rule_{number} : {self._typed(rule.left)} = {self._text(rule.equals)}.\n"
            f"Proof. exact: {self._why(rule)}. Qed."
        )

    def _why(self, rule: Rule) -> str:
        below = max(stage for stage in (0, *(r.stage for r in self.table.rules)) if stage < rule.stage)

        def same(left: Matrix, right: Matrix) -> str:
            return f"(mcheckP ok_{below} {self.check(left, right, below)})"

        match rule.kind, rule.about:
            case "definition", ():
                return "erefl"
            case "J1J1" | "J2J2" | "J1J2" | "J2J1", ():
                return f"({rule.kind} _ _ _)"
            case "inv_letter_left" | "inv_letter_right", (terms.Letter(number),):
                return f"({rule.kind} unit_{number})"
            case "inv_left" | "inv_right", (terms.Letter(number), matrix, product, q) if rule.coefficient is not None:
                equal = same(matrix, terms.Sum(terms.Scaled(rule.coefficient, product), q))
                return f"({rule.kind} unit_{number} {self._nonzero(rule.coefficient)} {equal})"
            case "inv_commutes", (terms.Letter(number), matrix, factor):
                equal = same(terms.Product(matrix, factor), terms.Product(factor, matrix))
                return f"(inv_commutes unit_{number} {equal})"
            case "inv_transposed", (matrix,):
                equal = same(terms.Product(terms.Transposed(matrix), rule.equals), terms.Identity(matrix.rows))
                return f"(inv_transposed {equal})"
            case "inv_alias" | "inv_alias_transposed", (matrix, value):
                return f"({rule.kind} {same(terms.Product(matrix, value), terms.Identity(matrix.rows))})"
            case "inv_meets_left", (terms.Letter(number), factor, other):
                return f"(inv_meets_left unit_{number} {same(terms.Product(factor, rule.equals), other)})"
            case "inv_meets_right", (terms.Letter(number), factor, other):
                return f"(inv_meets_right unit_{number} {same(terms.Product(rule.equals, factor), other)})"
        message = f"a rule of the kind {rule.kind} about {len(rule.about)} terms"
        raise ValueError(message)

    def _nonzero(self, c: Scalar) -> str:
        return f"nonzero_{next(n for n, each in enumerate(self.table.inverted) if each.of == c)}"

    def _typed(self, matrix: Matrix) -> str:
        rows, cols = (self.table.sizes[code] for code in (matrix.rows, matrix.cols))
        return f"({self._text(matrix)} : 'M[R]_({rows}, {cols}))"

    def _text(self, term: Scalar | Matrix) -> str:
        return OrdinaryText(self.table, short=False)(term)

"""That the table of a file means what it says, as lemmas: letters are symmetric, laws and rules hold, divisors are ≠ 0.

Rules are shown in stages: those of one stage by computations with the rules of earlier ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from proofs_checks.kernel import terms
from proofs_checks.kernel.ordinary_text import OrdinaryText
from proofs_checks.kernel.reader import bracketed
from proofs_checks.kernel.table import Rule, Table
from proofs_checks.kernel.terms import Matrix, Scalar

__all__ = ["GoodTable"]

Check = Callable[[Matrix, Matrix, int], str]
"""Adds a computed equality to the file, with the rules below a stage, and gives its name."""


@dataclass
class GoodTable:
    """The lemmas of one table; ``inverted`` are matrices that are to be invertible, by the letter of their inverse."""

    table: Table
    inverted: dict[int, Matrix]
    check: Check
    law: str

    def lemmas(self) -> list[str]:
        """In order, ending with ``ok``."""
        found = [self._unit(number, matrix) for number, matrix in self.inverted.items()]
        found += [
            f"Lemma nonzero_{n} : {self._text(each.of)} != 0. Proof. signs. Qed."
            for n, each in enumerate(self.table.inverted)
        ]
        found += [
            f"Lemma symmetric_{n} : {bracketed(entry.text)}^T = {entry.text}. Proof. signs. Qed."
            for n, entry in enumerate(self.table.letters)
            if entry.symmetric
        ]
        found.append(self._without_rules())
        stages = sorted({rule.stage for rule in self.table.rules})
        for stage in stages:
            found += [self._rule(n, rule) for n, rule in enumerate(self.table.rules) if rule.stage == stage]
            found.append(self._with_rules(stage))
        last = stages[-1] if stages else 0
        return [*found, f"Definition ok := ok_{last}."]

    # -- the parts ----------------------------------------------------------------------------------------------------
    def _unit(self, number: int, matrix: Matrix) -> str:
        return f"Lemma unit_{number} : {self._text(matrix)} \\in unitmx. Proof. signs. Qed."

    def _without_rules(self) -> str:
        lines = ["Lemma ok_0 : good E sv LR LX laws dens [::].", "Proof.", "split.", "- by []."]
        lines += [self._symmetric(), "- by vm_compute.", self._laws(), self._divisors(), "- by [].", "Qed."]
        return "\n".join(lines)

    def _symmetric(self) -> str:
        count = len(self.table.letters)
        pattern = f"case=> {reduce(lambda inner, _: f'[|{inner}]', range(count), 'l')}" if count else "move=> l"
        lines = [f"- {pattern}; rewrite [symm _ _]/= ?nth_nil //."]
        lines += [
            f"  + by move=> _; split=> //; split=> //; exact: (mxe_sym symmetric_{n})."
            for n, entry in enumerate(self.table.letters)
            if entry.symmetric
        ]
        return "\n".join(lines)

    def _laws(self) -> str:
        random = [entry for entry in self.table.letters if entry.law is not None]
        symbols = "; ".join(f"Symbol {entry.text} {entry.law[0]} {entry.law[1]}" for entry in random if entry.law)
        lines = [f"- exists [:: {symbols}]; first by constructor; exact: {self.law}."]
        for entry in random:
            covariances = " | ".join(_covariance(word) for word in entry.words)
            lines.append(f"  split; first (split; [by split | split; [{covariances}]]).")
        return "\n".join([*lines, "  by []."])

    def _divisors(self) -> str:
        proofs = [f"split; first exact: (mulVf nonzero_{n})." for n in range(len(self.table.inverted))]
        return "\n  ".join([f"- {proofs[0]}", *proofs[1:], "by []."] if proofs else ["- by []."])

    def _with_rules(self, stage: int) -> str:
        lines = [f"Lemma ok_{stage} : good E sv LR LX laws dens rules_{stage}."]
        lines += ["Proof.", "apply: (with_rules ok_0)."]
        for n, rule in enumerate(self.table.rules):
            if rule.stage <= stage:
                lines.append(f"split; first exact: (by_matrix rule_{n} {self._chain(rule)}).")
        return "\n".join([*lines, "by [].", "Qed."])

    def _chain(self, rule: Rule) -> str:
        chain = "(@word_nil _ _ _ _ _)"
        for letter in reversed(rule.word):
            entries = "(fun _ _ => esym (mxe_tr _ _ _))" if letter[1] else "(fun _ _ => erefl)"
            chain = f"(word_cons (X := {self._factor(letter)}) {entries} {chain})"
        return chain

    # -- one rule -----------------------------------------------------------------------------------------------------
    def _rule(self, number: int, rule: Rule) -> str:
        claim = f"{self._word(rule.word)} = {self._text(rule.equals)}"
        return f"Lemma rule_{number} : {claim}.\nProof. {self._why(rule)} Qed."

    def _why(self, rule: Rule) -> tuple[str, list[str]]:
        below = max(stage for stage in (0, *(r.stage for r in self.table.rules)) if stage < rule.stage)

        def same(left: Matrix, right: Matrix) -> str:
            return f"(mcheckP ok_{below} {self.check(left, right, below)})"

        letter, word = rule.word[0][0], [self._letter(each) for each in rule.word]
        match rule.kind, rule.about:
            case "definition", ():
                return "by rewrite mulmx1."
            case "inv_letter_left", ():
                return f"exact: (inv_letter_left unit_{letter})."
            case "inv_letter_right", ():
                return f"exact: (inv_letter_right unit_{rule.word[1][0]})."
            case "inv_left", (matrix, c, q):
                product = _from_the_right(word[1:], terms.Identity(matrix.rows))
                equal = same(matrix, terms.Sum(terms.Scaled(c, product), q))
                return f"exact: (inv_left unit_{letter} {self._nonzero(c)} {equal})."
            case "inv_right", (matrix, c, q):
                equal = same(matrix, terms.Sum(terms.Scaled(c, reduce(terms.Product, word[:-1])), q))
                inverse = f"(inv_right unit_{rule.word[-1][0]} {self._nonzero(c)} {equal})"
                return f"rewrite mulmx1 ?mulmxA; exact: {inverse}."
            case "inv_commutes", (matrix,):
                equal = same(terms.Product(matrix, word[0]), terms.Product(word[0], matrix))
                return f"rewrite mulmx1; exact: (inv_commutes unit_{rule.word[1][0]} {equal})."
            case "inv_transposed", (matrix,):
                equal = same(terms.Product(terms.Transposed(matrix), rule.equals), terms.Identity(matrix.rows))
                return f"rewrite mulmx1; exact: (inv_transposed {equal})."
            case "inv_alias", (matrix,):
                equal = same(terms.Product(matrix, rule.equals), terms.Identity(matrix.rows))
                return f"rewrite mulmx1; exact: (inv_alias {equal})."
            case "inv_meets_left", (matrix, other):
                equal = same(terms.Product(matrix, rule.equals), other)
                return f"rewrite mulmx1; exact: (inv_meets_left unit_{letter} {equal})."
            case "inv_meets_right", (matrix, other):
                equal = same(terms.Product(rule.equals, matrix), other)
                return f"rewrite mulmx1; exact: (inv_meets_right unit_{rule.word[1][0]} {equal})."
        message = f"a rule of the kind {rule.kind} about {len(rule.about)} terms"
        raise ValueError(message)

    def _nonzero(self, c: Scalar) -> str:
        return f"nonzero_{next(n for n, each in enumerate(self.table.inverted) if each.of == c)}"

    def _letter(self, letter: tuple[int, bool]) -> Matrix:
        entry = self.table.letters[letter[0]]
        plain = terms.Letter(letter[0], entry.rows, entry.cols)
        return terms.Transposed(plain) if letter[1] else plain

    def _factor(self, letter: tuple[int, bool]) -> str:
        return bracketed(self._text(self._letter(letter)))

    def _word(self, letters: tuple[tuple[int, bool], ...]) -> str:
        factors = [self._letter(letter) for letter in letters]
        return self._text(_from_the_right(factors, terms.Identity(factors[-1].cols)))

    def _text(self, term: Scalar | Matrix) -> str:
        return OrdinaryText(self.table, short=False)(term)


def _from_the_right(factors: list[Matrix], last: Matrix) -> Matrix:
    return reduce(lambda product, factor: terms.Product(factor, product), reversed(factors), last)


def _covariance(word: tuple[tuple[int, bool], ...]) -> str:
    return "exact: cov_letter" if word else "exact: cov1"

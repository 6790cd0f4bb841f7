"""One statement, a theorem's own or a corollary's, as a module of a Coq file."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from sympy import Basic

from proofs_checks.kernel import terms
from proofs_checks.kernel.coq_names import CoqNames
from proofs_checks.kernel.coq_tables import constants, definitions
from proofs_checks.kernel.early_hints import early_hints, sums_with_hypotheses
from proofs_checks.kernel.good_table import BARE, GoodTable
from proofs_checks.kernel.inverse_letters import Inverses
from proofs_checks.kernel.links import Term
from proofs_checks.kernel.ordinary_text import OrdinaryText
from proofs_checks.kernel.reader import Reader
from proofs_checks.kernel.reified_text import matrix_type, reified
from proofs_checks.kernel.statement_parts import assumption_texts, binders, kind_hypotheses, law_hypotheses
from proofs_checks.kernel.terms import Matrix
from theory.theorem_record import Theorem

__all__ = ["PartFile"]


@dataclass
class PartFile:
    """Collects what the file of one statement holds, and writes it.

    ``reader`` has read the hypotheses when it begins; ``shown`` are lemmas in the section, each with its proof.
    """

    name: str
    part: Theorem
    reader: Reader = field(init=False)
    inverses: Inverses = field(default_factory=Inverses)
    checks: list[tuple[str, Term, Term, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    assumptions: list[tuple[str, str]] = field(init=False)
    abbreviations: dict[str, Term] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = Reader(CoqNames((self.name,)), self.inverses, self.part.notation)
        self.assumptions = assumption_texts(self.reader, self.part)

    def statement_is_read(self) -> None:
        """Say that what was read so far is the statement: what is met later has to be among it."""
        self.abbreviations = dict(self.reader.named)

    def text(self, term: Term, *, short: bool = True) -> str:
        """A term in mathcomp's notation."""
        return OrdinaryText(self.reader.table, short=short)(term)

    def type_of(self, matrix: Matrix) -> str:
        """The type of a constant matrix."""
        rows, cols = (self.reader.table.sizes[code] for code in (matrix.rows, matrix.cols))
        return f"'M[R]_({rows}, {cols})"

    def show(self, name: str, claim: str, proof: str) -> None:
        """Add a lemma to the section; its proof may use what was hinted at."""
        hinted = self.without_blocks(claim) if "checkP ok" in proof else ""
        hinted += "".join(f"have hint_{n} := positive_{n}; " for n in range(len(self.hints)))
        self.shown.append(f"Lemma {name} : {claim}.\nProof. {hinted}{proof}. Qed.")

    def without_blocks(self, claim: str) -> str:
        """The tactic that writes the block matrices of a claim as the sums that its terms have; empty without any."""
        if not re.search(r"\b(row|col|block)_mx\b", claim):
            return ""
        kind = "A" if self.random else "E"
        return f"rewrite ?block_mx{kind} ?row_mx{kind} ?col_mx{kind}; "

    def check(self, left: Term, right: Term, known: str = "dens rules") -> str:
        """The name of a lemma that both sides have one normal form, divisors and rules being those that are known."""
        name = f"same_{len(self.checks)}"
        self.checks.append((name, left, right, known))
        return name

    def _check_before(self, left: Term, right: Term, stage: int | None) -> str:
        return self.check(left, right, "[::] [::]" if stage is BARE else f"dens rules_{stage}")

    def same(self, left: Term, right: Term) -> str:
        """A term of Coq for left = right: by a check with all rules, which is added to the file, unless they are
        spelled alike.
        """
        if reified(left) == reified(right):
            return "erefl"
        check = "mcheckP" if isinstance(left, Matrix) else "scheckP"
        if right != terms.Integer(0):
            return f"({check} ok {self.check(left, right)})"
        # a sum of no terms is compared with the number 0 by adding 1 to both
        assert not isinstance(left, Matrix), "a matrix is compared with a matrix"
        one = terms.Integer(1)
        return f"(zero_of ({check} ok {self.check(terms.Plus(left, one), one)}))"

    # -- the file -----------------------------------------------------------------------------------------------------
    def module(self, claim: str, proof: str, quantified: Collection[Basic] = ()) -> str:
        """The module: the body, and the theorem with its claim and proof."""
        return f"{self.body()}\n{self._theorem(claim, proof, quantified)}"

    def body(self) -> str:
        """Tables, checks, and a section with what is shown."""
        self.inverses.finish(self.reader)
        section = self._section()  # asks for checks of its own
        return "\n".join([definitions(self.reader.table), *self._checks(), section])

    @property
    def random(self) -> bool:
        """Whether anything is random."""
        return any(entry.random for entry in self.reader.table.letters)

    def shown_by(self, lemma: str, dropped: Collection[Basic] = (), more: str = "") -> str:
        """A lemma of the section applied to the symbols and hypotheses of the theorem, and to more; 0 in the place of
        variables that it does not speak of.
        """
        away = {self.reader.names.of(v, str(v.name)) for v in dropped}
        frame = ["R", "A", "E"] if self.random else ["R"]
        names = [name for binder in binders(self.reader) for name in binder[1:].split(" :")[0].split()]
        symbols = ["0" if name in away else name for name in names]
        of_0 = {name for name, _ in self.hypotheses_of(dropped)}
        known = ["(trmx0 _ _ _)" if name in of_0 else name for name, _ in self.hypotheses()]
        return f"(@{lemma} {' '.join([*frame, *symbols, *known])}{more})"

    def quantified(self, variables: Collection[Basic]) -> str:
        """``forall`` with the variables, their types, and what their kinds say; or nothing."""
        names = {self.reader.names.of(v, str(v.name)) for v in variables}
        found = [b for b in binders(self.reader) if b[1:].split(" :")[0] in names]
        kinds = "".join(f"{text} -> " for _, text in self.hypotheses_of(variables))
        return f"forall {' '.join(found)}, {kinds}" if found else ""

    def hypotheses_of(self, variables: Collection[Basic]) -> list[tuple[str, str]]:
        """Those that say that variables are symmetric matrices: what they range over is part of the claim."""
        names = [self.reader.names.of(v, str(v.name)) for v in variables]
        texts = {f"{name}^T = {name}" for name in names}
        return [(name, text) for name, text in self.hypotheses() if text in texts]

    def moved(self, variables: Collection[Basic]) -> str:
        """The tactic that names the variables of a claim, in the order of ``quantified``."""
        names = {self.reader.names.of(v, str(v.name)) for v in variables}
        found = [name for b in binders(self.reader) if (name := b[1:].split(" :")[0]) in names]
        kinds = [name for name, _ in self.hypotheses_of(variables)]
        return f"move=> {' '.join([*found, *kinds])}; " if found else ""

    def introduced(self, quantified: Collection[Basic] = ()) -> str:
        """The tactic that names what stands before the claim."""
        inside = self.hypotheses_of(quantified)
        hypotheses = [name for name, text in self.hypotheses() if (name, text) not in inside]
        names = " ".join([*self.abbreviations, *hypotheses])
        # a claim that is a boolean has "is true" before its abbreviations: no tactic sees those
        random = "".join(f"; try move=> {name}" for name in self.reader.named_random)
        return f"move=> {names or '*'}{random}."

    def _checks(self) -> list[str]:
        lines = []
        for name, left, right, known in self.checks:
            check = "mcheck" if isinstance(left, Matrix) else "scheck"
            lines += [
                f"Definition {name}_left : {matrix_type(left)} := {reified(left)}.",
                f"Definition {name}_right : {matrix_type(right)} := {reified(right)}.",
                f"Lemma {name} : {check} laws {known} {name}_left {name}_right = true. Proof. by vm_compute. Qed.",
            ]
        return lines

    def _section(self) -> str:
        lines = ["Section Values.", 'Set Default Proof Using "All".']
        lines += RANDOM if self.random else CONSTANT
        lines += [f"Variables {binder}." for binder in binders(self.reader)]
        lines += [f"Hypothesis {name} : {text}." for name, text in self.hypotheses(short=False)]
        good = self._good()  # may read more
        return "\n".join([*lines, constants(self.reader.table), *good, *self.hints, *self.shown, "End Values."])

    def hypotheses(self, *, short: bool = True) -> list[tuple[str, str]]:
        """Names and texts, in order: of kinds, of relations, of laws."""
        assumed = [pair[0 if short else 1] for pair in self.assumptions]
        found = [(f"h_{number}", text) for number, text in enumerate([*kind_hypotheses(self.reader), *assumed])]
        found += [("h_law", text) for text in law_hypotheses(self.reader)]
        return [*found, ("h_positive", "positive E")] if self.reader.means else found

    def _good(self) -> list[str]:
        law = "h_law" if self.random else "plain_gaussians"
        found = self.inverses
        hints, sums = early_hints(self.reader, self.part), sums_with_hypotheses(self.reader, self.part)
        check = self._check_before
        return GoodTable(self.reader.table, found.inverted, found.products, hints, sums, check, law).lemmas()

    def _theorem(self, claim: str, proof: str, quantified: Collection[Basic]) -> str:
        lets = [f"  let {name} := {self.text(term)} in" for name, term in self.abbreviations.items()]
        random = [f"  let {name} := {self.random_value(term)} in" for name, term in self.reader.named_random.items()]
        inside = self.hypotheses_of(quantified)
        hypotheses = [f"  {text} ->" for name, text in self.hypotheses() if (name, text) not in inside]
        variables = {self.reader.names.of(v, str(v.name)) for v in quantified}
        symbols = [f"  {binder}" for binder in binders(self.reader, variables)]
        frame = "(R : rcfType) (A : comAlgType R) (E : A -> R)" if self.random else "(R : rcfType)"
        head = [f"Theorem {self.name} {frame}", *symbols]
        head[-1] += " :"
        body = [*lets, *hypotheses, *random, f"  {claim}."]
        return "\n".join(
            [*head, *body, "Proof.", self.introduced(quantified), proof, "Qed.", f"Print Assumptions {self.name}."]
        )

    def random_value(self, term: Matrix) -> str:
        """What a random matrix is: its mean and the centred letter."""
        return OrdinaryText(self.reader.table, inside=True)(term)


RANDOM = ("Variables (R : rcfType) (A : comAlgType R) (E : A -> R).",)

CONSTANT = (
    "Variable R : rcfType.",
    "Definition A := [comAlgType R of R^o].",
    "Definition E : A -> R := @plain R.",
)

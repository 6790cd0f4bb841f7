"""A limit as a module: what the expression is at each size, what that tends to, and the theorem that joins the two."""

import re
from dataclasses import dataclass
from functools import reduce

from sympy import Symbol, oo

from proofs_checks.kernel.at_limit import AtLimit
from proofs_checks.kernel.links import Term, links_between
from proofs_checks.kernel.part_file import PartFile
from proofs_checks.kernel.refusal import NotExportedError
from proofs_checks.kernel.statement_parts import binders
from theory.core.execution import Derivation
from theory.core.relations.tends_to import in_small_variables
from theory.core.substitution import replaced
from theory.statements import Limit

__all__ = ["Way", "limit_module"]


@dataclass(frozen=True)
class Way:
    """What tends: the direction and its type in Coq, the names of the variables, and a variable's type."""

    direction: str
    kind: str
    names: tuple[str, ...]
    of: str

    @property
    def binder(self) -> str:
        return f"({' '.join(self.names)} : {self.of})"

    @property
    def point(self) -> str:
        return f"({', '.join(self.names)})" if len(self.names) > 1 else self.names[0]

    def function(self, text: str) -> str:
        """The text as a function of the point."""
        if len(self.names) == 1:
            return f"(fun {self.binder} => {text})"
        return f"(fun p : {self.kind} => (fun {self.binder} => {text}) p.1 p.2)"

    @property
    def known(self) -> list[str]:
        """That 1/n, or the scalar itself, tends to 0."""
        if self.of == "R":
            return [f"have tends_0 : tends {self.direction} (fun s : R => s) 0 := @tends_identity R."]
        if len(self.names) == 1:
            return [f"have tends_0 : tends {self.direction} (fun n : nat => (n%:R : R)^-1) 0 := tends_inv_size arch."]
        return [
            f"have tends_{n} : tends {self.direction} (fun p : {self.kind} => (p.{n}%:R : R)^-1) 0 := "
            f"{'tends_first' if n == 1 else 'tends_second'} (tends_inv_size arch)."
            for n in (1, 2)
        ]


def limit_module(file: PartFile, derivation: Derivation | None, limit: Limit) -> str:
    """The module. Raises NotExportedError for limits in turn, of matrices, and of more than two sizes."""
    reader, part = file.reader, file.part
    if derivation is None or limit.in_turn or getattr(limit.expression, "is_Matrix", False):
        message = "a limit without steps, in turn, or of a matrix is not known to the kernel's library"
        raise NotExportedError(message)
    expression, value = reader.scalar(limit.expression), reader.scalar(limit.value)
    way = _way(file, limit)
    file.statement_is_read()
    before = part.unfolded(derivation.states[-2].expression)
    rational, zero = in_small_variables(before, limit.variables, limit.to)
    near = replaced(rational, {e: 1 / v if limit.to == oo else v for e, v in zip(zero, limit.variables, strict=True)})
    links = links_between(reader, part, derivation, limit.expression, near, steps=len(part.derivation) - 1)
    if any(link.left_out for link in links):
        message = "a step before the limit leaves something out"
        raise NotExportedError(message)
    chain = reduce(
        lambda rest, proof: f"(etrans {proof} {rest})",
        reversed([file.same(link.before, link.whole) for link in links]),
        "erefl",
    )
    near_term = reader.scalar(near)
    there = AtLimit(reader, file.inverses, limit.variables, limit.to).scalar(near_term)
    plain = {key: file.text(term, short=False) for key, term in _texts(expression, near_term, there, value)}
    arch = "" if way.of == "R" else "(arch : forall x : R, exists n : nat, x < n%:R) "
    function = way.function(plain["near"])
    file.show("shown", f"{plain['expression']} = {plain['near']} :> R", f"exact: {chain}")
    file.show(f"near_tends {arch}", f"tends {way.direction} {function} ({plain['there']})", _tending(way))
    file.show("value_there", f"{plain['there']} = {plain['value']} :> R", f"exact: {file.same(there, value)}")
    return f"{file.body()}\n{_theorem(file, way, expression, value, function)}"


def _texts(*found: Term) -> list[tuple[str, Term]]:
    return list(zip(("expression", "near", "there", "value"), found, strict=True))


def _tending(way: Way) -> str:
    return " ".join([*way.known, "cbv beta; tends_tac; signs"])


def _way(file: PartFile, limit: Limit) -> Way:
    names = tuple(file.reader.names.of(v, str(v.name)) for v in limit.variables)
    sizes = all(isinstance(v, Symbol) and v.is_integer and v.is_positive for v in limit.variables)
    match len(names), limit.to == oo and sizes, limit.to == 0 and not sizes:
        case 1, True, _:
            return Way("infinity", "nat", names, "nat")
        case 2, True, _:
            return Way("infinity2", "nat * nat", names, "nat")
        case 1, _, True:
            return Way("(falling_to_0 R)", "R", names, "R")
    message = f"the limit {', '.join(names)} → {limit.to} is not known to the kernel's library"
    raise NotExportedError(message)


# -- the theorem ------------------------------------------------------------------------------------------------------
def _theorem(file: PartFile, way: Way, expression: Term, value: Term, function: str) -> str:
    reader, tending = file.reader, re.compile(rf"(?<!['\w:%])({'|'.join(way.names)})\b")
    random = [b for b in binders(reader) if "'M[A]" in b]
    outer = [b for b in _outer_binders(file, way) if b not in random]
    lets = {name: file.text(term) for name, term in file.abbreviations.items()}
    below = {name for name, text in lets.items() if tending.search(text)}
    while more := {
        n for n, text in lets.items() if n not in below and any(re.search(rf"\b{b}\b", text) for b in below)
    }:
        below |= more
    hypotheses = [(name, text) for name, text in file.hypotheses() if name != "h_law"]
    kinds = [f"(0 < {name})%N" for name in way.names] + [f"0 < {name}" for name in way.names]
    inner = [(name, text) for name, text in hypotheses if text in kinds]
    rest = [each for each in hypotheses if each not in inner]
    if any(tending.search(text) for _, text in rest) or any(tending.search(b) for b in outer):
        message = "a hypothesis, or the shape of a constant, depends on what tends"
        raise NotExportedError(message)
    laws = [f"inhabited ({text})" for name, text in file.hypotheses() if name == "h_law"]
    equation = f"f {way.point} = {file.text(expression)}"
    seen = [f"forall {way.binder}, {''.join(f'{text} -> ' for _, text in inner)}"]
    seen += [f"let {name} := {text} in" for name, text in lets.items() if name in below]
    if laws:
        seen.append(f"exists (A : comAlgType R) (E : A -> R) {' '.join(random)},")
        seen.append("".join(f"{law} /\\ " for law in laws).rstrip())
        lines = [f"let {name} := {file.random_value(term)} in" for name, term in reader.named_random.items()]
        equation = f"({' '.join([*lines, equation])})"
    arch = [] if way.of == "R" else ["(forall (x : R), exists (n : nat), x < n%:R) ->"]
    head = [f"Theorem {file.name} (R : rcfType)", *outer, f"(f : {way.kind} -> R) :"]
    head += [f"let {name} := {text} in" for name, text in lets.items() if name not in below]
    head += [*arch, *(f"{text} ->" for _, text in rest)]
    head += ["(" + "\n   ".join([*seen, equation]) + ") ->", f"tends {way.direction} f ({file.text(value)})."]
    names = " ".join([*(n for n in lets if n not in below), *(["arch"] if arch else []), *(n for n, _ in rest)])
    proof = _proof(file, way, names, inner, function)
    return "\n  ".join(head) + f"\nProof.\n{proof}\nQed.\nPrint Assumptions {file.name}."


def _outer_binders(file: PartFile, way: Way) -> list[str]:
    sizes = [name for name in file.reader.table.symbols_of_sizes if name not in way.names]
    found = [b for b in binders(file.reader) if not b.endswith(" : nat)") and b != f"({way.names[0]} : R)"]
    return [*([f"({' '.join(sizes)} : nat)"] if sizes else []), *found]


def _proof(file: PartFile, way: Way, outer: str, inner: list[tuple[str, str]], function: str) -> str:
    letters = [entry.text for entry in file.reader.table.letters if entry.random]
    names = ["A", "E", *letters, "[h_law]"] if letters else []
    opened = "".join(f"[{name} " for name in names) + "same_f" + "]" * len(names)
    point, given = " ".join(way.names), " ".join(name for name, _ in inner)
    one, shown = ("1", "ltr01") if way.of == "R" else ("1%N", "isT")
    start = "; ".join(f"pose {name} : {way.of} := {one}" for name in way.names)
    first = "; ".join(f"have {name} : {text} := {shown}" for name, text in inner)
    arch = "" if way.of == "R" else " arch"
    lines = [f"move=> {outer} seen."]
    lines += [f"have there : tends {way.direction} {function} ({file.text(_value(file), short=False)})."]
    lines += [f"  {start}; {first}.", f"  have {opened} := seen {point} {given}."]
    lines += [
        f"  exact: (eq_ind _ (tends {way.direction} {function}) {file.shown_by('near_tends', more=arch)} _ "
        f"{file.shown_by('value_there')})."
    ]
    lines += ["apply: (tends_eq _ there)."]
    far = " ".join(next(name for name, text in inner if f"0 < {v}" in text) for v in way.names)
    enough = f"exists 1; [exact: ltr01 | move=> {point} {far} _]" if way.of == "R" else f"exists 1%N => {point} {far}"
    lines += [
        f"{enough}.",
        f"have {opened} := seen {point} {given}.",
        f"exact: (esym (etrans same_f {file.shown_by('shown')})).",
    ]
    return "\n".join(lines)


def _value(file: PartFile) -> Term:
    assert isinstance(file.part.statement, Limit), "a limit's module"
    return file.reader.scalar(file.part.statement.value)

"""Wrong versions of a derivation: a step lost, moved or with another value, a certificate lost or scaled, a premise
outside its hypotheses, a hypothesis less, a kind of symbol that says less.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from random import Random
from zlib import crc32

from sympy import Basic, Integer, MatrixSymbol, Rational

from numerics import free_parameters
from numerics.values.kinds import kind_of
from proofs_checks.challenges.mutation.places import changes_somewhere
from proofs_checks.challenges.mutation.rebuilding import rebuilt
from proofs_checks.challenges.mutation.statement_letters import Alphabet
from proofs_checks.settings.challenge_numbers import DERIVATION_WANTED, VALUES_TRIED
from theory.algebra.vocabulary.random_matrices import RandomMatrix
from theory.algebra.vocabulary.sympy_types import Expression
from theory.certificates import Certificate, Combination
from theory.core.execution import Proposing
from theory.registry import theorem as registered
from theory.rules import Premise
from theory.theorem_record import Step, Theorem

__all__ = ["DerivationMutant", "derivation_mutants"]


@dataclass(frozen=True)
class DerivationMutant:
    """A theorem (or corollary, as one) whose derivation, hypotheses or kinds were changed."""

    kind: str
    text: str
    theorem: Theorem


def derivation_mutants(theorem: Theorem, *, wanted: int = DERIVATION_WANTED, seed: int = 0) -> list[DerivationMutant]:
    """Some of each kind in turn, the same for the same seed; none of a theorem without a derivation."""
    if not theorem.derivation:
        return []
    random = Random(f"{seed} {theorem.slug} {crc32(repr(theorem.statement).encode())}")
    groups = [list(kind(theorem, random)) for kind in _KINDS]
    for group in groups:
        random.shuffle(group)
    found: list[DerivationMutant] = []
    while any(groups) and len(found) < wanted:
        found += [group.pop() for group in groups if group]
    return found[:wanted]


Found = Iterator[DerivationMutant]


def _with(theorem: Theorem, steps: Iterable[Step]) -> Theorem:
    return replace(theorem, derivation=tuple(steps))


def _steps_dropped(theorem: Theorem, random: Random) -> Found:
    steps = theorem.derivation
    for i, step in enumerate(steps):
        if len(steps) > 1:
            changed = _with(theorem, steps[:i] + steps[i + 1 :])
            yield DerivationMutant("step dropped", f"without step {i + 1} ({step.rule})", changed)


def _steps_swapped(theorem: Theorem, random: Random) -> Found:
    steps = theorem.derivation
    for i in range(len(steps) - 1):
        changed = (*steps[:i], steps[i + 1], steps[i], *steps[i + 2 :])
        yield DerivationMutant("steps swapped", f"steps {i + 1} and {i + 2} swapped", _with(theorem, changed))


def _other_values(theorem: Theorem, random: Random) -> Found:
    """An argument of a rule, or a value that it gives, with a slip."""
    alphabet = Alphabet(free_parameters(*theorem.unfold().expressions()))
    for i, step in enumerate(theorem.derivation):
        for name, value in _arguments(step.rule):
            candidates = list(changes_somewhere(value, alphabet, inside=True))
            for change in random.sample(candidates, min(VALUES_TRIED, len(candidates)))[:1]:
                try:
                    rule = _with_argument(step.rule, name, change.build())
                except (ValueError, TypeError, ArithmeticError, AttributeError):
                    continue  # a value that makes no sense
                yield _rule_changed(theorem, i, rule, "another value", f"{name} of step {i + 1}: {change.text()}")


def _arguments(rule: Proposing) -> Iterator[tuple[str, Basic]]:
    if not is_dataclass(rule):
        return  # of a rule that is no record nothing is known that could be changed
    for field in fields(rule):
        value = getattr(rule, field.name)
        if isinstance(value, Basic) and value.args:
            yield field.name, value
        elif field.name == "at":
            yield from ((f"at {i}", v) for i, (_, v) in enumerate(value) if isinstance(v, Basic) and v.args)


def _with_argument(rule: Proposing, name: str, value: Basic) -> Proposing:
    if not name.startswith("at "):
        return _with_field(rule, name, value)
    at = list(getattr(rule, "at", ()))
    place = int(name.removeprefix("at "))
    at[place] = (at[place][0], value)
    return _with_field(rule, "at", tuple(at))


def _with_field(rule: Proposing, name: str, value: object) -> Proposing:
    """The rule with another value in a field. Raises TypeError for one that is no record."""
    if not is_dataclass(rule) or isinstance(rule, type):
        message = f"{rule} is no record: nothing in it can be changed"
        raise TypeError(message)
    changed: Proposing = replace(rule, **{name: value})
    return changed


def _rule_changed(theorem: Theorem, i: int, rule: Proposing, kind: str, text: str) -> DerivationMutant:
    steps = list(theorem.derivation)
    steps[i] = replace(steps[i], rule=rule)
    return DerivationMutant(kind, text, _with(theorem, steps))


def _certificates_changed(theorem: Theorem, random: Random) -> Found:
    for i, step in enumerate(theorem.derivation):
        rule = step.rule
        if not is_dataclass(rule):
            continue  # of a rule that is no record nothing is known that could be changed
        for field in fields(rule):
            for text, value in _changed_certificates(getattr(rule, field.name)):
                changed = _with_field(rule, field.name, value)
                yield _rule_changed(theorem, i, changed, "certificate", f"step {i + 1}: {text}")


def _changed_certificates(value: object) -> Iterator[tuple[str, object]]:
    """A certificate doubled or halved; one of several lost; the same inside a combination."""
    if isinstance(value, Combination):
        for k, (c, part) in enumerate(value.terms):
            rest = value.terms[:k] + value.terms[k + 1 :]
            yield f"without the term ({c})({part})", replace(value, terms=rest)
            yield f"the term ({c})({part}) doubled", replace(value, terms=(*rest, (2 * c, part)))
    elif isinstance(value, Certificate):
        for factor in (Integer(2), Rational(1, 2)):
            yield f"{factor} times ({value})", Combination(((factor, value),))
    elif isinstance(value, tuple) and value and all(isinstance(v, Certificate) for v in value):
        for k, certificate in enumerate(value):
            yield f"without ({certificate})", value[:k] + value[k + 1 :]
            for text, changed in _changed_certificates(certificate):
                yield text, (*value[:k], changed, *value[k + 1 :])


def _premises_misused(theorem: Theorem, random: Random) -> Found:
    """A premise at the negative of something definite or of one sign."""
    for i, step in enumerate(theorem.derivation):
        if isinstance(step.rule, Premise):
            symbols = free_parameters(*registered(step.rule.slug).unfold().expressions())
            for symbol in (s for s in symbols if kind_of(s).weaker(s) is not None and s not in dict(step.rule.at)):
                rule = replace(step.rule, at=(*step.rule.at, (symbol, -symbol)))
                yield _rule_changed(theorem, i, rule, "premise misused", f"step {i + 1} at {symbol} = -{symbol}")


def _hypotheses_removed(theorem: Theorem, random: Random) -> Found:
    for assumption in theorem.assumptions:
        if not isinstance(assumption.relation, str):
            rest = tuple(a for a in theorem.assumptions if a is not assumption)
            changed = replace(theorem, assumptions=rest)
            yield DerivationMutant("hypothesis removed", f"without {assumption.name!r}", changed)


def _kinds_weakened(theorem: Theorem, random: Random) -> Found:
    abbreviations = {symbol for symbol, _ in theorem.notation}
    symbols = free_parameters(*theorem.unfold().expressions())
    for symbol in symbols:
        weaker = kind_of(symbol).weaker(symbol)
        if weaker is None or symbol in abbreviations or isinstance(symbol, RandomMatrix):
            continue
        change = partial(_exchanged, symbol, weaker)
        try:
            changed = rebuilt(theorem, change)
        except (ValueError, TypeError, AttributeError):
            continue  # a law or a statement that refuses it
        yield DerivationMutant("kind weakened", f"{symbol} a {_named(weaker)}", changed)


def _exchanged(symbol: Basic, other: Basic, expression: Basic) -> Basic:
    return expression.xreplace({symbol: other})


def _named(symbol: Expression) -> str:
    if isinstance(symbol, MatrixSymbol):
        return type(symbol).__name__
    return "number ≥ 0" if symbol.is_nonnegative else "real number"


_KINDS = (
    _steps_dropped,
    _steps_swapped,
    _other_values,
    _certificates_changed,
    _premises_misused,
    _hypotheses_removed,
    _kinds_weakened,
)

"""What a theorem is: frozen values, with no status field. Whether one holds is computed, never typed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sympy import Basic

from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.execution import Proposing
from theory.core.notation import Notation, folded, written_out
from theory.moments.existence import existence_conditions
from theory.notebook import Part, ShownInNotebooks, printer
from theory.statements import Statement

__all__ = ["Assumption", "Corollary", "Source", "Step", "Theorem", "moments_exist"]


@dataclass(frozen=True)
class Assumption:
    """A hypothesis.

    ``relation`` is a SymPy relation or predicate, from which satisfaction and margin are computed
    (``sigma2 + Trace(H*Psi) > 0``, ``Q.positive_definite(H)``), or a sentence naming a law ("prompts are Gaussian"),
    whose known ``violations`` are listed. A sentence that says what a statement has substituted ("Psi = 0") is
    ``decided_by`` a relation in the symbols of the setting, which the statement itself no longer contains.

    >>> from theorycheck import Assumption, setting
    >>> Assumption("there is noise", setting.sigma2 > 0).relation
    sigma2 > 0
    """

    name: str
    relation: Basic | str
    violations: tuple[str, ...] = ()
    decided_by: Basic | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.relation, Basic | str):
            message = (
                f"the hypothesis {self.name!r} is {self.relation!r}, a {type(self.relation).__name__}: give a relation "
                "such as Gt(sigma2, 0) or Eq(A*A, A, evaluate=False), a predicate, or a sentence that names a law"
            )
            raise ValueError(message)


def moments_exist(expr: Expression) -> tuple[Assumption, ...]:
    """The hypotheses under which the closed forms that ``doit`` gives of the expectations in ``expr`` are right.

    One n > p + 2r − 1 for each X (n×p) whose (XᵀX)⁻¹ occurs, r being the highest order in which it is left after the
    random symbols that depend on X are integrated and (XᵀX)⁻¹XᵀX is cancelled. Empty for polynomials in Gaussian
    symbols; an integrand outside the scope of ``doit`` contributes nothing.

    >>> from sympy import Trace
    >>> from theorycheck import Expectation, moments_exist, setting
    >>> X = setting.prompt.X
    >>> [hypothesis.relation for hypothesis in moments_exist(Expectation(Trace((X.T * X).inverse())))]
    [M > d + 1]
    """
    return tuple(Assumption(*condition) for condition in existence_conditions(expr))


@dataclass(frozen=True)
class Source:
    """Where a result comes from. ``work`` is ``derived here`` for what no paper states.

    >>> from theorycheck import Source
    >>> print(Source("arXiv 2402.14951", "Theorem 1"))
    arXiv 2402.14951, Theorem 1
    """

    work: str
    result: str = ""

    def __str__(self) -> str:
        return f"{self.work}, {self.result}" if self.result else self.work


@dataclass(frozen=True)
class Step:
    """One step of a derivation: an executable rule (``theory.rules``) and the reason a reader is given.

    >>> from theorycheck import Step, rules
    >>> Step(rules.Integrate(), "integrate the noise").because
    'integrate the noise'
    """

    rule: Proposing
    because: str


@dataclass(frozen=True)
class Corollary:
    """A further statement of a theorem, under its hypotheses and in its notation, with a derivation of its own.

    >>> from theorycheck import Corollary, Equality, setting
    >>> Corollary(Equality(setting.H.T, setting.H)).derivation
    ()
    """

    statement: Statement
    derivation: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "derivation", _steps(self.derivation, "a corollary"))


@dataclass(frozen=True)
class Theorem(ShownInNotebooks):
    """A statement with its hypotheses, derivation and source.

    ``notation`` abbreviates: pairs (symbol, definition) that ``statement`` and ``corollaries`` may use; a later
    definition may use earlier symbols. ``corollaries`` are further statements that are checked with the theorem: an
    equality of normal forms as it is, others as a ``Corollary`` with a derivation.

    Raises ValueError for an abbreviation of what is random, and for a derivation that is no tuple of steps.

    >>> from theorycheck import Equality, Expectation, Theorem, setting
    >>> mean = Equality(Expectation(setting.sample_covariance()), setting.H)
    >>> Theorem(slug="mean_of_sample_covariance", title="The sample covariance is unbiased", statement=mean).depends_on
    ()
    """

    slug: str
    title: str
    statement: Statement
    assumptions: tuple[Assumption, ...] = ()
    derivation: tuple[Step, ...] = ()
    source: Source = Source("derived here")
    depends_on: tuple[str, ...] = ()
    notation: Notation = ()
    corollaries: tuple[Statement | Corollary, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "derivation", _steps(self.derivation, self.slug))
        for symbol, definition in self.notation:
            # it would pass for a constant inside an expectation
            if definition.atoms(MatrixNormal):
                message = f"{self.slug} abbreviates {definition}, which is random, by {symbol}: write it out"
                raise ValueError(message)

    def notebook_parts(self) -> Iterable[Part]:
        return printer().theorem_parts(self)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statement, and after it those of the corollaries."""
        return (self.statement, *(part.statement for part in self.parts))

    @property
    def parts(self) -> tuple["Theorem", ...]:
        """Each corollary as a theorem with the same hypotheses and notation."""
        pairs = ((c.statement, c.derivation) if isinstance(c, Corollary) else (c, ()) for c in self.corollaries)
        return tuple(replace(self, statement=s, derivation=steps, corollaries=()) for s, steps in pairs)

    def unfold(self, statement: Statement | None = None) -> Statement:
        """The statement (or one of the corollaries) with every abbreviation replaced by its definition."""
        return written_out(self.notation, self.statement if statement is None else statement, _about)

    def unfolded(self, expression: Expression) -> Expression:
        """An expression or relation with every abbreviation replaced by its definition; a sentence stays as it is."""
        return written_out(self.notation, expression)

    def with_variables_shown(self) -> Statement:
        """The statement with those abbreviations written out that hide a variable of it."""
        variables = self.statement.varied
        hiding = [pair for pair in self.notation if variables and self.unfolded(pair[1]).has(*variables)]
        return written_out(tuple(hiding), self.statement, _about)

    def folded(self, expression: Expression) -> Expression:
        """An expression with what the abbreviations stand for written as abbreviations, where it occurs as such."""
        return folded(self.notation, expression)


def _about(statement: Statement, definitions: Mapping[Basic, Basic]) -> Statement:
    return statement.replace(definitions)


def _steps(derivation: Step | Iterable[Step], where: str) -> tuple[Step, ...]:
    """The steps as a tuple. Raises ValueError for anything else: one step in brackets without a comma is no tuple."""
    if isinstance(derivation, Step):
        message = f"the derivation of {where} is a single Step: write derivation=(Step(…),), with a comma"
        raise ValueError(message)
    for step in derivation:
        if not isinstance(step, Step):
            message = f"the derivation of {where} holds {step!r}: give Step(rule, reason), with commas between them"
            raise ValueError(message)
    return tuple(derivation)

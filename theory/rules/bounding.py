"""Steps down: something that a certificate shows to be ≥ 0 is left out."""

from dataclasses import dataclass

from sympy import Basic

from theory.algebra.positivity.certificate import Certificate
from theory.algebra.vocabulary.entry import expression
from theory.algebra.vocabulary.sympy_types import Expression
from theory.core.state import State
from theory.rules.rewriting import expanded
from theory.rules.rule import Rule

__all__ = ["Below", "MinimiseAt", "MinimiseTogether"]


@dataclass(frozen=True)
class Below(Rule):
    """Go down to ``to``: what is left out is the sum of the certificates.

    >>> from theorycheck import rules, certificates, setting
    >>> print(rules.Below(setting.sigma2, (certificates.Square(setting.sigma2),)))
    certificate
    """

    to: Expression
    certificates: tuple[Certificate, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", expression(self.to, "where the step leads"))

    def apply(self, state: State) -> State:
        return state.to(self.to, relation="≥", certificates=self.certificates)

    def __str__(self) -> str:
        return "certificate"


@dataclass(frozen=True)
class MinimiseAt(Rule):
    """Give a variable the value at which the rest, which the certificate shows to be ≥ 0, vanishes.

    >>> from theorycheck import rules, certificates, setting
    >>> now = rules.MinimiseAt(setting.beta, setting.beta_star, certificates.Square(setting.sigma2))
    >>> now.value
    beta_star
    """

    variable: Basic
    value: Basic
    certificate: Certificate

    def apply(self, state: State) -> State:
        reached = expanded(state.expression.xreplace({self.variable: self.value}))
        minimizer = {**state.minimizer, self.variable: self.value}
        return state.to(reached, relation="≥", certificates=(self.certificate,), minimizer=minimizer)

    def __str__(self) -> str:
        return f"minimise over {self.variable}"


@dataclass(frozen=True)
class MinimiseTogether(Rule):
    """Give several variables, which hypotheses tie together, the values at which the rest vanishes.

    >>> from theorycheck import rules, certificates, setting
    >>> now = rules.MinimiseTogether((setting.beta,), (setting.beta_star,), certificates.Square(setting.sigma2))
    >>> now.values
    (beta_star,)
    """

    variables: tuple[Basic, ...]
    values: tuple[Basic, ...]
    certificate: Certificate

    def apply(self, state: State) -> State:
        given = dict(zip(self.variables, self.values, strict=True))
        reached = expanded(state.expression.xreplace(given))
        minimizer = {**state.minimizer, **given}
        return state.to(reached, relation="≥", certificates=(self.certificate,), minimizer=minimizer)

    def __str__(self) -> str:
        return f"minimise over {', '.join(map(str, self.variables))}"

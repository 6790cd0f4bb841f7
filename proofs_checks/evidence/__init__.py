"""The kinds of evidence, strongest first. Each module of ``checks`` holds ``NAME`` and ``check(theorem, context)``."""

from collections.abc import Callable

from proofs_checks.context import Context
from proofs_checks.evidence import (
    derivation,
    exact_points,
    flow,
    forward_pass,
    given_values,
    limits,
    monte_carlo,
    property_search,
    quadrature,
)
from proofs_checks.evidence import tightness as attack
from proofs_checks.verdict import CheckResult
from theory.theorem_record import Theorem

__all__ = ["CHECKS", "Check"]

Check = Callable[[Theorem, Context], CheckResult | None]

_MODULES = (
    derivation,
    exact_points,
    quadrature,
    property_search,
    attack,
    limits,
    flow,
    forward_pass,
    monte_carlo,
    given_values,
)

CHECKS: tuple[tuple[str, Check], ...] = tuple((module.NAME, module.check) for module in _MODULES)
"""None from a check means that this kind of evidence does not exist for the statement."""

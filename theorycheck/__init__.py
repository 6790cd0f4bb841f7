"""The public interface of ``theory``, ``numerics`` and ``proofs_checks`` under one name.

    >>> import theorycheck
    >>> theorycheck.Verdict.PROVED in set(theorycheck.Verdict)
    True

Each name is imported when it is used; what it is stands in the package that defines it.
"""

from theorycheck.stopping import end_at_signals, is_the_command

if is_the_command():
    end_at_signals()  # before anything that takes time

from importlib import import_module
from typing import TYPE_CHECKING

from theorycheck.shadowing import refuse_shadowed_packages

if TYPE_CHECKING:
    from numerics import (
        Comparison,
        Estimate,
        Problem,
        RawWeights,
        Statistics,
        TooLargeError,
        assisted_monte_carlo,
        closed_forms,
        compare,
        draw,
        draw_statistics,
        evaluate,
        exact_value,
        expected_value,
        free_parameters,
        monte_carlo,
        rational_point,
        register_node,
        risk_of_predictor,
        risk_of_weights,
        risk_on_prompts,
        samples_needed,
        smallest_detectable,
    )
    from proofs_checks import (
        AuditReport,
        CheckResult,
        LowerBound,
        Minimised,
        NoLowerBoundFoundError,
        NoMinimumFoundError,
        Report,
        StepView,
        Verdict,
        audit,
        audit_table,
        lower_bound,
        minimise,
        step_view,
        verify,
    )
    from theory import (
        Assumption,
        Bound,
        Corollary,
        Covariance,
        Equality,
        Expectation,
        FlowBound,
        FlowConvergence,
        Limit,
        LoewnerBound,
        MatrixNormal,
        Minimum,
        NameClashError,
        PositiveDefiniteMatrix,
        PositiveSemidefinite,
        PositiveSemidefiniteMatrix,
        RandomMatrix,
        ShapeError,
        Source,
        StationaryPoint,
        Step,
        SymmetricMatrix,
        Theorem,
        Undecidable,
        UnsupportedExpressionError,
        Variance,
        Witness,
        certificates,
        equal,
        expectation,
        gradient,
        hessian_quadratic_form,
        inner,
        latex,
        moments_exist,
        quad,
        rules,
        setting,
        theorem,
        theorems,
    )

__all__ = [
    "Assumption",
    "AuditReport",
    "Bound",
    "CheckResult",
    "Comparison",
    "Corollary",
    "Covariance",
    "Equality",
    "Estimate",
    "Expectation",
    "FlowBound",
    "FlowConvergence",
    "Limit",
    "LoewnerBound",
    "LowerBound",
    "MatrixNormal",
    "Minimised",
    "Minimum",
    "NameClashError",
    "NoLowerBoundFoundError",
    "NoMinimumFoundError",
    "PositiveDefiniteMatrix",
    "PositiveSemidefinite",
    "PositiveSemidefiniteMatrix",
    "Problem",
    "RandomMatrix",
    "RawWeights",
    "Report",
    "ShapeError",
    "Source",
    "StationaryPoint",
    "Statistics",
    "Step",
    "StepView",
    "SymmetricMatrix",
    "Theorem",
    "TooLargeError",
    "Undecidable",
    "UnsupportedExpressionError",
    "Variance",
    "Verdict",
    "Witness",
    "assisted_monte_carlo",
    "audit",
    "audit_table",
    "certificates",
    "closed_forms",
    "compare",
    "draw",
    "draw_statistics",
    "equal",
    "evaluate",
    "exact_value",
    "expectation",
    "expected_value",
    "free_parameters",
    "gradient",
    "hessian_quadratic_form",
    "inner",
    "latex",
    "lower_bound",
    "minimise",
    "moments_exist",
    "monte_carlo",
    "quad",
    "rational_point",
    "register_node",
    "risk_of_predictor",
    "risk_of_weights",
    "risk_on_prompts",
    "rules",
    "samples_needed",
    "setting",
    "smallest_detectable",
    "step_view",
    "theorem",
    "theorems",
    "verify",
]

__version__: str

PACKAGES = ("theory", "numerics", "proofs_checks")

refuse_shadowed_packages(PACKAGES)


if not TYPE_CHECKING:  # type checkers would take any name at all for granted

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version("theorycheck")
        if name in __all__:
            for package in map(import_module, PACKAGES):
                if name in package.__all__:
                    return getattr(package, name)
            homes = {"closed_forms": "numerics"}
            return import_module(f"{homes.get(name, 'theory')}.{name}")
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})

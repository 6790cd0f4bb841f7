"""What of a claim can be sampled: an unevaluated expectation, and the number it is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from sympy import Add, Basic, Integer, MatAdd, MatMul, Mul

from numerics import Estimate, free_parameters, monte_carlo
from numerics.evaluation.walk import evaluate
from numerics.independent.recomputed import NoSecondValueError, size_of_terms
from numerics.tolerances.float_tolerances import ROUNDING
from numerics.tolerances.sample_sizes import MINIMUM_SAMPLES
from numerics.values.number_types import Number
from proofs_checks.cases.testable_claims import Claim
from proofs_checks.settings.case_sizes import CANCELLED, TOLD_FROM_ZERO
from proofs_checks.settings.sampling_trials import UNREACHABLE
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.sympy_types import Expression

__all__ = ["RMS", "Sampled", "as_floats", "closed", "sampled_form"]

RMS = "the integrand's RMS"
"""What errors are relative to where 0 is claimed."""

TERMS = "the terms' RMS"
"""What errors are relative to where they cancel at every draw."""


@dataclass(frozen=True)
class Sampled:
    """``quantity`` holds expectations; the claim says that it is ``claimed`` (None: 0; at least 0 if ``one_sided``).

    ``yardstick`` is the side without expectations, if there is one: errors are measured relative to it.
    """

    claim: Claim
    quantity: Basic
    claimed: Basic | None
    one_sided: bool
    yardstick: Basic | None
    _sides: dict[tuple[bytes, ...], Estimate] = field(default_factory=dict, compare=False, repr=False)
    _magnitudes: dict[tuple[bytes, ...], float] = field(default_factory=dict, compare=False, repr=False)

    def at(self, point: Mapping[Expression, Number]) -> dict[Expression, Number]:
        """The point as floats, with the claim's variables moved to where it is made."""
        wanted = set(free_parameters(*self.claim.expressions()))
        values = as_floats({symbol: value for symbol, value in point.items() if symbol in wanted})
        return {**values, **{variable: evaluate(closed(e), values) for variable, e in self.claim.moves}}

    def claimed_at(self, values: Mapping[Expression, Number], shape: tuple[int, ...]) -> Number:
        """The claimed number, of the shape that the samples have."""
        if self.claimed is None:
            return np.zeros(shape)
        return np.asarray(evaluate(self.claimed, values), dtype=np.float64).reshape(shape)

    def magnitude_at(self, values: Mapping[Expression, Number]) -> float:
        """The RMS of what is added up in the integrand: terms may cancel to rounding, however large they are."""
        point = _bytes_of(self.quantity, values)
        if point not in self._magnitudes:
            try:
                self._magnitudes[point] = size_of_terms(self.quantity, values)
            except NoSecondValueError:
                is_known = self._compares_samples
                self._magnitudes[point] = float(np.linalg.norm(self._right_side(values).rms)) if is_known else 0.0
        return self._magnitudes[point]

    def size_at(self, values: Mapping[Expression, Number], estimate: Estimate) -> tuple[float, str]:
        """What errors are measured relative to, and its name: the side in closed form, or the spread if that is 0.

        A bound is measured by the distance between its sides where that is larger, and two sampled sides by the mean
        of one of them.
        """
        size = float(np.linalg.norm(evaluate(self.yardstick, values))) if self.yardstick is not None else 0.0
        spread, mean = (float(np.linalg.norm(a)) for a in (estimate.rms, estimate.mean))
        if self.one_sided and mean > size:
            return mean, "the observed gap"
        if self._compares_samples:
            side = self._right_side(values)
            if side.relative_error < TOLD_FROM_ZERO:
                return float(np.linalg.norm(side.mean)), "the right side"
            spread = max(spread, float(np.linalg.norm(side.rms)))
        if size > ROUNDING * spread:
            return size, "the claim"
        # where all that is left is rounding, errors are seen relative to what has cancelled
        magnitude = self.magnitude_at(values)
        return (spread, RMS) if spread > CANCELLED * magnitude else (magnitude or spread or 1.0, TERMS)

    @property
    def _compares_samples(self) -> bool:
        return self.claimed is None and self.yardstick is None

    def _right_side(self, values: Mapping[Expression, Number]) -> Estimate:
        """A rough one, by which errors are scaled; a plan and every sample at a point ask for the same."""
        right = self.claim.right
        point = _bytes_of(right, values)
        if point not in self._sides:
            samples = 4 * MINIMUM_SAMPLES
            self._sides[point] = monte_carlo(right, values, relative_error=UNREACHABLE, max_samples=samples)
        return self._sides[point]


def _bytes_of(expression: Basic, values: Mapping[Expression, Number]) -> tuple[bytes, ...]:
    """What the value of an expression depends on."""
    return tuple(np.asarray(values[s], dtype=np.float64).tobytes() for s in free_parameters(expression) if s in values)


def sampled_form(claim: Claim) -> Sampled | None:
    """None where there is no expectation to sample, or where the sides differ too little to be told apart."""
    left, right = claim.left, claim.right
    holding = [side for side in (left, right) if side.has(Expectation)]
    if not holding or claim.local or claim.relation == "⪯":
        return None
    other = left if right.has(Expectation) else right
    yardstick = None if len(holding) == 2 else other
    if claim.relation == "=" and yardstick is not None:
        return Sampled(claim, holding[0], yardstick, False, yardstick)
    difference = _difference(right, left)
    return Sampled(claim, difference, None, claim.relation != "=", yardstick)


def closed(expr: Basic) -> Basic:
    """The expression with its expectations evaluated."""
    return expr.replace(lambda node: isinstance(node, Expectation), lambda node: node.doit())


def as_floats(point: Mapping[Expression, Number]) -> dict[Expression, Number]:
    """Fractions as floats; whole numbers, which may be sizes, stay as they are."""
    return {symbol: _as_float(value) for symbol, value in point.items()}


def _as_float(value: Number) -> Number:
    array = np.asarray(value)
    if array.ndim:
        return array.astype(np.float64)
    return value if isinstance(value, int | np.integer) else float(value)


def _difference(a: Basic, b: Basic) -> Basic:
    """The difference a − b, built by constructors: SymPy's matrix operators would evaluate the expectations."""
    if getattr(a, "is_Matrix", False):
        return MatAdd(a, MatMul(Integer(-1), b))
    return Add(a, Mul(Integer(-1), b))

"""Mean, variance and skewness of a stream of arrays, batch by batch, without keeping the samples."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from numerics.tolerances.float_tolerances import ROUNDING
from numerics.tolerances.shown_lengths import SHOWN_ENTRIES
from numerics.values.number_types import Number
from theory.notebook import Formula, Part, Sentence, ShownInNotebooks

__all__ = ["Estimate", "RunningMoments"]


@dataclass(frozen=True, eq=False)
class Estimate(ShownInNotebooks):
    """A sample mean: floats for a scalar, n×m arrays, entry by entry, for a matrix.

    ``standard_error`` is that of the mean, from the sample; ``rms`` = √E[f²] and ``skewness`` describe the integrand
    f. ``converged``: the wanted precision was reached. ``engine_assisted``: the symbolic engine helped (conditioning,
    control variates), so that the estimate is no independent evidence. ``variance_reduction`` is the variance of f over
    that of what was averaged in its place, where control variates were used. ``largest_share`` is the part of the
    variance that one draw alone makes up, the largest over the entries: it stays large where there is no variance, for
    the sum of positive draws without a mean is to its largest one, on average, as 1/(1 − α) to 1, α < 1 their tail
    index (D. A. Darling, Trans. American Mathematical Society 73, 1952), and squares without a mean are such draws.
    ``group``: how many values of f each sample is the mean of; standard error, skewness and share are those of groups,
    ``within`` is the mean square by which values differ from the mean of their group, and what controls take away.

    >>> from theorycheck import Estimate
    >>> round(Estimate(2.0, 0.01, 10_000, 2.2, 0.1).relative_error, 3)
    0.005
    """

    mean: Number
    standard_error: Number
    samples: int
    rms: Number
    skewness: Number
    converged: bool = True
    engine_assisted: bool = False
    variance_reduction: float | None = None
    largest_share: float = 0.0
    group: int = 1
    within: Number = 0.0

    def notebook_parts(self) -> Iterator[Part]:
        mean, error = np.asarray(self.mean), np.asarray(self.standard_error)
        if mean.size <= SHOWN_ENTRIES:
            yield Formula(rf"{_latex(mean)} \pm {_latex(error)}")
        words = [f"{self.samples:,} samples, relative error {self.relative_error:.2g}"]
        words += [] if self.converged else ["the wanted precision was not reached"]
        words += ["engine-assisted: no independent evidence"] if self.engine_assisted else []
        if self.variance_reduction is not None:
            words += [f"control variates reduced the variance {self.variance_reduction:,.3g} times"]
        yield Sentence(f"mean ± standard error: {', '.join(words)}")

    @property
    def deviation(self) -> float:
        """The standard deviation of f itself, of a single draw (Frobenius norm)."""
        of_groups = np.asarray(self.standard_error) ** 2 * (self.samples - 1)
        return float(np.linalg.norm(np.sqrt(of_groups + np.asarray(self.within))))

    @property
    def relative_error(self) -> float:
        """‖standard error‖/‖mean‖ (Frobenius norms); inf where the mean is 0 and the standard error is not."""
        error, mean = float(np.linalg.norm(self.standard_error)), float(np.linalg.norm(self.mean))
        return error / mean if mean else (math.inf if error else 0.0)


class RunningMoments:
    """Central moment sums up to order three, merged as streams.

    With δ the difference of two means, sums about the joint mean are those about each plus polynomials in δ: expand
    (x − m)^k = ((x − m_i) + (m_i − m))^k and note that Σ(x − m_i) = 0. Nothing as large as the mean is squared, so that
    nothing cancels where the spread is small beside it. Sources: T. F. Chan, G. H. Golub and R. J. LeVeque, The
    American Statistician 37 (1983), for order two; P. Pébay, Sandia report SAND2008-6212 (2008), for order three.

    ``group``: how many values each sample is the mean of.
    """

    def __init__(self, group: int = 1) -> None:
        self.group = group
        self.samples = 0
        self._within: Number = 0.0
        self._mean: Number = 0.0
        self._m2: Number = 0.0
        self._m3: Number = 0.0
        self._largest: Number = 0.0

    def add(self, batch: np.ndarray, within: Number = 0.0) -> None:
        """Merge samples (size, …); ``within``: the mean square by which values differ from the mean of their group."""
        mean = batch.mean(axis=0)
        centred = batch - mean
        square = centred * centred
        self._merge(len(batch), mean, square.sum(axis=0), (square * centred).sum(axis=0), within)
        self._largest = np.maximum(self._largest, square.max(axis=0))

    def merge(self, other: "RunningMoments") -> None:
        """Merge the samples of another stream; rounding depends on the order of merging, and on nothing else."""
        self._merge(other.samples, other._mean, other._m2, other._m3, other._within)
        self._largest = np.maximum(self._largest, other._largest)

    def _merge(self, n: int, mean: Number, m2: Number, m3: Number, within: Number) -> None:
        old, total = self.samples, self.samples + n
        delta = mean - self._mean
        self._m3 = (
            self._m3 + m3 + delta**3 * (old * n * (old - n) / total**2) + 3 * delta * (old * m2 - n * self._m2) / total
        )
        self._m2 = self._m2 + m2 + delta**2 * (old * n / total)
        self._mean = self._mean + delta * (n / total)
        self._within = self._within + (within - self._within) * (n / total)
        self.samples = total

    def estimate(self, *, converged: bool = True) -> Estimate:
        """The moments so far. Raises ValueError for fewer than two samples."""
        n = self.samples
        if n < 2:
            message = f"{n} samples give no standard error: draw at least two"
            raise ValueError(message)
        variance = self._m2 / n
        deviation = np.sqrt(variance)
        skewness = np.where(deviation > 0, self._m3 / n, 0) / np.where(deviation > 0, deviation, 1) ** 3
        rms = np.sqrt(variance + self._mean**2 + self._within)
        numbers = (self._mean, np.sqrt(variance / (n - 1)), rms, skewness)
        mean, error, rms, skew = (a.item() if np.ndim(a) == 0 else a for a in map(np.asarray, numbers))
        # batches are centred at means of their own, which may make a share of a small sample exceed 1 a little; what
        # differs from its mean by rounding alone has no share
        varies = np.asarray(variance > (ROUNDING * np.asarray(rms)) ** 2)
        share = np.divide(self._largest, self._m2, out=np.zeros(varies.shape), where=varies)
        largest = min(1.0, float(np.max(share)))
        shape = {"largest_share": largest, "group": self.group, "within": self._within}
        return Estimate(mean, error, n, rms, skew, converged, **shape)


def _latex(value: np.ndarray) -> str:
    """A number, or a matrix of numbers."""
    if value.ndim == 0:
        mantissa, _, exponent = f"{value.item():.6g}".partition("e")
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
    rows = (" & ".join(map(_latex, row)) for row in np.atleast_2d(value))
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"

"""Float64 draws of Gaussian random matrices, parents before children, from an explicit generator."""

import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from sympy import Basic, MatMul, S

from numerics.evaluation.arithmetic import multiply
from numerics.evaluation.walk import evaluate
from numerics.independent.crossing import NOT_REPEATED, Repeats, axes_of, parents_of
from numerics.independent.law import Law, refuse_misplaced
from numerics.independent.refusals import refuse_unknown_law
from numerics.independent.repeated_evaluation import Repeated
from numerics.tolerances.float_tolerances import SPECTRAL_SLACK, SYMMETRY
from numerics.tolerances.memory_budgets import ENTRYWISE_PRODUCT
from numerics.values.binding import bind, free_parameters, name_of, sort_by_name, values_by_name
from numerics.values.extents import extent_at
from numerics.values.number_types import Number
from theory.algebra.vocabulary.random_matrices import RandomMatrix, random_symbols

__all__ = ["Sampler", "draw"]


def draw(
    symbols: Iterable[Basic], values: object, size: int, rng: np.random.Generator
) -> dict[RandomMatrix, np.ndarray]:
    """``size`` joint draws (size, n, m) of every random symbol among ``symbols`` and of those their laws depend on.

    X = mean + A Z Bᵀ with AAᵀ the row and BBᵀ the column covariance and Z standard Gaussian; the mean is evaluated at
    the parents drawn before. ``values`` holds the deterministic symbols. Draws depend on the generator and on the
    names only. Raises ValueError for a missing value, one given for a random symbol, or a covariance not ⪰ 0.
    """
    return Sampler(symbols, values).draw(size, rng)


class Sampler:
    """The laws of some random symbols at given values; what does not change between batches is computed once.

    ``law`` puts other noise in the place of Gaussian noise, for some of the symbols. Raises ValueError where it changes
    none of those that are drawn, or needs one that is not drawn before.
    """

    def __init__(self, symbols: Iterable[Basic], values: object, law: Law | None = None) -> None:
        self.law = law
        wanted = list(symbols)
        self.order = _parents_first({x for s in wanted for x in random_symbols(s)})
        for symbol in self.order:
            refuse_unknown_law(symbol)
            if name_of(symbol) in values_by_name(values):
                message = f"{name_of(symbol)} is random and has a value: leave it out, or use evaluate"
                raise ValueError(message)
        if law is not None:
            refuse_misplaced(law, [name_of(symbol) for symbol in self.order])
        # every size by name, also those that only the shape of another symbol shows
        self.values = {name_of(s): _as_float(v) for s, v in bind(free_parameters(*wanted), values).items()}
        self._factors: dict[Basic, np.ndarray] = {}
        self._scales: dict[Basic, Repeated] = {}
        self._covariances: dict[Basic, Repeated] = {}
        for symbol in self.order:
            for covariance in (symbol.row_covariance, symbol.column_covariance):
                self._prepare(covariance)
        self._means = {s: Repeated(s.mean, self.values) for s in self.order}
        # noise that follows other noise does so draw by draw
        is_crossed = law is None or not law.needs
        self.axes = axes_of(self.order, self.entries()) if is_crossed else dict.fromkeys(self.order, frozenset[str]())
        self.roots = tuple(sorted(frozenset[str]().union(*self.axes.values())))

    def _prepare(self, covariance: Basic) -> None:
        """For a random multiple s·C of a fixed C = F Fᵀ, √s·F is had without factoring a matrix for each draw."""
        scale, matrix = covariance.as_coeff_mmul() if isinstance(covariance, MatMul) else (S.One, covariance)
        if random_symbols(matrix):
            self._covariances[covariance] = Repeated(covariance, self.values)
            return
        if random_symbols(scale):
            self._scales[covariance] = Repeated(scale, self.values)
        else:
            matrix = covariance
        self._factors[covariance] = _factor(evaluate(matrix, self.values), covariance)

    def entries(self) -> dict[RandomMatrix, int]:
        """How many standard normals make a draw of each symbol."""
        sizes = {s: int(self.values[name_of(s)]) for x in self.order for n in x.shape for s in n.free_symbols}
        return {x: math.prod(int(extent_at(n, sizes)) for n in x.shape) for x in self.order}

    def work(self, drawn: Mapping[RandomMatrix, np.ndarray]) -> Iterator[tuple[Basic, tuple[int, ...], int]]:
        """What means take for each batch of draws: term, shape of the batch, and floats for each of it."""
        for mean in self._means.values():
            yield from ((node, batch, floats) for node, batch, floats in mean.work(drawn) if node not in drawn)

    def draw(
        self,
        size: int,
        rng: np.random.Generator,
        repeats: Repeats = NOT_REPEATED,
        noises: dict[str, np.ndarray] | None = None,
    ) -> dict[RandomMatrix, np.ndarray]:
        """``size`` joint draws (size, n, m), parents first. The standard noise of each is put into ``noises``.

        With ``repeats`` they are crossed: (k, …, size, n, m), where the first axes are those of ``roots``, of the
        lengths given for them, and of length 1 where a symbol does not vary along an axis.
        """
        drawn: dict[RandomMatrix, np.ndarray] = {}
        earlier: dict[str, np.ndarray] = {}
        for symbol in self.order:
            row, column = (self._factor_at(c, drawn) for c in (symbol.row_covariance, symbol.column_covariance))
            mean = self._means[symbol](drawn)
            batch = (*self._lengths(symbol, repeats), size)
            noise = self._noise(name_of(symbol), batch, mean.shape[-2:], rng, earlier)
            if noises is not None:
                noises[name_of(symbol)] = noise
            deviation = _apply(row, np.swapaxes(_apply(column, np.swapaxes(noise, -1, -2)), -1, -2))
            drawn[symbol] = deviation if mean.ndim == 2 and not mean.any() else mean + deviation
        return drawn

    def _lengths(self, symbol: RandomMatrix, repeats: Repeats) -> tuple[int, ...]:
        if not repeats:
            return ()
        return tuple(repeats.get(root, 1) if root in self.axes[symbol] else 1 for root in self.roots)

    def _noise(
        self,
        name: str,
        batch: tuple[int, ...],
        core: tuple[int, ...],
        rng: np.random.Generator,
        earlier: dict[str, np.ndarray],
    ) -> np.ndarray:
        """Standard noise (*batch, *core); where matrices are small, all numbers of one entry lie side by side."""
        is_small = math.prod(core) <= ENTRYWISE_PRODUCT
        if self.law is None:
            return (
                _batch_closest(rng.standard_normal((*core, *batch)))
                if is_small
                else rng.standard_normal((*batch, *core))
            )
        # laws are of draws one after the other, and one that needs no other noise gets none where draws are crossed
        shape = (math.prod(batch), *core)
        known = earlier if len(batch) == 1 else {}
        noise = self.law.drawn(shape, rng, known) if name in self.law.changes else rng.standard_normal(shape)
        earlier[name] = noise
        noise = noise.reshape(*batch, *core)
        return _batch_closest(np.ascontiguousarray(np.moveaxis(noise, (-2, -1), (0, 1)))) if is_small else noise

    def _factor_at(self, covariance: Basic, drawn: dict[RandomMatrix, np.ndarray]) -> np.ndarray:
        if covariance not in self._factors:
            return _factor(self._covariances[covariance](drawn), covariance)
        factor = self._factors[covariance]
        if covariance not in self._scales:
            return factor
        return np.sqrt(_nonnegative(self._scales[covariance](drawn), covariance))[..., None, None] * factor


def _parents_first(symbols: set[RandomMatrix]) -> list[RandomMatrix]:
    order: list[RandomMatrix] = []

    def place(symbol: RandomMatrix) -> None:
        if symbol not in order:
            for parent in sort_by_name(parents_of(symbol)):
                place(parent)
            order.append(symbol)

    for symbol in sort_by_name(symbols):
        place(symbol)
    return order


def _as_float(value: Number) -> Number:
    """Sizes stay whole; fractions become floats once, because Gaussian draws are floats anyway."""
    return value if isinstance(value, int) else value.astype(np.float64)


def _factor(covariance: np.ndarray, what: Basic) -> np.ndarray:
    """A factor F with F Fᵀ = C; for a diagonal C the column (…, n, 1) of its square roots, which scales rows."""
    scale = np.abs(covariance).max(axis=(-2, -1), keepdims=True)
    if np.any(np.abs(covariance - np.swapaxes(covariance, -1, -2)) > SYMMETRY * scale):
        message = f"the covariance {what} is not symmetric: choose values at which it is"
        raise ValueError(message)
    diagonal = np.diagonal(covariance, axis1=-2, axis2=-1)
    if np.count_nonzero(covariance) == np.count_nonzero(diagonal):
        eigenvalues, vectors = diagonal, None
    else:
        eigenvalues, vectors = np.linalg.eigh(covariance)
    if np.any(eigenvalues < -SPECTRAL_SLACK * scale[..., 0]):
        message = f"the covariance {what} has the eigenvalue {eigenvalues.min():.3g}: choose values at which it is ⪰ 0"
        raise ValueError(message)
    roots = np.sqrt(np.maximum(eigenvalues, 0))
    return roots[..., :, None] if vectors is None else vectors * roots[..., None, :]


def _nonnegative(scale: Number, what: Basic) -> Number:
    if np.any(scale < 0):
        message = f"the covariance {what} has a negative factor: choose values at which it is ⪰ 0"
        raise ValueError(message)
    return scale


def _batch_closest(noise: np.ndarray) -> np.ndarray:
    """Arrays (n, m, …) as (…, n, m), without moving a number."""
    return np.moveaxis(noise, (0, 1), (-2, -1))


def _apply(factor: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """F Z, where a column stands for a diagonal matrix (for n = 1 both readings agree)."""
    if factor.ndim == 2 and factor.shape[-1] == 1 and np.all(factor == 1):
        return noise
    return factor * noise if factor.shape[-1] == 1 else multiply(factor, noise)

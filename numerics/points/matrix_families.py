"""Matrices with a structure, made from matrices without one: projections, reflections, rotations, definite ones, …

Where a hypothesis is an equation no random matrix satisfies, one of these may: each is as generic as its family is.
"""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from numerics.values.elimination import identity, rational_inverse

__all__ = ["structured"]


def structured(base: np.ndarray) -> Iterator[np.ndarray]:
    """Matrices of the shape n×m of ``base`` (fractions), the most generic families first and I and 0 last.

    They are functions of the entries of ``base``, so that random ones come of random ones.
    """
    if base.shape[0] == base.shape[1]:
        yield from _square(base)
    elif base.shape[0] > base.shape[1]:
        yield from _tall(base)
    else:
        yield from (a.T for a in _tall(base.T))


def _square(base: np.ndarray) -> Iterator[np.ndarray]:
    n = len(base)
    eye, frame, rotation, size = identity(n), _frame(base), _rotation(base), _magnitude(base)
    yield base
    yield base - eye * (base.trace() / n)
    yield (base + base.T) / 2
    yield (base - base.T) / 2
    yield np.triu(base) * Fraction(1)
    yield np.tril(base) * Fraction(1)
    yield eye * base
    yield frame @ frame.T * size
    yield -(frame @ frame.T) * size
    yield base @ base.T
    some, signs = _indicator(base), _signs(base)
    cores = (
        eye * some,
        eye * signs,
        eye * (some * signs),
        np.triu(frame, 1) * Fraction(1),
        _quarter_turns(n),
        _shift(n),
    )
    inverse = rational_inverse(frame)
    yield from (frame @ core @ inverse for core in cores)
    # a rotation or a reflection, and after these what is symmetric besides
    yield rotation * np.array([Fraction(-1 if x < 0 else 1) for x in base[0]], dtype=object)
    yield from (rotation @ core @ rotation.T for core in cores)
    yield rotation
    yield frame
    yield np.triu(frame) * Fraction(1)
    yield np.tril(frame) * Fraction(1)
    yield _unit_lower(base)
    yield _unit_lower(base.T).T
    yield _shift(n)
    yield np.outer(base[:, 0], base[0]) * Fraction(1)
    for diagonal in (signs, some, some * size):
        yield eye * diagonal
    yield eye * size
    yield -eye * size
    yield eye
    yield -eye
    yield eye * 0


def _tall(base: np.ndarray) -> Iterator[np.ndarray]:
    n, m = base.shape
    wide = np.concatenate([base, np.repeat(base[:, -1:], n - m, axis=1)], axis=1)
    yield base
    yield _rotation(wide)[:, :m]
    yield _frame(wide)[:, :m]
    yield identity(n)[:, :m] * _magnitude(base)
    yield identity(n)[:, :m]
    yield identity(n)[:, :m] * 0 + Fraction(1)
    yield np.outer(base[:, 0], identity(m)[0])
    yield identity(n)[:, :m] * 0


def _small(a: np.ndarray) -> np.ndarray:
    """Each entry as −1, 0 or 1; 0 stays 0."""
    return np.array([Fraction((int(Fraction(x).numerator) + 1) % 3 - 1) for x in a.flat], dtype=object).reshape(a.shape)


def _unit_lower(a: np.ndarray) -> np.ndarray:
    return np.tril(_small(a), -1) + identity(len(a))


def _frame(a: np.ndarray) -> np.ndarray:
    """An invertible matrix, of determinant 1 and small whole entries."""
    return _unit_lower(a) @ (np.triu(_small(a), 1) + identity(len(a)))


def _rotation(a: np.ndarray) -> np.ndarray:
    """An orthogonal matrix of fractions, by Cayley's transform (I − K)(I + K)⁻¹ of a skew K."""
    lower = np.tril(_small(a), -1) + np.eye(len(a), k=-1, dtype=int) * Fraction(1, 2)
    skew = lower - lower.T
    inverse = rational_inverse(identity(len(a)) + skew)
    assert inverse is not None, "I + K is invertible for a skew K: its eigenvalues have real part 1"
    return (identity(len(a)) - skew) @ inverse


def _magnitude(a: np.ndarray) -> Fraction:
    return Fraction(max(abs(a).max(), 0)) or Fraction(1)


def _signs(a: np.ndarray) -> np.ndarray:
    """±1 for each column, both where there are two."""
    signs = np.array([Fraction(-1 if x < 0 else 1) for x in np.diagonal(a)], dtype=object)
    if len(signs) > 1 and abs(signs.sum()) == len(signs):
        signs[-1] = -signs[-1]
    return signs


def _indicator(a: np.ndarray) -> np.ndarray:
    """0 or 1 for each column, both where there are two."""
    return (_signs(a) + 1) / 2


def _shift(n: int) -> np.ndarray:
    """The permutation of a cycle."""
    return np.roll(identity(n), 1, axis=0)


def _quarter_turns(n: int) -> np.ndarray:
    """A matrix with square −I where n is even: quarter turns in planes, and 0 for what is left over."""
    turn = np.array([[0, -1], [1, 0]], dtype=object) * Fraction(1)
    return np.kron(identity(n // 2), turn) if n % 2 == 0 else np.pad(_quarter_turns(n - 1), (0, 1)) * Fraction(1)

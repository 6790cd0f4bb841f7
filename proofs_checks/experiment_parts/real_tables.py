"""Public tables with a column of tasks that come with packages: features, target, tasks, and where they are from."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np

from numerics.data.table import Table

__all__ = ["TABLES", "RealTable"]


class RealTable(NamedTuple):
    """How a table is read, and in how many examples a prompt of it consists.

    ``classification`` is true where labels are ±1; its tasks then come in two halves that share no class.
    """

    read: Callable[[], Table]
    M: int
    source: str
    classification: bool = False


def _table(features: tuple[str, ...], target: str, rows: Iterable[tuple[str, np.ndarray, np.ndarray]]) -> Table:
    """A table of tasks, each with its name, features (n, d) and labels (n,)."""
    kept = list(rows)
    index = np.concatenate([np.full(len(y), i) for i, (_, _, y) in enumerate(kept)])
    X, y = np.concatenate([x for _, x, _ in kept]), np.concatenate([y for _, _, y in kept])
    return Table(features, target, tuple(name for name, _, _ in kept), X, y, index)


def _fertility() -> Table:
    """Births per woman of a country in a year, from those of five and of ten years before."""
    from statsmodels.datasets import fertility

    data = fertility.load_pandas().data
    years = [c for c in data.columns if c.isdigit()]
    values = data[years].to_numpy(np.float64)
    rows = []
    for name, series in zip(data["Country Code"], values, strict=True):
        X, y = np.stack([series[5:-5], series[:-10]], axis=1), series[10:]
        whole = np.isfinite(X).all(axis=1) & np.isfinite(y)
        if whole.sum() >= 20:
            rows.append((str(name), X[whole], y[whole]))
    return _table(("five_before", "ten_before"), "births", rows)


def _elnino() -> Table:
    """Sea surface temperature of a month from those of the three months before; a task is a year."""
    from statsmodels.datasets import elnino

    data = elnino.load_pandas().data
    series = data.drop(columns="YEAR").to_numpy(np.float64).ravel()
    X = np.stack([series[2:-1], series[1:-2], series[:-3]], axis=1)
    month = np.arange(3, len(series))
    years = [(str(int(year)), month // 12 == i) for i, year in enumerate(data["YEAR"]) if i]
    rows = ((year, X[those], series[3:][those]) for year, those in years)
    return _table(("one_before", "two_before", "three_before"), "temperature", rows)


def _grunfeld() -> Table:
    """Logarithm of a firm's investment in a year, from those of its value and its capital."""
    from statsmodels.datasets import grunfeld

    data = grunfeld.load_pandas().data
    logs = {name: np.log(data[name].to_numpy(np.float64)) for name in ("value", "capital", "invest")}
    firms = data["firm"].to_numpy()
    rows = (
        (str(firm), np.stack([logs["value"], logs["capital"]], axis=1)[firms == firm], logs["invest"][firms == firm])
        for firm in dict.fromkeys(firms)
    )
    return _table(("value", "capital"), "invest", rows)


def _diabetes() -> Table:
    """Progression of diabetes from body mass, blood pressure and a blood value; a task is five years of age."""
    from sklearn.datasets import load_diabetes

    data = load_diabetes(as_frame=True, scaled=False).frame
    band = (data["age"] // 5 * 5).to_numpy().astype(int)
    X, y = data[["bmi", "bp", "s5"]].to_numpy(np.float64), data["target"].to_numpy(np.float64)
    rows = ((str(b), X[band == b], y[band == b]) for b in sorted(set(band)) if (band == b).sum() >= 20)
    return _table(("bmi", "bp", "s5"), "progression", rows)


def _digits() -> Table:
    """Which of two digits an image shows, ±1, from five principal components of all images; a task is a pair.

    Pairs are of digits 0 to 4, and of digits 5 to 9, so that halves of the tasks share no digit.
    """
    from sklearn.datasets import load_digits

    data = load_digits()
    images = data.data - data.data.mean(axis=0)
    X = images @ np.linalg.svd(images, full_matrices=False)[2][:5].T
    rows = []
    for low in (0, 5):
        for a in range(low, low + 5):
            for b in range(a + 1, low + 5):
                those = (data.target == a) | (data.target == b)
                rows.append((f"{a}{b}", X[those], np.where(data.target[those] == b, 1.0, -1.0)))
    return _table(tuple(f"component_{i}" for i in range(1, 6)), "which", rows)


TABLES: Mapping[str, RealTable] = {
    "fertility": RealTable(_fertility, 10, "World Bank, fertility rate by country and year, 1960–2013; statsmodels"),
    "elnino": RealTable(_elnino, 8, "ERSST.V3B, Niño 1+2, monthly, 1950–2010; statsmodels, public domain"),
    "grunfeld": RealTable(_grunfeld, 10, "Grunfeld's investment data, 11 firms, 1935–1954; statsmodels, public domain"),
    "diabetes": RealTable(_diabetes, 10, "Efron, Hastie, Johnstone and Tibshirani (2004), 442 patients; scikit-learn"),
    "digits": RealTable(_digits, 12, "Optical recognition of handwritten digits, UCI; scikit-learn", True),
}
"""By name."""

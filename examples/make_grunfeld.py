"""Write grunfeld.csv and grunfeld_logs.csv, the investment data of Grunfeld (1958), one row per firm and year.

Firms are the tasks. In logarithms they are of comparable size, as one law of inputs for all tasks asks for; the audit
of the raw table shows what it looks like when they are not.

Source: Y. Grunfeld, The Determinants of Corporate Investment, Ph.D. thesis, University of Chicago (1958), in the
version with eleven firms of C. Kleiber and A. Zeileis, The Grunfeld Data at 50, German Economic Review 11 (2010), as
shipped with statsmodels. Licence: in the public domain, as statsmodels says (statsmodels.datasets.grunfeld.COPYRIGHT).

Run with statsmodels installed (``pip install 'theorycheck[examples]'``): python examples/make_grunfeld.py
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from statsmodels.datasets import grunfeld

QUANTITIES = ("invest", "value", "capital")
"""Gross investment, which is predicted, market value, and the stock of plant and equipment, in millions of dollars."""


def main() -> None:
    table = grunfeld.load_pandas().data
    firms, years, numbers = table["firm"], table["year"].astype(int), table[list(QUANTITIES)]
    write("grunfeld.csv", QUANTITIES, zip(firms, years, numbers.to_numpy(), strict=True))
    logs = tuple(f"log_{name}" for name in QUANTITIES)
    write("grunfeld_logs.csv", logs, zip(firms, years, np.log(numbers.to_numpy()), strict=True))


def write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[str, int, np.ndarray]]) -> None:
    with Path(__file__).with_name(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("firm", "year", *columns))
        writer.writerows([firm, year, *(f"{value:.6g}" for value in values)] for firm, year, values in rows)


if __name__ == "__main__":
    main()

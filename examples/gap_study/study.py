"""How the gap, the observed factor and the effective dimension behave over 3,072 problems; which bound is loose.

python examples/gap_study/study.py DIR [WORKERS]   runs the sweep into DIR, then writes results.csv and findings.md
python examples/gap_study/study.py                 writes findings.md from the results.csv that is here
"""

import csv
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
SPEC, DATA, FINDINGS = HERE / "study.toml", HERE / "results.csv", HERE / "findings.md"
DIGITS = 7
"""Of each number that is kept: the gap is found to nine, the Bayes risk to three."""


def run(folder: Path, workers: int) -> None:
    """The sweep, and its rows with so many digits."""
    from theorycheck import sweep

    found = sweep(SPEC, out=folder, workers=workers, on_progress=lambda done, of: print(f"{done}/{of}", end="\r"))
    names = [name for name in (*found.coords, *found.data_vars) if found[name].dtype.kind in "if"]
    with DATA.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(
            [f"{x:.{DIGITS}g}" for x in row] for row in zip(*(found[n].values for n in names), strict=True)
        )


def columns(path: Path = DATA) -> dict[str, np.ndarray]:
    """The results by name."""
    with path.open() as file:
        rows = list(csv.reader(file))
    return {
        name: np.array(values, dtype=float) for name, values in zip(rows[0], zip(*rows[1:], strict=True), strict=True)
    }


def eigenvalues(c: dict[str, np.ndarray], i: int) -> tuple[np.ndarray, np.ndarray, float, float]:
    """μ, the squares of H^½β* by eigenvector, σ² = 1 and M of a row."""
    d = int(c["d"][i])
    h, psi = (np.arange(1, d + 1) ** -c[f"{name}_power_law"][i] for name in ("H", "Psi"))
    mu = h * psi * c["signal_to_noise"][i] / (h @ psi)
    share = np.full(d, (1 - c["alignment"][i] ** 2) / max(d - 1, 1))
    share[0] = c["alignment"][i] ** 2 if d > 1 else 1.0
    return mu, h * share * c["beta_norm"][i] ** 2, 1.0, c["M"][i]


def first_order(c: dict[str, np.ndarray], i: int) -> float:
    """The limit of gap/‖β*‖²_H as β* shrinks in its direction: Σ b_j² r_j/Σ b_j², with r_j the least over α and κ of

    (g_j α + τκ − 1)² + (1/M)(g_j² + ‖g‖²)α² + (4/M) g_j μ_j ακ + Var(q)κ².

    Derived here: to first order A is Γ*, and a and k are linear in β* (risk_of_linear_attention).
    """
    mu, b2, sigma2, M = eigenvalues(c, i)
    tau, t_2 = mu.sum() + sigma2, mu @ mu
    g = M * mu / ((M + 1) * mu + tau)
    across = g * g * (1 + 1 / M) + g @ g / M
    mixed = g * tau + 2 * g * mu / M
    down = tau**2 + 2 * t_2 + (4 * t_2 + 2 * tau**2) / M
    explained = (g * g * down - 2 * g * tau * mixed + tau**2 * across) / (across * down - mixed**2)
    return float(b2 @ (1 - explained) / b2.sum())


def derived(c: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What the findings are about, as multiples of ‖β*‖²_H/(M+1)."""
    unit = c["shared_signal"] / (c["M"] + 1)
    signal = c["signal_to_noise"]
    strong = 2 * c["shared_signal"] / (c["M"] + 2) + signal - c["minimal_excess"]
    weak = np.array([first_order(c, i) for i in range(len(unit))]) * c["shared_signal"]
    return {
        "gap": c["linear_attention_gap"] / unit,
        "upper": c["gap_upper_bound"] / unit,
        "strong": strong / unit,
        "weak": weak / unit,
        "strength": c["shared_signal"] / signal,
        "looseness": c["certified_factor"] / c["observed_factor"],
    }


def main() -> None:
    if len(sys.argv) > 1:
        run(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    from findings import text

    FINDINGS.write_text(text(columns(), derived(columns())), encoding="utf-8")
    print(FINDINGS)


if __name__ == "__main__":
    main()

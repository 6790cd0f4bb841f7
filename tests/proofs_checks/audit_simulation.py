"""How often audits of drawn tables reject, and how often their intervals cover: counts for tests and documentation.

python -m tests.proofs_checks.audit_simulation levels 300
python -m tests.proofs_checks.audit_simulation power 100
python -m tests.proofs_checks.audit_simulation coverage 500
"""

import sys
import time

import numpy as np

from numerics.data.centring import fit_for_tests
from numerics.data.fit_uncertainty import FitUncertainty
from numerics.data.fitting import fit, resampled, sums_of
from numerics.data.input_laws import input_laws
from numerics.data.noise_laws import noise_laws
from numerics.data.task_laws import task_laws
from numerics.data.task_rows import task_rows
from numerics.tolerances.table_thresholds import TEST_LEVEL
from numerics.with_engine.signal_spectrum import spectrum
from proofs_checks.auditing.intervals import FiguresOfSpectrum, figure_intervals
from tests.numerics.data.audit_designs import BOUNDARY, GRADED, ISOTROPIC, SIGMA2, second_moment, table

HYPOTHESES = ("inputs", "tasks", "noise")
M = 14

LEVELS = [
    ("equal", 30),
    ("equal", 100),
    ("unequal", 30),
    ("unequal", 100),
    ("short", 60),
    ("dominating", 30),
    ("autocorrelated", 60),
    ("collinear", 60),
    ("long", 30),
]

POWER = [
    *(("unequal", 150, {"tasks": law}, "tasks") for law in ("t2.5", "exponential", "joint t4", "t5", "two kinds")),
    *(("equal", 30, {"noises": law}, "noise") for law in ("unequal", "t5", "serial", "offsets")),
    *(("equal", 150, {"noises": law}, "noise") for law in ("unequal", "t5", "serial", "offsets")),
]

COVERAGE = [
    (design, T, Psi)
    for T in (10, 30)
    for design, Psi in (
        ("equal", "isotropic"),
        ("unequal", "isotropic"),
        ("equal", "boundary"),
        ("unequal", "graded"),
        ("autocorrelated", "isotropic"),
        ("dominating", "graded"),
        ("long", "boundary"),
        ("intercept", "isotropic"),
    )
]

PSI = {"isotropic": ISOTROPIC, "boundary": BOUNDARY, "graded": GRADED}


def p_values(drawn, seed, which=HYPOTHESES):
    """The p-value of each hypothesis of a table."""
    rng, rows = np.random.default_rng(seed), task_rows(drawn)
    fitted = fit(drawn, sums_of(rows), context=M)
    tests = {
        "inputs": lambda: input_laws(drawn, rng),
        "tasks": lambda: task_laws(fit_for_tests(drawn, rows, fitted), rng),
        "noise": lambda: noise_laws(rows, fitted, rng),
    }
    return {name: tests[name]().p_value for name in which}


def broken(design, T, tables, which=HYPOTHESES, first=0, **options):
    """How many of the tables are called broken, by hypothesis."""
    counts = dict.fromkeys(which, 0)
    for seed in range(first, first + tables):
        for name, p in p_values(table(design, T, seed, **options), seed, which).items():
            counts[name] += p is not None and p < TEST_LEVEL
    return counts


def covered(design, T, name, tables, first=0):
    """The share of tables whose intervals cover, by figure; an intercept is fitted where the design says so."""
    drawn_from = "equal" if design == "intercept" else design
    Psi, fine = PSI[name], FiguresOfSpectrum(3, M, np.random.default_rng(0))
    many = FiguresOfSpectrum(4 if design == "intercept" else 3, M, np.random.default_rng(1))
    many.W = np.concatenate([FiguresOfSpectrum(len(many.W[0]), M, np.random.default_rng(s)).W for s in range(16)])
    mu = spectrum(second_moment(drawn_from), Psi)
    if design == "intercept":
        mu = np.append(0, mu)
        fine = FiguresOfSpectrum(4, M, np.random.default_rng(0))
    truth = many(mu, np.array(SIGMA2)) + np.array([0, 1, 0, 0, 1, 0])
    found = np.zeros((tables, len(truth), 2))
    for i in range(tables):
        drawn, rng = table(drawn_from, T, first + i, Psi=Psi), np.random.default_rng(first + i)
        sums = sums_of(task_rows(drawn, intercept=design == "intercept"))
        fitted = fit(drawn, sums, context=M)
        uncertainty = FitUncertainty(fitted, resampled(sums, 100, rng), rng)
        sigma2 = uncertainty.sigma2
        bayes = many(uncertainty.spectrum, np.array(sigma2))[3]
        ends = figure_intervals(uncertainty, fine.agreeing(uncertainty.spectrum, sigma2, float(bayes)))
        found[i] = list(ends.values())
    inside = (found[:, :, 0] <= truth + 1e-9) & (truth - 1e-9 <= found[:, :, 1])
    return dict(zip(fine.NAMES, inside.mean(axis=0), strict=True)), np.median(found[:, :, 1] - found[:, :, 0], axis=0)


def main():
    """Print a row per design."""
    what, tables = sys.argv[1], int(sys.argv[2])
    first, last = map(int, sys.argv[3:] or ("0", "99"))
    for row in {"levels": LEVELS, "power": POWER, "coverage": COVERAGE}[what][first:last]:
        start = time.process_time()
        if what == "levels":
            found = broken(*row, tables)
        elif what == "power":
            design, T, options, hypothesis = row
            found = broken(design, T, tables, (hypothesis,), **options)
        else:
            shares, lengths = covered(*row, tables)
            found = {n: round(100 * float(s), 1) for n, s in shares.items()}, lengths.round(2).tolist()
        print(row, tables, found, f"{(time.process_time() - start) / tables:.3f} s a table", flush=True)


if __name__ == "__main__":
    main()

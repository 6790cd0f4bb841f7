"""The findings as text: every number in it is computed from the rows."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

Columns = dict[str, np.ndarray]
STRENGTHS = (0, 0.01, 0.1, 1, 10, 100, np.inf)
WIDTH = 118
LENGTHS = (1, 10, 100, 1000, 10_001)
RATIOS = (0, 0.3, 1, 5, np.inf)


def text(c: Columns, derived: Columns) -> str:
    """The whole file."""
    return (
        "\n\n".join([*_introduction(c), *_gap(c, derived), *_theorem(c, derived), *_factor(c, derived), *_rest(c)])
        + "\n"
    )


def _introduction(c: Columns) -> Iterator[str]:
    yield f"# What {len(c['d']):,} problems say of the gap, the observed factor and the effective dimension"
    yield _wrapped(
        "Written by `study.py` from `results.csv`; the problems are those of `study.toml`: d from 1 to 12, power laws "
        "with exponents from 0 to 2, ‖β*‖ from 10⁻² to 10², M from 1 to 10⁴, tr(HΨ)/σ² from 0.05 to 20, every "
        "alignment. Gaps are in units of ‖β*‖²_H/(M+1), so that the lower bound that is a theorem is 1. They were "
        "minimised: each is attained, and that nothing is below it is not proved. Three numbers are the 5 %, 50 % and "
        "95 % quantiles."
    )


def _gap(c: Columns, of: Columns) -> Iterator[str]:
    gap, upper, strong, weak = (of[name] for name in ("gap", "upper", "strong", "weak"))
    small, large = of["strength"] < 0.01, of["strength"] > 100
    off = np.abs(gap[small] / weak[small] - 1)
    yield "## The gap, by the strength of the shared signal"
    yield _table(
        (
            "‖β*‖²_H/tr(HΨ)",
            "problems",
            "gap",
            "least upper bound of before",
            "shared signal alone",
            "weak-signal limit",
        ),
        (
            (name, str(m.sum()), _three(gap[m]), *(f"{np.median(x[m]):.3g}" for x in (upper, strong, weak)))
            for name, m in _bands(of["strength"], STRENGTHS)
        ),
    )
    yield _items(
        f"It is from {gap.min():.3f} to {gap.max():.2f} units, {_three(gap)}. The lower bound is loosest, by that "
        f"factor, for long prompts (M ≥ 1000: {_three(gap[c['M'] >= 1000])}; M < 10: {_three(gap[c['M'] < 10])}).",
        f"Where ‖β*‖²_H < tr(HΨ)/100 it is the weak-signal limit to {np.quantile(off, 0.95):.1%} in 95 % of the "
        f"problems (median {np.median(off):.1e}). That limit is no bound: the gap is above it in "
        f"{np.mean(gap > weak * 1.000001):.0%} of all problems.",
        f"Where ‖β*‖²_H > 100 tr(HΨ) the median is {np.median(gap[large]):.2f}: it approaches 2(M+1)/(M+2).",
        f"The least upper bound of before is {_three(upper / gap)} times the gap and at most "
        f"{np.max(upper / gap):.1f} times; "
        f"{_three((upper / gap)[large])} times for the strong signals, {_three((upper / gap)[small])} times for "
        f"the weak ones.",
    )


def _theorem(c: Columns, of: Columns) -> Iterator[str]:
    gap, upper, strong = (of[name] for name in ("gap", "upper", "strong"))
    large, least = of["strength"] > 100, np.minimum(upper, strong)
    yield "## A sharper theorem"
    yield _wrapped(
        "`attention_on_the_shared_signal`: linear attention that learns nothing but β* from the prompt has the excess "
        "tr(HΨ) + 2‖β*‖²_H/(M+2), so that gap ≤ 2‖β*‖²_H/(M+2) + tr(HΨ) − min excess(GD-β). It is PROVED. "
        f"It is the least of the upper bounds in {np.mean(strong < upper):.0%} of the problems, in "
        f"{np.mean((strong < upper)[large]):.0%} of those with ‖β*‖²_H > 100 tr(HΨ), where the least of all is now "
        f"{np.median((least / gap)[large]):.3f} times the gap (median). The worst is now "
        f"{np.max(least / gap):.1f} times the "
        f"gap, and was {np.max(upper / gap):.1f} times."
    )
    yield _wrapped(
        "Stated, and not proved: as β* shrinks in its direction, gap/‖β*‖²_H tends to the weak-signal limit "
        "Σ b_j² r_j/Σ b_j², r_j = min over α, κ of (g_j α + τκ − 1)² + (1/M)(g_j² + ‖g‖²)α² + (4/M)g_jμ_jακ + "
        "Var(q)κ², with g_j = Mμ_j/((M+1)μ_j + τ) and b = H^½β* in the eigenbasis. That it is an upper limit follows "
        "from the risk at explicit weights, which the toolkit can integrate; that nothing is below it needs an "
        "argument about all weights at once."
    )


def _factor(c: Columns, of: Columns) -> Iterator[str]:
    observed, loose, short = c["observed_factor"], of["looseness"], c["M"] < 10
    yield "## The observed factor"
    yield _table(
        ("tr(HΨ)/σ²", "problems", "observed", "certified", "certified/observed"),
        (
            (name, str(m.sum()), _three(observed[m]), _three(c["certified_factor"][m]), _three(loose[m]))
            for name, m in _bands(c["signal_to_noise"], RATIOS)
        ),
    )
    yield _items(
        f"Where tr(HΨ) ≤ σ² it is at most {observed[c['signal_to_noise'] <= 1].max():.2f}, and grows with "
        f"tr(HΨ)/σ² as the "
        "certified factor does.",
        f"The certified factor is loosest for short prompts: certified/observed is {_three(loose[short])} for M < "
        f"10, "
        f"{_three(loose[c['M'] >= 1000])} for M ≥ 1000, and at most {loose.max():.1f} anywhere.",
    )


def _rest(c: Columns) -> Iterator[str]:
    share, ratio = c["effective_dimension"] / c["d"], _per_direction(c)
    yield "## The effective dimension"
    yield _table(
        ("M", "problems", "effective dimension/d", "minimal excess/(effective dimension · τ/M)"),
        ((name, str(m.sum()), _three(share[m]), _three(ratio[m])) for name, m in _bands(c["M"], LENGTHS)),
    )
    yield _items(
        f"All directions are resolved in {np.mean(share[c['M'] >= 1000] > 0.999):.0%} of the problems with M ≥ "
        f"1000, and in "
        f"{np.mean(share[c['M'] < 10] > 0.999):.0%} of those with M < 10.",
        f"The minimal excess is {_three(ratio)} times effective dimension · τ/M, from {ratio.min():.3f} to "
        f"{ratio.max():.3f}, "
        "where a theorem has the bounds ½ and 2: the upper one is the looser.",
    )


def _per_direction(c: Columns) -> np.ndarray:
    found: np.ndarray = c["minimal_excess"] * c["M"] / (c["effective_dimension"] * (c["signal_to_noise"] + 1))
    return found


def _bands(values: np.ndarray, ends: Sequence[float]) -> Iterator[tuple[str, np.ndarray]]:
    for low, high in pairwise(ends):
        inside = (values >= low) & (values < high)
        if inside.any():
            yield (f"{low:g} … {high:g}" if np.isfinite(high) else f"from {low:g} on"), inside


def _three(values: np.ndarray) -> str:
    return ", ".join(f"{x:.3g}" for x in np.quantile(values, (0.05, 0.5, 0.95)))


def _table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)


def _items(*sentences: str) -> str:
    return "\n".join(textwrap.fill(s, WIDTH, initial_indent="- ", subsequent_indent="  ") for s in sentences)


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH)

"""Wrong versions before every kind of evidence: all are told apart, and a hole in the evidence shows."""

import pytest
from sympy import Rational, Trace

import theory
from proofs_checks.challenges.mutation import judge
from proofs_checks.challenges.mutation.derived import Derived
from proofs_checks.challenges.mutation.exact_judging import ExactPoints
from proofs_checks.challenges.mutation.judge import attack_theorem
from proofs_checks.challenges.mutation.mutant_outcome import JUDGES, Fate
from proofs_checks.context import Context
from proofs_checks.verdict import Verdict
from tests.proofs_checks.toys import H, d, toy
from tests.shares import daily
from theory import Bound, Theorem

EXACT = tuple(name for name in JUDGES if name != "monte_carlo")

SHARP = {"attention_gap_lower_bound"}
"""Bounds that a theorem claims to be best possible: nothing stronger may be left open."""


def attacked(theorem, evidence=EXACT, **options):
    return attack_theorem(theorem, Context(), evidence, **options)


@pytest.mark.parametrize("name", ["second_moment", "sizes_alone", "mean_zero", "mean_is_nearest"])
def test_algebra_and_arithmetic_each_refute_all_mutants_of_toys(name):
    found = attacked(toy(name))
    assert not found.alarms
    killed = len(found.with_fate(Fate.killed))
    assert killed >= 15
    assert found.killed_by("exact_points") == (len(found.judged), len(found.judged))
    if name != "mean_is_nearest":  # it comes without a derivation
        assert found.killed_by("derivation") == (len(found.judged), len(found.judged))
    assert 0 < found.points <= found.tried


@pytest.mark.parametrize(
    "slug", daily(["risk_of_zero_initialised_gd", "attention_loss_minimum"], ["attention_loss_minimum"])
)
def test_equalities_and_minima(slug):
    found = attacked(theory.theorem(slug))
    assert not found.alarms
    for evidence in ("derivation", "exact_points"):
        killed, total = found.killed_by(evidence)
        assert killed == total == len(found.judged)


def test_sampling_alone_refutes_what_it_says_it_would_see():
    found = attacked(theory.theorem("second_moment_of_sample_covariance"), ["monte_carlo"])
    seen, must = found.visible
    assert seen == must >= 15
    assert all(m.effect < 1 for m in found.judged if not m.refuted_by("monte_carlo"))


def test_weaker_bounds_are_implied_and_stronger_ones_refuted():
    """(tr H)² ≤ d·tr(H²), with equality at multiples of I"""
    sharp = Theorem(slug="sharp", title="", statement=Bound(Trace(H) ** 2, d * Trace(H**2)))
    found = attacked(sharp)
    assert found.with_fate(Fate.implied)
    assert all(m.fate is not Fate.open or m.stronger is False for m in found.judged)
    assert not found.alarms


def test_a_bound_with_room_leaves_stronger_ones_open():
    loose = Theorem(slug="loose", title="", statement=Bound(Trace(H) ** 2 / 2, 2 * d * Trace(H**2)))
    assert any(m.fate is Fate.open and m.stronger for m in attacked(loose, wanted=60).judged)


@pytest.mark.nightly  # it follows flows for two minutes; tests of the flow itself are daily
def test_only_the_flow_tells_two_stationary_points_apart():
    """a limit of the flow with the wrong balance is stationary too"""
    found = attacked(theory.theorem("any_initial_scale_converges"), wanted=80)
    assert not found.alarms
    killed, total = found.killed_by("flow")
    assert killed == total == 1


def test_a_hole_in_the_evidence_shows(monkeypatch):
    monkeypatch.setattr(Derived, "judge", lambda self, statement: Verdict.INCONCLUSIVE)
    monkeypatch.setattr(ExactPoints, "judge", lambda self, statement, points: Verdict.CONFIRMED)
    found = attacked(toy("second_moment"))
    assert len(found.alarms) == len(found.judged)


def test_without_evidence_nothing_is_known():
    found = attacked(toy("second_moment"), [])
    assert len(found.with_fate(Fate.open)) == len(found.judged)


def test_evidence_at_odds_with_itself_shows(monkeypatch):
    monkeypatch.setattr(judge, "is_visibly_nonnegative", lambda *_: True)
    sharp = attacked(Theorem(slug="sharp", title="", statement=Bound(Trace(H) ** 2, d * Trace(H**2))))
    assert sharp.with_fate(Fate.contradiction) == sharp.alarms != ()
    monkeypatch.setattr(Derived, "judge", lambda self, statement: Verdict.PROVED)
    found = attacked(toy("second_moment"))
    assert len(found.with_fate(Fate.contradiction)) == len(found.judged)


def totals(found):
    return ", ".join(f"{e} {k}/{n}" for e in JUDGES for k, n in [found.killed_by(e)] if n)


@pytest.mark.nightly  # toys with a sharp bound are daily
def test_a_sharp_bound():
    found = attacked(theory.theorem("attention_gap_lower_bound"))
    assert not [m for m in found.judged if m.fate is Fate.open and m.stronger]
    assert len(found.with_fate(Fate.killed)) >= 10


@pytest.mark.nightly
@pytest.mark.parametrize("theorem", theory.theorems(), ids=lambda t: t.slug)
def test_mutants_of_every_theorem(theorem):
    found = attack_theorem(theorem, Context())
    fates = {str(f): len(found.with_fate(f)) for f in Fate if found.with_fate(f)}
    print(f"{theorem.slug}: {len(found.judged)} mutants, {fates}; {totals(found)}; {found.equivalent} equivalent")
    assert len(found.judged) >= Rational(9, 10) * 20 * len(theorem.statements)
    assert not found.alarms
    seen, must = found.visible
    assert seen >= Rational(99, 100) * must
    if theorem.slug in SHARP:
        assert not [m for m in found.judged if m.fate is Fate.open and m.stronger]

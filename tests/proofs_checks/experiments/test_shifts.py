from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.experiment_parts.answer import Word
from proofs_checks.experiments.shifts import EXPERIMENT, SHIFTS
from tests.proofs_checks.experiments.planted_results import planted

FULL = EXPERIMENT.full
SMALL = replace(FULL, lengths=(10,), covariances=8, steps=300, prompts=4000)


def linear(away=0.0, shift="none", seeds=5):
    """Sampled excess so many standard errors (of one seed) from its closed form, under one shift."""
    return [
        {s: {"closed": 2.0, "sampled": 2.0 + (0.1 * away if s == shift else 0), "error": 0.1} for s in SHIFTS}
        for _ in range(seeds)
    ]


def gpt2(ratio=0.5, seeds=5):
    return [{"diverged": None, **dict.fromkeys(SHIFTS, ratio + 0.01 * seed)} for seed in range(seeds)]


def remedy(plain=0.3, white=0.02, seeds=5, length=160):
    return {
        f"{kind}-m{length}": [{"missed": level + 0.001 * (seed if kind == "random" else 0)} for seed in range(seeds)]
        for kind, level in (("random", plain), ("whitened", white))
    }


def word(**changes):
    arms = {"linear": linear(), "gpt2": gpt2(), **remedy()} | changes
    return FULL.judge(planted(**arms)).word


def test_what_agrees_is_yes_and_a_shift_that_does_not_is_no():
    assert word() is Word.YES
    assert word(linear=linear(1.0)) is Word.YES  # √5 standard errors of all seeds together
    for shift in SHIFTS:
        assert word(linear=linear(2.0, shift)) is Word.NO
        assert word(linear=linear(-2.0, shift)) is Word.NO


def test_a_remedy_that_is_none_is_no_and_a_doubtful_one_undecided():
    assert word(**remedy(0.3, 0.4)) is Word.NO
    assert word(**remedy(0.22, 0.222)) is Word.UNDECIDED
    assert word(**remedy(seeds=4)) is Word.UNDECIDED


def test_runs_that_diverged_are_undecided():
    lost = [{"missed": None}] * 5
    assert word(**{"whitened-m160": lost}) is Word.UNDECIDED
    nothing = [{s: {"closed": None, "sampled": None, "error": None} for s in SHIFTS}] * 5
    assert word(linear=nothing) is Word.UNDECIDED


def test_gpt2_decides_nothing():
    assert word(gpt2=gpt2(7.0)) is Word.YES
    assert word(gpt2=[{"diverged": 3, **dict.fromkeys(SHIFTS)}] * 5) is Word.YES


def test_levels_of_shifts_are_what_they_multiply():
    floors = {floor.name: floor.value for floor in FULL.floors()}
    assert floors["query"] == pytest.approx(4 * floors["none"])
    assert floors["covariate"] > floors["task"] > floors["none"]
    assert floors["noise"] > floors["none"]
    assert floors["random"] == pytest.approx(0.206, abs=1e-3)


def test_the_limit_is_that_of_the_theorem():
    """V = E[Λ³]⁻¹E[Λ²] misses E tr Λ(I − ΛV)² of E tr Λ; by sampling."""
    entries = np.exp(np.random.default_rng(0).uniform(-np.log(4), np.log(4), 2_000_000))
    V = (entries**2).mean() / (entries**3).mean()
    assert (entries * (1 - entries * V) ** 2).mean() / entries.mean() == pytest.approx(FULL._limit(), rel=0.01)


def test_the_best_step_is_the_least_of_the_mean_of_the_closed_form():
    rng = np.random.default_rng(0)
    laws = [FULL._random_law(10, 0, "covariances").covariances[i] for i in range(256)]
    laws += list(np.exp(rng.uniform(-np.log(4), np.log(4), (4000, 3)))[:, :, None] * np.eye(3))
    signal = np.mean([np.trace(H) for H in laws])

    def missed(v):
        """By risk_of_one_step_gd, in numbers."""
        K = [1.1 * H @ H + (np.trace(H) + 1) / 10 * H for H in laws]
        terms = [np.trace(H) - 2 * v * np.trace(H @ H) + v * v * np.trace(H @ k) for H, k in zip(laws, K, strict=True)]
        return np.mean(terms) / signal

    assert min(missed(v) for v in np.linspace(0.2, 0.4, 41)) == pytest.approx(FULL._best_missed(10), rel=0.02)
    assert FULL._best_missed(10**9) == pytest.approx(FULL._limit())


def test_a_remedy_that_beats_trapped_runs_alone_is_no_yes():
    """Whitened below what training found, and above what the best step has."""
    assert FULL._best_missed(160) < 0.25
    assert word(**remedy(0.7, 0.25)) is Word.NO


def test_linear_attention_is_sampled_within_its_error_of_the_closed_form():
    found = planted(linear=[SMALL.run_seed("linear", seed) for seed in range(2)])
    answer = SMALL.judge(found)
    assert [finding.word for finding in answer.findings] == [Word.YES] * len(SHIFTS)


def test_a_planted_bug_in_the_shift_is_seen(monkeypatch):
    """The closed form of a query that is not shifted, and prompts whose query is."""
    shifted = replace(SMALL, prompts=20_000)
    right = type(SMALL)._law
    monkeypatch.setattr(type(SMALL), "_law", lambda self, s: replace(right(self, s), query_scale=1.3))
    found = planted(linear=[shifted.run_seed("linear", seed) for seed in range(2)])
    assert shifted.judge(found).word is Word.NO


@pytest.mark.long
def test_whitening_mends_and_a_remedy_that_does_nothing_is_no_yes(monkeypatch):
    longer = replace(SMALL, steps=1000, covariances=64)
    arms = {arm: [longer.run_seed(arm, seed) for seed in range(5)] for arm in ("random-m10", "whitened-m10")}
    assert longer.judge(planted(**arms)).word is Word.YES
    from proofs_checks.experiments import shifts

    monkeypatch.setattr(shifts, "whitened", lambda prompts: prompts)
    arms["whitened-m10"] = [longer.run_seed("whitened-m10", seed) for seed in range(5)]
    assert longer.judge(planted(**arms)).word is not Word.YES


def test_table_and_pictures_show_each_part():
    found = planted(linear=linear(), gpt2=gpt2(), **remedy())
    assert len(FULL.table(found).rows) == 2 * len(SHIFTS) + 2
    (picture,) = FULL.pictures(found)
    assert len(picture.panels) == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"spread": 1.0}, "spread is 1.0"),
        ({"lengths": (2,)}, "lengths is 2"),
        ({"gpt2_batch": 0}, "batch is 0"),
        ({"query": 0.0}, "query is 0.0"),
        ({"noise": -1.0}, "noise is -1.0"),
    ],
)
def test_settings_that_cannot_work_get_one_line(wrong, message):
    with pytest.raises(ValueError, match=message):
        replace(FULL, **wrong)


def test_gpt2_is_trained_and_compared():
    pytest.importorskip("torch")
    found = replace(SMALL, gpt2_steps=2, prompts=200).run_seed("gpt2", 0)
    assert found["diverged"] is None
    assert all(np.isfinite(found[shift]) for shift in SHIFTS)

"""The same numbers whoever computes them; what is finished is kept, what fails is recorded, and the rest goes on."""

from dataclasses import replace

import numpy as np
import pytest

from proofs_checks.engines.choosing import engine_for
from proofs_checks.engines.processes import Processes
from proofs_checks.exit_codes import WorkerDiedError
from proofs_checks.settings.sweep_numbers import DEATHS
from proofs_checks.store.point_journal import PointJournal
from proofs_checks.store.source_digests import whole_version
from proofs_checks.sweeping import computing
from proofs_checks.sweeping.specification import specification
from proofs_checks.sweeping.sweep_run import run_sweep
from tests.proofs_checks.sweeping.toy_sweeps import DYING, FAILING, QUICK

SPEC = specification(QUICK)


def same(one, other):
    return all(np.array_equal(one.numbers[name], other.numbers[name], equal_nan=True) for name in one.numbers)


@pytest.mark.long
def test_the_numbers_do_not_depend_on_the_number_of_processes():
    alone = run_sweep(SPEC, Processes(1))
    assert alone.finished == SPEC.size
    assert not any(np.isnan(array).any() for array in alone.numbers.values())
    assert same(alone, run_sweep(SPEC, Processes(2)))
    assert not same(alone, run_sweep(specification({**QUICK, "seed": 1}), Processes(1)))


@pytest.mark.nightly
def test_the_numbers_are_those_of_a_cluster():
    with engine_for(2, "local", whole_version) as engine:
        assert same(run_sweep(SPEC, Processes(1)), run_sweep(SPEC, engine))


def test_what_is_kept_is_not_computed_again_and_new_quantities_are_added(tmp_path, monkeypatch):
    journal = PointJournal(tmp_path)
    first = run_sweep(SPEC, Processes(1), journal)
    assert len(list(journal.records())) == SPEC.size
    computed = []
    real = computing.compute_point
    monkeypatch.setattr(computing, "compute_point", lambda p, q: computed.append([x.name for x in q]) or real(p, q))
    told = []
    again = run_sweep(SPEC, Processes(1), PointJournal(tmp_path), lambda *pair: told.append(pair))
    assert (computed, told) == ([], [(SPEC.size, SPEC.size)])
    assert same(first, again)
    more = run_sweep(specification({**QUICK, "quantities": [*QUICK["quantities"], "rate_q"]}), Processes(1), journal)
    assert computed == [["rate_q"]] * SPEC.size
    assert same(first, again)
    assert np.isfinite(more.numbers["rate_q"]).all()


def test_a_sweep_that_is_stopped_goes_on_where_it_was(tmp_path):
    def stop(finished, size):
        if finished == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_sweep(SPEC, Processes(1), PointJournal(tmp_path), stop)
    told = []
    found = run_sweep(SPEC, Processes(1), PointJournal(tmp_path), lambda *pair: told.append(pair))
    assert told[0] == (5, SPEC.size)
    assert same(found, run_sweep(SPEC, Processes(1)))


def test_a_point_that_fails_is_recorded_stops_nothing_and_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr(computing, "quantity_named", {"failing": FAILING}.get)
    spec = replace(SPEC, quantities=(FAILING,))
    for _ in range(2):
        found = run_sweep(spec, Processes(1), PointJournal(tmp_path))
        assert len(found.faults) == 4
        assert {reason for _, _, reason in found.lines()} == {"ZeroDivisionError: division by zero"}
        assert np.isfinite(found.numbers["failing"]).sum() == SPEC.size - 4
    # eight are kept for good, four were tried twice
    assert len(list(PointJournal(tmp_path).records())) == SPEC.size + 4


class Dying:
    """An engine whose worker dies over some points, as one of two processes would."""

    shares_disk = True

    def as_finished(self, function, items, *, survive=False):
        assert survive
        for number, batch in enumerate(items):
            yield number, None
            kept = []
            for task in batch.points:
                if task[0].settings["M"] == 16:
                    yield number, WorkerDiedError("a worker ended by signal 9")
                    break
                kept += function(replace(batch, points=(task,)))
            else:
                yield number, kept


def test_a_point_that_kills_its_workers_is_given_up_and_the_others_are_found(tmp_path):
    found = run_sweep(SPEC, Dying(), PointJournal(tmp_path))
    assert found.finished == SPEC.size
    assert len(found.faults) == 4
    assert {reason for *_, reason in found.lines()} == {
        f"{DEATHS} processes, one after the other, were ended while they computed it"
    }
    whole = run_sweep(SPEC, Processes(1))
    known = np.isfinite(found.numbers["minimal_excess"])
    assert known.sum() == SPEC.size - 4
    assert (found.numbers["minimal_excess"][known] == whole.numbers["minimal_excess"][known]).all()


@pytest.mark.nightly
def test_a_worker_that_is_really_killed_over_a_point(tmp_path, monkeypatch):
    """The child processes import what is patched here by an environment of their own."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nfrom tests.proofs_checks.sweeping.toy_sweeps import DYING\n"
        "from proofs_checks.sweeping import computing\n"
        "computing.quantity_named = {'dying': DYING}.get\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    found = run_sweep(replace(SPEC, quantities=(DYING,)), Processes(2), PointJournal(tmp_path))
    assert len(found.faults) == 4
    assert np.isfinite(found.numbers["dying"]).sum() == SPEC.size - 4

"""A scheduler that is there, one that is not, and workers of another version: each in one line and in time."""

import socket
import time

import pytest

from proofs_checks.engines.choosing import engine_for
from proofs_checks.engines.cluster import LOCAL, _same_version
from tests.proofs_checks.engines.test_processes import squared


def one_version():
    return "one"


def version_of_this_process():
    import os

    return str(os.getpid())


def test_a_local_cluster_does_the_work_and_refuses_workers_of_another_version():
    with engine_for(1, LOCAL, one_version) as engine:
        seen = list(engine.as_finished(squared, range(5)))
        assert sorted(pair for pair in seen if pair[1] is not None) == [(i, i * i) for i in range(5)]
        assert [index for index, result in seen if result is None] == list(range(5))
        with pytest.raises(ValueError, match="another version of theorycheck"):
            _same_version(engine.client, version_of_this_process, LOCAL)
        engine.expected = "two"  # as if a worker of another version had come later
        with pytest.raises(ValueError, match="another version of theorycheck"):
            list(engine.as_finished(squared, range(5)))


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:1", ""])
def test_a_scheduler_that_is_not_there_is_told_in_one_line(address, monkeypatch):
    monkeypatch.setattr("proofs_checks.engines.cluster.ANSWER", 0.5)
    begun = time.monotonic()
    with pytest.raises(ValueError, match="does not answer within") as caught, engine_for(1, address, one_version):
        pass
    assert time.monotonic() - begun < 10
    assert "\n" not in str(caught.value)


def test_one_that_is_silent_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("proofs_checks.engines.cluster.ANSWER", 0.5)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ValueError, match="does not answer"), engine_for(1, address, one_version):
            pass


def test_no_workers_are_refused_with_a_scheduler_too():
    with pytest.raises(ValueError, match="0 workers"), engine_for(0, LOCAL, one_version):
        pass

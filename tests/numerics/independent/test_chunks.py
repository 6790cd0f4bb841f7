import tracemalloc

import numpy as np
import pytest

from numerics.independent.chunks import moments_of_chunks, stream
from numerics.independent.running_moments import RunningMoments


def prepare():
    return lambda size, rng: rng.exponential(size=(size, 2))


def bits(moments):
    estimate = moments.estimate()
    return [np.asarray(a).tobytes() for a in (estimate.mean, estimate.standard_error, estimate.skewness)]


@pytest.mark.parametrize("samples", [2, 99, 100, 101, 2_345])
def test_the_number_of_workers_changes_no_bit(samples):
    found = [bits(moments_of_chunks(prepare, samples, 100, seed=3, workers=n)) for n in (1, 2, 5)]
    assert found[0] == found[1] == found[2]
    assert found[0] != bits(moments_of_chunks(prepare, samples, 100, seed=4, workers=1))


def test_chunks_draw_from_spawned_streams_and_are_merged_in_order():
    root = np.random.SeedSequence(8, spawn_key=(2,))
    expected = RunningMoments()
    for size, child in zip((100, 100, 50), np.random.SeedSequence(8, spawn_key=(2,)).spawn(3), strict=True):
        batch = RunningMoments()
        batch.add(np.random.Generator(np.random.SFC64(child)).exponential(size=(size, 2)))
        expected.merge(batch)
    assert bits(moments_of_chunks(prepare, 250, 100, seed=root)) == bits(expected)
    assert root.n_children_spawned == 0
    assert stream(root, 0).random() != stream(root, 1).random()


def test_merged_moments_are_those_of_the_whole():
    samples = np.random.default_rng(0).exponential(size=(500, 3))
    parts = [RunningMoments() for _ in range(3)]
    for moments, batch in zip(parts, np.split(samples, [1, 200]), strict=True):
        moments.add(batch)
    whole, merged = RunningMoments(), RunningMoments()
    whole.add(samples)
    for moments in parts:
        merged.merge(moments)
    for name in ("mean", "standard_error", "rms", "skewness"):
        np.testing.assert_allclose(getattr(merged.estimate(), name), getattr(whole.estimate(), name), rtol=1e-12)


def test_each_worker_keeps_its_buffer_to_itself():
    prepared = []

    def with_buffer():
        buffer = np.empty(1000)
        prepared.append(buffer)

        def draw(size, rng):
            rng.standard_normal(out=buffer[:size])
            # would see another thread's numbers if one wrote them meanwhile
            copy = buffer[:size].copy()
            rng.standard_normal(10_000)
            assert np.array_equal(copy, buffer[:size])
            return copy

        return draw

    assert moments_of_chunks(with_buffer, 40_000, 1000, workers=3).samples == 40_000
    assert len(prepared) == 3


def test_memory_does_not_grow_with_the_number_of_samples():
    def peak(samples):
        tracemalloc.start()
        moments_of_chunks(lambda: lambda size, rng: rng.random(size), samples, 10, workers=2)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)
    assert peak(20_000) < 3 * peak(1_000)


def test_errors_arrive():
    def broken(size, rng):
        message = "no draw"
        raise ValueError(message)

    with pytest.raises(ValueError, match="no draw"):
        moments_of_chunks(lambda: broken, 100, 10, workers=2)
    with pytest.raises(ValueError, match="1 samples and 2 workers"):
        moments_of_chunks(prepare, 1, 10, workers=2)
    with pytest.raises(ValueError, match="5 samples and 0 workers"):
        moments_of_chunks(prepare, 5, 10, workers=0)

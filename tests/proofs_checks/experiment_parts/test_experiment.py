import numpy as np
import pytest

from proofs_checks.experiment_parts.experiment import Profiled
from tests.proofs_checks.toy_experiments import Toy


def test_no_seeds_are_refused():
    with pytest.raises(ValueError, match="seeds is 0: give at least 1"):
        Toy(seeds=0)


def test_numbers_depend_on_seed_and_purpose_alone():
    first, again = (Toy().generator(3, "start").standard_normal(4) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, Toy().generator(4, "start").standard_normal(4))
    assert not np.allclose(first, Toy().generator(3, "prompts").standard_normal(4))


def test_profiles_are_two():
    profiled = Profiled(quick=Toy(seeds=1), full=Toy(), quick_minutes=0, full_minutes=0)
    assert profiled.profile("quick").seeds == 1
    assert profiled.profile("full") is profiled.full
    with pytest.raises(ValueError, match="there is no profile 'ful'"):
        profiled.profile("ful")

import pytest

from examples import other_starts as example

LARGE = "off-diagonal blocks of size 1"


def test_flows_end_where_the_theorems_say():
    found = example.experiment(3, seed=1)
    for label in ("d = 1", "d ≥ 2"):
        assert found["as in the paper", label] == {"the limit": 3}
        assert found["Θ = 0, c(0) = 0", label] == {"zero, a saddle": 3}
    assert found["c(0) = −‖U(0)‖", "d = 1"] == {"zero, a saddle": 3}
    assert found["c(0) = −‖U(0)‖", "d ≥ 2"] == {"its mirror image": 3}
    assert "above the minimum, Hessian ⪰ 0" in found[LARGE, "d ≥ 2"]


@pytest.mark.nightly
def test_more_starts():
    for (name, label), found in example.experiment(60).items():
        print(f"{name:34}{label:8}{dict(found)}")
        assert "not at rest" not in found
        assert "not followed" not in found

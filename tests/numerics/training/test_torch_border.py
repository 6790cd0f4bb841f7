import numpy as np
import pytest

from numerics.training import torch_border
from numerics.training.torch_border import leaves, require_torch


def test_a_missing_package_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr(torch_border, "find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"torch is missing: install theorycheck\[gpt\]") as caught:
        require_torch()
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match="torch is missing"):
        leaves({})


def test_frozen_arrays_collect_no_gradient():
    pytest.importorskip("torch")
    found = leaves({"a": np.ones(2), "b": np.ones(3)}, frozenset({"b"}))
    assert (found["a"].requires_grad, found["b"].requires_grad) == (True, False)

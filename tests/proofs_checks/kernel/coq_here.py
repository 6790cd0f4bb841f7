"""Tests that run Coq are left out where it is not installed, and say so."""

import shutil

import pytest

__all__ = ["needs_coq"]

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed: make kernel does it")

"""Which experiments speak of which theorem, read from their files: importing them takes more than some have."""

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from proofs_checks import experiments

__all__ = ["experiments_about"]


@cache
def experiments_about(known: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The experiments by the slugs, among those ``known``, that stand in their files as texts.

    >>> experiments_about(frozenset(["optimal_block_is_one_step_gd"]))["optimal_block_is_one_step_gd"][0]
    'ltb_reaches_gd_beta'
    """
    found: dict[str, list[str]] = {}
    folder = Path(experiments.__path__[0])
    for name in experiments.slugs():
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        for slug in texts & known:
            found.setdefault(slug, []).append(name)
    return {slug: tuple(names) for slug, names in found.items()}

"""Signs: what the terms of a normal form show, and what kinds and hypotheses show beyond that."""

from theory.algebra.signs.facts import Facts, facts_from
from theory.algebra.signs.sign_terms import is_definite, is_nonnegative, is_positive, is_semidefinite

__all__ = ["Facts", "facts_from", "is_definite", "is_nonnegative", "is_positive", "is_semidefinite"]

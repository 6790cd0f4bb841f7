"""Theorems without their hypotheses: what survives, and what falls."""

from proofs_checks.challenges.breaking.matrix import violations
from proofs_checks.challenges.breaking.outcomes import Outcome, Violation, possibly_unnecessary

__all__ = ["Outcome", "Violation", "possibly_unnecessary", "violations"]

"""Theorems changed on purpose: mutants that must fall, and hypotheses taken away."""

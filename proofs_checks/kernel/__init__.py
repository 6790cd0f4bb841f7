"""Derivations written as files for Coq, whose kernel checks them again, and what came of it."""

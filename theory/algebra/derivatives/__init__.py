"""Derivatives of trace polynomials."""

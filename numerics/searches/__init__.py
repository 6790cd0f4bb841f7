"""Minima and flows of exact risks, found numerically."""

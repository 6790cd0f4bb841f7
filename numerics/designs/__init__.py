"""Families of problems: spectra by their law, points that fill a box, and the problem that stands at a point."""

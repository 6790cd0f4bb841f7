"""The most that is read of a file, whatever it claims to hold."""

__all__ = [
    "CSV_BYTES",
    "JSON_BYTES",
    "MOST_DOTS",
    "MOST_MEMBERS",
    "NPZ_BYTES",
    "PIECE_BYTES",
    "SPECTRUM_BYTES",
    "TOML_BYTES",
]

TOML_BYTES = 4 * 2**20
"""TOML is written by hand: matrices from some 300×300 on, which this could not hold, NPZ does."""

CSV_BYTES = 256 * 2**20
"""A text table, and what an archive unpacks to: some millions of rows. A few bytes may claim to be more."""

JSON_BYTES = 64 * 2**20
"""A report, or a piece of evidence; the report on all theorems has less than one MiB."""

NPZ_BYTES = 256 * 2**20
"""An archive, and what it unpacks to: two matrices of 4000×4000."""

SPECTRUM_BYTES = 2**20
"""A text file of eigenvalues: some fifty thousand."""

PIECE_BYTES = 2**20
"""Read at a time, so that the limit is met while reading."""

MOST_MEMBERS = 64
"""More than this many arrays are no problem, and reading the names of millions would take minutes."""

MOST_DOTS = 500
"""Beside those of numbers in a TOML file: in texts and comments. The time that TOML takes to read grows with the square
of those between keys, of which a problem has none."""

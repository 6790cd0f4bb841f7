"""Bare claims, with no derivation. ``CLAIMS`` of each file maps a name to a function without arguments.

In files of true claims it gives a statement and the relations assumed; in files of false ones a third part says where
the statement fails. Nothing here was chosen by what is provable.
"""

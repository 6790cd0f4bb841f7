"""Quantities of theorems over many problems: what is asked for, computed by whoever is there, and nothing lost."""

"""Finished evidence, kept from one run to the next."""

"""Certificates found by search. What is found here is a proposal: only the core says that something follows."""

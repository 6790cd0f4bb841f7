"""Certificates, one a file: reasons why something is ≥ 0 that a machine can check again."""

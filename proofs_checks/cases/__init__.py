"""What checks are given: a theorem's claims as what can be tested, and points within its hypotheses."""

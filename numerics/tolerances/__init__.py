"""Every threshold, budget and size of the numerical side, a file for each purpose, each with its reason."""

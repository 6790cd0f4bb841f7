"""Every threshold, budget and size of what judges, a file for each purpose, each with its reason."""

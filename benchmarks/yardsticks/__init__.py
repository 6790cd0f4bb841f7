"""Other tools that compute Gaussian moments; each is timed where it is installed."""

"""What comparisons mean: exact and sampled ones, second opinions, reach, and how values are written down."""

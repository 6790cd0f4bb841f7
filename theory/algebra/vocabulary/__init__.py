"""What expressions are made of: symbols, laws, nodes. Numbers import this of the algebra, and nothing else."""

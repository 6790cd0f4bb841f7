"""Theorems of arXiv 2306.00297: linear transformers learn to implement preconditioned gradient descent."""

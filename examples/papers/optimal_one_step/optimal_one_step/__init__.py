"""Theorems of arXiv 2307.03576: one step of gradient descent is optimal for one layer of linear self-attention."""

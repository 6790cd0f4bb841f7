"""In-Context Learning of a Linear Transformer Block (arXiv 2402.14951), one theorem per file."""

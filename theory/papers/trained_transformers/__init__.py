"""Trained Transformers Learn Linear Models In-Context (arXiv 2306.09927 = JMLR 25(49)), one theorem per file."""

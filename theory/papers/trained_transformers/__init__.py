"""Trained Transformers Learn Linear Models In-Context (arXiv 2306.09927 = JMLR 25(49)), one theorem per file."""

BIBTEX = """\
@article{zhang2024trained,
  title   = {Trained Transformers Learn Linear Models In-Context},
  author  = {Zhang, Ruiqi and Frei, Spencer and Bartlett, Peter L.},
  journal = {Journal of Machine Learning Research},
  volume  = {25},
  number  = {49},
  pages   = {1--55},
  year    = {2024},
  note    = {arXiv:2306.09927},
}"""
"""How to cite it: ``theorycheck cite`` prints this."""

"""Theorems of arXiv 2306.00297: linear transformers learn to implement preconditioned gradient descent."""

BIBTEX = """\
@inproceedings{ahn2023preconditioned,
  title     = {Transformers learn to implement preconditioned gradient descent for in-context learning},
  author    = {Ahn, Kwangjun and Cheng, Xiang and Daneshmand, Hadi and Sra, Suvrit},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {36},
  year      = {2023},
  note      = {arXiv:2306.00297},
}"""
"""How to cite it: ``theorycheck cite`` prints this."""

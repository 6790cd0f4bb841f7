"""Theorems of arXiv 2307.03576: one step of gradient descent is optimal for one layer of linear self-attention."""

BIBTEX = """\
@inproceedings{mahankali2024onestep,
  title     = {One Step of Gradient Descent is Provably the Optimal In-Context Learner with One Layer of Linear
               Self-Attention},
  author    = {Mahankali, Arvind V. and Hashimoto, Tatsunori and Ma, Tengyu},
  booktitle = {International Conference on Learning Representations},
  year      = {2024},
  note      = {arXiv:2307.03576},
}"""
"""How to cite it: ``theorycheck cite`` prints this."""

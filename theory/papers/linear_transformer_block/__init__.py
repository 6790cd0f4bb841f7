"""In-Context Learning of a Linear Transformer Block (arXiv 2402.14951), one theorem per file."""

BIBTEX = """\
@inproceedings{zhang2024block,
  title     = {In-Context Learning of a Linear Transformer Block: Benefits of the {MLP} Component and
               One-Step {GD} Initialization},
  author    = {Zhang, Ruiqi and Wu, Jingfeng and Bartlett, Peter L.},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {37},
  year      = {2024},
  note      = {arXiv:2402.14951},
}"""
"""How to cite it: ``theorycheck cite`` prints this."""

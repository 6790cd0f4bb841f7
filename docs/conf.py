"""How the pages of this folder become a site: ``sphinx-build -W docs build/site``."""

import re
from importlib.metadata import version as version_of

from docutils import nodes

from theory.latex.mathml import displayed_mathml, inline_mathml

project = "theorycheck"
author = "The theorycheck authors"
version = release = version_of("theorycheck")
extensions = ["myst_parser"]
root_doc = "README"
exclude_patterns = ["conf.py"]
html_theme = "furo"
html_title = f"theorycheck {version}"
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

CONTENTS = {
    "Start": ("start", "install", "gallery", "theorems"),
    "Tutorials": ("tutorial/your_paper", "tutorial/your_data", "tutorial/reading_a_report"),
    "How to": ("how-to/*", "command_line"),
    "Explanation": ("explanation/theory_of_operation", "soundness", "explanation/*", "references"),
    "Reference": ("reference/*",),
}
"""The side bar: pages by purpose. The map of the documentation, README.md, names them in sentences."""


def _with_contents(app, page, source):
    """The map of the documentation reads well where no site is built, and so has no directives in it.

    What it links to beside this folder is a page only where one includes it.
    """
    if page == root_doc:
        source[0] = source[0].replace("(../README.md)", "(start.md)")
        source[0] = re.sub(r"\[(\w+)\]\(\.\./\w+\.md\)", r"\1", source[0])
        for caption, pages in CONTENTS.items():
            listed = "\n".join(pages)
            source[0] += f"\n```{{toctree}}\n:hidden:\n:glob:\n:caption: {caption}\n\n{listed}\n```\n"


ALIGNED = re.compile(r"\\begin\{aligned\}(.*)\\end\{aligned\}", re.DOTALL)


def _mathml(self, node):
    self.body.append(inline_mathml(node.astext()))
    raise nodes.SkipNode


def _mathml_block(self, node):
    tex = node.astext().strip()
    aligned = ALIGNED.fullmatch(tex)
    rows = [row.partition("&") for row in re.split(r"\\\\\n", aligned[1])] if aligned else [(tex, "", "")]
    lines = [(left.strip(), right.strip()) for left, _, right in rows]
    self.body.append(f'<div class="math" style="overflow-x: auto">{displayed_mathml(lines)}</div>')
    raise nodes.SkipNode


def setup(app):
    """Called by Sphinx."""
    app.connect("source-read", _with_contents)
    app.add_html_math_renderer("mathml", (_mathml, None), (_mathml_block, None))

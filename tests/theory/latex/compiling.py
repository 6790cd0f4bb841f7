"""A real LaTeX, where there is one."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

LATEX = shutil.which("pdflatex") or shutil.which("lualatex")
LOADED = re.compile(r"\\usepackage(?:\[[^]]*\])?\{([^}]*)\}")
VISIBLE = 10  # points by which a line may pass the margin before a reader sees it


def lacking(source: str) -> list[str]:
    """What this machine lacks to set the article: LaTeX itself, or the packages that it loads."""
    if LATEX is None:
        return ["LaTeX"]
    names = [f"{name.strip()}.sty" for group in LOADED.findall(source) for name in group.split(",")]
    return [name for name in names if not subprocess.run(["kpsewhich", name], capture_output=True, text=True).stdout]


def compiled(source: str, folder: Path) -> str:
    """The log of the last of two runs: the second knows the labels."""
    if missing := lacking(source):
        pytest.skip(f"no {' and no '.join(missing)}: install texlive-latex-recommended and lmodern")
    (folder / "article.tex").write_text(source, encoding="utf-8")
    command = [LATEX, "-interaction=nonstopmode", "-halt-on-error", "article.tex"]
    for _ in range(2):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=300)
        assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


def require_lines_that_fit(log: str) -> None:
    excess = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", log)]
    assert all(points < VISIBLE for points in excess), excess

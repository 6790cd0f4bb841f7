"""Evidence shares nothing with what derives: what its folder may import, and that the contract sees what it may not."""

import math
import shutil
import subprocess
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("theory", "numerics", "proofs_checks", "theorycheck", "pytest_theorycheck")
FOLDER = "numerics.independent"
VOCABULARY = "theory.algebra.vocabulary"
# theory.notebook is how an estimate shows itself; no expression is read
MAY_BE_REACHED = (f"{VOCABULARY}.", "numerics.evaluation", "numerics.values.", "numerics.tolerances", "theory.notebook")


def test_only_the_vocabulary_is_reached():
    """A list of what may be reached, so that a new module of theory is forbidden until somebody says otherwise."""
    graph = grimp.build_graph("theory", "numerics")
    folder = graph.find_descendants(FOLDER) | {FOLDER}
    reached = set().union(*(graph.find_upstream_modules(module) for module in folder)) - folder
    assert "theory.algebra.vocabulary.spectral" in reached  # the graph is not empty
    assert {m for m in reached if not m.startswith(MAY_BE_REACHED)} == set()


GATHERED = {
    "theory.core.accepted_certificates": "theory.algebra.positivity",
    "theory.rules": "theory.rules",
    "theory.statements": "theory.statements",
    "proofs_checks.evidence": "proofs_checks.evidence",
}
"""Who imports a whole folder, which no line with an import says."""


def graph_source(module):
    path = ROOT / module.replace(".", "/")
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text()


def test_no_import_circle_of_any_size():
    """Imports inside functions and for types alone included."""
    graph = grimp.build_graph(*PACKAGES)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    for gathering, folder in GATHERED.items():
        assert "iter_modules" in graph_source(gathering) or "classes_in(" in graph_source(gathering)
        imports[gathering] |= graph.find_children(folder)
    assert list(TopologicalSorter(imports).static_order())  # CycleError would name the circle
    imports["theory.core.shown"].add("theory.core.execution")
    with pytest.raises(CycleError):
        list(TopologicalSorter(imports).static_order())


def test_no_two_modules_of_one_name():
    files = [f for package in PACKAGES for f in (ROOT / package).rglob("*.py") if not f.stem.startswith("__")]
    assert len(files) > 300
    assert {name for name, count in Counter(f.stem for f in files).items() if count > 1} == set()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def contracts(folder):
    """Exit code and text of lint-imports; without a cache, which goes by times of change that may be too close."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-cache"], cwd=folder, capture_output=True, text=True, env={"COLUMNS": "200"})
    return done.returncode, done.stdout + done.stderr


def test_the_contracts_are_kept(copy):
    code, text = contracts(copy)
    assert code == 0, text


@pytest.mark.parametrize(
    ("where", "line", "seen"),
    [
        ("numerics/independent/laws/student.py", "from theory.moments import expectation", "theory.moments"),
        (
            "numerics/tolerances/float_tolerances.py",
            "from theory.algebra.words.convert import from_sympy",
            "theory.algebra.words.convert",
        ),
        (
            "theory/algebra/vocabulary/random_matrices.py",
            "from theory.algebra.signs import is_semidefinite",
            "theory.algebra.signs",
        ),
        (
            "numerics/values/binding.py",
            "def late():\n    from numerics.with_engine.checked_existence import monte_carlo",
            "numerics.with_engine.checked_existence",
        ),
    ],
    ids=["directly", "through numbers", "through the vocabulary", "inside a function"],
)
def test_a_forbidden_import_is_seen(copy, where, line, seen):
    file = copy / where
    before = file.read_text()
    file.write_text(f"{before}\n\n{line}\n")
    try:
        code, text = contracts(copy)
    finally:
        file.write_text(before)
    assert code == 1, text
    assert "evidence knows nothing of what derives BROKEN" in text
    assert seen in text


ROOMS = "proofs_checks: commands above formats, what was found above what looks for it, points below judgements"


@pytest.mark.parametrize(
    ("where", "line", "broken", "seen"),
    [
        (
            "proofs_checks/judging/rounding.py",
            "from proofs_checks.report.as_json import to_json",
            ROOMS,
            "proofs_checks.judging is not allowed to import proofs_checks.report",
        ),
        (
            "proofs_checks/cases/laws_tried.py",
            "def late():\n    from proofs_checks.evidence import KINDS",
            ROOMS,
            "proofs_checks.cases is not allowed to import proofs_checks.evidence",
        ),
        (
            "proofs_checks/report/as_json.py",
            "from proofs_checks.runner import run",
            ROOMS,
            "proofs_checks.report is not allowed to import proofs_checks.runner",
        ),
        (
            "proofs_checks/verdict.py",
            "from proofs_checks import audit",
            ROOMS,
            "proofs_checks.verdict is not allowed to import proofs_checks.auditing",
        ),
        ("proofs_checks/new_room.py", "", ROOMS, "new_room"),
        (
            "proofs_checks/evidence/flow.py",
            "from proofs_checks.evidence.limits import check",
            "a kind of evidence rests on no other",
            "proofs_checks.evidence.flow is not allowed to import proofs_checks.evidence.limits",
        ),
        (
            "proofs_checks/formats/html_pages.py",
            "from proofs_checks.formats import json_document",
            "an output format rests on no other",
            "proofs_checks.formats.html_pages is not allowed to import proofs_checks.formats.json_document",
        ),
        (
            "numerics/independent/laws/skewed.py",
            "from numerics.independent.laws.student import LAWS as others",
            "a law rests on no other",
            "numerics.independent.laws.skewed is not allowed to import numerics.independent.laws.student",
        ),
    ],
)
def test_an_import_against_the_order_of_rooms_is_seen(copy, where, line, broken, seen):
    file = copy / where
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n\n{line}\n")
    try:
        code, text = contracts(copy)
    finally:
        file.unlink() if before is None else file.write_text(before)
    assert code == 1, text
    said = " ".join(text.split())
    assert f"{broken} BROKEN" in said
    assert seen in said


WITHOUT_THEORY = """
import sys, types
from pathlib import Path
for package in ("theory", "numerics"):  # their folders, but not what their __init__ imports
    module = types.ModuleType(package)
    module.__path__ = [str(Path(sys.argv[1]) / package)]
    sys.modules[package] = module
import importlib
for file in sorted(Path(sys.argv[1], "numerics", "independent").glob("*.py")):
    importlib.import_module(f"numerics.independent.{file.stem}")
from sympy import Identity, Lambda, MatrixSymbol, Symbol, Trace, ZeroMatrix
from numerics.independent.estimation import sampled_mean
from numerics.independent.exact import exact_value
from numerics.independent.product_quadrature import quadrature
from numerics.evaluation.walk import evaluate
from theory.algebra.vocabulary.expectation_node import Expectation
from theory.algebra.vocabulary.random_matrices import MatrixNormal
from theory.algebra.vocabulary.spectral import SmallestEigenvalue, SpectralSum
from theory.algebra.vocabulary.matrix_symbols import PositiveDefiniteMatrix
H, A, mu = PositiveDefiniteMatrix("H", 2), MatrixSymbol("A", 2, 2), Symbol("mu")
X = MatrixNormal("X", ZeroMatrix(3, 2), Identity(3), H)
values = {H: [[2, 1], [1, 2]], A: [[1, 2], [3, 4]]}
fourth = Expectation(Trace(X.T * X * A * X.T * X))
print(exact_value(fourth, values))
print(float(sampled_mean(fourth, values, relative_error=0.005).mean))
z = MatrixNormal("z", ZeroMatrix(1, 1), Identity(1), Identity(1))
print(float(quadrature(Expectation(1 / (1 + Trace(z * z))), {}).value))
print(float(evaluate(SmallestEigenvalue(H) + SpectralSum(Lambda(mu, mu**2), H), values)))
print(*sorted(name for name in sys.modules if name.startswith(("theory", "proofs_checks"))))
"""


def test_evidence_needs_no_engine():
    """Loaded without the rest of theory, it gives the numbers of textbooks, and nothing that derives comes along."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_THEORY, str(ROOT)], capture_output=True, text=True, check=True)
    exact, sampled, integral, spectral, loaded = done.stdout.splitlines()
    # E[WAW] = n²HAH + nHAᵀH + n tr(AH)H for a Wishart W: 9·45 + 3·45 + 3·15·4
    assert exact == "720"
    # five standard errors
    assert float(sampled) == pytest.approx(720, rel=0.025)
    # E[1/(1 + z²)] = √(π/2) e^½ erfc(1/√2)
    assert float(integral) == pytest.approx(math.sqrt(math.pi / 2 * math.e) * math.erfc(math.sqrt(0.5)), rel=1e-6)
    # the eigenvalues are 1 and 3
    assert float(spectral) == pytest.approx(1 + 1 + 9, rel=1e-12)
    above = {"theory", "theory.algebra", VOCABULARY}
    assert {m for m in loaded.split() if m not in above and not m.startswith(MAY_BE_REACHED)} == set()

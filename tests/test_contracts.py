"""Evidence shares nothing with what derives: what its folder may import, and that the contract sees what it may not."""

import math
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
FOLDER = "numerics.independent"
VOCABULARY = {
    f"theory.algebra.{name}"
    for name in (
        "bound_names",
        "covariances",
        "entry",
        "errors",
        "expectation_node",
        "random",
        "scalars",
        "spectral",
        "symbols",
    )
}
# how an estimate shows itself in notebooks; text becomes text, and no expression is read
NOTEBOOKS = {"theory.notebook", *(f"theory.latex.{name}" for name in ("characters", "plain_text", "text"))}
PLAIN_NUMBERS = {
    f"numerics.{name}"
    for name in (
        "binding",
        "block_weights",
        "elimination",
        "kinds",
        "problem",
        "problem_files",
        "real_arrays",
        "tolerances",
    )
}


def test_only_the_vocabulary_is_reached():
    """A list of what may be reached, so that a new module of theory is forbidden until somebody says otherwise."""
    graph = grimp.build_graph("theory", "numerics")
    folder = graph.find_descendants(FOLDER) | {FOLDER}
    reached = set().union(*(graph.find_upstream_modules(module) for module in folder)) - folder
    assert "theory.algebra.spectral" in reached  # the graph is not empty
    assert reached - VOCABULARY - NOTEBOOKS - PLAIN_NUMBERS == set()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    for name in ("theory", "numerics", "proofs_checks"):
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
        ("numerics/independent/laws.py", "from theory.moments import expectation", "theory.moments"),
        ("numerics/tolerances.py", "from theory.algebra.convert import from_sympy", "theory.algebra.convert"),
        ("theory/algebra/random.py", "from theory.algebra.signs import is_semidefinite", "theory.algebra.signs"),
        ("numerics/binding.py", "def late():\n    from numerics.existence import monte_carlo", "numerics.existence"),
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
from numerics.independent.quadrature import quadrature
from numerics.independent.walk import evaluate
from theory.algebra.expectation_node import Expectation
from theory.algebra.random import MatrixNormal
from theory.algebra.spectral import SmallestEigenvalue, SpectralSum
from theory.algebra.symbols import PositiveDefiniteMatrix
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
    assert set(loaded.split()) <= {"theory", "theory.algebra", *VOCABULARY, *NOTEBOOKS}

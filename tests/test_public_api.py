"""What the packages offer: complete lists of names, imports that go one way, and a quick start."""

import ast
import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("theory", "numerics", "proofs_checks", "theorycheck")
ROOT = Path(__file__).parent.parent

FIXED = {
    "theory": {
        "Assumption",
        "Bound",
        "Equality",
        "Expectation",
        "MatrixNormal",
        "Minimum",
        "PositiveDefiniteMatrix",
        "PositiveSemidefiniteMatrix",
        "SymmetricMatrix",
        "Theorem",
        "Undecidable",
        "Witness",
        "equal",
        "expectation",
        "inner",
        "quad",
        "theorem",
        "theorems",
    },
    "theory.setting": {"d", "M", "H", "Psi", "beta_star", "sigma2", "beta", "Gamma"},
    "numerics": {"Problem", "evaluate", "monte_carlo"},
    "proofs_checks": {"verify", "CheckResult", "Report", "Verdict"},
}
"""What others call, and may therefore not go away."""


def walk():
    for package in PACKAGES:
        yield package
        path = importlib.import_module(package).__path__
        yield from (m.name for m in pkgutil.walk_packages(path, f"{package}.") if not m.name.endswith("__main__"))


MODULES = tuple(walk())
THEOREM_FILES = tuple(m for m in MODULES if m.startswith("theory.papers."))
LISTED = tuple(m for m in MODULES if m not in THEOREM_FILES and hasattr(importlib.import_module(m), "__all__"))


def source_of(module):
    return Path(inspect.getfile(module)).read_text(encoding="utf-8")


def defined_in(module):
    """Names without a leading underscore that a module binds itself: functions, classes, constants."""
    found = set()
    for node in ast.parse(source_of(module)).body:
        match node:
            # what a decorator hands to somebody else, such as a command, is not called by name
            case ast.FunctionDef() if any(is_handed_over(d) for d in node.decorator_list):
                continue
            case ast.FunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Assign():
                targets = [e for t in node.targets for e in (t.elts if isinstance(t, ast.Tuple) else [t])]
                found |= {t.id for t in targets if isinstance(t, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return {name for name in found if not name.startswith("_")}


def is_handed_over(decorator):
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) != "lru_cache"


def is_code(value):
    return inspect.isclass(value) or inspect.isfunction(inspect.unwrap(value) if callable(value) else value)


def imported_into(module):
    """Names that a module imports, or that it gathers from a folder, as its stub says."""
    stub = Path(module.__file__).with_suffix(".pyi")
    trees = [source_of(module), *([stub.read_text(encoding="utf-8")] if stub.exists() else [])]
    nodes = [node for tree in trees for node in ast.parse(tree).body if isinstance(node, ast.ImportFrom)]
    return {a.asname or a.name for node in nodes for a in node.names}


def test_there_is_something_to_look_at():
    assert len(LISTED) > 50
    assert len(THEOREM_FILES) > 10
    assert set(FIXED) <= set(LISTED)


@pytest.mark.parametrize("name", MODULES)
def test_modules_say_what_they_offer(name):
    module = importlib.import_module(name)
    functions = [v for v in vars(module).values() if inspect.isfunction(v) and v.__module__ == name]
    offers = name not in THEOREM_FILES and any(not f.__name__.startswith("_") for f in functions)
    assert hasattr(module, "__all__") or not offers


@pytest.mark.parametrize("name", LISTED)
def test_lists_are_true(name):
    module = importlib.import_module(name)
    offered = module.__all__
    assert len(set(offered)) == len(offered)
    assert all(hasattr(module, each) for each in offered)
    assert not any(each.startswith("_") for each in offered)


@pytest.mark.parametrize("name", [m for m in LISTED if not hasattr(importlib.import_module(m), "__path__")])
def test_every_public_function_and_class_is_listed(name):
    module = importlib.import_module(name)
    own = {n for n in defined_in(module) if is_code(getattr(module, n)) and getattr(module, n).__module__ == name}
    assert own <= set(module.__all__)
    assert set(module.__all__) <= defined_in(module) | imported_into(module)


def gathered(module):
    """What an __init__ imports from its own folder."""
    names = set()
    for node in ast.parse(source_of(module)).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{module.__name__}."):
            names |= {a.asname or a.name for a in node.names}
    return names


@pytest.mark.parametrize("name", ["theory.rules", "theory.setting", "theory.moments", "numerics", "proofs_checks"])
def test_packages_offer_all_that_they_gather(name):
    module = importlib.import_module(name)
    # what is imported on demand is offered without being there yet
    on_demand = {each for each in module.__all__ if each not in vars(module)}
    assert all(getattr(module, each) is not None for each in on_demand)
    # theory.rules gathers what the core and the kinds of statement offer, too
    assert gathered(module) | on_demand <= set(module.__all__)
    assert name == "theory.rules" or gathered(module) | on_demand == set(module.__all__)


@pytest.mark.parametrize("name", FIXED)
def test_names_that_others_call(name):
    module = importlib.import_module(name)
    assert set(module.__all__) >= FIXED[name]
    assert all(getattr(module, each) is not None for each in FIXED[name])


@pytest.mark.parametrize("name", LISTED)
def test_no_name_hides_a_submodule(name):
    module = importlib.import_module(name)
    submodules = {m.name for m in pkgutil.iter_modules(getattr(module, "__path__", ()))}
    assert not submodules & set(module.__all__)
    assert all(inspect.ismodule(getattr(module, s)) for s in submodules if hasattr(module, s))


def test_theorem_files_hold_their_theorem():
    files = [m for m in THEOREM_FILES if m.count(".") == 3]
    assert files
    for name in files:
        assert importlib.import_module(name).THEOREM.slug == name.rpartition(".")[2]


def test_import_contracts():
    """import-linter as the command runs it, with what it says where a contract is broken"""
    script = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def loaded_by(statement):
    code = f"import sys; {statement}; import json; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    return set(json.loads(done.stdout))


def test_theory_is_symbols_alone():
    loaded = loaded_by("import theory; theory.theorems()")
    assert {"theory", "sympy"} <= loaded
    assert not loaded & {"numpy", "scipy", "hypothesis", "rich", "typer", "numerics", "proofs_checks"}


def test_the_command_starts_without_what_only_verify_needs():
    loaded = loaded_by("from proofs_checks import cli")
    assert "proofs_checks" in loaded
    assert not loaded & {"scipy", "hypothesis"}


def test_names_are_found_in_sources():
    assert {"walk", "FIXED", "test_import_contracts"} <= defined_in(sys.modules[__name__])
    assert "_hidden" not in defined_in(sys.modules[__name__])

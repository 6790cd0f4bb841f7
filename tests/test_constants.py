"""Numbers that somebody chose stand in one place for each package, each with its reason, and each has a user."""

import ast
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLACES = {"numerics": "numerics/tolerances", "proofs_checks": "proofs_checks/settings"}
NOT_CHOSEN = {
    ("theory/rules/quadratics.py", "HALF"): "one half",
    ("numerics/evaluation/products.py", "_ONE"): "the scalar of a product without scalars, which is told by identity",
    ("numerics/evaluation/asymptotic_series.py", "CONSTANT"): "the exponents of t and log t in a constant",
    ("numerics/evaluation/asymptotic_series.py", "BEYOND"): "an exponent of t that is in its place, none of log t",
    **{
        (f"proofs_checks/kernel/{file}.py", name): "how tightly mathcomp's notations bind"
        for file, names in (
            ("ordinary_text", ("ATOM", "POSTFIX", "APPLIED", "POWER", "OPPOSITE", "PRODUCT", "SUM")),
            ("coq_syntax", ("BINARY", "OPPOSITE", "APPLIED", "POSTFIX")),
        )
        for name in names
    },
}


def constants_of(source: str) -> Iterator[tuple[str, ast.stmt]]:
    """Names that a module gives to numbers: single ones, tables of them, what is computed or made from them.

    A table that holds words among its values, or values of a class of its own, says by name what each number is.
    """
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value and _is_of_numbers(statement.value):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            yield from ((n.id, statement) for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))


def _is_of_numbers(value: ast.expr) -> bool:
    values = [value, *_below(value)]
    numbers = [v for v in values if isinstance(v, ast.Constant) and type(v.value) in (int, float, complex)]
    other = [v for v in values if isinstance(v, ast.Lambda | ast.JoinedStr) or _is_text(v) or _is_record(v)]
    return bool(numbers) and not other


def _below(node: ast.AST) -> Iterator[ast.AST]:
    """All parts but the keys of tables, which name numbers, and places within a sequence."""
    for name, field in ast.iter_fields(node):
        if (isinstance(node, ast.Dict) and name == "keys") or (isinstance(node, ast.Subscript) and name == "slice"):
            continue
        for part in field if isinstance(field, list) else [field]:
            if isinstance(part, ast.AST):
                yield part
                yield from _below(part)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_record(node: ast.AST) -> bool:
    name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return name[:1].isupper() and name != "Fraction"


def files_of(package: str) -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text()


@pytest.mark.parametrize(("package", "place"), PLACES.items(), ids=PLACES)
def test_numbers_stand_in_one_place(package, place):
    found = {(file, name) for file, text in files_of(package) for name, _ in constants_of(text)}
    elsewhere = {key for key in found if not key[0].startswith(f"{place}/")} - NOT_CHOSEN.keys()
    assert elsewhere == set(), f"move them to a file of {place}, each with its reason"
    assert {key for key in NOT_CHOSEN if key[0].startswith(f"{package}/")} <= found
    assert sum(file.startswith(f"{place}/") for file, _ in found) > 90


@pytest.mark.parametrize(
    "text",
    [
        "LIMIT = 1e-6",
        "_HIDDEN: int = 2**20",
        "A, B = 3, (4, 5)",
        "SCALES = tuple(Fraction(1, 2**k) for k in range(6))",
        "SETTINGS = {'gtol': 1e-4}",
        "TWICE = 2 * OTHER",
        "DIGITS = context_of(60)",
        "SIZED = problem_of(d=4)",
        "NEGATIVE = -1",
    ],
)
def test_a_number_elsewhere_is_seen(text):
    assert list(constants_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "NAME = 'two'",
        "ROOT = Path(__file__).parents[2]",
        "TESTS = {'even': lambda a: a % 2 == 0}",
        "SPREAD = (Magnitude('small', 1, weights=Fraction(1, 2)),)",
        "def f(samples=100):\n    return 2 * samples",
        "FLAG = True",
    ],
)
def test_what_is_no_chosen_number_passes(text):
    assert not list(constants_of(text))


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_every_constant_has_a_reason(place):
    assert [missing for file, text in files_of(place) for missing in without_reason(file, text)] == []
    assert without_reason("here", "A = 1\nB = 2\n'''because'''\n") == ["here: A"]


def without_reason(file: str, text: str) -> list[str]:
    """Constants after which no text stands."""
    body = ast.parse(text).body
    explained = {a.lineno for a, b in pairwise(body) if isinstance(b, ast.Expr) and _is_text(b.value)}
    return [f"{file}: {name}" for name, statement in constants_of(text) if statement.lineno not in explained]


def test_every_constant_has_a_user_and_one_name():
    """Somebody imports it, or another constant is made from it; no two have one name."""
    names = [name for place in PLACES.values() for file, text in files_of(place) for name, _ in constants_of(text)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert unused(names) == []
    assert unused(["NOBODY_HAS_HEARD_OF_IT"]) == ["NOBODY_HAS_HEARD_OF_IT"]


def unused(names: list[str]) -> list[str]:
    read = {
        node.id
        for package in PLACES
        for _, text in files_of(package)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return [name for name in names if name not in read]


def test_constants_import_nothing_that_computes():
    """So that a number can be read, and changed, without the rest of the project."""
    imported = {
        node.module
        for place in PLACES.values()
        for _, text in files_of(place)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom)
    }
    others = {m for m in imported if m and not m.startswith("numerics.tolerances.")}
    assert others <= {"fractions", "collections.abc", "typing"}

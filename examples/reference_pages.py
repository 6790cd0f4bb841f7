"""Writes docs/reference from the docstrings of everything public: python examples/reference_pages.py"""

import ast
import enum
import inspect
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
MODULES = {
    "theory": "Symbols, statements and derivations",
    "theory.setting": "The definitions that theorems quote",
    "theory.rules": "Steps of derivations",
    "theory.certificates": "Reasons why something is ≥ 0",
    "numerics": "Numbers",
    "numerics.closed_forms": "Closed forms of the theorems, as numbers",
    "proofs_checks": "Verdicts",
}
WIDTH = 110


def pages() -> dict[str, str]:
    """The text of each page by the name of its file."""
    return {f"{module}.md": _page(module, title) for module, title in MODULES.items()}


def _page(name: str, title: str) -> str:
    module = import_module(name)
    place = "theorycheck" if "." not in name else f"theorycheck.{name.rpartition('.')[2]}"
    parts = [f"# {title}: `{name}`", f"From `{place}`, too. Written by `examples/reference_pages.py`."]
    parts += [_as_markdown(inspect.getdoc(module) or "")]
    for each in module.__all__:
        parts += [f"## {each}", *_described(getattr(module, each), each, module)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _described(value: Any, name: str, module: Any) -> Iterator[str]:
    function = inspect.unwrap(value) if callable(value) else value
    if inspect.isclass(value):
        yield from _class(value)
    elif inspect.isfunction(function):
        yield _code(_signature(function))
        yield _as_markdown(inspect.getdoc(function) or "")
    else:
        yield _code(f"{name}: {type(value).__name__}")
        yield _as_markdown(_text_below(name, module) or _own_doc(value))


def _class(cls: type) -> Iterator[str]:
    bases = [b.__name__ for b in cls.__bases__ if b is not object]
    lines = [f"class {cls.__name__}({', '.join(bases)})" if bases else f"class {cls.__name__}"]
    node = _parsed(cls)
    members = [n for n in node.body if not (isinstance(n, ast.Assign | ast.AnnAssign) and _name_of(n).startswith("_"))]
    if issubclass(cls, enum.Enum):
        lines += [f"    {ast.unparse(n)}" for n in members if isinstance(n, ast.Assign)]
    fields = [n for n in members if isinstance(n, ast.AnnAssign) and "ClassVar" not in ast.unparse(n.annotation)]
    lines += [f"    {ast.unparse(n)}" for n in fields]
    made = next((n for n in node.body if isinstance(n, ast.FunctionDef) and n.name in ("__new__", "__init__")), None)
    if made is not None:
        lines.append(textwrap.indent(_signature_of(made), "    "))
    yield _code("\n".join(lines))
    yield _as_markdown(inspect.getdoc(cls) or "")
    for method in members:
        text = ast.get_docstring(method) if isinstance(method, ast.FunctionDef) else None
        if text and not method.name.startswith("_"):
            is_property = any(isinstance(d, ast.Name) and "property" in d.id for d in method.decorator_list)
            shown = f"{method.name}: {ast.unparse(method.returns)}" if is_property else _signature_of(method)
            yield _code(shown)
            yield _as_markdown(text)


def _parsed(thing: Any) -> Any:
    return ast.parse(textwrap.dedent(inspect.getsource(thing))).body[0]


def _signature(function: Any) -> str:
    return _signature_of(_parsed(function))


def _signature_of(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"def {node.name}({ast.unparse(node.args)}){returns}"
    if len(line) <= WIDTH:
        return line
    arguments = ",\n    ".join(_arguments(node.args))
    return f"def {node.name}(\n    {arguments},\n){returns}"


def _arguments(given: ast.arguments) -> Iterator[str]:
    defaults: list[Any] = [None] * (len(given.args) - len(given.defaults)) + list(given.defaults)
    for argument, default in zip(given.args, defaults, strict=True):
        yield ast.unparse(argument) + ("" if default is None else f" = {ast.unparse(default)}")
    if given.vararg or given.kwonlyargs:
        yield f"*{ast.unparse(given.vararg) if given.vararg else ''}"
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield ast.unparse(argument) + ("" if default is None else f" = {ast.unparse(default)}")
    if given.kwarg:
        yield f"**{ast.unparse(given.kwarg)}"


def _name_of(node: Any) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return getattr(target, "id", "_")


def _text_below(name: str, module: Any) -> str:
    """The string that follows the assignment of a constant, in the module itself or in one that it imports it from."""
    for source in [module, *(import_module(m) for m in _imported_by(module))]:
        body = ast.parse(inspect.getsource(source)).body
        for node, below in pairwise(body):
            names = [t.id for t in ast.walk(node) if isinstance(t, ast.Name) and isinstance(t.ctx, ast.Store)]
            if isinstance(node, ast.Assign | ast.AnnAssign) and name in names and _is_text(below):
                return inspect.cleandoc(below.value.value)
    return ""


def _imported_by(module: Any) -> list[str]:
    tree = ast.parse(inspect.getsource(module)).body
    return [n.module for n in tree if isinstance(n, ast.ImportFrom) and n.module and n.module.startswith("theory")]


def _is_text(node: Any) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _own_doc(value: Any) -> str:
    # what SymPy says of its own classes is said there
    ours = type(value).__module__.split(".")[0] in ("theory", "numerics", "proofs_checks")
    return (inspect.getdoc(type(value)) or "") if ours else ""


def _code(text: str) -> str:
    return f"```python\n{text}\n```"


def _as_markdown(docstring: str) -> str:
    """Examples fenced, roles as code, the rest as it is."""
    text = re.sub(r":\w+:`([^`]+)`", r"`\1`", docstring)
    return re.sub(r"^( *)>>> .*(?:\n(?! *$).+)*", lambda m: _fenced(m.group()), text, flags=re.MULTILINE)


def _fenced(example: str) -> str:
    return f"```pycon\n{textwrap.dedent(example)}\n```"


if __name__ == "__main__":
    for file, text in pages().items():
        (FOLDER / file).write_text(text, encoding="utf-8")

"""Bugs planted in the tool: a line of a function's source is changed, wherever the function is in use."""

import importlib
import inspect
import sys
import textwrap
from contextlib import contextmanager

__all__ = ["forget", "planted"]

PACKAGES = ("theory", "numerics", "proofs_checks")


def _modules():
    return [m for name, m in list(sys.modules.items()) if name.split(".")[0] in PACKAGES]


def forget():
    """Clear everything that a function of the tool has remembered."""
    for module in _modules():
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear") and value.__module__.split(".")[0] in PACKAGES:
                value.cache_clear()


@contextmanager
def planted(where, old, new):
    """The function or method ``module:name`` with ``old`` in its source, which must be there once, replaced by ``new``.

    Decorators run again, so that handlers are registered anew; afterwards the original is back, and so are they.
    """
    path, _, name = where.partition(":")
    module = importlib.import_module(path)
    owner, _, attribute = name.rpartition(".")
    holder = getattr(module, owner) if owner else module
    original = inspect.getattr_static(holder, attribute)
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(getattr(holder, attribute))))
    assert source.count(old) == 1, f"{old!r} occurs {source.count(old)} times in {where}"
    holders = [holder] if owner else [m for m in _modules() if vars(m).get(attribute) is original]
    try:
        _install(holders, attribute, _executed(source.replace(old, new), module, attribute))
        yield
    finally:
        _executed(source, module, attribute)
        _install(holders, attribute, original)


def _executed(source, module, attribute):
    names = {}
    exec(compile(source, f"<planted in {module.__name__}>", "exec"), vars(module), names)
    return names[attribute]


def _install(holders, attribute, value):
    for holder in holders:
        setattr(holder, attribute, value)
    forget()

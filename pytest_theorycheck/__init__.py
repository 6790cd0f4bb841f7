"""A plugin for pytest: one test a theorem, named by its slug.

``pytest --theorems my_paper`` collects the theorems that slugs, packages, modules, folders and files name, and nothing
else unless paths are given, too; the ini option ``theorems`` adds them to the tests that are there. A test passes when
its theorem is PROVED, or CONFIRMED where the ini option ``theorems_allow`` is ``confirmed`` or names the theorem. Where
a run has to be short, the ini option ``theorems_evidence`` names the kinds of evidence that are looked for.

Nothing of the project is imported until one of these is used: every pytest that finds this plugin loads this file.
"""

import pytest

__all__ = ["pytest_addoption", "pytest_configure"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--theorems``, and the ini options ``theorems``, ``theorems_allow`` and ``theorems_evidence``."""
    group = parser.getgroup("theorycheck")
    group.addoption(
        "--theorems",
        action="append",
        default=[],
        metavar="NAME",
        help="verify these theorems: a slug, package, module, folder or .py file; may be repeated",
    )
    parser.addini("theorems", "theorems that are tested with everything else, named as for --theorems", type="args")
    parser.addini(
        "theorems_allow",
        "what passes beside PROVED: confirmed, or the slugs of theorems of which CONFIRMED is enough",
        type="args",
    )
    parser.addini("theorems_evidence", "the kinds of evidence that are looked for, instead of all", type="args")


def pytest_configure(config: pytest.Config) -> None:
    """Where theorems are asked for, what collects them is registered."""
    if config.getoption("theorems") or config.getini("theorems"):
        from pytest_theorycheck.theorem_items import TheoremsPlugin

        config.pluginmanager.register(TheoremsPlugin(config), "theorycheck theorems")

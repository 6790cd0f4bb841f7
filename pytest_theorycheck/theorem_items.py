"""Theorems as items of pytest."""

import os
import warnings
from collections.abc import Generator, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from theory.registry import files_named, module_of, theorem
from theory.theorem_files import TheoremFile

if TYPE_CHECKING:
    # what is loaded late, or may not be there; pytest gives the types of a failure's text no public name
    from _pytest._code.code import TerminalRepr, TracebackStyle

    from proofs_checks.report import Report
    from theory.theorem_record import Theorem

__all__ = ["NotEstablishedError", "TheoremItem", "TheoremNode", "TheoremsPlugin"]

BY_PATHS = "theorycheck_by_paths"
"""What a worker of xdist, which is always given paths, is told by the process that may not have been."""

CONFIRMED, PROVED = "confirmed", "proved"


class NotEstablishedError(Exception):
    """A theorem whose verdict is not good enough; the message is what a reader is shown."""


class WorkerNode(Protocol):
    """What is needed of a worker of xdist, which may not be there and has no types."""

    workerinput: dict[str, object]


class TheoremsPlugin:
    """What is asked of pytest where theorems are named."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    @cached_property
    def files(self) -> dict[Path, TheoremFile]:
        """The files of the theorems, in the order in which they are named. Raises UsageError."""
        given = [(name, self.config.invocation_params.dir) for name in self.config.getoption("theorems")]
        ini = self.config.inipath
        given += [
            (name, self.config.rootpath if ini is None else ini.parent) for name in self.config.getini("theorems")
        ]
        try:
            found = [file for name, place in given for file in files_named(name, place)]
        except ValueError as error:
            raise pytest.UsageError(str(error)) from error
        return {file.path: file for file in found}

    @property
    def _by_paths(self) -> bool:
        """Whether what to collect was said by paths on the command line."""
        told = getattr(self.config, "workerinput", {})
        return bool(told.get(BY_PATHS, self.config.args_source is pytest.Config.ArgsSource.ARGS))

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: WorkerNode) -> None:
        """A hook of xdist."""
        node.workerinput[BY_PATHS] = self._by_paths

    def pytest_sessionstart(self) -> None:
        # a wrong name is wrong usage, before anything is collected
        assert self.files is not None
        for word in self.config.getini("theorems_allow"):
            if word not in (CONFIRMED, PROVED) and module_of(word) is None:
                message = f"theorems_allow is {word!r}: give {PROVED}, {CONFIRMED}, or the slug of a theorem"
                raise pytest.UsageError(message)
        _wanted(self.config)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Theorems are among what the session collects: with whatever is there, but not where paths are picked."""
        report = yield
        if isinstance(collector, pytest.Session) and report.outcome == "passed" and self._are_wanted(collector):
            # named on the command line without a path beside them, they are all that is asked for
            others = report.result if self._by_paths or not self.config.getoption("theorems") else []
            report.result = [*others, *(_node(collector, path, file.slug) for path, file in self.files.items())]
        return report

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> "TheoremNode | None":
        """A file that is given as a path, ``my_paper/gain.py::gain``."""
        file = self.files.get(file_path.resolve())
        return _node(parent, file_path, file.slug) if file and parent.session.isinitpath(file_path) else None

    def _are_wanted(self, session: pytest.Session) -> bool:
        if any(map(session.isinitpath, self.files)):
            return False  # some are picked by their paths
        return bool(self.config.getoption("theorems")) or not self._by_paths


def _node(parent: pytest.Collector, path: Path, slug: str) -> "TheoremNode":
    node = TheoremNode.from_parent(parent, path=path)
    node.slug = slug
    return node


class TheoremNode(pytest.File):
    """A file that states a theorem."""

    slug: str

    def collect(self) -> Iterator["TheoremItem"]:
        yield TheoremItem.from_parent(
            self, name=self.path.stem if self.path.stem != "__init__" else self.path.parent.name
        )


class TheoremItem(pytest.Item):
    """The verdict on one theorem, by all kinds of evidence or by those that are asked for."""

    def runtest(self) -> None:
        """Raises NotEstablishedError for a verdict that is not allowed."""
        # Hypothesis would leave a folder of cached constants behind in the working directory
        os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", os.devnull)
        from proofs_checks.mistakes import refuse_mistakes

        stated = theorem(self.name)
        refuse_mistakes(stated)
        wanted = _wanted(self.config)
        with warnings.catch_warnings():
            # a verdict depends on no filter of the tests beside it
            warnings.simplefilter("default")
            report = _by(stated, wanted) if wanted else _by_all(stated)
        self.user_properties.append(("verdict", report.headline))
        allowed = {"PROVED"}
        if {CONFIRMED, self.name} & set(self.config.getini("theorems_allow")):
            allowed.add("CONFIRMED")
        if report.verdict not in allowed:
            raise NotEstablishedError("\n".join([str(report), *_failing_step(stated, report)]))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: "TracebackStyle | None" = None
    ) -> "str | TerminalRepr":
        """The claim, and what is said against it, as pytest shows an assertion."""
        if isinstance(excinfo.value, NotEstablishedError):
            return "\n".join(f"E   {line}" for line in str(excinfo.value).splitlines())
        if isinstance(excinfo.value, ValueError):
            return f"E   {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, self.name


def _wanted(config: pytest.Config) -> tuple[str, ...]:
    """The kinds of evidence that are looked for; none for all. Raises UsageError."""
    wanted = tuple(config.getini("theorems_evidence"))
    if wanted:
        from proofs_checks.evidence import CHECKS

        names = [name for name, _ in CHECKS]
        for word in wanted:
            if word not in names:
                message = f"theorems_evidence is {word!r}: give kinds of evidence, which are {', '.join(names)}"
                raise pytest.UsageError(message)
    return wanted


def _by(stated: "Theorem", wanted: tuple[str, ...]) -> "Report":
    """The verdict by some kinds of evidence."""
    from proofs_checks.context import Context
    from proofs_checks.evidence import CHECKS
    from proofs_checks.runner import check_theorem

    return check_theorem(stated, Context(), checks=[(name, check) for name, check in CHECKS if name in wanted])


def _by_all(stated: "Theorem") -> "Report":
    """The verdict as the command has it, which keeps what it found from one run to the next."""
    from proofs_checks.context import Context
    from proofs_checks.engines.processes import Processes
    from proofs_checks.runner import run_by
    from proofs_checks.store.evidence_store import EvidenceStore, default_folder
    from proofs_checks.store.memory import Memory

    place = default_folder()
    memory = Memory(None if place is None else EvidenceStore(place))
    (report,) = run_by((stated,), Context(), Processes(1), memory=memory)
    return report


def _failing_step(stated: "Theorem", report: "Report") -> Iterator[str]:
    """What stands before and after a step that does not follow."""
    from proofs_checks.report.step_view import failing_step

    if any(check.check == "derivation" and check.verdict == "ERROR" for check in report.checks):
        view = failing_step(stated)
        if view is not None:
            yield f"\n{view}"

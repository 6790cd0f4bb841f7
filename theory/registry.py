"""The theorems, by slug. A theorem is one module that defines ``THEOREM``; its file name is the slug.

Found are those of ``theory.papers``, of the packages that installed distributions announce (entry points of the group
``theorycheck.papers``), and of whatever is named: a package, a module, a folder, a file. Nothing else needs to know of
them, and one slug names one file.
"""

import importlib
import sys
import traceback
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from theory.theorem_collection import Theorems
from theory.theorem_files import TheoremFile, TheoremFileError, beside, in_module, named
from theory.theorem_record import Theorem
from theory.untouched import Fingerprint, differences, fingerprint, remember

__all__ = ["files_named", "make_known", "module_of", "named_files", "theorem", "theorems"]

BUILT_IN = "theory.papers"
GROUP = "theorycheck.papers"
TOOL = ("theory", "proofs_checks")

_named: dict[str, TheoremFile] = {}
"""What was named in this process, by slug."""


def theorem(name: str) -> Theorem:
    """The theorem of that slug, or the one that a file or module of that name states.

    Raises ValueError, with the nearest names, if there is none, and where several are named.

    >>> from theorycheck import theorem
    >>> theorem("second_moment_of_sample_covariance").title
    'Second moment of the sample covariance'
    """
    known = _known().get(name)
    if known is not None:
        return _load(known)
    found = files_named(name)
    if len(found) > 1:
        slugs = ", ".join(file.slug for file in found[:3])
        message = f"{name} states {len(found)} theorems, {slugs} among them: name one"
        raise ValueError(message)
    return _load(found[0])


def theorems(*names: str) -> Theorems:
    """The theorems named, each by its slug or by a package, module, folder or file that states some; premises before
    what rests on them, otherwise in the order given. Without names, all that are built in or announced.

    What is named is known from then on: other theorems may rest on it. Raises ValueError for a name that leads to
    nothing, one slug in two files, a premise that is not known, and theorems that rest on each other in a circle.

    >>> from theorycheck import theorems
    >>> "least_squares_risk" in {theorem.slug for theorem in theorems()}
    True
    """
    # all names first: what one of them states may rest on another
    wanted = [file.slug for each in [files_named(name) for name in names] for file in each] if names else _announced()
    ordered: dict[str, Theorem] = {}

    def place(slug: str, path: tuple[str, ...]) -> None:
        if slug in path:
            message = f"theorems rest on each other in a circle: {' -> '.join([*path, slug])}"
            raise ValueError(message)
        if slug not in _known():
            message = (
                f"{path[-1]} rests on {slug!r}, which is not registered: add it, name the file or folder that states "
                "it too, or rest on a theorem that is"
            )
            raise ValueError(message)
        if slug not in ordered:
            stated = _load(_known()[slug])
            for premise in stated.depends_on:
                place(premise, (*path, slug))
            ordered[slug] = stated

    for slug in wanted:
        place(slug, ())
    return Theorems(stated for slug, stated in ordered.items() if slug in wanted)


def files_named(name: str, folder: Path | None = None) -> tuple[TheoremFile, ...]:
    """The files of the theorems that a slug, package, module, folder or file names; they are known from then on, and
    so is what lies beside them. Raises ValueError where there are none, and for one slug in two files.
    """
    known = _known()
    if name in known:
        return (known[name],)
    found = named(name, folder)
    if found is None:
        import difflib  # of use to those who misspell alone

        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "theorycheck list names them all"
        is_path = "/" in name or name.endswith(".py")
        message = f"there is no {'file or folder' if is_path else 'theorem'} {name!r}: {hint}"
        raise ValueError(message)
    make_known((*found, *beside(found)))
    # one file may go by two module names
    return tuple(dict.fromkeys(_known()[file.slug] for file in found))


def make_known(files: Iterable[TheoremFile]) -> None:
    """Theorem files that may be rested on. Raises ValueError for a slug that another file has."""
    known = dict(_known())
    for file in files:
        _add(known, file)
        _make_importable(file.root)
    _named.update({slug: file for slug, file in known.items() if slug not in _announced()})


def named_files() -> tuple[TheoremFile, ...]:
    """What was made known in this process, for another one to know it too."""
    return tuple(_named.values())


def module_of(slug: str) -> str | None:
    """The module that states the theorem of that name; None where none does."""
    file = _known().get(slug)
    return None if file is None else file.module


def _known() -> dict[str, TheoremFile]:
    return {**_announced(), **_named}


@cache
def _announced() -> dict[str, TheoremFile]:
    """What is built in, and what installed packages announce. Raises ValueError for one that leads nowhere."""
    found: dict[str, TheoremFile] = {}
    packages = {entry.value: f"{entry.name} = {entry.value}" for entry in entry_points(group=GROUP)}
    for package in (BUILT_IN, *sorted(packages.keys() - {BUILT_IN})):
        files = in_module(package)
        if files is None:
            message = f"the entry point {packages[package]} ({GROUP}) leads to no package: mend or uninstall it"
            raise ValueError(message)
        for file in files:
            _add(found, file)
    return found


def _add(known: dict[str, TheoremFile], file: TheoremFile) -> None:
    other = known.setdefault(file.slug, file)
    if other.path != file.path:
        message = f"two theorems are called {file.slug}, in {other.path} and {file.path}: rename one file"
        raise ValueError(message)


def _make_importable(root: Path) -> None:
    if str(root) not in sys.path:
        # behind everything else, so that nothing of anybody is hidden by a file in that folder
        sys.path.append(str(root))
        importlib.invalidate_caches()


@cache
def _load(file: TheoremFile) -> Theorem:
    """Raises TheoremFileError for a file that does not load, or whose theorem has another name."""
    before = _before(file)
    try:
        module = importlib.import_module(file.module)
    except (Exception, SystemExit) as error:
        message = f"{file.path}{_line_of(error, file.path)} does not load: {type(error).__name__}: {error}"
        raise TheoremFileError(message) from error
    replaced = differences(before, fingerprint(TOOL)) if before else ""
    if replaced:
        message = f"{file.path} replaces {replaced} when it is imported: nothing that it states would mean anything"
        raise TheoremFileError(message)
    place = Path(str(module.__file__)).resolve()
    if place != file.path:
        message = (
            f"{file.path} is not what Python imports as {file.module}, which is {place}: rename one of them, or put "
            "it into a package of another name"
        )
        raise TheoremFileError(message)
    found = module.THEOREM
    if type(found) is not Theorem:
        message = f"{file.path} defines {type(found).__name__} as THEOREM: give a theory.Theorem"
        raise TheoremFileError(message)
    if found.slug != file.slug:
        message = f"{file.path} defines the theorem {found.slug!r}: give theorem and file one name"
        raise TheoremFileError(message)
    return found


def _before(file: TheoremFile) -> Fingerprint:
    """What the tool is before a file from outside is imported; empty for those that are built in."""
    if file.module.startswith(f"{BUILT_IN}."):
        return {}
    remember()
    return fingerprint(TOOL)


def _line_of(error: BaseException, path: Path) -> str:
    lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).resolve() == path]
    return f", line {lines[-1]}," if lines else ""

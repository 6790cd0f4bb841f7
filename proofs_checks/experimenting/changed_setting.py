"""An experiment whose setting is another than its profile's, from words such as ``batch=64``."""

from collections.abc import Iterable
from dataclasses import fields, replace

from numerics.values.binding import suggestion
from proofs_checks.experiment_parts.experiment import Experiment

__all__ = ["changed_setting", "setting_of"]

_TRUTHS = {"true": True, "false": False}


def setting_of(experiment: Experiment) -> dict[str, object]:
    """The fields of its setting by name, the number of seeds last."""
    names = sorted((each.name for each in fields(experiment)), key=lambda name: name == "seeds")
    return {name: getattr(experiment, name) for name in names}


def changed_setting(experiment: Experiment, changes: Iterable[str], seeds: int | None = None) -> Experiment:
    """The experiment with these ``NAME=VALUE``, tuples written as ``1,2,3``.

    Raises ValueError, in one line, for a name that the setting lacks, a value of another kind, and one that cannot
    work.
    """
    known = setting_of(experiment)
    values: dict[str, object] = {} if seeds is None else {"seeds": seeds}
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals:
            message = f"{change!r} changes nothing: give NAME=VALUE"
            raise ValueError(message)
        if name not in known:
            message = f"{experiment.slug} has no setting {name!r}{suggestion(name, known)}: it has {', '.join(known)}"
            raise ValueError(message)
        values[name] = _like(known[name], text, name)
    return replace(experiment, **values)  # type: ignore[arg-type]  # the names and kinds of its own fields


def _like(example: object, text: str, name: str) -> object:
    """The text as a value of the kind of the example. Raises ValueError."""
    try:
        if isinstance(example, bool):
            return _TRUTHS[text]
        if isinstance(example, tuple):
            return tuple(_like(example[0] if example else "", part, name) for part in text.split(","))
        if isinstance(example, int | float | str):
            return type(example)(text)
    except (KeyError, ValueError):
        pass
    message = f"{name} is {text!r}: give a value like {_shown(example)}"
    raise ValueError(message)


def _shown(example: object) -> str:
    if isinstance(example, tuple):
        return ",".join(map(str, example))
    return str(example).lower() if isinstance(example, bool) else str(example)

"""What can go wrong with an expression, each a ``ValueError`` whose message names the culprit and the remedy."""

__all__ = ["NameClashError", "ShapeError", "Undecidable", "UnsupportedExpressionError"]


class ShapeError(ValueError):
    """Matrices whose shapes do not conform."""


class NameClashError(ValueError):
    """One name used for two different symbols (two laws, kinds or shapes)."""


class UnsupportedExpressionError(ValueError):
    """A term the engine cannot integrate or the normal form cannot represent; the message names it."""


class Undecidable(ValueError):  # noqa: N818  (a verdict, not a failure: nothing went wrong)
    """Neither side of an equality could be brought to the other, and no point was found where they differ."""

"""What a table may be given as, and who reads it."""

from pathlib import Path

from numerics.data.intake.data_frames import FrameTable
from numerics.data.intake.delimited import DelimitedText
from numerics.data.intake.open_files import packing_of
from numerics.data.intake.raw_table import RawTable
from numerics.data.intake.reading_options import ReadingOptions
from numerics.data.intake.stored_frames import Sheet, stored_frame

__all__ = ["raw_table"]


def raw_table(source: object, options: ReadingOptions) -> RawTable:
    """The table of a path or a data frame; what kind of file it is, its first bytes say.

    Raises ValueError, one line with the remedy, for what cannot be read, and for options that the kind does not have.
    """
    if not isinstance(source, str | Path):
        _refuse_options(FrameTable(source).name, options, ("separator", "decimal", "encoding", "sheet"))
        return FrameTable(source)
    path = Path(source)
    packed, kind = packing_of(path)
    if kind == "text":
        _refuse_options(str(path), options, ("sheet",))
        return DelimitedText(path, packed, options)
    _refuse_options(f"{path}, a file of {kind}", options, ("separator", "decimal", "encoding"))
    return Sheet(path, options) if kind == "Excel" else stored_frame(path, kind)


def _refuse_options(name: str, options: ReadingOptions, without: tuple[str, ...]) -> None:
    given = next((option for option in without if getattr(options, option) is not None), None)
    if given is not None:
        message = f"{name} has no {given} to choose: leave {given} out"
        raise ValueError(message)

"""How a file is to be read, where that is not left to be found out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from multisession.project.importers.columns import ColumnMap
from multisession.project.label_config.model import LabelConfig
from multisession.web.errors import BadRequest, excerpt

LabelsAs = Literal["annotations", "predictions"]
Encoding = Literal["utf-8", "utf-16", "windows-1252"]

#: what stands around values that hold the delimiter; "" to find out
Quote = Literal["", "double", "single", "none"]

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class TemporaryPlace:
    """Where what is too large for memory waits, and how much of it may."""

    #: None is the system's place
    directory: Path | None = None
    #: bytes that may wait there; 0 for as many as there is disk for
    room: int = 0
    #: raises when the disk has no room for so many bytes more
    require: Callable[[int], None] = lambda wanted: None


class ReadOptions(msgspec.Struct, kw_only=True, frozen=True):
    """What a person said about a file."""

    #: a name of the registry; None to find out
    format: str | None = None
    encoding: Encoding = "utf-8"
    #: between the values of a table; empty to find out
    delimiter: str = ""
    #: around the values of a table
    quote: Quote = ""
    #: the first row of a table names its columns
    header: bool = True
    #: None leaves every column under its own name, and refuses two of the same name
    columns: ColumnMap | None = None
    #: of the project, for files that hold labels; None where there is none that can be used
    config: LabelConfig | None = None
    #: what the labels of such a file become
    labels_as: LabelsAs = "annotations"
    #: where what is too large for memory waits
    temporary: TemporaryPlace = TemporaryPlace()


AS_FOUND = ReadOptions()


def delimiter_of(text: str) -> str:
    """The delimiter that a parameter names: itself, ``tab``, or nothing. Raises BadRequest."""
    delimiter = "\t" if text == "tab" else text
    if delimiter and delimiter not in DELIMITERS:
        raise BadRequest(f'"{excerpt(text)}" is not a delimiter that is read here. Use one of , ; | and tab.')
    return delimiter

"""What an importer says about a row that it does not take, and the limits it holds rows to."""

from __future__ import annotations

import msgspec

from multisession.web.written_size import written_size

#: bytes of one task as it stands in the file
MAX_TASK_BYTES = 16 * 1024 * 1024
#: characters of a refused row that are kept to be shown
CONTENT_KEPT = 4_000
#: objects and arrays inside one another in one task
MAX_DEPTH = 100


#: what msgspec raises for a text that is no JSON, or none of the form that was expected
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Refusal(msgspec.Struct, kw_only=True, frozen=True):
    """One row that cannot become a task: where it is, and why in a plain sentence."""

    #: line in the file, counted from 1, on which the row starts (or the fault is, where that is known)
    line: int
    reason: str
    #: position in a JSON array or sequence, counted from 1
    item: int | None = None
    #: the file, as the person named it; empty when there is only one
    source: str = ""
    #: what stands there, its first characters; empty where it is not known
    content: str = ""
    #: it is the heading of a table, without which no row can be read
    heading: bool = False

    def sentence(self) -> str:
        """Place and reason in one line of text."""
        place = f"line {self.line}" if self.item is None else f"item {self.item} (line {self.line})"
        return f"{self.source}, {place}: {self.reason}" if self.source else f"{place.capitalize()}: {self.reason}"


class RowRefused(ValueError):
    """Raised inside an importer, turned into a :class:`Refusal` by the code that knows the line."""

    def __init__(self, reason: str, *, line: int = 0, offset: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        #: lines to add to the row's first line
        self.line = line
        #: byte inside the row, when a byte is to blame
        self.offset = offset


def unreadable_because(error: Exception) -> str:
    """The reason that one of UNREADABLE is."""
    if isinstance(error, UnicodeDecodeError):
        return f"It is not text in UTF-8: there is the byte 0x{error.object[error.start]:02X}."
    if isinstance(error, RecursionError):
        return "It nests too many objects and lists inside one another."
    return f"{str(error).rstrip('.')}."


def shown(row: bytes | str) -> str:
    """What a refused row holds, bounded; bytes that are not UTF-8 become replacement characters."""
    if isinstance(row, bytes):
        row = row[: 4 * CONTENT_KEPT].decode(errors="replace")
    return row[:CONTENT_KEPT]


def bad_byte(value: int, offset: int) -> str:
    """The reason for a byte that is not UTF-8, at an offset counted from the start of the file."""
    return f"Byte 0x{value:02X} at offset {offset} is not UTF-8. Save the file as UTF-8 and import it again."


def too_large(limit: int) -> str:
    """The reason for a row above the limit of bytes."""
    size = written_size(limit)
    return f"This row is larger than {size}, the limit for one task. Split it, or link to the content by its address."

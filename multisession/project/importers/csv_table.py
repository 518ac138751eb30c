"""CSV and TSV: one task for each row under a header row.

Every value stays text, exactly as written: ``007`` is ``"007"``. The delimiter is found among comma, semicolon, tab
and vertical bar. Quotation marks follow RFC 4180, and may be single ones; a quoted value may span lines.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from multisession.project.importers.byte_source import BoundedLines, ByteSource
from multisession.project.importers.columns import distinct_names
from multisession.project.importers.read_options import DELIMITERS, Quote
from multisession.project.importers.refusal import CONTENT_KEPT, Refusal, RowRefused, bad_byte, shown, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import ValidationFailed, excerpt

MakeTask = Callable[[list[str]], NewTask]

_SAMPLE_BYTES = 64 * 1024
_SAMPLE_ROWS = 20
_MOST_COLUMNS = 10_000
#: the csv module's own limit is per value and for the whole process; rows are bounded by their lines here
csv.field_size_limit(2**31 - 1)


def read_csv(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """The tasks of a table whose delimiter and quotation marks are found in its first rows, where nothing was told."""
    return _read(source, shape, shape.options.delimiter)


def read_tsv(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """The tasks of a table whose values are separated by tabs, where nothing else was told."""
    return _read(source, shape, shape.options.delimiter or "\t")


def _read(source: ByteSource, shape: TaskShape, delimiter: str) -> Iterator[NewTask | Refusal]:
    head = source.head[source.text_start :]
    return _Table(source, shape, *sniff_dialect(head, delimiter, shape.options.quote)).tasks()


def sniff_dialect(head: bytes, delimiter: str = "", quote: Quote = "") -> tuple[str, Quote]:
    """What separates values and what stands around them, by the first rows; what is given stays.

    Single quotation marks are taken for such where as many values end with one as begin with one, none begins with a
    double one, and the rows have equally many values then.
    """
    if not quote:
        lines = _sample(head)
        for each in delimiter or DELIMITERS:
            if _is_single_quoted(lines, each):
                return each, "single"
    return delimiter or sniff_delimiter(head, quote), quote or "double"


def sniff_delimiter(head: bytes, quote: Quote = "double") -> str:
    """The delimiter that cuts the first rows into the same number of columns, the most columns winning."""
    lines = _sample(head)
    best, best_score = ",", (0.0, 1)
    for delimiter in DELIMITERS:
        widths = _widths(lines, delimiter, quote)
        if widths and widths[0] > 1:
            score = (widths.count(widths[0]) / len(widths), widths[0])
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _sample(head: bytes) -> list[str]:
    sample = head[:_SAMPLE_BYTES]
    whole_lines, cut, _ = sample.rpartition(b"\n")
    return (whole_lines if cut else sample).decode(errors="replace").splitlines(keepends=True)


def _widths(lines: list[str], delimiter: str, quote: Quote, *, strict: bool = False) -> list[int]:
    """How many values the first rows have; none where they cannot be read so."""
    widths = []
    try:
        for row in _reader(lines, delimiter, quote, strict=strict):
            if row:
                widths.append(len(row))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    return widths


def _is_single_quoted(lines: list[str], delimiter: str) -> bool:
    text = "\n" + "".join(lines[:_SAMPLE_ROWS]).replace("\r", "\n").rstrip("\n") + "\n"
    around = f"{delimiter}\n"
    begin = sum(text.count(f"{before}'") for before in around)
    end = sum(text.count(f"'{after}") for after in around)
    if begin < 2 or begin != end or any(f'{before}"' in text for before in around):
        return False
    widths = _widths(lines[:_SAMPLE_ROWS], delimiter, "single", strict=True)
    return len(widths) > 1 and set(widths) == {widths[0]} and (widths[0] > 1 or delimiter == ",")


def _reader(lines: Iterable[str], delimiter: str, quote: Quote, *, strict: bool = True) -> Iterator[list[str]]:
    if quote == "none":
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=strict)
    return csv.reader(lines, delimiter=delimiter, quotechar="'" if quote == "single" else '"', strict=strict)


class _RowLines:
    """The lines of a table as text for the csv module, noting what is wrong with the row under way."""

    def __init__(self, source: ByteSource, max_bytes: int) -> None:
        self._lines = BoundedLines(source.text_chunks(), max_bytes=max_bytes, start=source.text_start)
        self._iterator = iter(self._lines)
        self._max_bytes = max_bytes
        self.begin_row()

    def begin_row(self) -> None:
        """Forgets what was noted: the next line starts a row."""
        self.first_line = self._lines.number + 1
        self.size = 0
        self.fault: str | None = None
        self._row: list[str] = []

    @property
    def row(self) -> str:
        """The lines of the row under way."""
        return shown("".join(self._row).rstrip("\n"))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._iterator)
        if line is None or self.size + len(line) > self._max_bytes:
            raise RowRefused(too_large(self._max_bytes))
        # A quoted value may go on for megabytes; what is shown of a row is its beginning.
        is_shown = self.size < CONTENT_KEPT
        self.size += len(line) + 1
        try:
            text = line.decode() + "\n"
        except UnicodeDecodeError as error:
            if self.fault is None:
                self.fault = bad_byte(line[error.start], self._lines.offset + error.start)
            text = line.decode(errors="replace") + "\n"
        if is_shown:
            self._row.append(text)
        return text


class _Table:
    """One pass over a table."""

    def __init__(self, source: ByteSource, shape: TaskShape, delimiter: str, quote: Quote) -> None:
        self._shape = shape
        self._delimiter = delimiter
        self._quote = quote
        self._lines = _RowLines(source, shape.max_task_bytes)
        self._reader = self._new_reader()

    def _new_reader(self) -> Iterator[list[str]]:
        return _reader(self._lines, self._delimiter, self._quote)

    def tasks(self) -> Iterator[NewTask | Refusal]:
        rows = self._rows()
        for row in rows:
            if isinstance(row, Refusal):
                yield msgspec.structs.replace(row, heading=self._shape.options.header)
                return
            header = _named(row if self._shape.options.header else [""] * len(row))
            fault = self._header_fault(header)
            if fault is not None:
                yield self._refusal(fault, heading=self._shape.options.header)
                return
            make = self._maker(header)
            if not self._shape.options.header:
                yield self._task(row, header, make)
            break
        for row in rows:
            yield row if isinstance(row, Refusal) else self._task(row, header, make)

    def _maker(self, header: list[str]) -> MakeTask:
        """What makes a row a task."""
        shape, columns = self._shape, self._shape.options.columns
        if columns is None:
            return lambda row: NewTask(data=_json(dict(zip(header, row, strict=True))), file_upload=shape.file_upload)
        places = columns.places(distinct_names(header))
        if all(place is None or place.part == "data" for place in places):
            kept = [(number, place.key) for number, place in enumerate(places) if place is not None]
            return lambda row: NewTask(
                data=_json({key: row[number] for number, key in kept}), file_upload=shape.file_upload
            )
        return lambda row: shape.task_of(columns.rebuild(zip(places, row, strict=True)).as_item())

    def _task(self, row: list[str], header: list[str], make: MakeTask) -> NewTask | Refusal:
        if len(row) != len(header):
            return self._refusal(_ragged(row, header))
        try:
            return make(row)
        except RowRefused as refused:
            return self._refusal(refused.reason)

    def _refusal(self, reason: str, *, heading: bool = False) -> Refusal:
        return Refusal(line=self._lines.first_line, reason=reason, content=self._lines.row, heading=heading)

    def _rows(self) -> Iterator[list[str] | Refusal]:
        """Rows that are not empty, and the refusals of what cannot be read as a row."""
        lines = self._lines
        while True:
            lines.begin_row()
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except RowRefused as refused:
                yield self._refusal(refused.reason)
                if lines.size:
                    # Inside a quoted value nobody knows where the next row starts.
                    return
                self._reader = self._new_reader()
                continue
            except csv.Error as error:
                yield self._refusal(_broken_quotes(error))
                self._reader = self._new_reader()
                continue
            if lines.fault is not None:
                yield self._refusal(lines.fault)
            elif row:
                yield row

    def _header_fault(self, header: list[str]) -> str | None:
        """What is wrong with the header row, or None."""
        if len(header) > _MOST_COLUMNS:
            return f"This row has {len(header):,} columns. A table may have {_MOST_COLUMNS:,}."
        columns = self._shape.options.columns
        if columns is None:
            seen: set[str] = set()
            for name in header:
                if name in seen:
                    return (
                        f'Two columns are named "{excerpt(name)}". Rename one, or say on the Import page what each is.'
                    )
                seen.add(name)
            keys = header
        else:
            try:
                places = columns.places(distinct_names(header))
            except ValidationFailed as error:
                return error.detail
            keys = [place.key for place in places if place is not None and place.part == "data"]
        try:
            self._shape.check_data(dict.fromkeys(keys, ""))
        except RowRefused as refused:
            return refused.reason
        return None


def _json(data: dict[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(data))


def _named(header: list[str]) -> list[str]:
    """The header without the space around its names; a column without a name is named by its number."""
    return [name.strip() or f"column_{number}" for number, name in enumerate(header, 1)]


def _ragged(row: list[str], header: list[str]) -> str:
    values = "1 value" if len(row) == 1 else f"{len(row)} values"
    columns = "1 column" if len(header) == 1 else f"{len(header)} columns"
    return f"This row has {values} under {columns}. Check its delimiters and quotation marks."


def _broken_quotes(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return (
            "A quotation mark opens a value here and is never closed. Close it, double it if it belongs to the text, "
            "or import the table as one without quotation marks."
        )
    if "new-line" in str(error):
        return "A carriage return stands inside a value that is not quoted. Save the file with one kind of line end."
    return "A quotation mark inside a quoted value is not doubled. Write it twice."

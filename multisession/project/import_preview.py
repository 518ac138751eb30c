"""What a file would become: its columns and first tasks, read from its first bytes as the import itself reads them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from multisession.project.importers.byte_source import ByteSource, codec_of
from multisession.project.importers.column_results import readable_controls
from multisession.project.importers.columns import ColumnMap
from multisession.project.importers.csv_table import sniff_dialect
from multisession.project.importers.detection import detect
from multisession.project.importers.parquet import MARK
from multisession.project.importers.read_options import Encoding, Quote, ReadOptions
from multisession.project.importers.reading import read_tasks
from multisession.project.importers.refusal import MAX_TASK_BYTES, Refusal
from multisession.project.label_config.model import LabelConfig
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt
from multisession.web.json import plain_value

#: bytes of a file that a preview looks at
MOST_BYTES = 512 * 1024
#: rows it reads, tasks it shows, columns it names, and values of a column
ROWS, TASKS, COLUMNS, SAMPLES = 25, 3, 200, 3
#: characters of a value
LONGEST_VALUE = 200


class ColumnPreview(msgspec.Struct, kw_only=True):
    """One column, or key of the items, and some of its values as text."""

    name: str
    samples: list[str]


class TaskPreview(msgspec.Struct, kw_only=True):
    """One task as it would be."""

    data: msgspec.Raw
    meta: msgspec.Raw
    predictions: list[Any] = []
    annotations: list[Any] = []


class Preview(msgspec.Struct, kw_only=True):
    """What was found in a file's first bytes."""

    format: str
    encoding: Encoding
    #: between the values of a table, empty for what is no table
    delimiter: str
    #: around values that hold it, "" for what is no table
    quote: Quote
    header: bool
    #: the first two hundred
    columns: list[ColumnPreview]
    column_count: int
    tasks: list[TaskPreview]
    #: of the rows looked at
    refusals: list[Refusal]
    #: keys of the data that the label config shows, and the tags that show them
    reads: Mapping[str, str]
    #: controls that a column can answer: name -> tag
    controls: Mapping[str, str]


def preview(
    head: bytes,
    *,
    name: str,
    content_type: str,
    whole: bool,
    encoding: Encoding | None,
    options: ReadOptions,
    config: LabelConfig,
) -> Preview:
    """Looks at a file's first bytes; ``whole`` says that there are no more. ``encoding`` None is found out.

    Raises BadRequest for options that cannot be followed. A file that holds no tasks has a refusal and no columns.
    """
    if head.startswith(MARK):
        options, encoding = msgspec.structs.replace(options, format="parquet"), "utf-8"
    options = msgspec.structs.replace(options, encoding=encoding or encoding_of(head))
    source = ByteSource([head], options.encoding)
    text = source.head[source.text_start :]
    format = options.format or detect(name, content_type, source.head)
    delimiter, quote = _dialect(format, options, text)
    options = msgspec.structs.replace(options, format=format, delimiter=delimiter, quote=quote)
    as_it_is = msgspec.structs.replace(options, columns=ColumnMap({}, config))
    columns = _columns(_items(head, name, {}, as_it_is, whole))
    tasks, refusals = [], []
    for item in _items(head, name, config.data_keys, options, whole):
        if isinstance(item, NewTask):
            tasks.append(item)
        else:
            refusals.append(item)
    return Preview(
        format=format,
        encoding=options.encoding,
        delimiter=delimiter,
        quote=quote,
        header=options.header,
        columns=[ColumnPreview(name=key, samples=values) for key, values in list(columns.items())[:COLUMNS]],
        column_count=len(columns),
        tasks=[_shown(task) for task in tasks[:TASKS]],
        refusals=refusals[:TASKS],
        reads=config.data_keys,
        controls=readable_controls(config),
    )


def encoding_of(head: bytes) -> Encoding:
    """UTF-16 by its mark or its zero bytes; what is no UTF-8 is taken for Windows-1252, as spreadsheets save it."""
    if codec_of(head) is not None:
        return "utf-16"
    try:
        # The end may be cut inside a character, which an incremental decoder waits for.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _dialect(format: str, options: ReadOptions, text: bytes) -> tuple[str, Quote]:
    """Delimiter and quotation marks of a table; neither of what is none."""
    if format not in ("csv", "tsv"):
        return "", ""
    return sniff_dialect(text, options.delimiter or ("\t" if format == "tsv" else ""), options.quote)


def _items(
    head: bytes, name: str, data_keys: Mapping[str, str], options: ReadOptions, whole: bool
) -> Iterator[NewTask | Refusal]:
    """The first items; of a file that goes on, not the last one, which may be cut."""
    if options.format == "parquet" or (options.format == "coco" and not whole):
        # One document, of which the beginning alone says nothing.
        return
    items = read_tasks([head], name=name, data_keys=data_keys, max_task_bytes=MAX_TASK_BYTES, options=options)
    held: NewTask | Refusal | None = None
    for number, item in enumerate(items):
        if held is not None:
            yield held
        held = item
        if number == ROWS:
            return
    if held is not None and (whole or isinstance(held, NewTask)):
        yield held


def _columns(items: Iterator[NewTask | Refusal]) -> dict[str, list[str]]:
    """The keys of the items' data in the order in which they come, with some values."""
    found: dict[str, list[str]] = {}
    for item in items:
        if isinstance(item, NewTask):
            for key, value in plain_value(item.data).items():
                values = found.setdefault(key, [])
                if len(values) < SAMPLES and value not in ("", None):
                    values.append(_as_text(value))
    return found


def _as_text(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return excerpt(text, longest=LONGEST_VALUE)


def _shown(task: NewTask) -> TaskPreview:
    return TaskPreview(
        data=task.data,
        meta=task.meta,
        predictions=[
            {"result": prediction.result, "model_version": prediction.model_version} for prediction in task.predictions
        ],
        annotations=[{"result": annotation.result} for annotation in task.annotations],
    )

"""Reads a Parquet file in a process of its own, with limits: ``python parquet_child.py TOKEN MOST_BYTES <file``.

A library of C++ reads what a stranger sent. Whatever that does to it, it happens here, to a process that knows nothing,
may not write files, and has little memory and time. It imports nothing of the studio.

Standard output is frames: one letter, four bytes of length (big-endian), and so many bytes:

    N  how many rows the file says it has, as digits; before the first
    M  {"name": "cat.png", "column": "image", "size": 1234}, and then the 1234 bytes of a media file of the next row
    R  the next row as a JSON object; the text "TOKEN:0" in it stands for its first media file, and so on
    E  why the next row cannot be read
    F  why the file cannot be read, or read on
    D  nothing; the file was read whole
"""

from __future__ import annotations

import json
import math
import os
import struct
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

try:
    import resource
except ImportError:  # Windows has no limits of this kind; the time that one row may take is watched outside
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    import pyarrow

#: bytes of memory beside what the libraries take, and seconds of processor time
MEMORY_BYTES = 768 * 2**20
PROCESSOR_SECONDS = 1800
#: of a batch of rows, by what the file says of itself
_BATCH_BYTES, _BATCH_ROWS = 4 * 2**20, 2_000
_MOST_COLUMNS = 10_000
#: beside a column of our own export whose texts are JSON
JSON_MARK = b"multisession.json"
_decode = msgspec.json.Decoder().decode

Feature = Mapping[str, Any]


class Unreadable(Exception):
    """The file, told in one sentence."""


class RowUnreadable(Exception):
    """One row, told in one sentence."""


class Unspoken:
    """A value that refuses its row when it is written."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


class MediaFile:
    """A picture, a recording, or any other bytes."""

    def __init__(self, content: bytes, path: str | None) -> None:
        self.content = content
        self.path = path


def main(token: str, most_bytes: int) -> None:
    """Writes the frames of the file on standard input."""
    import pyarrow
    import pyarrow.parquet

    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    _limit()
    out = os.fdopen(os.dup(1), "wb", buffering=256 * 1024)
    try:
        _Rows(out, token, most_bytes).write(open(0, "rb", buffering=0, closefd=False))  # noqa: SIM115
        _frame(out, b"D", b"")
    except Unreadable as error:
        _frame(out, b"F", str(error).encode())
    except MemoryError:
        _frame(out, b"F", b"Reading this Parquet file takes more memory than it may. Write it with smaller row groups.")
    except (pyarrow.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        _frame(out, b"F", b"This Parquet file is damaged, cut off, or of a kind that is not read here. Write it anew.")
    out.flush()


def _limit() -> None:
    if resource is None:
        return
    pages = 0
    if os.path.exists("/proc/self/statm"):  # noqa: PTH110
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            pages = int(file.read().split()[0])
    memory = pages * resource.getpagesize() + MEMORY_BYTES if pages else 4 * 2**30
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", PROCESSOR_SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 16),
    ):
        if hasattr(resource, name):
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, most))


def _frame(out: BinaryIO, kind: bytes, content: bytes) -> None:
    out.write(kind + struct.pack(">I", len(content)))
    out.write(content)


class _Rows:
    """Rows as frames."""

    def __init__(self, out: BinaryIO, token: str, most_bytes: int) -> None:
        self._out = out
        self._token = token
        self._most_bytes = most_bytes
        self._media: list[MediaFile] = []
        self._encode = msgspec.json.Encoder(enc_hook=self._written).encode

    def write(self, file: BinaryIO) -> None:
        """All of them. Raises Unreadable, and what the library raises."""
        from pyarrow import parquet

        table = parquet.ParquetFile(file, buffer_size=256 * 1024, pre_buffer=False)
        schema = table.schema_arrow
        if len(schema.names) > _MOST_COLUMNS:
            raise Unreadable(f"This file has {len(schema.names):,} columns. A table may have {_MOST_COLUMNS:,}.")
        if len(set(schema.names)) < len(schema.names):
            twice = next(name for name in schema.names if schema.names.count(name) > 1)
            raise Unreadable(f'Two columns are named "{twice[:80]}". Rename one.')
        features = features_of(schema.metadata or {})
        marked = {field.name for field in schema if JSON_MARK in (field.metadata or {})}
        _frame(self._out, b"N", str(table.metadata.num_rows).encode())
        for batch in _batches(table):
            columns = [
                values_of(array, features.get(name)) for name, array in zip(schema.names, batch.columns, strict=True)
            ]
            columns = [
                _as_json(values) if name in marked else values
                for name, values in zip(schema.names, columns, strict=True)
            ]
            for number in range(batch.num_rows):
                self._row({name: values[number] for name, values in zip(schema.names, columns, strict=True)})
            # Whoever reads them shows how far it is.
            self._out.flush()

    def _row(self, row: dict[str, Any]) -> None:
        self._media = []
        try:
            text = self._encode(row)
            if len(text) > self._most_bytes:
                raise RowUnreadable("")
        except RowUnreadable as refused:
            _frame(self._out, b"E", str(refused).encode())
            return
        for number, media in enumerate(self._media):
            name = (media.path or "").replace("\\", "/").rpartition("/")[2]
            about = {"name": name[-200:], "size": len(media.content), "number": number}
            _frame(self._out, b"M", msgspec.json.encode(about))
            self._out.write(media.content)
        _frame(self._out, b"R", text)

    def _written(self, value: Any) -> str:
        if isinstance(value, MediaFile):
            self._media.append(value)
            return f"{self._token}:{len(self._media) - 1}"
        raise RowUnreadable(value.reason if isinstance(value, Unspoken) else "It holds a value that is not read here.")


def _batches(table: Any) -> Iterator[pyarrow.RecordBatch]:
    """The rows, a few at a time: as many as take little memory by what the file says of its row groups."""
    for number in range(table.num_row_groups):
        group = table.metadata.row_group(number)
        size = max(1, group.total_byte_size // max(1, group.num_rows))
        rows = min(_BATCH_ROWS, max(1, _BATCH_BYTES // size))
        yield from table.iter_batches(batch_size=rows, row_groups=[number], use_threads=False)


def features_of(metadata: Mapping[bytes, bytes]) -> dict[str, Feature]:
    """What Hugging Face's ``datasets`` wrote about the columns; nothing where that cannot be read."""
    try:
        features = json.loads(metadata.get(b"huggingface", b"{}"))["info"]["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return features if isinstance(features, dict) else {}


def values_of(array: pyarrow.Array, feature: Any = None) -> list[Any]:
    """What JSON can hold of each value, MediaFile and Unspoken beside it."""
    import pyarrow
    from pyarrow import types

    kind = array.type
    if isinstance(kind, pyarrow.BaseExtensionType):
        named, array = kind.extension_name, array.storage
        values = values_of(array, feature)
        if named == "arrow.uuid":
            return [None if one is None else str(uuid.UUID(bytes=one)) for one in array.to_pylist()]
        return _as_json(values) if named == "arrow.json" else values
    if types.is_dictionary(kind):
        return values_of(array.dictionary_decode(), feature)
    for fits, read in _readers():
        if fits(kind):
            return read(array, feature)
    return [
        None if one is None else Unspoken(f"It holds a value of the type {kind}, which is not read here.")
        for one in array.is_valid().to_pylist()
    ]


def _plain(array: pyarrow.Array, feature: Any) -> list[Any]:
    values: list[Any] = array.to_pylist()
    names = feature.get("names") if isinstance(feature, dict) else None
    if isinstance(names, list) and feature.get("_type") == "ClassLabel":
        return [_class_name(value, names) for value in values]
    return values


def _class_name(value: Any, names: list[Any]) -> Any:
    """The name of a class; -1 is how ``datasets`` says that there is none."""
    if value == -1:
        return None
    return names[value] if type(value) is int and 0 <= value < len(names) and isinstance(names[value], str) else value


def _floats(array: pyarrow.Array, feature: Any) -> list[Any]:
    """No number is null; a number of 32 bits is the shortest one that means it."""
    import pyarrow

    if array.type.bit_width == 16:
        array = array.cast(pyarrow.float32())
    if array.type.bit_width == 32:
        values = [None if one is None else float(one) for one in array.cast(pyarrow.string()).to_pylist()]
    else:
        values = array.to_pylist()
    infinite = Unspoken("It holds an infinite number, which JSON has no word for. Write it as text.")
    return [one if one is None or math.isfinite(one) else None if math.isnan(one) else infinite for one in values]


def _texts(array: pyarrow.Array, feature: Any) -> list[Any]:
    import pyarrow

    try:
        return list(array.to_pylist())
    except UnicodeDecodeError:
        values = array.cast(pyarrow.large_binary()).to_pylist()
        return [
            None if one is None else _decoded(one, Unspoken("It holds a text that is not UTF-8.")) for one in values
        ]


def _decoded(content: bytes, otherwise: Any) -> Any:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return otherwise


def _bytes(array: pyarrow.Array, feature: Any) -> list[Any]:
    """Text where it is any, as old writers leave it unsaid; else a media file."""
    return [None if one is None else _decoded(one, MediaFile(one, None)) for one in array.to_pylist()]


def _moments(array: pyarrow.Array, feature: Any) -> list[Any]:
    """ISO 8601; one with a time zone is told in UTC."""
    import pyarrow

    end = "" if array.type.tz is None else "Z"
    texts = array.cast(pyarrow.timestamp(array.type.unit)).cast(pyarrow.string()).to_pylist()
    return [None if one is None else _short(one).replace(" ", "T") + end for one in texts]


def _times(array: pyarrow.Array, feature: Any) -> list[Any]:
    import pyarrow

    return [None if one is None else _short(one) for one in array.cast(pyarrow.string()).to_pylist()]


def _short(text: str) -> str:
    """Without the zeros behind a second's fraction."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _durations(array: pyarrow.Array, feature: Any) -> list[Any]:
    """Seconds."""
    import pyarrow

    unit = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[array.type.unit]
    return [None if one is None else one / unit for one in array.cast(pyarrow.int64()).to_pylist()]


def _decimals(array: pyarrow.Array, feature: Any) -> list[Any]:
    return [None if one is None else format(one, "f") for one in array.to_pylist()]


def _structs(array: pyarrow.Array, feature: Any) -> list[Any]:
    names = [field.name for field in array.type]
    children = array.flatten()
    if sorted(names) == ["bytes", "path"]:
        contents, paths = (children[names.index(name)].to_pylist() for name in ("bytes", "path"))
        return [_media_of(content, path) for content, path in zip(contents, paths, strict=True)]
    columns = [values_of(child, _feature_in(feature, name)) for name, child in zip(names, children, strict=True)]
    if not columns:
        return [{} if one else None for one in array.is_valid().to_pylist()]
    rows = zip(*columns, strict=True)
    valid = array.is_valid().to_pylist()
    return [dict(zip(names, row, strict=True)) if one else None for one, row in zip(valid, rows, strict=True)]


def _media_of(content: Any, path: Any) -> Any:
    """Hugging Face's pictures and recordings: the file itself, or only where it is."""
    path = path if isinstance(path, str) else None
    return MediaFile(content, path) if isinstance(content, bytes) else path


def _feature_in(feature: Any, name: str) -> Any:
    """What is known of a part of a struct. Old files say of a list of structs what a struct of lists is."""
    if not isinstance(feature, dict):
        return None
    inner = feature.get("feature")
    if feature.get("_type") == "Sequence" and isinstance(inner, dict):
        return {"feature": inner.get(name), "_type": "Sequence"}
    return feature.get(name)


def _lists(array: pyarrow.Array, feature: Any) -> list[Any]:
    from pyarrow import compute

    inner = feature.get("feature") if isinstance(feature, dict) else feature[0] if isinstance(feature, list) else None
    lengths = compute.list_value_length(array).to_pylist()
    values = iter(values_of(array.flatten(), inner))
    return [None if length is None else [next(values) for _ in range(length)] for length in lengths]


def _maps(array: pyarrow.Array, feature: Any) -> list[Any]:
    """Objects, whose keys are text."""
    starts = array.offsets.to_pylist()
    keys, items = values_of(array.keys), values_of(array.items)
    return [
        {str(key): item for key, item in zip(keys[start:end], items[start:end], strict=True)} if one else None
        for one, start, end in zip(array.is_valid().to_pylist(), starts, starts[1:], strict=False)
    ]


def _as_json(values: list[Any]) -> list[Any]:
    """Texts that are JSON as what they say."""
    found = []
    for value in values:
        try:
            if isinstance(value, str):
                _decode(value)
                value = msgspec.Raw(value.encode())
        except (msgspec.DecodeError, RecursionError):
            pass
        found.append(value)
    return found


@cache
def _readers() -> list[tuple[Callable[[Any], bool], Callable[[Any, Any], list[Any]]]]:
    """What reads which types, in this order."""
    from pyarrow import types

    return [
        (lambda kind: types.is_null(kind) or types.is_boolean(kind) or types.is_integer(kind), _plain),
        (types.is_floating, _floats),
        (lambda kind: types.is_string(kind) or types.is_large_string(kind), _texts),
        (lambda kind: types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind), _bytes),
        (types.is_timestamp, _moments),
        (lambda kind: types.is_date(kind) or types.is_time(kind), _times),
        (types.is_duration, _durations),
        (types.is_decimal, _decimals),
        (types.is_struct, _structs),
        (types.is_map, _maps),
        (lambda kind: types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind), _lists),
    ]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

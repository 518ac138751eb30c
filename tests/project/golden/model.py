"""What is known of a format: a file typed by hand, the tasks that it holds, and what is written of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: data of a task, the results of its annotations and of its predictions
Task = tuple[dict[str, Any], list[Any], list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A file and what it holds."""

    config: str
    #: of the file, as a person would call it
    name: str
    content: bytes
    tasks: list[Task]
    #: what a person says of it, as ReadOptions takes it; ``columns`` as JSON
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an exporter writes of the tasks of a golden file."""

    of: Golden
    #: read by other means than ours
    holds: Any
    read: Callable[[bytes], Any] = bytes.decode
    #: the name of the importer that brings the tasks back; None where there is none
    comes_back: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def labelled(*items: dict[str, Any], **data: Any) -> Task:
    """A task with one annotation; with none where there are no items."""
    return data, [list(items)] if items else [], []


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

"""Parquet: one task for each row, as Hugging Face's ``datasets`` and any table of pandas have them.

The library that reads it is C++ and the file a stranger's, so it runs in a process of its own (parquet_child.py) with
little memory and time. What that process says is not believed either: lengths and times are bounded here.
"""

from __future__ import annotations

import importlib.util
import os
import re
import secrets
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import msgspec

from multisession.project.child_environment import child_environment
from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.entry_names import ArchiveRefused
from multisession.project.importers.media_file import Ahead, Counted, MediaPlace, Readable
from multisession.project.importers.refusal import Refusal, RowRefused, shown, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.media_types import type_for, type_of_bytes
from multisession.project.tasks import NewTask
from multisession.web.errors import MissingExtra, TooManyRequests

#: of every such file
MARK = b"PAR1"
#: files that are read at once by one server process
MOST_AT_ONCE = 2
#: seconds that another one waits for its turn
PATIENCE = 5.0
#: seconds that one step of the reading process may take, and that nobody may ask it for the next one
STEP_SECONDS, IDLE_SECONDS = 60, 600
#: what rows and media of a file may come to: so many bytes, and so many more for each byte of the file
FREE_BYTES, RATIO = 256 * 2**20, 50
#: rows after which it is said how far it is
_TOLD_ROWS = 500
_LONGEST_SENTENCE = 500
_CHILD = Path(__file__).with_name("parquet_child.py")
_DAMAGED = (
    "This Parquet file is damaged, or takes more memory or time than it may. Write it anew, in smaller row groups."
)
_WAIT = "Other Parquet files are being read at this moment. Try again in half a minute."
_free = threading.BoundedSemaphore(MOST_AT_ONCE)


class _MediaNote(msgspec.Struct):
    """What is said of a media file before it comes."""

    name: str
    size: int
    number: int


_note = msgspec.json.Decoder(_MediaNote).decode


def read_parquet(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """Of a stream none can be read: a file's end says where its rows are."""
    if source.head.startswith(MARK):
        yield Refusal(line=1, reason="A Parquet file is read from its end. Import it as a file.")
    else:
        yield Refusal(line=1, reason="This is no Parquet file: it does not begin with PAR1.")


def read_parquet_file(content: Readable, shape: TaskShape, media: MediaPlace) -> Iterator[NewTask | Refusal]:
    """The tasks of a file, from its start; one that is not on the disk is copied there.

    Raises MissingExtra, TooManyRequests, and what ``media`` raises.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise MissingExtra("export", "To read Parquet")
    if not _free.acquire(timeout=PATIENCE):
        raise TooManyRequests(_WAIT, retry_after=30, code="parquet-busy")
    try:
        with _on_disk(content, media) as file, _Child(file, shape.max_task_bytes) as child:
            reached = content.reached if isinstance(content, Counted) else None
            yield from _ParquetRows(child, shape, media, reached).items()
    finally:
        _free.release()


@contextmanager
def _on_disk(content: Readable, media: MediaPlace) -> Iterator[BinaryIO]:
    """The file under a descriptor that another process can have."""
    try:
        content.fileno()  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        with media.copy(content) as file:
            yield file
    else:
        yield cast(BinaryIO, content)


class _Frame(NamedTuple):
    kind: bytes
    content: bytes


class _Child:
    """The reading process. Ended when the block ends, or when it takes too long."""

    def __init__(self, file: BinaryIO, most_bytes: int) -> None:
        self.token = secrets.token_hex(16)
        self._most_frame = most_bytes + 2**20
        size = file.seek(0, os.SEEK_END)
        self._left = FREE_BYTES + RATIO * size
        environment = child_environment() | {"ARROW_DEFAULT_MEMORY_POOL": "system"}
        # -P: the modules beside the script are not its own.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-P", str(_CHILD), self.token, str(most_bytes)],
            stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=sys.exec_prefix,
        )  # fmt: skip
        assert self._process.stdout is not None
        self._out: BinaryIO = cast(BinaryIO, self._process.stdout)
        self._waiting: float | None = None
        self._last = time.monotonic()
        self._over = threading.Event()
        threading.Thread(target=self._watch, name="parquet watch", daemon=True).start()

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *reason: object) -> None:
        self._over.set()
        self._process.kill()
        self._out.close()
        self._process.wait()

    def frame(self) -> _Frame | None:
        """The next frame; None when the process ended without saying so. Raises ArchiveRefused."""
        head = self.read(5)
        if len(head) < 5:
            return None
        kind, length = head[:1], struct.unpack(">I", head[1:])[0]
        if length > self._most_frame:
            return None
        content = self.read(length)
        return _Frame(kind, content) if len(content) == length else None

    def read(self, size: int, /) -> bytes:
        """So many bytes; fewer only at the end. Raises ArchiveRefused when it unpacks to more than it may."""
        self._left -= size
        if self._left < 0:
            raise ArchiveRefused(
                f"The Parquet file unpacks to more than {RATIO} times its size. Write it as CSV or JSON lines."
            )
        self._waiting = time.monotonic()
        try:
            return self._out.read(size)
        finally:
            self._last, self._waiting = time.monotonic(), None

    def _watch(self) -> None:
        while not self._over.wait(1):
            waiting, now = self._waiting, time.monotonic()
            if now - (waiting or now) > STEP_SECONDS or now - self._last > IDLE_SECONDS:
                self._process.kill()
                return


class _ParquetRows:
    """The tasks of what the process says."""

    def __init__(
        self, child: _Child, shape: TaskShape, media: MediaPlace, reached: Callable[[float], None] | None
    ) -> None:
        self._child = child
        self._tokens = re.compile(rb'"%s:\d+"' % child.token.encode())
        self._reached = reached
        self._total = 0
        self._shape = shape
        self._media = media
        self._row = 1
        #: of the row under way: media by the text that stands for them
        self._addresses: dict[bytes, bytes] = {}
        self._fault: str | None = None

    def items(self) -> Iterator[NewTask | Refusal]:
        """Until the file ends, or cannot be read on."""
        while (frame := self._child.frame()) is not None:
            if frame.kind == b"D":
                return
            if frame.kind == b"N":
                # More digits than a file can have rows are no number.
                self._total = int(frame.content[:19]) if frame.content.isdigit() else 0
            elif frame.kind == b"M":
                try:
                    note = _note(frame.content)
                except msgspec.DecodeError:
                    break
                self._take(note)
            elif frame.kind == b"F":
                yield Refusal(line=self._row, reason=_sentence(frame.content))
                return
            else:
                yield self._item(frame)
                self._row += 1
                if self._reached is not None and self._row % _TOLD_ROWS == 0 and self._total:
                    self._reached(min(1.0, self._row / self._total))
                self._addresses, self._fault = {}, None
        yield Refusal(line=self._row, reason=_DAMAGED)

    def _item(self, frame: _Frame) -> NewTask | Refusal:
        # In one go: a row may speak of very many.
        text = self._tokens.sub(lambda found: self._addresses.get(found[0], found[0]), frame.content)
        try:
            if frame.kind == b"E" or self._fault is not None:
                raise RowRefused(self._fault or _sentence(text) or too_large(self._shape.max_task_bytes))
            return self._shape.task(b'{"data":' + text + b"}")
        except RowRefused as refused:
            return Refusal(line=self._row, reason=refused.reason, content=shown(text if frame.kind == b"R" else b""))

    def _take(self, note: _MediaNote) -> None:
        """A media file of the row that comes next."""
        rest = _Part(self._child, note.size)
        content = Ahead(rest)
        found = type_for(note.name, content.head) or type_of_bytes(content.head)
        if found is None:
            self._fault = self._fault or "It holds bytes that are neither text nor a media file that can be shown."
        elif self._fault is None:
            name = note.name if type_for(note.name, content.head) else f"row-{self._row}.{found.suffixes[0]}"
            address = self._media.place(content, name)
            self._addresses[f'"{self._child.token}:{note.number}"'.encode()] = msgspec.json.encode(address)
        while rest.read(64 * 1024):
            pass


def _sentence(content: bytes) -> str:
    """What the process says in words; of one that a file has taken over, that may be anything."""
    return content[:_LONGEST_SENTENCE].decode("utf-8", "replace")


class _Part:
    """The next bytes of what the process says, as a file."""

    def __init__(self, child: _Child, size: int) -> None:
        self._child = child
        self._left = max(0, size)

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        block = self._child.read(min(size, self._left)) if self._left else b""
        self._left -= len(block) or self._left
        return block

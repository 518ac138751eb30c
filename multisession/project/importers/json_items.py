"""Splits a JSON array, or objects one after another, into its items without ever holding more than one large item.

Two ways through a buffer. The quick one closes the text after some ``}`` with a ``]`` and lets msgspec split it: that
decodes exactly when the ``}`` ended an item, because anywhere else a bracket or a quotation mark is still open. The
exact one walks strings and brackets with a state that survives the end of a buffer; it handles what the quick one
cannot: the item that crosses a buffer's end, an item above the limit, and the broken item among good ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from multisession.project.importers.refusal import MAX_DEPTH, Refusal, too_large
from multisession.project.importers.strict_json import too_deep

_split = msgspec.json.Decoder(list[msgspec.Raw]).decode
_SPACE = b" \t\r\n"
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("?)|[{[]|[}\]]', re.DOTALL)
_STRING_REST = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+("?)', re.DOTALL)
_SCALAR_END = re.compile(rb"[,\]}\s]")
#: the end of one item and the start of the next, up to its first key
_SEAM = re.compile(rb'\}\s*,\s*\{\s*(?:"[^"\\]{1,40}")?')
#: places where the quick way tries to cut a buffer
_TRIES = 3


class Batch:
    """Consecutive items as JSON texts, and what is needed to find their places in the file."""

    __slots__ = ("_cursor", "first_item", "items", "line", "offset", "text")

    def __init__(self, items: list[msgspec.Raw], text: bytes, *, offset: int, line: int, first_item: int) -> None:
        self.items = items
        #: the items with what stands between them; starts with the first item
        self.text = text
        #: of the first item: byte in the file, line and position in the array, the latter two counted from 1
        self.offset = offset
        self.line = line
        self.first_item = first_item
        self._cursor = (0, 0)

    def place(self, number: int) -> tuple[int, int]:
        """(line, offset in the file) of the item with that number in this batch, asked for in ascending order."""
        done, at = self._cursor
        while True:
            while self.text[at] in b", \t\r\n":
                at += 1
            if done == number:
                break
            at += memoryview(self.items[done]).nbytes
            done += 1
        self._cursor = (done, at)
        return self.line + self.text.count(b"\n", 0, at), self.offset + at


class JsonItems:
    """Iterating gives batches of items and refusals; a refusal that ends the reading comes last.

    ``chunks`` is UTF-8 without a byte order mark that is ``start`` bytes into the file.
    """

    def __init__(self, chunks: Iterator[bytes], *, max_item_bytes: int, start: int = 0) -> None:
        self._chunks = chunks
        self._max_item_bytes = max_item_bytes
        self._buffer = b""
        self._at = 0
        #: of the buffer's first byte
        self._offset = start
        #: a place in the buffer, at or before the one looked at, and the line it is on
        self._marked_at = 0
        self._marked_line = 1
        self._item = 1
        self._seam = b"},"
        self._fresh = False
        #: the file ended inside an item
        self._cut_off = False
        #: the list that was read last has its bracket
        self._closed = False

    def __iter__(self) -> Iterator[Batch | Refusal]:
        first = self._peek()
        if first == b"[":
            self._at += 1
            yield from self._array()
            if self._closed and self._peek():
                yield self._refuse("There is more after the end of the list. Keep one list in the file.")
        elif first == b"{":
            yield from self._sequence()
        elif first:
            yield self._refuse("JSON tasks start with [ or {, and this file does not.")

    def _array(self) -> Iterator[Batch | Refusal]:
        """The items up to the bracket at the end."""
        self._closed = self._peek() == b"]"
        if self._closed:
            self._at += 1
        else:
            while True:
                if not self._peek():
                    yield self._refuse("The file ends here, before the list is closed by ]. It may be cut off.")
                    return
                yield self._quick_batch() or self._exact_item()
                if self._cut_off:
                    return
                after = self._peek()
                if not after:
                    continue
                if after not in b",]":
                    yield self._refuse("There is no comma between this item and the one before it.")
                    return
                self._learn_seam()
                self._at += 1
                if after == b"]":
                    self._closed = True
                    return

    def _sequence(self) -> Iterator[Batch | Refusal]:
        while byte := self._peek():
            if byte != b"{":
                yield self._refuse("There is something else than an object after an object.")
                return
            yield self._exact_item()

    def _peek(self) -> bytes:
        """The next byte that is not space, which stays unread; empty at the end of the file."""
        while True:
            buffer = self._buffer
            for at in range(self._at, len(buffer)):
                if buffer[at] not in _SPACE:
                    self._at = at
                    return buffer[at : at + 1]
            self._at = len(buffer)
            if not self._fill(self._at):
                return b""

    def _fill(self, keep: int) -> bool:
        """Drops the buffer before ``keep`` and appends a chunk; False at the end of the file."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._line_of(keep)
        self._marked_at = 0
        self._offset += keep
        self._buffer = self._buffer[keep:] + chunk
        self._at -= keep
        self._fresh = True
        return True

    def _line_of(self, at: int) -> int:
        """The line of a place in the buffer; places are asked for in ascending order."""
        self._marked_line += self._buffer.count(b"\n", self._marked_at, at)
        self._marked_at = at
        return self._marked_line

    def _refuse(self, reason: str) -> Refusal:
        return Refusal(line=self._line_of(self._at), item=self._item, reason=reason)

    def _learn_seam(self) -> None:
        """Remembers how this file goes from one item to the next; called at a comma after an item."""
        end = self._buffer.rfind(b"}", 0, self._at)
        found = _SEAM.match(self._buffer, end) if end >= 0 else None
        if found:
            self._seam = found[0]

    def _quick_batch(self) -> Batch | None:
        """All items that lie whole in the buffer, or None when they do not split at once; tried once per buffer."""
        if not self._fresh:
            return None
        self._fresh = False
        buffer, start, end = self._buffer, self._at, len(self._buffer)
        for _ in range(_TRIES):
            end = buffer.rfind(self._seam, start, end)
            if end < 0:
                return None
            text = buffer[start : end + 1]
            try:
                items = _split(b"[" + text + b"]")
            except (msgspec.DecodeError, RecursionError):
                continue
            batch = self._batch(items, text)
            self._at = end + 1
            return batch
        return None

    def _batch(self, items: list[msgspec.Raw], text: bytes) -> Batch:
        made = Batch(items, text, offset=self._offset + self._at, line=self._line_of(self._at), first_item=self._item)
        self._item += len(items)
        return made

    def _exact_item(self) -> Batch | Refusal:
        """The item that starts at the next byte, however many buffers it goes through."""
        line, item, start, read, dropped = self._line_of(self._at), self._item, self._at, self._at, 0
        self._item += 1
        walk = _Walk()
        while True:
            finished, read = walk.step(self._buffer, read)
            if finished:
                break
            if dropped or read - start > self._max_item_bytes:
                dropped += read - start
                start = read
            if not self._fill(start):
                self._at = len(self._buffer)
                self._cut_off = True
                return Refusal(line=line, item=item, reason="The file ends inside this item. It may be cut off.")
            start, read = 0, read - start
        self._at = read
        text = self._buffer[start:read]
        if dropped + len(text) > self._max_item_bytes:
            return Refusal(line=line, item=item, reason=too_large(self._max_item_bytes))
        if walk.deepest > MAX_DEPTH:
            return Refusal(line=line, item=item, reason=too_deep(MAX_DEPTH))
        if not text:
            return Refusal(line=line, item=item, reason="There is a comma too many: nothing stands here.")
        return Batch([msgspec.Raw(text)], text, offset=self._offset + start, line=line, first_item=item)


class _Walk:
    """Follows one JSON value from its first byte to its last, through as many buffers as it takes."""

    def __init__(self) -> None:
        self.depth = 0
        self.deepest = 0
        self._in_string = False
        self._in_scalar = False

    def step(self, buffer: bytes, at: int) -> tuple[bool, int]:
        """Reads on from ``at``; (whether the value is finished, the position after what was read)."""
        if at >= len(buffer):
            return False, at
        if self._in_string:
            rest = _STRING_REST.match(buffer, at)
            at = rest.end() if rest else at
            if not rest or not rest[1]:
                return False, at
            self._in_string = False
            if not self.depth:
                return True, at
        elif self._in_scalar or (not self.depth and buffer[at] not in b'{["'):
            self._in_scalar = True
            end = _SCALAR_END.search(buffer, at)
            return (True, end.start()) if end else (False, len(buffer))
        return self._step_brackets(buffer, at)

    def _step_brackets(self, buffer: bytes, at: int) -> tuple[bool, int]:
        depth = self.depth
        for token in _TOKEN.finditer(buffer, at):
            first = token[0][0]
            if first == 0x22:
                if not token[1]:
                    self._in_string, self.depth = True, depth
                    return False, token.end()
            elif first in b"{[":
                depth += 1
                if depth > self.deepest:
                    self.deepest = depth
            else:
                depth -= 1
            if not depth:
                return True, token.end()
        self.depth = depth
        return False, len(buffer)

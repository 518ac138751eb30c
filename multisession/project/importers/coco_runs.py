"""Masks of COCO: ``{"size": [height, width], "counts": …}``, runs of zeros and ones in turn, down the columns.

``counts`` is a list of numbers, or text in which each number is written in digits of five bits, the lowest first, from
the fourth on as its difference to the one two before it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from multisession.project.importers.refusal import RowRefused
from multisession.project.masks import MOST_PIXELS, MaskTooLarge, Rows, png_address, run_length_bytes
from multisession.web.written_size import written_size

#: runs of one mask; even a crowd has a few thousand
MOST_RUNS = 500_000
#: bytes of one mask, which become up to four letters each
MOST_BYTES = 2 * 2**20


class _Segmentation(msgspec.Struct):
    size: tuple[int, int]
    counts: list[int] | str


_segmentation = msgspec.json.Decoder(_Segmentation).decode


class CocoMask:
    """The runs of a mask, unpacked when they are asked for."""

    def __init__(self, written: bytes | msgspec.Raw) -> None:
        """Raises msgspec.DecodeError."""
        found = _segmentation(written)
        self.height, self.width = found.size
        self._counts = found.counts

    @property
    def steps(self) -> int:
        """How much work unpacking it can be: it grows with the runs, and with the columns that a run covers."""
        return len(self._counts) + self.width

    def rows(self) -> Iterator[Rows]:
        """The rows from the top. Raises RowRefused for runs that do not fill the picture, and for a huge one."""
        if self.width < 1 or self.height < 1 or self.width * self.height > MOST_PIXELS:
            size = f"{self.width:,} by {self.height:,} pixels"
            raise RowRefused(f"A mask of {size} is not taken: it may have {MOST_PIXELS // 1_000_000} million.")
        if len(self._counts) > MOST_RUNS * (1 if isinstance(self._counts, list) else 6):
            raise RowRefused(f"A mask is made of more than {MOST_RUNS:,} runs.")
        counts = _unpacked(self._counts) if isinstance(self._counts, str) else self._counts
        if any(count < 0 for count in counts) or sum(counts) != self.width * self.height:
            raise RowRefused("The runs of a mask do not fill its picture. Their sum is its width times its height.")
        return _rows(sorted(_changes(counts, self.width, self.height)), self.width, self.height)


def _unpacked(text: str) -> list[int]:
    counts: list[int] = []
    number = shift = 0
    for letter in text:
        digit = ord(letter) - 48
        if not 0 <= digit < 64 or shift > 30:
            raise RowRefused("The runs of a mask are no text as COCO packs them.")
        number |= (digit & 31) << shift
        shift += 5
        if not digit & 32:
            if digit & 16:
                number -= 1 << shift
            counts.append(number + (counts[-2] if len(counts) > 2 else 0))
            number = shift = 0
    if shift:
        raise RowRefused("The runs of a mask are cut off.")
    return counts


def _changes(counts: Sequence[int], width: int, height: int) -> array[int]:
    """Where pixels differ from those above them: row times width plus column. What stands twice cancels itself."""
    changes = array("Q")
    at = 0
    for number, count in enumerate(counts):
        end = at + count
        while number % 2 and at < end:
            column, top = divmod(at, height)
            below = min(height, top + end - at)
            changes.append(top * width + column)
            if below < height:
                changes.append(below * width + column)
            at += below - top
        at = end
    return changes


def _rows(changes: Sequence[int], width: int, height: int) -> Iterator[Rows]:
    row = bytearray(width)
    done = 0
    for change in changes:
        top, column = divmod(change, width)
        if top > done:
            yield bytes(row), top - done
            done = top
        row[column] ^= 1
    yield bytes(row), height - done


def mask_value(runs: CocoMask, size: tuple[int, int], *, as_picture: bool) -> dict[str, Any]:
    """The value of a result: run-length bytes, or a picture. ``size`` is that of the picture which it is about.

    Raises RowRefused.
    """
    if (runs.width, runs.height) != size:
        masked = f"{runs.width} by {runs.height}"
        raise RowRefused(f"A mask is of {masked} pixels, and its picture of {size[0]} by {size[1]}.")
    try:
        if as_picture:
            return {"imageDataURL": png_address(runs.rows(), size, most=MOST_BYTES)}
        written = run_length_bytes(runs.rows(), size, most=MOST_BYTES)
    except MaskTooLarge:
        raise RowRefused(f"A mask takes more than {written_size(MOST_BYTES)}. Its runs are too many.") from None
    # As JSON already: a list of numbers takes eight times as much.
    return {"format": "rle", "rle": msgspec.Raw(msgspec.json.encode(list(written)))}


def mask_bytes(value: Mapping[str, Any]) -> int:
    """What the mask of a value takes as JSON; 0 for a value without one."""
    if "rle" in value:
        return memoryview(value["rle"]).nbytes
    return len(value.get("imageDataURL", ""))

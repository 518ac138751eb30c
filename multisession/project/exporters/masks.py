"""Masks as arrays: from the run-length bytes that results hold, to PNG, NumPy and COCO's own runs.

The bytes are a bit stream, the highest bit first: the number of words (32 bits), the size of a word less one (5), four
sizes of counts less one (4 each), then blocks of one bit "a run", two bits that choose a size, a count less one of that
size, and one word that is repeated or as many words as were counted. The words are the pixels of an RGBA picture.
"""

from __future__ import annotations

import base64
import binascii
import io
from typing import TYPE_CHECKING, Any

from multisession.project.exporters.fitting import Need
from multisession.project.exporters.regions import MarkedRegion
from multisession.project.masks import MOST_PIXELS
from multisession.web.errors import MissingExtra

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Mask = NDArray[numpy.uint8]

MASKS = Need(
    "a Brush or BitMask on an Image",
    frozenset({"brush", "brushlabels", "magicwand", "bitmask", "bitmasklabels"}),
    frozenset({"Image"}),
)
_CHANNELS = 4


def require_arrays() -> None:
    """Raises MissingExtra where NumPy or Pillow are not installed."""
    try:
        import numpy  # noqa: F401
        import PIL  # noqa: F401
    except ImportError as error:
        raise MissingExtra("export", "To export masks") from error


def mask_of(region: MarkedRegion, size: tuple[int, int]) -> Mask | None:
    """The mask of a region, 0 and 255, in rows; None for what is none or is of another size than the picture."""
    written = region.value.get("rle")
    if region.value.get("format") == "rle" and isinstance(written, list):
        return decoded(written, size)
    picture = region.value.get("imageDataURL")
    return _from_png(picture, size) if isinstance(picture, str) else None


def decoded(rle: list[Any], size: tuple[int, int]) -> Mask | None:
    """The alpha of each pixel of run-length bytes; None where they are cut off, or hold another number of pixels."""
    import numpy

    width, height = size
    try:
        bits = _Bits(bytes(rle))
    except (TypeError, ValueError):
        return None
    count, word = bits.read(32), bits.read(5) + 1
    sizes = [bits.read(4) + 1 for _ in range(4)]
    if count != width * height * _CHANNELS or word != 8 or width * height > MOST_PIXELS:
        return None
    mask: Mask = numpy.zeros(width * height, numpy.uint8)
    at = 0
    while at < count:
        run, length = bits.read(1), bits.read(sizes[bits.read(2)]) + 1
        if bits.ended or at + length > count:
            return None
        if run:
            mask[at // _CHANNELS : (at + length) // _CHANNELS] = _painted(bits.read(word))
        else:
            for place in range(at, at + length):
                alpha = bits.read(word)
                if place % _CHANNELS == _CHANNELS - 1:
                    mask[place // _CHANNELS] = _painted(alpha)
        at += length
    return mask.reshape(height, width)


def _painted(alpha: int) -> int:
    return 255 if alpha > 127 else 0


def png_of(mask: Mask) -> bytes:
    """A PNG of one byte a pixel."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(mask).save(file, "PNG", optimize=False)
    return file.getvalue()


def npy_of(mask: Mask) -> bytes:
    """The bytes of an .npy file."""
    import numpy

    file = io.BytesIO()
    numpy.save(file, mask, allow_pickle=False)
    return file.getvalue()


def column_runs(mask: Mask) -> list[int]:
    """COCO's uncompressed runs: down the columns, zeros and ones in turn, zeros first."""
    import numpy

    pixels = (mask > 0).flatten(order="F")
    edges = numpy.flatnonzero(numpy.diff(pixels)) + 1
    runs = numpy.diff(numpy.concatenate(([0], edges, [pixels.size]))).tolist()
    counts: list[int] = [0, *runs] if pixels.size and pixels[0] else runs
    return counts


def _from_png(address: str, size: tuple[int, int]) -> Mask | None:
    import numpy
    from PIL import Image

    head, _, body = address.partition(",")
    if not head.startswith("data:image/") or not head.endswith("base64"):
        return None
    try:
        with Image.open(io.BytesIO(base64.b64decode(body, validate=True)), formats=["PNG"]) as picture:
            if picture.size != size or size[0] * size[1] > MOST_PIXELS:
                return None
            pixels, may_be_clear = numpy.asarray(picture.convert("LA")), picture.has_transparency_data
    except (OSError, ValueError, SyntaxError, binascii.Error, Image.DecompressionBombError):
        return None
    light, alpha = pixels[..., 0] > 127, pixels[..., 1] > 127
    # Editors paint what is not clear, in whatever colour; other tools draw white on black, and nothing is clear.
    by_light = not may_be_clear or (alpha.all() and light.any())
    painted: Mask = numpy.where(light if by_light else alpha, 255, 0).astype(numpy.uint8)
    return painted


class _Bits:
    def __init__(self, content: bytes) -> None:
        # Beyond the end there are zeros, so that no read has to look.
        self._content = content + b"\0" * 8
        self._length = len(content) * 8
        self._at = 0

    @property
    def ended(self) -> bool:
        return self._at > self._length

    def read(self, bits: int) -> int:
        start, inside = divmod(self._at, 8)
        self._at += bits
        window = int.from_bytes(self._content[start : start + 5], "big")
        return (window >> (40 - inside - bits)) & ((1 << bits) - 1)

"""The size of a picture as browsers show it, from the header of its file: nothing of it is decoded."""

from __future__ import annotations

import struct
from typing import BinaryIO

from multisession.web.errors import MissingExtra

#: the EXIF tag that says how a camera was held, and its values for a picture whose width and height are exchanged
ORIENTATION = 0x0112
ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def picture_size(file: BinaryIO, purpose: str) -> tuple[int, int] | None:
    """Width and height in pixels; None for a file that has no header which can be read.

    Raises MissingExtra where Pillow is not installed; ``purpose`` begins its sentence: "To read …".
    """
    try:
        from PIL import Image
    except ImportError as error:
        raise MissingExtra("export", purpose) from error
    try:
        with Image.open(file) as image:
            size: tuple[int, int] = image.size
            # browsers show it upright, and percents are of what they show
            if image.getexif().get(ORIENTATION) in ON_ITS_SIDE:
                size = size[1], size[0]
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
        return None
    return size

"""Small text files of a set, read whole."""

from __future__ import annotations

from multisession.project.importers.media_file import Readable
from multisession.project.importers.refusal import RowRefused
from multisession.web.written_size import written_size

#: bytes of one
MOST_BYTES = 4 * 2**20


def text_of(content: Readable, most: int = MOST_BYTES) -> str:
    """The text, without a byte order mark. Raises RowRefused for a large file and for what is no UTF-8."""
    found = bytearray()
    while block := content.read(64 * 1024):
        found += block
        if len(found) > most:
            raise RowRefused(f"This file is larger than {written_size(most)}. It is not what its name says.")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RowRefused("This file is not text in UTF-8. Save it as UTF-8 and pack it anew.") from None

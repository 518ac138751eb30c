"""The names of files in archives: what is taken for one, and what is refused because it means harm.

Nothing is ever written under such a name. It tells files apart, finds the picture that a task names, and is shown.
"""

from __future__ import annotations

import re
import unicodedata

from multisession.web.errors import BadRequest

#: characters of a name, folders included
LONGEST_NAME = 1024
_DRIVE = re.compile(r"[A-Za-z]:")
#: letters that turn the direction of what follows, so that a name reads as another one
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHOWN = 80


class ArchiveRefused(BadRequest):
    """400: an archive that is damaged, larger than it may be, or made to do harm. Nothing of it was imported."""

    code = "archive-refused"


def plain_name(name: str) -> str:
    """The name of an entry with ``/`` between its folders and no ``.`` in it; empty for the archive's own folder.

    Raises ArchiveRefused for a name that points out of the archive, or that is no file's on some system.
    """
    if len(name) > LONGEST_NAME:
        raise ArchiveRefused(
            f"The name {shown(name)} in the archive is longer than {LONGEST_NAME} characters. Shorten it."
        )
    if not name.isprintable() and any(
        unicodedata.category(letter) in ("Cc", "Cs") or letter in _TURNING for letter in name
    ):
        raise _refused(name, "holds control characters")
    if "\\" in name:
        raise _refused(name, "holds a backslash")
    if name.startswith("/") or _DRIVE.match(name):
        raise _refused(name, "is an absolute path")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise _refused(name, "leads out of the archive")
    return unicodedata.normalize("NFC", "/".join(parts))


def is_passed_over(name: str) -> bool:
    """Whether a file is none of a person's: hidden, or made by a system beside theirs."""
    return any(part.startswith(".") or part in ("__MACOSX", "Thumbs.db", "desktop.ini") for part in name.split("/"))


def shown(name: str) -> str:
    """A name for a sentence: in quotation marks, what cannot be printed as its number, not too long."""
    plain = "".join(
        letter if letter.isprintable() and letter not in _TURNING else f"<{ord(letter):02X}>"
        for letter in name[:_SHOWN]
    )
    return f'"{plain}{"…" if len(name) > _SHOWN else ""}"'


def _refused(name: str, why: str) -> ArchiveRefused:
    return ArchiveRefused(f"The name {shown(name)} in the archive {why}. Pack the files anew under plain names.")

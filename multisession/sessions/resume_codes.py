"""Resume codes: twelve words that open a session's project in another browser.

2,048 words, twelve of them: 132 random bits, so a plain SHA-256 of the code is safe to keep and to look up by; the
words themselves are shown once and stored nowhere.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from functools import cache
from pathlib import Path

WORDS = 12
LIST_SIZE = 2048
#: A person pastes a code with line breaks and dashes, not a novel.
LONGEST_CODE = 400


@cache
def word_list() -> tuple[str, ...]:
    """The 2,048 words, in alphabetic order."""
    return tuple(Path(__file__).with_name("resume_words.txt").read_text(encoding="ascii").split())


def new_resume_code() -> str:
    """Twelve words with spaces between them."""
    words = word_list()
    return " ".join(words[secrets.randbelow(LIST_SIZE)] for _ in range(WORDS))


def resume_digest(code: str) -> bytes | None:
    """The 32 bytes under which a code is kept; None when the text is not twelve words of the list.

    Case and whatever stands between the words do not matter.
    """
    words = re.findall(r"[a-z]+", code[:LONGEST_CODE].lower())
    if len(words) != WORDS or not _known().issuperset(words):
        return None
    return hashlib.sha256(" ".join(words).encode()).digest()


@cache
def _known() -> frozenset[str]:
    return frozenset(word_list())

"""Which format a file is in: by what was asked for, then by its first bytes, its name and its content type."""

from __future__ import annotations

import re

from multisession.project.importers.coco import is_coco
from multisession.project.importers.old_project import is_old_tasks
from multisession.project.media_types import MediaType, type_of_bytes

_LOOKS_LIKE_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml|svg)\b", re.IGNORECASE)
_IS_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BY_SUFFIX = {
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "parquet": "parquet",
    "txt": "txt",
    "text": "txt",
    "html": "html",
    "htm": "html",
    "conll": "conll2003",
    "iob": "conll2003",
    "ann": "brat",
    "ft": "fasttext",
}
_BY_CONTENT_TYPE = {
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/jsonlines": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/x-jsonlines": "jsonl",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/plain": "txt",
    "text/html": "html",
    "application/vnd.apache.parquet": "parquet",
}
#: files that people try, known by their first bytes, and what to do with them instead
_NOT_TASKS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "This is an old Office document. Save the table as CSV."),
    (b"Rar!", "This is a RAR archive. Unpack it and import the files in it."),
    (b"SQLite format 3\0", "This is a SQLite database. Save its table as CSV or JSON."),
)


def unreadable(head: bytes, format: str = "") -> str | None:
    """Why a file with these first bytes cannot hold tasks of a format of the registry, or None."""
    if not head:
        return "The file is empty."
    for start, reason in _NOT_TASKS:
        if head.startswith(start):
            return reason
    if b"\0" in head[:4]:
        return "This file is not text in UTF-8. Save it as UTF-8 and import it again."
    if format != "html" and _LOOKS_LIKE_MARKUP.match(head):
        return "This is HTML or XML, not a list of tasks. Put its text under a key of a JSON or CSV file."
    return None


def media_type(head: bytes) -> MediaType | None:
    """The type of a media file with these first bytes; None for a file of tasks."""
    return type_of_bytes(head)


def detect(name: str, content_type: str, head: bytes) -> str:
    """The registry name of the importer for a file of tasks. A JSON start wins over any name but that of a table."""
    _, dot, suffix = name.rpartition(".")
    by_name = _BY_SUFFIX.get(suffix.lower()) if dot else None
    by_type = _BY_CONTENT_TYPE.get(content_type.partition(";")[0].strip().lower())
    named = by_name or by_type
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if named in (None, "txt"):
        # What begins so is no text of anybody's.
        if text.startswith(b"-DOCSTART-"):
            return "conll2003"
        if text.startswith(b"__label__"):
            return "fasttext"
    if named in ("json", None) and is_coco(text):
        return "coco"
    if named in ("json", None) and is_old_tasks(text):
        return "0.x"
    if named == "json" and text.startswith(b"{") and _is_one_line_each(text):
        return "jsonl"
    if named is not None:
        return named
    if _IS_HTML.match(text):
        return "html"
    if text.startswith((b"[", b"{")):
        return "jsonl" if text.startswith(b"{") and _is_one_line_each(text) else "json"
    return "tsv" if b"\t" in text.partition(b"\n")[0] else "txt"


def _is_one_line_each(text: bytes) -> bool:
    """True when the first two lines that are not empty are whole objects by their looks."""
    lines = [line.strip() for line in text.split(b"\n", 8)[:8] if line.strip()]
    return len(lines) > 1 and lines[0].endswith(b"}") and lines[1].startswith(b"{")

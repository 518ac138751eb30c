"""CoNLL-2003 and its kin: a word a line with columns, the last of them its tag; an empty line ends a text.

The words of a text are joined by single spaces: what stood between them is not in the file. Tags are read in any of
the schemes in use: IOB1 and IOB2 (B, I, O), BIOES and BILOU. Lines that begin with ``-DOCSTART-`` are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from multisession.project.importers.byte_source import BoundedLines, ByteSource
from multisession.project.importers.labelled_text import MarkedTexts, Span, whole_lines
from multisession.project.importers.refusal import Refusal, RowRefused, bad_byte, shown, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask

DOCUMENT = "-DOCSTART-"
#: of one text
MOST_WORDS = 100_000
_BEGINS, _ALONE = "BSU", "SU"


def read_conll2003(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A task for each text. Raises ConfigNeeded."""
    texts = MarkedTexts(shape, labels_of(source.head))
    lines = BoundedLines(source.text_chunks(), max_bytes=shape.max_task_bytes, start=source.text_start)
    words: list[tuple[str, str]] = []
    first, size, refused = 1, 0, ""
    for line in _and_an_end(lines):
        text = "" if line is None else line.decode(errors="replace").strip()
        if line is not None and not text:
            if refused:
                yield Refusal(line=first, reason=refused)
            elif words:
                yield _task(texts, words, first)
            words, size, refused = [], 0, ""
            continue
        if not words and not refused:
            first = lines.number
        reason = _fault(line, lines)
        size += len(text)
        if size > shape.max_task_bytes:
            reason = too_large(shape.max_task_bytes)
        if len(words) == MOST_WORDS:
            reason = f"This text has more than {MOST_WORDS:,} words. Leave a line empty between texts."
        columns = text.split()
        if not reason and columns[0] != DOCUMENT and len(columns) < 2:
            reason = f"Line {lines.number} has one column. A word and its tag are two, with white space between."
        if reason:
            words, refused = [], refused or reason
        elif columns[0] != DOCUMENT and not refused:
            words.append((columns[0], columns[-1]))


def labels_of(head: bytes) -> set[str]:
    """The labels in the first part of a file."""
    tags = (line.split()[-1:] for line in whole_lines(head) if not line.startswith(DOCUMENT))
    return {label for tag in tags for label in [_parts(tag[0])[1] if tag else ""] if label}


def spans_of(tags: list[str], places: list[tuple[int, int]]) -> list[Span]:
    """The marks that a text's tags make; ``places`` is where each of its words lies."""
    spans: list[Span] = []
    open_label = ""
    for tag, (start, end) in zip(tags, places, strict=True):
        letter, label = _parts(tag)
        if label and label == open_label and letter not in _BEGINS:
            spans[-1] = (spans[-1][0], end, label)
        elif label:
            spans.append((start, end, label))
        open_label = "" if letter in _ALONE else label
    return spans


def _parts(tag: str) -> tuple[str, str]:
    """``B-PER`` is ("B", "PER"); what has no letter in front is inside of a mark, and O is none."""
    letter, dash, label = tag.partition("-")
    if tag in ("O", "_", "-", "-X-"):
        return "O", ""
    return (letter, label) if dash and len(letter) == 1 and letter in "BIESLU" else ("I", tag)


def _task(texts: MarkedTexts, words: list[tuple[str, str]], line: int) -> NewTask | Refusal:
    places, at = [], 0
    for word, _ in words:
        places.append((at, at + len(word)))
        at += len(word) + 1
    text = " ".join(word for word, _ in words)
    try:
        return texts.task(text, spans_of([tag for _, tag in words], places))
    except RowRefused as refused:
        return Refusal(line=line, reason=refused.reason, content=shown(text))


def _fault(line: bytes | None, lines: BoundedLines) -> str:
    if line is None:
        return "This line is longer than a task may be."
    try:
        line.decode()
    except UnicodeDecodeError as fault:
        return bad_byte(line[fault.start], lines.offset + fault.start)
    return ""


def _and_an_end(lines: BoundedLines) -> Iterator[bytes | None]:
    yield from lines
    yield b""

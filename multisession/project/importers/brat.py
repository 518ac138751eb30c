"""brat standoff: a text in ``a.txt`` and its marks in ``a.ann``, a line each.

``T1<tab>Person 0 5<tab>Ida H`` marks characters, the end exclusive, also in pieces (``0 3;9 12``);
``R1<tab>knows Arg1:T1 Arg2:T2`` relates two marks. Pieces with nothing but white space between them, as brat itself
cuts marks at the ends of lines, are one mark. Others become a mark each, of the same label, related one to the next
without a label; what relates the whole relates its first piece. Events, attributes, equivalences and notes have no
place in results, and are passed over.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from multisession.project.importers.archive import FileSet
from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_text import MarkedTexts, Relation, Span
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.small_text import text_of
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt

#: characters of texts and marks that wait for the other file of their pair
_MOST_WAITING = 32 * 2**20
#: files in which labels are looked for that a proposed config lists
_LOOKED_AT = 1_000
# Not possessive: before 3.11.5 Python gets that wrong where a part can match in several ways (gh-106052).
_MARK = re.compile(r"(T\S{1,40})\t(\S{1,200}) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)(?:\t.*)?")
_RELATION = re.compile(r"R\S{1,40}\t(\S{1,200}) \S{1,40}?:(T\S{1,40}) \S{1,40}?:(T\S{1,40})\s*")
_PASSED_OVER = ("E", "A", "M", "N", "*", "#")


@dataclass(slots=True)
class _Marks:
    #: the pieces of each mark by its name, in the order in which they stand
    pieces: dict[str, list[Span]] = field(default_factory=dict)
    #: the names of two marks, and what relates them
    relations: list[tuple[str, str, str]] = field(default_factory=list)


def read_brat(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A file of marks alone is refused: its text is elsewhere."""
    yield Refusal(line=1, reason="brat's .ann files come with their .txt files. Pack both into a zip.")


def read_brat_set(files: FileSet, texts: set[str], marks: set[str], shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A task for each text that has a file of marks. Raises ConfigNeeded."""
    made = MarkedTexts(shape, _Labels(files, marks))
    for name in sorted(marks):
        if f"{_stem(name)}.txt" not in texts:
            yield Refusal(line=1, reason="There is no .txt file of this name with it.", source=name)
    waiting: dict[str, str] = {}
    size = 0
    for name, content in files.files():
        stem = _stem(name)
        if name not in texts | marks or f"{stem}.txt" not in texts or f"{stem}.ann" not in marks:
            continue
        try:
            found = text_of(content)
            other = waiting.pop(stem, None)
            if other is None:
                waiting[stem], size = found, size + len(found)
                if size > _MOST_WAITING:
                    yield Refusal(line=1, reason="The .txt and .ann files lie too far apart in it.", source=name)
                    return
                continue
            size -= len(other)
            text, lines = (other, found) if name in marks else (found, other)
            task = _task(made, text, lines)
            task.file_upload = f"{stem}.txt"
            yield task
        except RowRefused as refused:
            yield Refusal(line=refused.line or 1, reason=refused.reason, source=f"{stem}.ann")


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]


def _task(made: MarkedTexts, text: str, lines: str) -> NewTask:
    marks = _read(lines)
    spans: list[Span] = []
    relations: list[Relation] = []
    first_of: dict[str, int] = {}
    for name, written in marks.pieces.items():
        pieces = _joined(written, text)
        first = first_of[name] = len(spans)
        spans += pieces
        relations += [Relation(number, number + 1, "") for number in range(first, len(spans) - 1)]
    relations += [Relation(first_of[one], first_of[other], label) for one, other, label in marks.relations]
    return made.task(text, spans, relations=relations)


def _joined(pieces: list[Span], text: str) -> list[Span]:
    """Pieces in the order of the text, those with nothing but white space between them as one."""
    joined: list[Span] = []
    for start, end, label in sorted(pieces):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            before = joined[-1]
            joined[-1] = (before[0], max(end, before[1]), label)
        else:
            joined.append((start, end, label))
    return joined


def _read(lines: str) -> _Marks:
    """What a file of marks says. Raises RowRefused."""
    found = _Marks()
    for number, line in enumerate(lines.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith(_PASSED_OVER):
            continue
        if mark := _MARK.fullmatch(line):
            places = [piece.split(" ") for piece in mark[3].split(";")]
            found.pieces[mark[1]] = [(int(start), int(end), mark[2]) for start, end in places]
        elif relation := _RELATION.fullmatch(line):
            found.relations.append((relation[2], relation[3], relation[1]))
        else:
            raise RowRefused(f'"{excerpt(line)}" is no line of brat.', line=number)
    for first, second, _ in found.relations:
        if first not in found.pieces or second not in found.pieces:
            raise RowRefused(f"A relation is of {excerpt(first)} and {excerpt(second)}, which are not both marked.")
    return found


class _Labels:
    """The labels of a set, read when somebody asks for them."""

    def __init__(self, files: FileSet, marks: set[str]) -> None:
        self._files = files
        self._marks = marks

    def __iter__(self) -> Iterator[str]:
        looked_at = 0
        for name, content in self._files.files():
            if name in self._marks and looked_at < _LOOKED_AT:
                looked_at += 1
                try:
                    yield from [pieces[0][2] for pieces in _read(text_of(content)).pieces.values()]
                except RowRefused:
                    continue

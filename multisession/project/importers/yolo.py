"""YOLO: one text file a picture, a line a shape, and the names of the classes, as Ultralytics' trainers read them.

Places are shares of the picture from 0 to 1. A box is ``class x y width height`` with its middle, a polygon (also the
four corners of a turned box) ``class x1 y1 x2 y2 …``. Classes count from 0 and are named line by line in
``classes.txt``, or under ``names`` in ``data.yaml``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from multisession.project.importers.archive import FileSet
from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_pictures import Box, LabelledPictures, Outline, SetPictures, Shape, Size
from multisession.project.importers.media_references import PlacedFile, PlacedFiles
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.small_text import text_of
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt

#: how files with names of classes are called
CLASS_FILES = ("classes.txt", "obj.names", "names.txt")
YAML_SUFFIXES = (".yaml", ".yml")
_NAMES = re.compile(r"^names\s*:[ \t]*(.*)$", re.MULTILINE)
# Nothing here is tried twice (*+): a name of spaces would take for ever.
_ENTRY = re.compile(
    r"""\s*+(?:-|(?P<number>\d{1,6})\s*+:)\s*+(?P<name>"[^"\n]*+"|'[^'\n]*+'|[^#\n]*+)\s*+(?:(?<=\s)#.*)?$"""
)
_IN_LINE = re.compile(r"""\s*+(?:(?P<number>\d{1,6})\s*+:\s*+)?(?P<name>"[^"\n]*+"|'[^'\n]*+'|[^,"'\n]*+)\s*+(?:,|$)""")


def read_yolo(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A text file alone is refused: its picture and the names of its classes are elsewhere."""
    reason = "YOLO labels come with their pictures and classes.txt or data.yaml. Pack the folders into a zip."
    yield Refusal(line=1, reason=reason)


def read_yolo_set(
    files: FileSet, texts: set[str], named: Mapping[str, str], pictures: SetPictures, shape: TaskShape
) -> Iterator[NewTask | Refusal]:
    """A task for each picture. ``texts`` are the text files of the set, ``named`` those that name classes, with what
    stands in them. Raises ConfigNeeded."""
    try:
        classes = _classes(named)
    except RowRefused as refused:
        yield Refusal(line=1, reason=refused.reason)
        return
    wanted = texts - set(named)
    made = LabelledPictures(shape, classes.values(), lambda: _kinds(files, wanted, classes, pictures))
    labelled: set[str] = set()
    for name, content in files.files():
        if name not in wanted or not is_label_file(name, pictures.placed):
            continue
        picture = _picture_of(name, pictures.placed)
        if picture is None:
            yield Refusal(line=1, reason="There is no picture of this name in the archive.", source=name)
            continue
        labelled.add(picture.name)
        try:
            size = pictures.size(picture)
            yield made.task(picture.address, size, _shapes(text_of(content), classes, size), picture.name)
        except RowRefused as refused:
            yield Refusal(line=refused.line or 1, reason=refused.reason, source=name)
    yield from made.unlabelled(pictures, labelled)


def is_label_file(name: str, placed: PlacedFiles) -> bool:
    """Whether a text file of a set speaks of a picture: it lies among labels, or one is called as it is."""
    return "labels" in name.split("/")[:-1] or _picture_of(name, placed) is not None


def _picture_of(name: str, placed: PlacedFiles) -> PlacedFile | None:
    return placed.of_stem(name, _pictures_folder(posixpath.dirname(name)))


def _pictures_folder(folder: str) -> str:
    """Where the pictures of a folder of labels are: its last ``labels`` is ``images``."""
    before, found, after = f"/{folder}/".rpartition("/labels/")
    return f"{before}/images/{after}".strip("/") if found else folder


def _shapes(text: str, classes: Mapping[int, str], size: Size) -> list[Box | Outline]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = line.split()
        if parts:
            try:
                found.append(_shape(parts, classes, size))
            except RowRefused as refused:
                raise RowRefused(refused.reason, line=number) from None
    return found


def _shape(parts: list[str], classes: Mapping[int, str], size: Size) -> Box | Outline:
    label = classes.get(int(parts[0])) if parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 7 else None
    if label is None:
        raise RowRefused(f'There is no class "{excerpt(parts[0])}". A line begins with the number of one.')
    try:
        shares = [float(part) for part in parts[1:]]
    except ValueError:
        raise RowRefused("A line is the number of a class and shares of the picture.") from None
    width, height = size
    if len(shares) == 4:
        x, y, across, down = shares[0] * width, shares[1] * height, shares[2] * width, shares[3] * height
        return Box(label, x - across / 2, y - down / 2, across, down)
    if len(shares) < 6 or len(shares) % 2:
        raise RowRefused(f"A line has four numbers for a box or two for each corner of an outline, not {len(shares)}.")
    return Outline(label, [(x * width, y * height) for x, y in zip(shares[::2], shares[1::2], strict=True)])


def _kinds(files: FileSet, wanted: set[str], classes: Mapping[int, str], pictures: SetPictures) -> set[type[Shape]]:
    """The kinds of shapes in a set. Outlines that are boxes one and all, as in YOLO_OBB, are boxes."""
    kinds: set[type[Shape]] = set()
    for name, content in files.files():
        picture = _picture_of(name, pictures.placed) if name in wanted else None
        if picture is None:
            continue
        try:
            text = text_of(content)
            counts = {len(line.split()) for line in text.splitlines() if line.strip()}
            if any(count <= 5 for count in counts):
                kinds.add(Box)
            # The picture is opened only where its size can still tell something.
            if Outline not in kinds and any(count > 5 for count in counts):
                shapes = _shapes(text, classes, pictures.size(picture))
                kinds.add(Outline if any(isinstance(one, Outline) and one.box is None for one in shapes) else Box)
        except RowRefused:
            # It is refused when its picture comes.
            continue
    return kinds


def _classes(named: Mapping[str, str]) -> dict[int, str]:
    """Number -> name. A list of names wins over a YAML file: ours has both."""
    for name in sorted(named, key=lambda each: (each.endswith(YAML_SUFFIXES), each)):
        if not name.endswith(YAML_SUFFIXES):
            lines = named[name].splitlines()
            return {number: line.strip() for number, line in enumerate(lines) if line.strip()}
        found = _yaml_names(named[name])
        if found:
            return found
    raise RowRefused("Neither classes.txt nor data.yaml names the classes. Write one name a line into classes.txt.")


def _yaml_names(text: str) -> dict[int, str]:
    """The list or mapping under ``names``, in a block or in one line; nothing else of YAML is read."""
    start = _NAMES.search(text)
    if start is None:
        return {}
    rest = text[start.end() :].lstrip("\n")
    first = start[1].strip()
    if first.startswith(("[", "{")):
        closing = "]" if first[0] == "[" else "}"
        inside = (first + "\n" + rest).partition(closing)[0][1:].replace("\n", " ")
        return _numbered(_entries(inside))
    block = []
    for line in rest.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            entry = _ENTRY.match(line)
            if entry is None or not entry["name"].strip():
                break
            block.append(entry)
    return _numbered(block)


def _entries(inside: str) -> Iterator[re.Match[str]]:
    """Those of a list or mapping in one line, up to the first that cannot be read."""
    at = 0
    while at < len(inside) and (entry := _IN_LINE.match(inside, at)):
        at = entry.end()
        if entry["name"].strip():
            yield entry


def _numbered(entries: Iterable[re.Match[str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for entry in entries:
        name = entry["name"].strip()
        plain = name[1:-1] if name[0] in "\"'" and name[0] == name[-1] and len(name) > 1 else name
        found[len(found) if entry["number"] is None else int(entry["number"])] = plain
    return found

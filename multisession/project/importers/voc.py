"""Pascal VOC: one XML file a picture, boxes only.

As the development kit of the challenge defines it: pixels count from 1, both corners belong to the box.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from multisession.project.importers.archive import FileSet
from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_pictures import Box, LabelledPictures, SetPictures, Size
from multisession.project.importers.media_file import Readable
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt
from multisession.web.written_size import written_size

#: bytes of one XML file
MOST_BYTES = 4 * 2**20
#: files in which labels are looked for that a proposed config lists
_LOOKED_AT = 1_000


def read_voc(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """An XML file alone is refused: its picture is elsewhere."""
    reason = "Pascal VOC labels come with their pictures. Pack Annotations and the pictures into a zip."
    yield Refusal(line=1, reason=reason)


def is_voc_document(name: str, head: bytes) -> bool:
    """Whether an XML file with this name and beginning is one of these."""
    return b"<annotation" in head or posixpath.basename(posixpath.dirname(name)) == "Annotations"


def read_voc_set(
    files: FileSet, documents: set[str], pictures: SetPictures, shape: TaskShape
) -> Iterator[NewTask | Refusal]:
    """A task for each picture. ``documents`` are the XML files of the set. Raises ConfigNeeded."""
    made: LabelledPictures | None = None
    labelled: set[str] = set()
    for name, content in files.files():
        if name not in documents:
            continue
        try:
            root = _root(content)
            if made is None:
                made = LabelledPictures(shape, _Labels(files, documents), lambda: (Box,))
            file_name = (root.findtext("filename") or "").strip()
            picture = pictures.placed.ending(file_name) or pictures.placed.of_stem(name, posixpath.dirname(name))
            if picture is None:
                raise RowRefused(f'The picture "{excerpt(file_name)}" is not in the archive. Pack it too.')
            labelled.add(picture.name)
            size = _size(root) or pictures.size(picture)
            boxes = [_box(found) for found in root.iterfind("object")]
            yield made.task(picture.address, size, boxes, picture.name)
        except RowRefused as refused:
            yield Refusal(line=refused.line or 1, reason=refused.reason, source=name)
    if made is not None:
        yield from made.unlabelled(pictures, labelled)


class _Labels:
    """The labels of a set, read when somebody asks for them."""

    def __init__(self, files: FileSet, documents: set[str]) -> None:
        self._files = files
        self._documents = documents

    def __iter__(self) -> Iterator[str]:
        looked_at = 0
        for name, content in self._files.files():
            if name in self._documents and looked_at < _LOOKED_AT:
                looked_at += 1
                try:
                    yield from [found for found in map(_label, _root(content).iterfind("object")) if found]
                except RowRefused:
                    continue


def _root(content: Readable) -> etree._Element:
    """The root of a document. Raises RowRefused."""
    text = bytearray()
    while block := content.read(64 * 1024):
        text += block
        if len(text) > MOST_BYTES:
            raise RowRefused(f"This XML file is larger than {written_size(MOST_BYTES)}.")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise RowRefused("This XML file has a DOCTYPE. Leave it out.")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(bytes(text), parser)
    except etree.XMLSyntaxError as error:
        raise RowRefused(f"This is no XML: {error.msg}.", line=error.lineno or 1) from None
    except ValueError as error:
        raise RowRefused(f"This is no XML: {error}.") from None
    # Also one in an encoding in which the words above look otherwise.
    if root.getroottree().docinfo.doctype or root.tag != "annotation":
        raise RowRefused("This XML file is none of Pascal VOC: its root is <annotation>, and it has no DOCTYPE.")
    return root


def _size(root: etree._Element) -> Size | None:
    texts = [root.findtext(f"size/{side}") for side in ("width", "height")]
    try:
        width, height = (int(float(text or 0)) for text in texts)
    except (ValueError, OverflowError):
        return None
    return (width, height) if width > 0 and height > 0 else None


def _label(found: etree._Element) -> str:
    return (found.findtext("name") or "").strip()


def _box(found: etree._Element) -> Box:
    label = _label(found)
    texts = [found.findtext(f"bndbox/{place}") for place in ("xmin", "ymin", "xmax", "ymax")]
    try:
        left, top, right, bottom = (float(text or "") for text in texts)
    except ValueError:
        raise RowRefused(
            f'The object "{excerpt(label)}" has no bndbox of four numbers.', line=found.sourceline or 0
        ) from None
    return Box(label, left - 1, top - 1, right - left + 1, bottom - top + 1)

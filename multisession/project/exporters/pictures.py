"""The pictures of an export: each with its name in the archive, its size, and what every annotation draws on it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from multisession.project.exporters.context import ExportContext
from multisession.project.exporters.fitting import Need
from multisession.project.exporters.regions import MarkedRegion, regions
from multisession.project.exporters.zip_stream import ZipStream
from multisession.project.label_config.model import LabelConfig, ObjectTag
from multisession.project.picture_size import picture_size
from multisession.project.store.interface import TaskBundle
from multisession.web.errors import BadRequest

#: what COCO and YOLO can hold
OUTLINES = Need(
    "boxes, ellipses or polygons on an Image",
    frozenset({"rectangle", "rectanglelabels", "ellipse", "ellipselabels", "polygon", "polygonlabels"}),
    frozenset({"Image"}),
)
_data = msgspec.json.Decoder().decode
#: the folder of pictures in archives
IMAGES = "images/"
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_LONGEST_NAME = 150


class PictureSizeUnknown(BadRequest):
    """400: the size of a picture is written in no result, and the picture is not here to be looked at."""

    code = "picture-size-unknown"


@dataclass(slots=True)
class Picture:
    """One picture of one task."""

    task: int
    address: str
    #: in the archive, without a folder
    name: str
    #: pixels of the original; None where no result says
    size: tuple[int, int] | None
    #: with the id of the annotation that each is from
    regions: list[tuple[int, MarkedRegion]] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return posixpath.splitext(self.name)[0]

    def file(self, archive: ZipStream, context: ExportContext) -> Iterator[bytes]:
        """Packs the picture itself where that is wished and it is here; what of the archive is ready meanwhile."""
        file = context.open_media(self.address) if context.resources else None
        if file is not None:
            with file:
                yield from filter(None, archive.add_file(IMAGES + self.name, file, compress=False))

    def require_size(self, context: ExportContext) -> tuple[int, int]:
        """The size, of the file where no result says. Raises PictureSizeUnknown, MissingExtra."""
        if self.size is None:
            self.size = self._measured(context)
        return self.size

    def _measured(self, context: ExportContext) -> tuple[int, int]:
        file = context.open_media(self.address)
        if file is None:
            raise PictureSizeUnknown(
                f"Nobody drew on the picture of task {self.task}, and it lies on another server, so its size is not "
                "known. Leave out the tasks without labels, or upload the picture."
            )
        with file:
            size = picture_size(file, "To read the size of a picture that nobody drew on")
        if size is None:
            raise PictureSizeUnknown(
                f"The size of the picture of task {self.task} cannot be read from its file. Draw on it, or leave out "
                "the tasks without labels."
            )
        return size


class Pictures:
    """Finds the pictures of task after task, and gives each a name of its own."""

    def __init__(self, config: LabelConfig, need: Need) -> None:
        drawn = {name for control in need.controls(config) for name in config.controls[control].to_name}
        self._shown = [one for one in config.objects.values() if one.tag == "Image" and one.name in drawn]
        self._names: dict[str, int] = {}

    def of(self, bundle: TaskBundle) -> Iterator[Picture]:
        """The pictures of one task, those without an address left out."""
        data = _data(bundle.task.data)
        found = [
            (annotation.id, region)
            for annotation in bundle.annotations
            if not annotation.was_cancelled
            for region in regions(annotation)
        ]
        for shown in self._shown:
            for index, address in _addresses(data, shown):
                picture = Picture(bundle.task.id, address, self._name(address, bundle.task.id), None)
                for annotation_id, region in found:
                    if region.object == shown.name and (region.item_index or 0) == index:
                        picture.regions.append((annotation_id, region))
                        picture.size = picture.size or region.size
                yield picture

    def _name(self, address: str, task: int) -> str:
        """The file's own name where no picture before had it."""
        path = "" if address.startswith("data:") else unquote(urlsplit(address).path)
        name = (
            _UNSAFE.sub("_", posixpath.basename(path.replace("\\", "/")))[-_LONGEST_NAME:].strip(". ")
            or f"task-{task}.png"
        )
        stem, suffix = posixpath.splitext(name)
        key = stem.casefold()
        count = self._names[key] = self._names.get(key, 0) + 1
        if count == 1:
            return name
        self._names[f"{key}-{count}"] = 1
        return f"{stem}-{count}{suffix}"


def _addresses(data: dict[str, Any], shown: ObjectTag) -> Iterator[tuple[int, str]]:
    value = data.get(shown.data_key) if shown.data_key is not None else None
    for index, address in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(address, str) and address.strip():
            yield index, address.strip()


class Categories:
    """Labels by number: those of the config in its order, then others as they come."""

    def __init__(self, config: LabelConfig, need: Need, *, first: int = 0) -> None:
        self._first = first
        self._numbers: dict[str, int] = {}
        for control in need.controls(config):
            for label in config.controls[control].labels:
                self.number(label)
        if not self._numbers:
            # shapes without labels of their own take them from Labels beside them
            for tag in config.controls.values():
                if "labels" in tag.result_types:
                    for label in tag.labels:
                        self.number(label)

    def number(self, label: str) -> int:
        """The number of a label."""
        return self._numbers.setdefault(label, self._first + len(self._numbers))

    @property
    def names(self) -> dict[str, int]:
        """label -> number, in order."""
        return self._numbers

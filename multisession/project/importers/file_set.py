"""Reads files that belong together, of an archive or a folder: media become uploads, and files of tasks speak of them.

The set is gone through twice: first its media are taken, then the files that name them are read, as they come. Without
such a file each media file becomes a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from multisession.project.importers.archive import CompressedFile, FileSet
from multisession.project.importers.brat import read_brat_set
from multisession.project.importers.byte_source import CHUNK_BYTES, ByteSource
from multisession.project.importers.coco import is_coco, read_coco
from multisession.project.importers.detection import detect, unreadable
from multisession.project.importers.entry_names import is_passed_over
from multisession.project.importers.folder_files import files_below
from multisession.project.importers.html_page import SUFFIXES as HTML_SUFFIXES
from multisession.project.importers.html_page import hypertext_key
from multisession.project.importers.labelled_pictures import SetPictures
from multisession.project.importers.media_file import Ahead, MediaPlace, Readable, media_refusal, media_task
from multisession.project.importers.media_references import PlacedFile, PlacedFiles
from multisession.project.importers.old_project import PROJECT_FILES, old_projects, read_old_project
from multisession.project.importers.parquet import MARK, read_parquet_file
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.registry import IMPORTERS
from multisession.project.importers.small_text import text_of
from multisession.project.importers.task_shape import TaskShape
from multisession.project.importers.voc import is_voc_document, read_voc_set
from multisession.project.importers.yolo import CLASS_FILES, YAML_SUFFIXES, is_label_file, read_yolo_set
from multisession.project.media_types import SIGNATURE_BYTES, type_for, type_of_name
from multisession.project.tasks import NewTask

Items = Iterator[NewTask | Refusal]
_TASK_SUFFIXES = {suffix: importer.name for importer in IMPORTERS.values() for suffix in importer.suffixes}
#: formats whose files belong together, also in a folder
OF_SETS = ("coco", "yolo", "voc", "brat", "0.x")
#: beside pictures and sounds these are notes, and no tasks
_NOTES = ("txt", "text")
_HUB_NOTES = ("dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json")
_OFFICE = "[Content_Types].xml"


@dataclass(slots=True)
class SetContents:
    """What was found in a set."""

    placed: PlacedFiles = field(default_factory=PlacedFiles)
    #: files of tasks by their suffixes
    tasks: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    #: HTML
    pages: set[str] = field(default_factory=set)
    #: of Pascal VOC, and marks in texts
    documents: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    #: files that name the classes of YOLO, with what stands in them
    named_classes: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    #: of a project of Label Studio 0.x, or of ours
    project_files: set[str] = field(default_factory=set)
    is_office: bool = False

    @property
    def is_yolo(self) -> bool:
        """Whether there are names of classes, and text files that speak of pictures."""
        return bool(self.named_classes) and any(is_label_file(name, self.placed) for name in self.notes)

    @property
    def is_voc(self) -> bool:
        """Whether there are files of it, and nothing else that holds tasks."""
        return bool(self.documents) and not self.tasks


def read_file_set(files: FileSet, shape: TaskShape, media: MediaPlace, *, format: str | None = None) -> Items:
    """The tasks and refusals of a set. Raises ArchiveRefused, ConfigNeeded, and what ``media.place`` raises.

    ``shape`` is what their tasks have to be like; ``format`` is a name of the registry, None to find out.
    """
    contents = _survey(files, media)
    if contents.is_office:
        yield Refusal(line=1, reason="This is an Office document. Save the table as CSV.")
        return
    yield from contents.refusals
    projects = old_projects(contents.project_files | contents.tasks) if format in (None, "0.x") else []
    if len(projects) > 1:
        yield Refusal(
            line=1, reason=f"There are {len(projects)} projects of Label Studio 0.x here. Import one at a time."
        )
    elif projects:
        yield from read_old_project(files, projects[0], contents.placed, media, shape)
    elif format == "yolo" or (format is None and contents.is_yolo):
        pictures = SetPictures(contents.placed, media)
        yield from read_yolo_set(files, contents.notes, contents.named_classes, pictures, shape)
    elif format == "voc" or (format is None and contents.is_voc):
        yield from read_voc_set(files, contents.documents, SetPictures(contents.placed, media), shape)
    elif format == "brat" or (format is None and contents.marks and not contents.tasks):
        yield from read_brat_set(files, contents.notes, contents.marks, shape)
    elif wanted := _wanted(contents, shape, format):
        yield from _task_files(files, wanted, contents, media, shape, format)
    elif len(contents.placed):
        yield from _media_tasks(contents.placed, shape)
    elif not contents.refusals:
        reason = "The archive holds no files of tasks or media. Archives inside of it are not opened."
        yield Refusal(line=1, reason=reason)


def is_labelled(folder: Path) -> bool:
    """Whether the files of a folder belong together by their looks: some hold labels for others."""
    if old_projects(path.relative_to(folder).as_posix() for path in files_below(folder)):
        return True
    for path in files_below(folder):
        suffix = path.suffix.lower()
        if path.name.lower() in CLASS_FILES or suffix == ".ann":
            return True
        if suffix in (".json", ".xml"):
            with path.open("rb") as file:
                head = file.read(SIGNATURE_BYTES)
            if is_coco(head) if suffix == ".json" else is_voc_document(path.as_posix(), head):
                return True
    return False


def hub_notes(names: Set[str]) -> set[str]:
    """Which of these files only describe the Parquet files beside them, as those of Hugging Face do."""
    has_rows = any(name.lower().endswith(".parquet") for name in names)
    return {name for name in names if has_rows and name.rpartition("/")[2] in _HUB_NOTES}


def _survey(files: FileSet, media: MediaPlace) -> SetContents:
    """Takes the media, and notes what else there is."""
    contents = SetContents()
    for name, content in files.files():
        if name == _OFFICE:
            contents.is_office = True
            return contents
        if is_passed_over(name):
            continue
        suffix, last = name.rpartition(".")[2].lower(), name.rpartition("/")[2].lower()
        if last in CLASS_FILES or last.endswith(YAML_SUFFIXES):
            try:
                contents.named_classes[name] = text_of(content)
            except RowRefused as refused:
                contents.refusals.append(Refusal(line=1, reason=refused.reason, source=name))
            continue
        if last in PROJECT_FILES:
            contents.project_files.add(name)
            continue
        if suffix == "xml":
            if is_voc_document(name, Ahead(content).head):
                contents.documents.add(name)
            continue
        if suffix == "ann":
            contents.marks.add(name)
            continue
        if suffix in _TASK_SUFFIXES:
            kind = contents.notes if suffix in _NOTES else contents.pages if suffix in HTML_SUFFIXES else contents.tasks
            kind.add(name)
            continue
        ahead = Ahead(content)
        found = type_for(name, ahead.head)
        if found is not None:
            contents.placed.add(PlacedFile(name, media.place(ahead, name), found))
        elif isinstance(files, CompressedFile):
            # What it is, its first bytes say: only the name of what it was packed from would say more.
            contents.tasks.add(name)
        elif type_of_name(name) is not None:
            reason = "By its first bytes this is no media file of the kind that its name says."
            contents.refusals.append(Refusal(line=1, reason=reason, source=name))
    return contents


def _wanted(contents: SetContents, shape: TaskShape, format: str | None) -> set[str]:
    """The files of tasks. Beside these HTML is none, and alone where the config shows it, or nothing else is there."""
    others = len(contents.placed) or contents.notes
    pages = contents.pages and not contents.tasks and (hypertext_key(shape.data_keys) is not None or not others)
    if format == "html" or pages:
        return contents.pages
    wanted = contents.tasks if len(contents.placed) else contents.tasks | contents.notes
    return wanted - hub_notes(wanted)


def _task_files(
    files: FileSet,
    wanted: set[str],
    contents: SetContents,
    media: MediaPlace,
    shape: TaskShape,
    format: str | None,
) -> Items:
    pictures = SetPictures(contents.placed, media)
    for name, content in files.files():
        if name not in wanted:
            continue
        ahead = Ahead(content)
        if ahead.head.startswith(MARK):
            rows = read_parquet_file(content if hasattr(content, "fileno") else ahead, shape.named(name), media)
            yield from _of_file(rows, contents, name)
            continue
        source = ByteSource(_blocks(ahead), shape.options.encoding)
        found = format or detect(name, "", source.head)
        reason = unreadable(source.head, found)
        if reason is not None:
            yield Refusal(line=1, reason=reason, source=name)
            continue
        read = partial(read_coco, pictures=pictures) if found == "coco" else IMPORTERS[found].read
        yield from _of_file(read(source, shape.named(name)), contents, name)


def _of_file(items: Items, contents: SetContents, name: str) -> Items:
    """Of one file of a set: refusals say which, and tasks name media by their addresses."""
    for item in items:
        if isinstance(item, Refusal):
            yield msgspec.structs.replace(item, source=name)
        else:
            yield contents.placed.with_addresses(item, name)


def _blocks(content: Readable) -> Iterator[bytes]:
    while block := content.read(CHUNK_BYTES):
        yield block


def _media_tasks(placed: PlacedFiles, shape: TaskShape) -> Items:
    for file in placed:
        refusal = media_refusal(file.media, shape.data_keys, source=file.name)
        yield refusal or media_task(file.address, file.media, shape.data_keys, source=file.name)

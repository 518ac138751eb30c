"""``multisession.Project``: a project directory in a script, also while a server serves it.

from multisession import Project

with Project.open("my_project") as project:
    for task in project.tasks():
        print(task["data"], task["annotations"])
    project.export("COCO", "labels.zip")
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import msgspec

from multisession.project.api.shapes import bundle_view
from multisession.project.export_context import export_context
from multisession.project.export_selection import Annotations, ExportSelection
from multisession.project.exporters.registry import asks_for_files, exporter_named
from multisession.project.import_media import media_of_import
from multisession.project.importers import import_stream, read_path
from multisession.project.importers.columns import ColumnMap, read_targets
from multisession.project.importers.import_run import ImportReport
from multisession.project.importers.read_options import (
    Encoding,
    LabelsAs,
    Quote,
    ReadOptions,
    TemporaryPlace,
    delimiter_of,
)
from multisession.project.media import Media
from multisession.project.mirror import Mirror
from multisession.project.project import Project as OpenProject
from multisession.project.store.durable import sync_directory
from multisession.project.store.interface import TaskBundle
from multisession.project.store.sqlite import Writers, base_of, open_project
from multisession.project.tasks import NewPrediction
from multisession.sessions.recipe import base_directory
from multisession.settings import Settings
from multisession.web.errors import NotFound
from multisession.web.json import plain_value

#: called now and then while something long is under way, with how many tasks are done
Progress = Callable[[int], None]
_encode = msgspec.json.Encoder().encode
_NO_SEED = bytes(16)


class ProjectNotFound(NotFound):
    """There is no project in that directory."""


class Project:
    """One project directory. Belongs to one thread; close it, or use it in a ``with`` statement."""

    def __init__(self, directory: Path, runner: asyncio.Runner, writers: Writers, project: OpenProject) -> None:
        self.directory = directory
        self._runner = runner
        self._writers = writers
        self._project = project

    @classmethod
    def open(cls, directory: str | os.PathLike[str]) -> Project:
        """Opens a project directory. Raises ProjectNotFound, BaseGone."""
        path = Path(directory).resolve()
        if not (path / "project.db").is_file():
            raise ProjectNotFound(f"There is no project in {path}. Make one: label-studio init {path.name}")
        settings = Settings(root_dir=path.parent, project=path.name)
        base = base_directory(settings, base_of(path))
        runner, writers = asyncio.Runner(), Writers()
        store = open_project(path, writers=writers, base=base)
        return cls(path, runner, writers, OpenProject(store, Media(path, base, store), path, _NO_SEED, settings))

    def close(self) -> None:
        """Closes the project's files."""
        self._runner.run(self._project.store.close())
        self._writers.close()
        self._runner.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def label_config(self) -> str:
        """The XML of the label config."""
        return self._runner.run(self._project.document()).label_config

    def __len__(self) -> int:
        """How many tasks there are."""
        return self._runner.run(self._project.store.counts()).task_number

    def tasks(self, *, only_labeled: bool = False) -> Iterator[dict[str, Any]]:
        """Every task with its annotations, predictions and drafts, as ``GET /api/tasks/7/`` has it, in id order.

        Read as of the moment of the first one; one batch is in memory at a time.
        """
        batches = self._project.store.every_bundle(only_annotated=only_labeled)
        for batch in self._each(batches):
            for bundle in batch:
                yield plain_value(_encode(bundle_view(bundle)))

    def add_predictions(self, predictions: Iterable[Mapping[str, Any]]) -> int:
        """Adds predictions, all of them or none; how many that are.

        Each is ``{"task": 7, "result": [...], "score": 0.9, "model_version": "spring"}``, the last two optional.
        Raises NotFound for a task that is not there, ValidationFailed for a result of the wrong shape.
        """
        rows = [
            (
                int(one["task"]),
                NewPrediction(
                    result=msgspec.Raw(_encode(one["result"])),
                    score=one.get("score"),
                    model_version=str(one.get("model_version") or ""),
                ),
            )
            for one in predictions
        ]
        return self._runner.run(self._project.create_predictions(rows))

    def import_path(
        self,
        path: str | os.PathLike[str],
        *,
        format: str = "auto",
        skip_refused: bool = False,
        dry_run: bool = False,
        labels_as: LabelsAs = "annotations",
        delimiter: str = "",
        quote: Quote = "",
        header: bool = True,
        encoding: Encoding = "utf-8",
        columns: Mapping[str, Any] | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Imports a file, or the files of a folder: all of it or nothing, unless ``skip_refused``.

        ``format`` is a value of ``--input-format`` or a name of docs/formats.md, which tells of the others too. Raises
        ImportRefused with the first refusals, ConfigNeeded for labels that the config has no place for, BadRequest for
        what cannot be followed, OSError for a file that cannot be read.
        """
        options = ReadOptions(
            delimiter=delimiter_of(delimiter),
            quote=quote,
            header=header,
            encoding=encoding,
            temporary=TemporaryPlace(self.directory),
        )
        if columns is not None:
            config = self._runner.run(self._project.label_config())
            options = msgspec.structs.replace(
                options, columns=ColumnMap(read_targets(_encode(dict(columns)).decode()), config)
            )
        return self._runner.run(self._import(Path(path), format, skip_refused, dry_run, labels_as, options, progress))

    def export(
        self,
        format: str,
        to: str | os.PathLike[str] | BinaryIO,
        *,
        every_task: bool = False,
        annotations: Annotations = "all",
        skipped: bool = True,
        ground_truth: bool = False,
        files: bool = False,
        progress: Progress | None = None,
    ) -> int:
        """Writes an export; how many tasks it holds. A path is replaced when the export is whole, and not before.

        ``ground_truth`` takes only annotations that are ground truth, and no skips. ``files`` packs the pictures too,
        in formats that pack them. Raises FormatDoesNotFit, BadRequest for an unknown format, OSError for a place that
        cannot be written.
        """
        selection = ExportSelection(
            every_task=every_task,
            annotations=annotations,
            usual=not ground_truth,
            skipped=skipped and not ground_truth,
        )
        if isinstance(to, str | os.PathLike):
            target = Path(to)
            beside = target.with_name(f".{target.name}.{os.getpid()}.new")
            try:
                with beside.open("wb") as file:
                    count = self._export(format, file, selection, files, progress)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(target)
                sync_directory(target.parent)
            finally:
                beside.unlink(missing_ok=True)
            return count
        return self._export(format, to, selection, files, progress)

    def mirror(self, to: str | os.PathLike[str]) -> None:
        """Writes a file for each labeled task into a folder, and reads in what the folder has and the project not.

        The files have the shape of 0.x: ``{"id": …, "data": {…}, "completions": […]}``.
        """
        folder = Path(to)
        folder.mkdir(parents=True, exist_ok=True)
        self._runner.run(Mirror(self._project.store, folder, shape="project").synchronise())

    def _each(self, batches: AsyncIterator[list[TaskBundle]]) -> Iterator[list[TaskBundle]]:
        async def following() -> list[TaskBundle] | None:
            return await anext(batches, None)

        while (batch := self._runner.run(following())) is not None:
            yield batch

    async def _import(
        self,
        path: Path,
        format: str,
        skip: bool,
        dry_run: bool,
        labels_as: LabelsAs,
        options: ReadOptions,
        progress: Progress | None,
    ) -> ImportReport:
        project = self._project
        config = await project.label_config()
        with media_of_import(project, dry_run=dry_run) as media:
            return await import_stream(
                project.store,
                read_path(
                    path,
                    format=format,
                    data_keys=config.data_keys,
                    max_task_bytes=project.settings.max_task_bytes,
                    media=media,
                    config=config,
                    labels_as=labels_as,
                    options=options,
                ),
                skip_refused=skip,
                dry_run=dry_run,
                source=path.name,
                progress=None if progress is None else lambda report: progress(report.task_count),
                media=media,
            )

    def _export(
        self, format: str, file: BinaryIO, selection: ExportSelection, files: bool, progress: Progress | None
    ) -> int:
        async def work() -> int:
            exporter = exporter_named(format)
            wanted = files or asks_for_files(format)
            context = await export_context(self._project, every_task=selection.every_task, resources=wanted)
            done = 0

            async def counted() -> AsyncIterator[list[TaskBundle]]:
                nonlocal done
                async for batch in selection.bundles(self._project.store, None):
                    done += len(batch)
                    yield batch
                    if progress is not None:
                        progress(done)

            async for block in exporter.write(counted(), context):
                file.write(block)
            return done

        return self._runner.run(work())

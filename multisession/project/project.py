"""One isolated labeling project: the façade that the routes call.

It knows nothing of sessions, cookies or HTTP. Whoever holds a Project may do everything with it; who that is, is
settled before (``multisession.sessions.resolver``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from multisession.project.annotations import Annotation, AnnotationChange, Draft
from multisession.project.api.shapes import (
    SAMPLING_TITLES,
    ProjectView,
    TaskView,
    bundle_view,
    project_view,
    sampling_of,
)
from multisession.project.config_change import removal, uses
from multisession.project.config_history import FORGOTTEN, save_noting
from multisession.project.disk_floor import DiskFloor
from multisession.project.label_config.model import UNFINISHED, LabelConfig, LabelConfigInvalid
from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.results import check_result_shape, result_warnings
from multisession.project.predictions import Prediction
from multisession.project.store.interface import Document, Store, TaskBundle
from multisession.project.tasks import NewAnnotation, NewPrediction, NewTask, Task
from multisession.settings import Settings
from multisession.web.errors import BadRequest, NotFound, TooManyRequests, ValidationFailed
from multisession.web.json import check_document

if TYPE_CHECKING:
    from multisession.project.media import Media

#: Large imports into one project that one process takes at once; smaller ones, in bytes, stay in memory.
MOST_IMPORTS = 3
SMALL_IMPORT = 1024 * 1024
EMPTY_CONFIG = "<View></View>"

Kind = TypeVar("Kind")


class ProjectNotEmpty(BadRequest):
    """400: something would replace a project that holds work."""

    code = "project-not-empty"


class NothingToLabel(NotFound):
    """404 of ``next``: the code says whether there are no tasks, or none left."""


def _nothing() -> None:
    return None


class Project:
    """Everything that can be done with one project.

    ``directory`` is None for a session that has written nothing. ``seed`` makes the order of uniform sampling.
    ``committed`` is called after each write, so that the outbox is drained.
    """

    id = 1

    def __init__(
        self,
        store: Store,
        media: Media,
        directory: Path | None,
        seed: bytes,
        settings: Settings,
        *,
        committed: Callable[[], None] = _nothing,
        floor: DiskFloor | None = None,
    ) -> None:
        self.store = store
        self.media = media
        self.directory = directory
        self.seed = seed
        self.settings = settings
        self.committed = committed
        self._floor = floor
        self._imports = 0
        #: of the documents as last read; answers carry it, so that open pages notice a change
        self.revision = ""

    def require_room(self, wanted: int = 0) -> None:
        """Raises BelowFloor when the host's disk has no room for ``wanted`` more bytes; labels never ask."""
        if self._floor is not None:
            self._floor.require(wanted)

    async def room_left(self) -> int:
        """Bytes that what lies here for a while may take under the project's quota; 0 for as many as it likes."""
        most = self.settings.max_session_bytes if self.settings.mode == "multi" else 0
        return max(most - (await self.store.usage()).bytes, 1) if most else 0

    @contextlib.contextmanager
    def importing(self, size: int | None) -> Iterator[None]:
        """Holds one of the places for large bodies on their way in, which lie on disk meanwhile.

        ``size`` is what the request says of itself, in bytes; None for one that does not. Raises TooManyRequests.
        """
        if size is not None and size <= SMALL_IMPORT:
            yield
            return
        if self._imports >= MOST_IMPORTS:
            raise TooManyRequests(
                f"{MOST_IMPORTS} large imports into this project are under way. Wait for one to end.", retry_after=5
            )
        self._imports += 1
        try:
            yield
        finally:
            self._imports -= 1

    # -- documents

    async def document(self) -> Document:
        """The label config and config.json as they are now, also when edited by hand."""
        document = await self.store.document()
        self.revision = document.revision
        return document

    async def label_config(self) -> LabelConfig:
        """The parsed label config. Raises LabelConfigInvalid when a hand edit broke it."""
        return self.parse((await self.document()).label_config)

    def parse(self, text: str) -> LabelConfig:
        """Parses a label config within the host's limit. Raises LabelConfigInvalid."""
        return parsed_config(text, self.settings.max_config_bytes)

    async def parse_to_save(self, text: str) -> LabelConfig:
        """The same of a text that is to be saved. Raises LabelConfigInvalid also for a new one that is unfinished."""
        if text == (await self.document()).label_config:
            return self.parse(text)
        return config_to_save(text, self.settings.max_config_bytes)

    async def usable_config(self) -> LabelConfig | None:
        """The parsed label config, None when it cannot be used."""
        try:
            return await self.label_config()
        except LabelConfigInvalid:
            return None

    async def view(self) -> ProjectView:
        """The project's JSON. A broken config.xml is told in it and does not keep the project from opening."""
        document = await self.document()
        config: LabelConfig | None = None
        try:
            config = self.parse(document.label_config)
            problems = [problem.as_json() for problem in config.warnings]
        except LabelConfigInvalid as error:
            problems = [problem.as_json() for problem in error.problems]
        return project_view(document, config, await self.store.counts(), problems)

    async def change(
        self, settings: Mapping[str, Any], *, label_config: str | None = None, force: bool = False
    ) -> ProjectView:
        """Changes keys of config.json, and the label config when one is given.

        Raises LabelConfigInvalid, or ValidationFailed when annotations use what the new config lacks and ``force`` is
        not set.
        """
        document = await self.document()
        if label_config is not None:
            await self._check_change(document, label_config, force=force)
        changed = {**document.settings, **_stored(settings)}
        saved = await save_noting(
            self.store, document.label_config, label_config, changed if changed != document.settings else None
        )
        self.revision = saved.revision
        self.committed()
        return await self.view()

    async def _check_change(self, document: Document, text: str, *, force: bool) -> None:
        after = await self.parse_to_save(text)
        if force or not (await self.store.counts()).total_annotations_number:
            return
        try:
            before = self.parse(document.label_config)
        except LabelConfigInvalid:
            return
        in_use = [use.sentence for use in await uses(self.store, removal(before, after))]
        if in_use:
            raise ValidationFailed(in_use[0], code="label-config-in-use", validation_errors={"label_config": in_use})

    async def is_empty(self) -> bool:
        """True when there is neither a task nor a label config: nothing that a new project would replace."""
        document = await self.document()
        return document.label_config.strip() in ("", EMPTY_CONFIG) and not (await self.store.counts()).task_number

    async def require_empty(self) -> None:
        """Raises ProjectNotEmpty with the way out."""
        if not await self.is_empty():
            number = (await self.store.counts()).task_number
            tasks = "1 task" if number == 1 else f"{number} tasks"
            raise ProjectNotEmpty(
                f"Your project already exists and holds {tasks}. "
                "Download it, then DELETE /api/projects/1/ to start over."
            )

    async def reset(self) -> None:
        """Removes tasks, labels, uploads and both documents: the project is as new."""
        await self.store.delete_tasks()
        for upload in await self.store.uploads():
            await self.media.delete(upload.id)
        saved = await self.store.save_document(label_config=EMPTY_CONFIG, settings={}, note=FORGOTTEN)
        self.revision = saved.revision
        self.committed()

    # -- tasks

    async def bundle(self, task_id: int) -> TaskBundle:
        """A task with everything on it. Raises NotFound."""
        return _found(await self.store.bundle(task_id), "task", task_id)

    async def task(self, task_id: int) -> Task:
        """A task alone. Raises NotFound."""
        return _found(await self.store.task(task_id), "task", task_id)

    async def create_task(self, data: bytes, meta: bytes) -> Task:
        """Adds one task. ``data`` and ``meta`` are JSON objects; raises ValidationFailed when they are not."""
        self._check_object(data, "data")
        self._check_object(meta, "meta")
        task = await self.store.create_task(NewTask(data=msgspec.Raw(data), meta=msgspec.Raw(meta)))
        self.committed()
        return task

    async def update_task(self, task_id: int, *, data: bytes | None, meta: bytes | None) -> Task:
        """Replaces a task's data or meta. Raises NotFound, ValidationFailed."""
        for content, field in ((data, "data"), (meta, "meta")):
            if content is not None:
                self._check_object(content, field)
        task = await self.store.update_task(
            task_id,
            data=None if data is None else msgspec.Raw(data),
            meta=None if meta is None else msgspec.Raw(meta),
        )
        self.committed()
        return _found(task, "task", task_id)

    def _check_object(self, content: bytes, field: str) -> None:
        if len(content) > self.settings.max_task_bytes:
            said = f"A task may hold {self.settings.max_task_bytes} bytes; this one has {len(content)}."
            raise ValidationFailed(said, validation_errors={field: [said]})
        if not isinstance(check_document(content, f"The task's {field}"), dict):
            said = f"{field} is a JSON object."
            raise ValidationFailed(said, validation_errors={field: [said]})

    async def delete_task(self, task_id: int) -> None:
        """Removes a task and what hangs on it. Raises NotFound."""
        _existed(await self.store.delete_task(task_id), "task", task_id)
        self.committed()

    async def delete_tasks(self) -> int:
        """Removes every task; returns how many."""
        number = await self.store.delete_tasks()
        self.committed()
        return number

    async def next(self) -> TaskView:
        """The next task to label, with everything on it. Raises NothingToLabel."""
        sampling = sampling_of((await self.document()).settings)
        task_id = await self.store.next_task("uniform" if sampling == "uniform" else "sequential", seed=self.seed)
        bundle = None if task_id is None else await self.store.bundle(task_id)
        if bundle is None:
            raise await self._nothing_to_label()
        view = bundle_view(bundle)
        view.queue = f"{SAMPLING_TITLES[sampling]} queue"
        return view

    async def _nothing_to_label(self) -> NothingToLabel:
        number = (await self.store.counts()).task_number
        if not number:
            return NothingToLabel("There are no tasks yet. Import some.", code="no-tasks")
        return NothingToLabel("Every task is labeled. Export them, or import more.", code="all-labeled")

    # -- annotations

    async def annotation(self, annotation_id: int) -> Annotation:
        """Raises NotFound."""
        return _found(await self.store.annotation(annotation_id), "annotation", annotation_id)

    async def warnings(self, result: bytes) -> list[str]:
        """Checks the shape of a result, then says where it does not fit the config; the latter is no refusal."""
        check_result_shape(result)
        config = await self.usable_config()
        return [] if config is None else result_warnings(result, config)

    async def create_annotation(
        self, task_id: int, annotation: NewAnnotation, *, draft_id: int | None = None
    ) -> tuple[Annotation, list[str]]:
        """Stores an annotation; returns it with the warnings. Raises NotFound, ValidationFailed."""
        warnings = await self.warnings(bytes(annotation.result))
        stored = await self.store.create_annotation(task_id, annotation, draft_id=draft_id)
        self.committed()
        return _found(stored, "task", task_id), warnings

    async def update_annotation(self, annotation_id: int, change: AnnotationChange) -> tuple[Annotation, list[str]]:
        """Changes an annotation; returns it with the warnings. Raises NotFound, ValidationFailed, AnnotationChanged."""
        warnings = [] if change.result is msgspec.UNSET else await self.warnings(bytes(change.result))
        stored = await self.store.update_annotation(annotation_id, change)
        self.committed()
        return _found(stored, "annotation", annotation_id), warnings

    async def delete_annotation(self, annotation_id: int) -> None:
        """Raises NotFound."""
        _existed(await self.store.delete_annotation(annotation_id), "annotation", annotation_id)
        self.committed()

    # -- drafts

    async def draft(self, draft_id: int) -> Draft:
        """Raises NotFound."""
        return _found(await self.store.draft(draft_id), "draft", draft_id)

    async def save_draft(
        self,
        task_id: int,
        result: bytes,
        *,
        annotation: int | None,
        lead_time: float | None,
        draft_id: int | None = None,
        based_on: str | None = None,
    ) -> Draft:
        """Creates a draft, or replaces the one named. Raises NotFound, ValidationFailed, DraftChanged."""
        check_result_shape(result)
        draft = await self.store.save_draft(
            task_id,
            msgspec.Raw(result),
            annotation=annotation,
            lead_time=lead_time,
            draft_id=draft_id,
            based_on=based_on,
        )
        return _found(draft, "task" if draft_id is None else "draft", draft_id or task_id)

    # -- predictions

    async def prediction(self, prediction_id: int) -> Prediction:
        """Raises NotFound."""
        return _found(await self.store.prediction(prediction_id), "prediction", prediction_id)

    async def create_prediction(self, task_id: int, prediction: NewPrediction) -> Prediction:
        """Raises NotFound, ValidationFailed."""
        check_result_shape(prediction.result)
        stored = await self.store.create_prediction(task_id, prediction)
        self.committed()
        return _found(stored, "task", task_id)

    async def create_predictions(self, rows: Sequence[tuple[int, NewPrediction]]) -> int:
        """Adds all or none; returns how many. Raises NotFound, ValidationFailed."""
        for _, prediction in rows:
            check_result_shape(prediction.result)
        number = await self.store.create_predictions(rows)
        if number is None:
            raise NotFound("One of the tasks is not in this project. Nothing was added.")
        self.committed()
        return number

    async def update_prediction(self, prediction_id: int, prediction: NewPrediction) -> Prediction:
        """Raises NotFound, ValidationFailed."""
        check_result_shape(prediction.result)
        stored = await self.store.update_prediction(prediction_id, prediction)
        self.committed()
        return _found(stored, "prediction", prediction_id)


def parsed_config(text: str, max_bytes: int) -> LabelConfig:
    """Parses a label config. The LabelConfigInvalid that it raises lists the problems in the answer's JSON too."""
    try:
        return parse_label_config(text, max_bytes=max_bytes)
    except LabelConfigInvalid as error:
        error.extra = {"problems": [problem.as_json() for problem in error.problems]}
        raise


def config_to_save(text: str, max_bytes: int) -> LabelConfig:
    """Parses a label config that somebody is about to save. Raises LabelConfigInvalid also for an unfinished one."""
    config = parsed_config(text, max_bytes)
    unfinished = [problem for problem in config.warnings if problem.code in UNFINISHED]
    if unfinished:
        error = LabelConfigInvalid(unfinished)
        error.extra = {"problems": [problem.as_json() for problem in unfinished]}
        raise error
    return config


def _found(value: Kind | None, what: str, identifier: int) -> Kind:
    if value is None:
        raise NotFound(f"There is no {what} {identifier} in this project.")
    return value


def _existed(existed: bool, what: str, identifier: int) -> None:
    _found(True if existed else None, what, identifier)


def _stored(settings: Mapping[str, Any]) -> dict[str, Any]:
    """API names -> the keys of config.json. Raises ValidationFailed for a sampling that is not here."""
    stored = dict(settings)
    if "expert_instruction" in stored:
        stored["instruction"] = stored.pop("expert_instruction")
    if "sampling" in stored:
        names = {title: name for name, title in SAMPLING_TITLES.items()} | {name: name for name in SAMPLING_TITLES}
        if stored["sampling"] not in names:
            said = f"sampling is one of {', '.join(SAMPLING_TITLES.values())}."
            raise ValidationFailed(said, validation_errors={"sampling": [said]})
        stored["sampling"] = names[stored["sampling"]]
    return stored

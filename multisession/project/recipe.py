"""A recipe: what the flags (template, label config, input path, instruction, …) make of a new project.

``init`` turns it into a project directory, ``start-multi-session`` into the base that every session reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_path
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.media_file import MediaPlace
from multisession.project.label_config.model import LabelConfig, LabelConfigInvalid
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import Document
from multisession.project.tasks import NewTask
from multisession.project.template_project import materialise
from multisession.settings import SettingInvalid, Settings
from multisession.templates import Template, template

#: Refused rows that a sentence about a recipe's input names; the rest are counted.
NAMED_REFUSALS = 3


@dataclass(frozen=True)
class Recipe:
    """Documents and, read lazily, tasks."""

    document: Document
    template: Template | None
    input_path: Path | None
    input_format: str
    config: LabelConfig
    max_task_bytes: int

    @property
    def is_empty(self) -> bool:
        """True when the flags say nothing: a project without config and tasks."""
        return (
            self.document.label_config == Document().label_config and not self.document.settings and not self.has_tasks
        )

    @property
    def has_tasks(self) -> bool:
        """True when the recipe brings tasks of its own."""
        return self.template is not None or self.input_path is not None

    def tasks(self, upload_directory: Path) -> Iterator[NewTask]:
        """The tasks, with their media placed in ``upload_directory``.

        Raises SettingInvalid at the end of the input when rows were refused: a recipe is all or nothing.
        """
        if self.template is not None:
            yield from materialise(self.template, upload_directory).tasks
        if self.input_path is not None:
            yield from self.input_tasks(self.input_path, FolderMedia(upload_directory))

    def input_tasks(self, path: Path, media: MediaPlace) -> Iterator[NewTask]:
        """The tasks of one file or folder, read as the input path is, with their media put into ``media``.

        Raises SettingInvalid at the end when rows were refused.
        """
        refusals: list[Refusal] = []
        refused = found = 0
        items = read_path(
            path,
            format=self.input_format,
            data_keys=self.config.data_keys,
            config=self.config,
            max_task_bytes=self.max_task_bytes,
            media=media,
        )
        try:
            for item in items:
                if isinstance(item, Refusal):
                    refused += 1
                    if len(refusals) < NAMED_REFUSALS:
                        refusals.append(item)
                else:
                    found += 1
                    if not refused:
                        # What nobody has submitted is nothing that others begin with.
                        item.drafts = []
                        yield item
        except ConfigNeeded as error:
            use = f"Save it as a file, and name that with -l:\n{error.proposed_config}"
            raise SettingInvalid(f"{path} was not read in: {error.detail} {use}") from None
        if refused:
            said = "; ".join(refusal.sentence().rstrip(".") for refusal in refusals)
            more = f"; and {refused - len(refusals)} more" if refused > len(refusals) else ""
            raise SettingInvalid(f"{path} was not read in: {said}{more}.")
        if not found:
            raise SettingInvalid(f"{path} holds no tasks.")


def recipe_of(settings: Settings) -> Recipe:
    """Reads the files that the flags name. Raises SettingInvalid with one sentence."""
    chosen = _template(settings)
    text = Document().label_config if chosen is None else chosen.label_config
    if settings.label_config is not None:
        text = read_label_config(settings.label_config, settings)
    try:
        config = parse_label_config(text, max_bytes=settings.max_config_bytes)
    except LabelConfigInvalid as error:
        raise _invalid_config(settings, error) from None
    if settings.input_path is not None and not settings.input_path.exists():
        raise SettingInvalid(f"There is no {settings.input_path} to read tasks from.")
    if settings.input_path is not None and not os.access(settings.input_path, os.R_OK):
        raise SettingInvalid(f"{settings.input_path} cannot be read: permission denied.")
    return Recipe(
        document=Document(label_config=text, settings=_document_settings(settings, chosen)),
        template=chosen if settings.input_path is None else None,
        input_path=settings.input_path,
        input_format=settings.input_format,
        config=config,
        max_task_bytes=settings.max_task_bytes,
    )


def read_label_config(path: Path, settings: Settings) -> str:
    """The text of a label config file. Raises SettingInvalid."""
    try:
        if path.stat().st_size > settings.max_config_bytes:
            raise SettingInvalid(
                f"{path} is larger than the {settings.max_config_bytes} bytes a label config may have."
            )
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise SettingInvalid(f"There is no label config {path}.") from None
    except UnicodeDecodeError as error:
        raise SettingInvalid(f"{path} is not UTF-8: byte {error.start} is {hex(error.object[error.start])}.") from None
    except OSError as error:
        raise SettingInvalid(f"{path} cannot be read: {error.strerror}.") from None


def _template(settings: Settings) -> Template | None:
    # As ever: a label config makes --template irrelevant.
    if settings.template is None or settings.label_config is not None:
        return None
    return template(settings.template)


def _invalid_config(settings: Settings, error: LabelConfigInvalid) -> SettingInvalid:
    problem = error.problems[0]
    return SettingInvalid(f"{settings.label_config}, line {problem.line}: {problem.message}")


def _document_settings(settings: Settings, chosen: Template | None) -> dict[str, Any]:
    title = settings.title or (chosen.title if chosen is not None else "")
    document: dict[str, Any] = {}
    if title:
        document["title"] = title
    if settings.instruction:
        document["instruction"] = _instruction(settings.instruction)
    if settings.sampling != "sequential":
        document["sampling"] = settings.sampling
    if settings.output_dir is not None and settings.mode == "single":
        document["output_dir"] = str(settings.output_dir.absolute())
    return document


def _instruction(value: str) -> str:
    """The instruction itself, or the text of the file it names."""
    try:
        path = Path(value)
        return path.read_text(encoding="utf-8-sig") if "\n" not in value and path.is_file() else value
    except (OSError, ValueError):
        # Longer than any path, or not a path at all: then it is the text.
        return value

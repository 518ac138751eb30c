"""What an exporter is told about a project, and how an exported file is called."""

from __future__ import annotations

import datetime
from pathlib import Path

from multisession.project.exporters.context import ExportContext, Exporter
from multisession.project.project import Project


async def export_context(project: Project, *, every_task: bool, resources: bool = False) -> ExportContext:
    """What an exporter is told about the project; a broken label config leaves it without tags."""
    config = await project.usable_config()
    return ExportContext(
        controls={} if config is None else {name: control.tag for name, control in config.controls.items()},
        data_keys={} if config is None else dict(config.data_keys),
        config=config,
        every_task=every_task,
        resources=resources,
        open_media=project.media.open_address,
        temporary_directory=_place_of(project),
    )


def _place_of(project: Project) -> Path | None:
    """The project's own directory; a visitor who has written nothing has none yet."""
    return project.directory if project.directory is not None and project.directory.is_dir() else None


def default_title() -> str:
    """``project-1-at-2026-11-21-04-20``: the time is UTC."""
    now = datetime.datetime.now(datetime.UTC)
    return f"project-{Project.id}-at-{now:%Y-%m-%d-%H-%M}"


def file_name(exporter: Exporter) -> str:
    """``project-1-at-2026-11-21-04-20.json``: the time is UTC."""
    return f"{default_title()}.{exporter.suffix}"

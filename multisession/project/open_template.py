"""Opening a template in a project: its label config, its sample tasks and copies of its pictures."""

from __future__ import annotations

import asyncio

from multisession.project.importers.import_run import import_stream
from multisession.project.project import Project
from multisession.project.template_project import materialise
from multisession.templates import Template
from multisession.web.errors import NotFound


async def open_template(project: Project, template: Template) -> None:
    """Fills an empty project. The label config comes first: a project with tasks can always be labeled."""
    if project.directory is None:
        raise NotFound("There is no project yet to open a template in.")
    project.require_room()
    contents = await asyncio.to_thread(materialise, template, project.directory / "upload")
    for upload in contents.uploads:
        await project.store.add_upload(
            name=upload.name,
            original_name=upload.original_name,
            size=upload.size,
            content_type=upload.content_type,
        )
    await project.change({"title": template.title}, label_config=template.label_config)
    await import_stream(project.store, iter(contents.tasks), source=f"template {template.name}")
    project.committed()

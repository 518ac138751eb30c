"""Opening a template in a project that is there: its label config, its sample tasks and copies of its pictures."""

from __future__ import annotations

import asyncio

from multisession.project.importers.import_run import import_stream
from multisession.project.project import Project
from multisession.project.template_project import materialise
from multisession.templates import Template
from multisession.web.errors import NotFound


async def place_template(project: Project, template: Template, *, replace: bool) -> None:
    """Fills a project with a template; what it holds is thrown away when ``replace`` says so, else ProjectNotEmpty.

    The label config comes first: a project with tasks can always be labeled.
    """
    if project.directory is None:
        raise NotFound("There is no project yet to open a template in.")
    project.require_room()
    if replace:
        await project.reset()
    else:
        await project.require_empty()
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

"""The gallery of templates, and opening one in the session's project."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from multisession.project.api.shapes import ProjectView
from multisession.project.open_template import open_template
from multisession.project.project import Project
from multisession.templates import Template, list_templates, template
from multisession.web.operation import operation

TAG = "Templates"
#: Thumbnails change with a release only.
THUMBNAIL_CACHING = "public, max-age=3600"


class TemplateView(msgspec.Struct, kw_only=True):
    """How the gallery shows a template."""

    name: str
    title: str
    category: str
    level: str
    description: str
    #: address of the thumbnail, below the root path
    image: str


class TemplateWithConfig(TemplateView, kw_only=True):
    """A template with its label config, to start a setup from."""

    label_config: str


class OpenQuery(msgspec.Struct, kw_only=True):
    """``replace=true`` throws away what the project holds."""

    replace: bool = False


@operation("GET", "/api/templates/", summary="List templates", tag=TAG, scope="public", response=list[TemplateView])
async def get_templates(request: Request, subject: None) -> Any:
    """In the order of the gallery."""
    return template_views()


def template_views() -> list[TemplateView]:
    """Every template as the gallery shows it."""
    return [_view(each) for each in list_templates()]


def _view(one: Template) -> TemplateView:
    return TemplateView(
        name=one.name,
        title=one.title,
        category=one.category,
        level=one.level,
        description=one.description,
        image=f"/api/templates/{one.name}/thumbnail",
    )


@operation(
    "GET", "/api/templates/{name}/", summary="Get a template", tag=TAG, scope="public", response=TemplateWithConfig
)
async def get_template(request: Request, subject: None) -> TemplateWithConfig:
    """One template with its label config."""
    chosen = template(request.path_params["name"])
    return TemplateWithConfig(**msgspec.structs.asdict(_view(chosen)), label_config=chosen.label_config)


@operation("GET", "/api/templates/{name}/thumbnail", summary="A template's picture", tag=TAG, scope="public")
async def get_thumbnail(request: Request, subject: None) -> Response:
    """An SVG drawing."""
    picture = template(request.path_params["name"]).thumbnail.read_bytes()
    return Response(picture, media_type="image/svg+xml", headers={"Cache-Control": THUMBNAIL_CACHING})


@operation(
    "POST", "/api/templates/{name}/open", summary="Open a template", tag=TAG, query=OpenQuery, response=ProjectView,
    status=201, name="open_template",
)  # fmt: skip
async def open_in_project(request: Request, project: Project, query: OpenQuery) -> ProjectView:
    """Makes the session's project from the template; one that holds work is replaced only when that was asked for."""
    chosen = template(request.path_params["name"])
    if query.replace:
        await project.reset()
    else:
        await project.require_empty()
    await open_template(project, chosen)
    return await project.view()

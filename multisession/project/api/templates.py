"""The gallery of templates. Opening one is the session's business: multisession/sessions/routes.py."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from multisession.project.media_types import SIGNATURE_BYTES, type_for
from multisession.project.template_project import with_addresses
from multisession.templates import Template, list_templates, template
from multisession.web.compression import compress
from multisession.web.operation import operation

TAG = "Templates"
#: Thumbnails and media change with a release only.
CACHING = "public, max-age=3600"


class TemplateView(msgspec.Struct, kw_only=True):
    """How the gallery shows a template."""

    name: str
    title: str
    category: str
    level: str
    description: str
    #: names of the config's tags, for the search
    tags: list[str]
    #: address of the thumbnail, below the root path
    image: str


class Sample(msgspec.Struct, kw_only=True):
    """One of a template's tasks, labeled: what its card in the gallery shows."""

    #: as the tasks of a project opened from it, but with the addresses of the template's own media
    data: dict[str, Any]
    result: list[dict[str, Any]]


class TemplateWithConfig(TemplateView, kw_only=True):
    """A template with its label config, to start a setup from, and a labeled task, to show what it makes."""

    label_config: str
    sample: Sample


@operation("GET", "/api/templates/", summary="List templates", tag=TAG, scope="public", response=list[TemplateView])
async def get_templates(request: Request, subject: None) -> Any:
    """In the order of the gallery."""
    return template_views()


@lru_cache(maxsize=1)
def template_views() -> list[TemplateView]:
    """Every template as the gallery shows it; the same list each time, since templates change with a release only."""
    return [_view(each) for each in list_templates()]


def _view(one: Template) -> TemplateView:
    return TemplateView(
        name=one.name,
        title=one.title,
        category=one.category,
        level=one.level,
        description=one.description,
        tags=one.tags,
        image=f"/api/templates/{one.name}/thumbnail",
    )


@operation(
    "GET", "/api/templates/{name}/", summary="Get a template", tag=TAG, scope="public", response=TemplateWithConfig
)
async def get_template(request: Request, subject: None) -> TemplateWithConfig:
    """One template with its label config and a labeled task."""
    chosen = template(request.path_params["name"])
    fields = msgspec.structs.asdict(_view(chosen))
    return TemplateWithConfig(**fields, label_config=chosen.label_config, sample=_sample(chosen))


def _sample(one: Template) -> Sample:
    example = one.example
    data: dict[str, Any] = msgspec.json.decode(list(one.tasks())[example.task - 1].data)
    media = {path.name: f"/api/templates/{one.name}/media/{path.name}" for path in one.media}
    return Sample(data=with_addresses(data, media), result=example.result)


@operation("GET", "/api/templates/{name}/thumbnail", summary="A template's picture", tag=TAG, scope="public")
async def get_thumbnail(request: Request, subject: None) -> Response:
    """An SVG drawing."""
    picture = template(request.path_params["name"]).thumbnail.read_bytes()
    response = Response(picture, media_type="image/svg+xml", headers={"Cache-Control": CACHING})
    compress(response, request.headers.get("accept-encoding", ""))
    return response


@operation("GET", "/api/templates/{name}/media/{file}", summary="A file that a template shows", tag=TAG, scope="public")
async def get_template_media(request: Request, subject: None) -> Response:
    """A picture of the template's sample tasks."""
    content = template(request.path_params["name"]).media_file(request.path_params["file"]).read_bytes()
    found = type_for(request.path_params["file"], content[:SIGNATURE_BYTES])
    media_type = found.content_type if found else "application/octet-stream"
    return Response(content, media_type=media_type, headers={"Cache-Control": CACHING})

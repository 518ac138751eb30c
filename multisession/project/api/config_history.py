"""Earlier label configs: the list of them, one of them, and back to it."""

from __future__ import annotations

import msgspec
from anyio import to_thread
from starlette.requests import Request

from multisession.project.api.projects import ForceQuery
from multisession.project.api.shapes import ProjectView
from multisession.project.config_history import ConfigVersion, Named, Origin, changes, version, versions
from multisession.project.project import Project
from multisession.web.operation import operation

TAG = "Label config"
PATH = "/api/projects/{project_id:int}/config-history"


class VersionView(msgspec.Struct, kw_only=True):
    """One label config without its text, and how it differs from the one before it."""

    #: null for a present config that is in no history yet
    id: int | None
    #: when it was saved, or noticed; null as above
    seen_at: str | None
    origin: Origin
    #: it is the project's label config now
    present: bool
    #: null where it or the one before cannot be read; both empty where only looks or order differ
    added: list[Named] | None
    removed: list[Named] | None


class HistoryView(msgspec.Struct, kw_only=True):
    """What was the label config, the newest first."""

    versions: list[VersionView]


@operation("GET", f"{PATH}/", summary="Earlier label configs", tag=TAG, response=HistoryView)
async def list_versions(request: Request, project: Project) -> HistoryView:
    """At most fifty, the present one first. One that was edited by hand since is told, and kept at the next save."""
    present = (await project.document()).label_config
    kept = await versions(project.store)
    return HistoryView(
        versions=await to_thread.run_sync(_views, present, kept, project.settings.max_config_bytes),
    )


@operation("GET", f"{PATH}/{{version_id:int}}/", summary="An earlier label config", tag=TAG, response=ConfigVersion)
async def get_version(request: Request, project: Project) -> ConfigVersion:
    """One with its text."""
    return await version(project.store, request.path_params["version_id"])


@operation(
    "POST", f"{PATH}/{{version_id:int}}/restore", summary="Restore a label config", tag=TAG,
    query=ForceQuery, response=ProjectView, name="restore_label_config",
)  # fmt: skip
async def restore_version(request: Request, project: Project, query: ForceQuery) -> ProjectView:
    """Saves it again, as any other config is saved: refused when annotations use what it lacks, unless forced."""
    kept = await version(project.store, request.path_params["version_id"])
    return await project.change({}, label_config=kept.label_config, force=query.force)


def _views(present: str, kept: list[ConfigVersion], max_bytes: int) -> list[VersionView]:
    noticed = not kept or kept[0].label_config != present
    texts = [*([present] if noticed else []), *(one.label_config for one in kept)]
    differences = [
        changes(before, text, max_bytes=max_bytes) or (None, None)
        for text, before in zip(texts, [*texts[1:], None], strict=True)
    ]
    versions = [None, *kept] if noticed else kept
    return [
        VersionView(
            id=None if one is None else one.id,
            seen_at=None if one is None else one.seen_at,
            origin=one.origin if one is not None else "file" if kept else "start",
            present=place == 0,
            added=added,
            removed=removed,
        )
        for place, (one, (added, removed)) in enumerate(zip(versions, differences, strict=True))
    ]

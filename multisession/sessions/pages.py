"""The HTML shell of every page: links to what the page needs, and the data of its first paint."""

from __future__ import annotations

import gzip
import html
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from multisession import __version__
from multisession.project.api.shapes import TaskView, bundle_view
from multisession.project.label_config.model import LabelConfigInvalid
from multisession.project.project import NothingToLabel, Project
from multisession.sessions.hosting import Hosting
from multisession.sessions.identity import Identity
from multisession.sessions.privacy import privacy_article, privacy_notice
from multisession.settings import Settings
from multisession.web.assets import Assets
from multisession.web.errors import NotFound
from multisession.web.json import encode
from multisession.web.operation import Operation

TAG = "Pages"
PRODUCT = "Multisession"
#: page -> (path, title)
PAGES = {
    "welcome": ("/", ""),
    "label": ("/label", "Label"),
    "data": ("/data", "Data"),
    "setup": ("/setup", "Setup"),
    "import": ("/import", "Import"),
    "export": ("/export", "Export"),
    "dashboard": ("/dashboard", "Figures"),
    "settings": ("/settings", "Settings"),
    "projects": ("/projects", "My projects"),
    "privacy": ("/privacy", "Privacy"),
    "playground": ("/playground", "Playground"),
}
#: What a project's JSON holds for other clients and no page reads; every byte of a first visit counts.
UNREAD = frozenset(
    {
        "parsed_label_config", "created_by", "color", "model_version", "maximum_annotations",
        "overlap_cohort_percentage", "show_collab_predictions",
        "evaluate_predictions_automatically", "is_published", "is_draft",
        "skip_queue", "organization", "useful_annotation_number", "ground_truth_number", "queue_total", "queue_done",
        "show_annotation_history", "config_has_control_tags",
    }
)  # fmt: skip
SCRIPTS_NEEDED = "<p>Labeling happens in the browser: allow JavaScript for this site.</p>"
#: The two colours of the page's background, for the browser's own frame around it.
THEME_COLORS = {"light": "#f7f5f1", "dark": "#161513"}
#: A label tag in our ink, drawn here; inline, so that it costs no request.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath d='M2 3.5A1.5 1.5 0 0 1 3.5 2h5L14 7.5 8.5 14H8L2 8z' fill='%232f45d0'/%3E"
    "%3Ccircle cx='5.5' cy='5.5' r='1.4' fill='%23fff'/%3E%3C/svg%3E"
)
SHELL = """<!doctype html>
<html lang="en" data-page="{page}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
{themes}
<title>{title}</title>
<link rel="icon" href="{icon}">
{links}
</head>
<body>
<div id="studio"></div>
<noscript>{without_scripts}</noscript>
<script type="application/json" id="bootstrap">{bootstrap}</script>
</body>
</html>
"""

Describe = Callable[[Request], Awaitable[Mapping[str, Any]]]


class Pages:
    """Answers for the page paths. ``describe`` tells the asking session as the pages show it.

    ``templates`` lists the templates as the welcome page shows them; ``hosting`` is None where one project is served.
    """

    def __init__(
        self,
        settings: Settings,
        assets: Assets,
        *,
        describe: Describe,
        templates: Callable[[], Sequence[Any]],
        identity: Identity,
        hosting: Hosting | None = None,
    ) -> None:
        self._settings = settings
        self._identity = identity
        self._assets = assets
        self._describe = describe
        self._templates = templates
        self._hosting = hosting

    def operations(self) -> list[Operation]:
        """One for each page; they act on the session's project and write nothing."""
        return [
            Operation(
                method="GET", path=path, handler=self._handler(page), name=f"{page}_page", tag=TAG,
                summary=f"The {page} page",
            )
            for page, (path, _) in PAGES.items()
        ]  # fmt: skip

    def _handler(self, page: str) -> Callable[[Request, Project], Awaitable[Response]]:
        async def show(request: Request, project: Project) -> Response:
            if page == "welcome" and (elsewhere := await self._elsewhere(request, project)):
                return RedirectResponse(elsewhere, status_code=302)
            return await self._show(page, request, project)

        return show

    async def _elsewhere(self, request: Request, project: Project) -> str | None:
        """Where the root path leads when there is something to label; with a query it stays the gallery."""
        task = request.query_params.get("task", "")
        if task.isascii() and task.isdigit():
            return f"{self._settings.root_path}/label?task={task}"
        if request.scope["query_string"] or not (await project.store.counts()).task_number:
            return None
        return f"{self._settings.root_path}/label"

    async def _show(self, page: str, request: Request, project: Project) -> Response:
        view = await project.view()
        task = await self._task(request, project) if page == "label" else None
        bootstrap = {
            "root": self._settings.root_path,
            "mode": self._settings.mode,
            "page": page,
            "project": {name: said for name, said in msgspec.structs.asdict(view).items() if name not in UNREAD},
            # What is not so goes without saying.
            "session": {name: said for name, said in (await self._describe(request)).items() if said is not None},
            "task": task,
            "position": None if task is None else await self._position(project, task),
            "templates": list(self._templates()) if page == "welcome" else None,
            "limits": {
                "max_body_bytes": largest_import(self._settings),
                "max_task_bytes": self._settings.max_task_bytes,
                "max_config_bytes": self._settings.max_config_bytes,
            },
            "url_import": self._settings.url_import,
            "banner": self._hosting.banner if self._hosting else "",
            "hosting": hosting_view(self._settings, self._hosting) if self._hosting else None,
            "version": __version__,
            "editor": {"interfaces": self._settings.editor_interfaces, "debug": self._settings.editor_debug},
        }
        tags = await self._tags(project) if page in ("label", "setup") else []
        title = " · ".join(part for part in (PAGES[page][1], view.title, PRODUCT) if part)
        document = shell(
            self._assets,
            root_path=self._settings.root_path,
            page=page,
            title=title,
            bootstrap=bootstrap,
            tags=tags,
            without_scripts=self._without_scripts(page, request),
        )
        return compressed(document, request.headers.get("accept-encoding", ""))

    def _without_scripts(self, page: str, request: Request) -> str:
        """What stands in the page for browsers that run no scripts: HTML."""
        if page == "privacy":
            return privacy_article(privacy_notice(self._settings, self._identity.cookie_name(request.scope)))
        return f'{SCRIPTS_NEEDED} <p><a href="{self._settings.root_path}/privacy">Privacy</a></p>'

    async def _task(self, request: Request, project: Project) -> TaskView | None:
        """The task that the address names, else the next one; None when there is none."""
        asked = request.query_params.get("task", "")
        try:
            if asked.isascii() and asked.isdigit() and len(asked) < 19:
                return bundle_view(await project.bundle(int(asked)))
            return await project.next()
        except (NothingToLabel, NotFound):
            # The page says so in its own words; an address that names a task of somebody else's tells nothing.
            return None

    async def _position(self, project: Project, task: TaskView) -> dict[str, Any]:
        previous, following, index = await project.store.neighbours(task.id)
        total = (await project.store.counts()).task_number
        return {"index": index, "total": total, "previous": previous, "next": following}

    async def _tags(self, project: Project) -> list[str]:
        try:
            return (await project.label_config()).tags
        except LabelConfigInvalid:
            return []


def shell(
    assets: Assets,
    *,
    root_path: str,
    page: str,
    title: str,
    bootstrap: Mapping[str, Any],
    tags: Sequence[str] = (),
    without_scripts: str = SCRIPTS_NEEDED,
) -> str:
    """The HTML of one page: links to what it needs, its data, and the HTML for browsers that run no scripts."""
    files = assets.page(page, tags)
    base = f"{root_path}/static/"
    links = [f'<link rel="stylesheet" href="{base}{path}">' for path in files.styles]
    if files.script:
        links.append(f'<script type="module" src="{base}{files.script}"></script>')
    links += [f'<link rel="modulepreload" href="{base}{path}">' for path in files.preloads]
    themes = [
        f'<meta name="theme-color" media="(prefers-color-scheme: {scheme})" content="{color}">'
        for scheme, color in THEME_COLORS.items()
    ]
    return SHELL.format(
        page=page,
        title=html.escape(title),
        icon=ICON,
        themes="\n".join(themes),
        links="\n".join(links),
        bootstrap=script_json(bootstrap),
        without_scripts=without_scripts,
    )


def largest_import(settings: Settings) -> int:
    """What may come in at once, in bytes: a body, a file, and what a whole session may keep."""
    limits = [settings.max_body_bytes, settings.max_upload_bytes]
    if settings.mode == "multi" and settings.max_session_bytes:
        limits.append(settings.max_session_bytes)
    return min(limits)


def hosting_view(settings: Settings, hosting: Hosting) -> dict[str, Any]:
    """What the pages say about the host: whether it takes new projects, how long it keeps them, whom to ask."""
    return {
        "mode": hosting.mode,
        "message": hosting.message,
        "idle_expiry": settings.idle_expiry,
        "absolute_expiry": settings.absolute_expiry,
        "contact": settings.contact,
    }


def compressed(page: str, accepted: str) -> Response:
    """A page, as gzip where the browser takes it. Nothing in a page is both secret and beside words of others."""
    content, headers = page.encode(), {"Vary": "Accept-Encoding"}
    if "gzip" in accepted:
        content = gzip.compress(content, compresslevel=6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers, media_type="text/html")


def script_json(value: Any) -> str:
    """JSON that can stand in a <script> element: no ``<`` that could end it or open a comment."""
    return encode(value).replace(b"<", b"\\u003c").decode()

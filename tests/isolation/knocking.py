"""One knock at one route, and what there is to complain about afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from multisession.templates import list_templates
from tests.isolation.cases import CASES, Case
from tests.isolation.tenants import Tenant, Witness, leaks

#: Path parameters that name a row or a file of somebody's.
NAMES_OF_ROWS = (
    "{task_id", "{annotation_id", "{draft_id", "{prediction_id", "{view_id", "{version_id", "{export_id", "{job}",
    "/data/upload/",
)  # fmt: skip
REFUSED = (404, 401, 403)


@dataclass(frozen=True)
class Knock:
    """A method at a route, in one of its cases."""

    method: str
    route: Route
    case: Case

    @property
    def key(self) -> tuple[str, str]:
        """As in the table of cases."""
        return self.method, self.route.path

    @property
    def names_theirs(self) -> bool:
        """True when an honest server can only say that there is no such thing."""
        return self.case.names_theirs or any(name in self.route.path for name in NAMES_OF_ROWS)


def keys_of(app: Starlette) -> list[tuple[str, Route]]:
    """Every method of every route; HEAD is GET's. Anything else than a Route would go unwatched, so it fails."""
    found = []
    for route in app.router.routes:
        assert isinstance(route, Route), route
        found += [(method, route) for method in sorted(route.methods or ()) if method != "HEAD"]
    return found


def knocks_on(app: Starlette) -> list[Knock]:
    """Every case of every route."""
    return [Knock(method, route, case) for method, route in keys_of(app) for case in CASES[method, route.path]]


def filled(value: Any, ids: Mapping[str, Any]) -> Any:
    """A body with the ids in place of ``{task_id}`` and the like."""
    if isinstance(value, dict):
        return {key: filled(part, ids) for key, part in value.items()}
    if isinstance(value, list):
        return [filled(part, ids) for part in value]
    return ids.get(value[1:-1], value) if isinstance(value, str) else value


def path_of(knock: Knock, ids: Mapping[str, Any]) -> str:
    """The path with ids and the query."""
    path = knock.route.path.replace(":int", "").replace(":path", "")
    query = f"?{knock.case.query}" if knock.case.query else ""
    known = {"project_id": 1, "index": 0, "path": "manifest.json", **ids}
    if "/templates/" in path:
        chosen = next(each for each in list_templates() if each.media)
        known |= {"name": chosen.name, "file": chosen.media[0].name}
    return f"{path}{query}".format_map(known)


async def send(client: httpx.AsyncClient, knock: Knock, ids: Mapping[str, Any]) -> list[httpx.Response]:
    """The answers to the knock; a GET is also sent as HEAD."""
    body: dict[str, Any] = {}
    if knock.case.json is not None:
        body["json"] = filled(knock.case.json, ids)
    methods = [knock.method, "HEAD"] if knock.method == "GET" else [knock.method]
    return [await client.request(method, path_of(knock, ids), **body) for method in methods]


async def complaints(client: httpx.AsyncClient, knock: Knock, first: Tenant, witness: Witness) -> list[str]:
    """Sends a knock with the first tenant's ids; what the answers gave away, and whether anything was changed."""
    before = witness.state()
    said = []
    for response in await send(client, knock, first.ids):
        said += [f"leaks {leak}" for leak in leaks(response, first.secrets)]
        if knock.names_theirs and response.status_code not in REFUSED:
            said.append(f"answers {response.status_code}")
        if response.status_code >= 500:
            said.append(f"fails with {response.status_code}")
    if witness.state() != before:
        said.append("changes the first tenant's project")
    return [f"{knock.method} {knock.route.path} {knock.case}: {complaint}" for complaint in said]

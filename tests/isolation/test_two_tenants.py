"""Two tenants of one server: whatever the second one asks, it sees and changes nothing of the first one's."""

from __future__ import annotations

import dataclasses
from contextlib import aclosing
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import Scope

from multisession.project.project import Project
from multisession.sessions.host.console import HostConsole
from multisession.sessions.host.entrance import HostEntrance
from multisession.sessions.identity import SessionIdentity
from multisession.sessions.middleware import visit_of
from multisession.sessions.resolver import MultiSession
from multisession.sessions.session import Visit
from tests.isolation.cases import CASES
from tests.isolation.knocking import complaints, keys_of, knocks_on
from tests.isolation.tenants import OTHERS, Tenant, Witness, first_tenant, leaks, second_tenant

pytestmark = pytest.mark.anyio

#: Operations on the project whose answer is the same for everybody, or that refuse a project with tasks.
SAYS_NOTHING = {
    ("GET", "/api/dm/actions"),
    ("GET", "/api/projects/{project_id:int}/export/formats"),
    ("GET", "/api/projects/{project_id:int}/export/count"),
    ("POST", "/api/projects"),
    ("POST", "/api/projects/{project_id:int}/sample-task"),
    ("POST", "/api/projects/{project_id:int}/import/address"),
}
#: Operations on the session that tell or change nothing but what the asking browser brought itself.
MINDS_ITS_OWN = {
    ("GET", "/api/current-user/whoami"),
    ("GET", "/api/token"),
    ("POST", "/api/session/resume"),
    ("POST", "/api/token/refresh"),
    ("POST", "/api/token/rotate"),
    ("POST", "/api/token/blacklist"),
}


async def test_every_route_has_a_case_and_every_case_a_route(app: Starlette) -> None:
    assert {(method, route.path) for method, route in keys_of(app)} == set(CASES)


@pytest.mark.parametrize("other", OTHERS)
async def test_nobody_else_sees_or_changes_anything(
    app: Starlette, first: Tenant, witness: Witness, other: str
) -> None:
    documents = (
        "/api/projects/1",
        "/api/projects/1/export?download_all_tasks=true",
        f"/data/upload/{first.ids['name']}",
    )
    before = [(await first.client.get(path)).content for path in documents]
    said = []
    client = await OTHERS[other](app)
    for knock in knocks_on(app):
        said += await complaints(client, knock, first, witness)
        if knock.method != "GET":
            # Whatever that did to the knocker's own project, the next knock comes from one who has everything.
            await client.aclose()
            client = await OTHERS[other](app)
    await client.aclose()
    assert said == []
    assert [(await first.client.get(path)).content for path in documents] == before


async def test_the_first_tenant_sees_it_all(app: Starlette, first: Tenant) -> None:
    """What the other tests look for is there to be found."""
    paths = ["/settings", "/label", "/api/projects/1", "/api/tasks/?fields=all", "/api/predictions", "/api/session"]
    paths += ["/api/projects/1/export?exportType=CSV", "/api/session/download", f"/data/upload/{first.ids['name']}"]
    paths += [f"/api/{kind}s/{first.ids[kind + '_id']}" for kind in ("task", "annotation", "draft", "prediction")]
    assert [path for path in paths if not leaks(await first.client.get(path), ())] == []
    assert leaks(await first.client.get("/api/current-user/token"), first.secrets)


@pytest.mark.full
async def test_a_resolver_that_hands_out_the_first_tenants_project_is_noticed(
    app: Starlette, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_out: list[Tenant] = []
    honest = MultiSession.project

    async def broken(self: MultiSession, request: Request, *, write: bool) -> Project:
        if not given_out:
            return await honest(self, request, write=write)
        lease = await self.lease(given_out[0].session_id)
        visit_of(request).leases.append(lease)
        return lease.project

    monkeypatch.setattr(MultiSession, "project", broken)
    noticed = await noticed_when_broken(app, root, "project", given_out)
    assert noticed == keys_in_scope(app, "project") - SAYS_NOTHING


@pytest.mark.full
async def test_an_identity_that_takes_everybody_for_the_first_tenant_is_noticed(
    app: Starlette, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_out: list[Tenant] = []
    honest = SessionIdentity.identify

    def broken(self: SessionIdentity, scope: Scope) -> Visit:
        if not given_out:
            return honest(self, scope)
        token = f"Token {given_out[0].ids['token']}".encode()
        visit = honest(self, {**scope, "headers": [(b"authorization", token)]})
        visit.session = dataclasses.replace(visit.session, via="cookie")
        return visit

    monkeypatch.setattr(SessionIdentity, "identify", broken)
    noticed = await noticed_when_broken(app, root, "session", given_out)
    assert noticed == keys_in_scope(app, "session") - MINDS_ITS_OWN


@pytest.mark.full
async def test_an_entrance_that_lets_everybody_into_the_hosts_console_is_noticed(
    app: Starlette, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_out: list[Tenant] = []
    honest = HostEntrance.host

    async def broken(self: HostEntrance, request: Request) -> HostConsole:
        return self._console if given_out else await honest(self, request)

    monkeypatch.setattr(HostEntrance, "host", broken)
    noticed = await noticed_when_broken(app, root, "host", given_out)
    assert noticed == keys_in_scope(app, "host")


def keys_in_scope(app: Starlette, scope: str) -> set[tuple[str, str]]:
    return {
        (method, route.path)
        for method, route in keys_of(app)
        if hasattr(route.endpoint, "operation") and route.endpoint.operation.scope == scope
    }


async def noticed_when_broken(app: Starlette, root: Path, scope: str, given_out: list[Tenant]) -> set[tuple[str, str]]:
    """The routes that the check complains about while ``given_out`` holds the tenant whom everybody gets.

    Each knock has a first tenant of its own, since the one before may have lost everything.
    """
    noticed = set()
    wanted = keys_in_scope(app, scope)
    async with aclosing(await second_tenant(app)) as neighbour:
        for knock in knocks_on(app):
            if knock.key not in wanted or knock.key in noticed:
                continue
            first = await first_tenant(app)
            witness = Witness(root, first.session_id)
            given_out.append(first)
            try:
                if await complaints(neighbour, knock, first, witness):
                    noticed.add(knock.key)
            finally:
                given_out.clear()
                witness.close()
                await first.client.aclose()
    return noticed

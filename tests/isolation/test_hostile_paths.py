"""Names that climb, hide or break: on every route that takes text from its path, none opens a file of anybody's."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.settings import Settings
from tests.isolation.knocking import keys_of
from tests.isolation.tenants import Tenant, Witness, first_tenant, leaks, second_tenant

CLIMBS = ("..", "%2e%2e", ".%2e", "%252e%252e", "..%00", "..%5c..", "%c0%ae%c0%ae", "%ef%bc%8e%ef%bc%8e", "....")
SEPARATORS = ("/", "%2f", "%5c", "\\", "%252f", "//", "/./", "%c0%af")
DEVICES = ("CON", "nul", "aux.txt", "COM1", "LPT9.png", "CONIN$", "con%20", "nul.", "C:", "C:%5cwindows%5cwin.ini")
CONTROL = ("%00", "a%00.png", "%0d%0aset-cookie:a=b", "%7f", "%e2%80%ae", "%ff%fe", "%ud800", "~", "-", ".", "%20", "")


def hostile_names(root: Path, first: Tenant) -> list[str]:
    """Every spelling of the way to the first tenant's files, and names that break file systems."""
    files = (f"{first.session_id}/config.xml", f"{first.session_id}/upload/{first.ids['name']}", ".studio/secret-keys")
    found = [
        separator.join([climb] * depth + file.split("/"))
        for file in files
        for climb in CLIMBS
        for separator in SEPARATORS
        for depth in (1, 2, 4)
    ]
    for file in files:
        absolute = f"{root}/{file}"
        found += [absolute, quote(absolute, safe=""), f"file:{absolute}", f"/{absolute}", f"%00{quote(absolute)}"]
    found += ["/etc/passwd", "%2fetc%2fpasswd", "proc/self/environ", *DEVICES, *CONTROL]
    found += ["a" * length for length in (255, 256, 4096, 60_000)]
    found += [f"{first.ids['name']}{ending}" for ending in ("%00", "%00.png", "%20", ".", "/", "%5c", ":$DATA", "%0a")]
    return [*found, first.ids["name"].upper(), f".%2f{first.ids['name']}", f"./{first.ids['name']}"]


def text_routes(app: Starlette) -> list[tuple[str, str]]:
    """(method, address with ``{}`` in place of the text) of every route with text in its path, and of every prefix
    of a route that takes a number there."""
    found = set()
    for method, route in keys_of(app):
        parts = route.path.split("/")
        for at, part in enumerate(parts):
            if part.startswith("{") and "project_id" not in part:
                rest = [piece if not piece.startswith("{") else "1" for piece in parts[at + 1 :]]
                before = [piece if not piece.startswith("{") else "1" for piece in parts[:at]]
                found.add((method, "/".join([*before, "{}", *rest])))
    return sorted(found)


async def ask(client: httpx.AsyncClient, method: str, address: str) -> httpx.Response:
    """Sends the address as it is: no client tidies it up."""
    url = client.base_url.copy_with(raw_path=address.encode())
    return await client.send(client.build_request(method, url))


def test_the_routes_with_text_are_known(tmp_path: Path) -> None:
    app = create_app(Settings(mode="multi", root_dir=tmp_path))
    addresses = {address for _, address in text_routes(app)}
    assert {"/static/{}", "/data/upload/{}", "/data/upload/1/{}", "/api/templates/{}", "/api/tasks/{}"} <= addresses


@pytest.mark.anyio
async def test_no_spelling_of_a_path_opens_a_file(app: Starlette, root: Path, first: Tenant, witness: Witness) -> None:
    before = witness.state()
    key = (root / ".studio" / "secret-keys").read_bytes().strip()
    client = await second_tenant(app)
    names = hostile_names(root, first)
    for method, address in text_routes(app):
        # Numbers have one alphabet: for them a few names of each sort will do.
        chosen = names if method == "GET" and ("static" in address or "upload" in address) else names[::17]
        for name in chosen:
            answer = await ask(client, method, address.format(name))
            assert answer.status_code < 500, (method, address, name)
            assert leaks_content(answer, first, name, key) == [], (method, address, name)
    assert witness.state() == before


def leaks_content(answer: httpx.Response, first: Tenant, name: str, key: bytes) -> list[str]:
    """Contents of the first tenant's; a refusal may repeat the name that was asked for."""
    found = leaks(answer, (key, b"root:"))
    return [] if answer.status_code in (404, 405) and first.ids["name"].lower() in name.lower() else found


SEGMENT = st.lists(
    st.one_of(
        st.sampled_from(
            [*CLIMBS, *SEPARATORS, *CONTROL, "@", "%7b%7d", "%25", "%252", "?", "%23", ";", "config.xml", "upload"]
        ),
        st.characters(codec="utf-8").map(lambda character: quote(character, safe="")),
    ),
    max_size=12,
).map("".join)


class Running:
    """The application in an event loop of its own: hypothesis calls plain functions."""

    def __init__(self, root: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self.app = create_app(Settings(mode="multi", root_dir=root))
        self._lifespan = self.app.router.lifespan_context(self.app)
        self._loop.run_until_complete(self._lifespan.__aenter__())
        self.first = self.run(first_tenant(self.app))
        self.client = self.run(second_tenant(self.app))

    def run(self, work: Any) -> Any:
        return self._loop.run_until_complete(work)

    def close(self) -> None:
        self.run(self._lifespan.__aexit__(None, None, None))
        self._loop.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = Running(tmp_path_factory.mktemp("root"))
    yield made
    made.close()


@given(segment=SEGMENT)
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_text_at_all_breaks_or_opens_anything(running: Running, segment: str) -> None:
    async def knock_everywhere() -> None:
        for method, address in text_routes(running.app):
            if method == "GET":
                answer = await ask(running.client, method, address.format(segment))
                assert answer.status_code < 500, address
                assert leaks(answer, ()) == []

    running.run(knock_everywhere())


@pytest.mark.anyio
async def test_names_of_queries_are_no_paths_either(app: Starlette, root: Path, first: Tenant) -> None:
    client = await second_tenant(app)
    way = f"../{first.session_id}/config.xml"
    for address in (f"/label?task={way}", f"/api/projects/1/export?exportType={way}", f"/api/tasks/?fields={way}"):
        for asked in (address, address.replace("/config.xml", "%00"), quote(address, safe="/?=")):
            answer = await client.get(asked)
            assert answer.status_code < 500
            assert leaks(answer, ()) == []
    sent = {"file": (f"../../{first.session_id}/config.xml", b"text\nhello\n", "text/csv")}
    assert (await client.post("/api/projects/1/import", files=sent)).status_code == 201
    assert first.ids["session_id"] in {path.name for path in root.iterdir()}
    assert leaks(await first.client.get("/api/projects/1"), ())

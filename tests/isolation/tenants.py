"""The first tenant, who has something to lose, and the others, who have a browser."""

from __future__ import annotations

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import aclosing, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from multisession.sessions.registry import Registry
from tests.project.media_samples import PNG

#: Stands in everything that the first tenant writes, and nowhere else.
MARK = "quince-4c81f0"
FIRST_CONFIG = f"""<View>
  <Labels name="label" toName="text"><Label value="Person {MARK}"/></Labels>
  <Text name="text" value="$text"/>
</View>"""
SECOND_CONFIG = FIRST_CONFIG.replace(f" {MARK}", "")
PICTURES = '<View><Image name="image" value="$image"/></View>'
FIRST_TASKS = 4

_addresses = itertools.count(1)


@dataclass(frozen=True)
class Tenant:
    """A browser with a project: ``ids`` are the last of each kind, by the names of the path parameters."""

    client: httpx.AsyncClient
    ids: Mapping[str, Any]

    @property
    def session_id(self) -> str:
        """The id that no answer to anybody else may hold."""
        return str(self.ids["session_id"])

    @property
    def secrets(self) -> tuple[bytes, ...]:
        """What nobody else may be sent, beside the mark."""
        return tuple(str(self.ids[name]).encode() for name in ("session_id", "token", "resume_code", "name"))


def browser(app: ASGIApp, **headers: str) -> httpx.AsyncClient:
    """A browser that comes from an address of its own, so that no limit of attempts is shared."""
    number = next(_addresses)
    transport = httpx.ASGITransport(app, client=(f"203.0.{number // 250 % 250}.{number % 250}", 1234))
    return httpx.AsyncClient(transport=transport, base_url="http://studio.test", headers=headers)


async def first_tenant(app: ASGIApp) -> Tenant:
    """Writes one of everything, several times, all with the mark."""
    client = browser(app)
    ids = await _fill(client, MARK, label_config=FIRST_CONFIG, label=f"Person {MARK}", times=FIRST_TASKS)
    token = await _json(client.post("/api/session/token"))
    code = await _json(client.post("/api/session/resume-code"))
    refresh = await _json(client.post("/api/token"))
    listed = await _json(client.get("/api/session/projects"))
    kept = {
        "created_at": listed[0]["created_at"],
        "token": token["token"],
        "session_id": token["token"].split("_")[1],
        "resume_code": code["code"],
        "refresh_token": refresh["token"],
        "altered_resume_code": altered_code(code["code"]),
        "altered_refresh_token": altered_end(refresh["token"]),
    }
    return Tenant(client, {**ids, **kept})


async def second_tenant(app: ASGIApp) -> httpx.AsyncClient:
    """A neighbour with a smaller project: none of the first one's last ids exist in it."""
    client = browser(app)
    await _fill(client, "Neighbour", label_config=SECOND_CONFIG, label="Person", times=1)
    return client


async def visitor(app: ASGIApp) -> httpx.AsyncClient:
    """Has our cookie, and has written nothing."""
    client = browser(app)
    await client.get("/")
    return client


async def stranger(app: ASGIApp) -> httpx.AsyncClient:
    """Has nothing."""
    return browser(app)


async def program(app: ASGIApp) -> httpx.AsyncClient:
    """Has the token of the neighbour's project, and no cookie."""
    async with aclosing(await second_tenant(app)) as neighbour:
        token = (await _json(neighbour.post("/api/session/token")))["token"]
    return browser(app, authorization=f"Token {token}")


Arrival = Callable[[ASGIApp], Coroutine[Any, Any, httpx.AsyncClient]]
OTHERS: dict[str, Arrival] = {
    "neighbour": second_tenant,
    "visitor": visitor,
    "stranger": stranger,
    "program": program,
}


async def _fill(client: httpx.AsyncClient, words: str, *, label_config: str, label: str, times: int) -> dict[str, Any]:
    """``times`` of everything, with ``words`` in it; the answer names the last of each."""
    region = {
        "id": "r1", "from_name": "label", "to_name": "text", "type": "labels",
        "value": {"start": 0, "end": 4, "text": words, "labels": [label]},
    }  # fmt: skip
    tasks = [
        {
            "data": {"text": f"{words} {number}", f"key {words}": number},
            "annotations": [{"result": [region]}],
            "predictions": [{"result": [region], "model_version": words, "score": 0.5}],
        }
        for number in range(times)
    ]
    pictures = [("file", (f"{words}.png", PNG + words.encode(), "image/png"))] * times
    await client.get("/")
    await _json(client.patch("/api/projects/1", json={"label_config": PICTURES}))
    await _json(client.post("/api/projects/1/import", files=pictures))
    described = {"title": words, "description": words, "expert_instruction": words, "label_config": label_config}
    for number in range(times):  # each another version in the history; the last is the one that was asked for
        more = "".join(f'<Label value="{words} {at}"/>' for at in range(number + 1, times))
        version = {"label_config": label_config.replace("</Labels>", f"{more}</Labels>")}
        await _json(client.patch("/api/projects/1", json=described | version))
    await _json(client.post("/api/projects/1/import", json=tasks))
    last = 2 * times
    for number in range(times, last):
        draft = await _json(client.post(f"/api/tasks/{number + 1}/drafts", json={"result": [region]}))
        view = await _json(client.post("/api/dm/views/", json={"data": {"title": words}}))
        snapshot = await _json(client.post("/api/projects/1/exports/", json={"title": words}))
    history = await _json(client.get("/api/projects/1/config-history"))
    uploads = await _json(client.get("/api/projects/1/file-uploads?all=true"))
    task = await _json(client.get(f"/api/tasks/{last}"))
    # by hand, so that it is on the way back (an import is not)
    await _json(client.patch(f"/api/annotations/{task['annotations'][0]['id']}", json={"lead_time": 1.0}))
    job = await _json(client.post("/api/projects/1/import/jobs", json={"name": f"{words}.csv", "size": 1000}))
    await _json(client.put(f"/api/projects/1/import/jobs/{job['id']}?offset=0", content=b"text"))
    return {
        "task_id": last,
        "annotation_id": task["annotations"][0]["id"],
        "prediction_id": task["predictions"][0]["id"],
        "draft_id": draft["id"],
        "view_id": view["id"],
        "version_id": history["versions"][0]["id"],
        "job": job["id"],
        "export_id": snapshot["id"],
        "upload_id": uploads[-1]["id"],
        "name": uploads[-1]["file"].rpartition("/")[2],
    }


async def _json(answer: Coroutine[Any, Any, httpx.Response]) -> Any:
    response = await answer
    assert response.is_success, (response.request.url, response.status_code, response.text)
    return response.json()


def altered_code(code: str) -> str:
    """A resume code with its last word replaced by another of its words."""
    words = code.split()
    return " ".join([*words[:-1], next(word for word in words if word != words[-1])])


def altered_end(token: str) -> str:
    """A token with another last but one character (the last one of base64 holds bits that mean nothing)."""
    return token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]


def leaks(response: httpx.Response, secrets: Iterable[bytes]) -> list[str]:
    """Where an answer holds the mark or one of the secrets; archives are opened."""
    wanted = (MARK.encode(), *secrets)
    parts = {
        "the status line": response.reason_phrase.encode(),
        "the headers": b"\n".join(name + b": " + value for name, value in response.headers.raw),
        "the body": response.content,
    }
    if response.content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            parts |= {f"{name} in the archive": archive.read(name) for name in archive.namelist()}
    return [
        f"{secret.decode()} in {where}" for where, content in parts.items() for secret in wanted if secret in content
    ]


class Witness:
    """What a root directory holds of one session: every file, every row, and its entry in the registry."""

    def __init__(self, root: Path, session_id: str) -> None:
        self._root = root
        self._session_id = session_id
        self._registry = Registry(root)

    def close(self) -> None:
        self._registry.close()

    def state(self) -> dict[str, Any]:
        """The same twice when nothing was changed in between."""
        directory = self._root / self._session_id
        files = {
            str(path.relative_to(directory)): path.read_bytes()
            for path in sorted(directory.rglob("*"))
            if path.is_file() and not path.name.startswith("project.db")
        }
        if not (directory / "project.db").exists():
            return {"files": files, "rows": None}
        with closing(sqlite3.connect(f"file:{directory}/project.db?mode=ro", uri=True)) as database:
            rows = list(database.iterdump())
        record = self._registry.record(self._session_id)
        entry = None if record is None else (record.state, record.generation, record.has_resume_code)
        return {"files": files, "rows": rows, "entry": entry, "tokens": self._registry.refresh_tokens(self._session_id)}

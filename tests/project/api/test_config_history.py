"""Earlier label configs over HTTP: what each save replaces is kept, hand edits too, and comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from multisession.project import config_history
from multisession.project.config_history import MOST_VERSIONS
from tests.project.api.conftest import CONFIG, PERSON

pytestmark = pytest.mark.anyio

HISTORY = "/api/projects/1/config-history/"
DATE = CONFIG.replace('<Label value="Place"/>', '<Label value="Date"/><Label value="Event"/>')
CHOICES = CONFIG.replace("<View>", '<View><Choices name="tone" toName="text"><Choice value="Good"/></Choices>')


async def save(http: httpx.AsyncClient, config: str, query: str = "") -> None:
    answer = await http.patch(f"/api/projects/1/{query}", json={"label_config": config})
    assert answer.status_code == 200, answer.text


async def history(http: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await http.get(HISTORY)
    assert answer.status_code == 200, answer.text
    versions: list[dict[str, Any]] = answer.json()["versions"]
    return versions


async def text_of(http: httpx.AsyncClient, version: dict[str, Any]) -> str:
    return str((await http.get(f"{HISTORY}{version['id']}")).json()["label_config"])


def only_project(root: Path) -> Path:
    [directory] = [path for path in root.iterdir() if len(path.name) == 32]
    return directory


async def test_each_save_keeps_what_it_replaces_and_says_what_changed(labeling: httpx.AsyncClient) -> None:
    await save(labeling, DATE)
    await save(labeling, CHOICES)
    newest, middle, oldest = await history(labeling)
    assert [newest["present"], middle["present"], oldest["present"]] == [True, False, False]
    assert [await text_of(labeling, one) for one in (newest, middle, oldest)] == [CHOICES, DATE, CONFIG]
    assert middle["added"] == [{"tag": "label", "label": "Date"}, {"tag": "label", "label": "Event"}]
    assert middle["removed"] == [{"tag": "label", "label": "Place"}]
    assert {"tag": "tone", "label": None} in newest["added"]
    assert oldest["added"] == [{"tag": "text", "label": None}, {"tag": "label", "label": None}]
    assert newest["seen_at"] > middle["seen_at"] > oldest["seen_at"]
    assert {one["origin"] for one in (newest, middle, oldest)} == {"studio"}


async def test_saving_the_same_again_or_something_else_adds_nothing(labeling: httpx.AsyncClient) -> None:
    await save(labeling, CONFIG)
    await labeling.patch("/api/projects/1/", json={"title": "Other"})
    assert len(await history(labeling)) == 1


async def test_what_was_edited_by_hand_is_noticed_and_kept(labeling: httpx.AsyncClient, tmp_path: Path) -> None:
    (only_project(tmp_path) / "config.xml").write_text(DATE, encoding="utf-8")
    noticed, before = await history(labeling)
    assert (noticed["id"], noticed["present"], noticed["origin"]) == (None, True, "file")
    assert noticed["removed"] == [{"tag": "label", "label": "Place"}]
    assert (await text_of(labeling, before), before["present"]) == (CONFIG, False)
    await save(labeling, CHOICES)
    versions = await history(labeling)
    assert [await text_of(labeling, one) for one in versions] == [CHOICES, DATE, CONFIG]
    assert [one["origin"] for one in versions] == ["studio", "file", "studio"]


async def test_a_hand_edit_that_cannot_be_read_is_listed(labeling: httpx.AsyncClient, tmp_path: Path) -> None:
    (only_project(tmp_path) / "config.xml").write_text("<View>", encoding="utf-8")
    noticed, _ = await history(labeling)
    assert (noticed["present"], noticed["added"], noticed["removed"]) == (True, None, None)


async def test_restoring_saves_it_again(labeling: httpx.AsyncClient) -> None:
    await save(labeling, DATE)
    oldest = (await history(labeling))[-1]
    restored = await labeling.post(f"{HISTORY}{oldest['id']}/restore")
    assert restored.json()["label_config"] == CONFIG
    assert [one["present"] for one in await history(labeling)] == [True, False, False]


async def test_restoring_what_annotations_do_not_fit_is_refused_like_saving_it(labeling: httpx.AsyncClient) -> None:
    await save(labeling, CONFIG.replace('<Label value="Person"/>', ""))
    await save(labeling, CONFIG)
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})
    without = (await history(labeling))[1]
    refused = await labeling.post(f"{HISTORY}{without['id']}/restore")
    assert (refused.status_code, refused.json()["code"]) == (400, "label-config-in-use")
    assert (await labeling.post(f"{HISTORY}{without['id']}/restore?force=true")).status_code == 200


async def test_what_is_not_there_is_not_found(labeling: httpx.AsyncClient, http: httpx.AsyncClient) -> None:
    assert (await labeling.get(f"{HISTORY}9")).status_code == 404
    assert (await labeling.post(f"{HISTORY}9/restore")).status_code == 404


async def test_the_oldest_go_when_there_are_many_or_they_are_large(
    labeling: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MOST_VERSIONS + 2):
        await save(labeling, f"{CONFIG}<!-- {number} -->")
    versions = await history(labeling)
    assert len(versions) == MOST_VERSIONS
    assert [versions[0]["id"], versions[-1]["id"]] == [MOST_VERSIONS + 3, 4]
    monkeypatch.setattr(config_history, "MOST_BYTES", 3 * len(CONFIG))
    await save(labeling, f"{CONFIG}<!-- {'x' * len(CONFIG)} -->")
    assert len(await history(labeling)) == 1


async def test_emptying_the_project_forgets(labeling: httpx.AsyncClient) -> None:
    assert (await labeling.delete("/api/projects/1/")).status_code == 204
    [present] = await history(labeling)
    assert (present["id"], present["present"], present["origin"], present["added"]) == (None, True, "start", [])


async def test_a_visitor_who_wrote_nothing_has_none_and_nothing_is_written(
    http: httpx.AsyncClient, tmp_path: Path
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    [present] = await history(http)
    assert present["present"]
    assert sorted(path.name for path in tmp_path.iterdir()) == before


async def test_what_was_there_before_the_first_change_is_kept(http: httpx.AsyncClient, tmp_path: Path) -> None:
    await http.patch("/api/projects/1/", json={"title": "Anything"})
    (only_project(tmp_path) / "config.xml").write_text(DATE, encoding="utf-8")
    [present] = await history(http)
    assert (present["id"], present["origin"]) == (None, "start")
    await save(http, CONFIG)
    newest, start = await history(http)
    assert (newest["origin"], start["origin"], await text_of(http, start)) == ("studio", "start", DATE)

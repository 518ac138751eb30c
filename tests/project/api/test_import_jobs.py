"""Imports in parts over HTTP: offsets, what is compared, all or nothing, limits, and what is left behind."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from multisession.project.import_jobs.book import JobBook
from multisession.project.import_jobs.model import KEPT_SECONDS, MOST_DONE, MOST_JOBS
from multisession.project.import_jobs.staging import DIRECTORY, sweep_staging
from multisession.web.errors import StorageFull
from tests.project.api.conftest import CONFIG

pytestmark = pytest.mark.anyio

JOBS = "/api/projects/1/import/jobs"
TABLE = b"Review body;Id\nNice lamp;1\nToo loud;2\n"
MAPPED = {"columns": {"Review body": "text"}}


@pytest.fixture
async def project(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """A browser whose project has a label config and no tasks."""
    assert (await http.post("/api/projects/", json={"label_config": CONFIG})).status_code == 201
    return http


def staged(root: Path) -> list[str]:
    """The names of the files that jobs keep on the disk."""
    return sorted(path.name for path in root.glob(f"*/{DIRECTORY}/*"))


async def begin(http: httpx.AsyncClient, content: bytes = TABLE, name: str = "reviews.csv") -> str:
    answer = await http.post(JOBS, json={"name": name, "size": len(content)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def bring(http: httpx.AsyncClient, content: bytes = TABLE, name: str = "reviews.csv") -> str:
    job = await begin(http, content, name)
    assert (await http.put(f"{JOBS}/{job}?offset=0", content=content)).status_code == 200
    return job


async def commit(http: httpx.AsyncClient, job: str, **options: Any) -> dict[str, Any]:
    """The last word of a commit."""
    answer = await http.post(f"{JOBS}/{job}/commit", json=options)
    assert answer.status_code == 200, answer.text
    last: dict[str, Any] = json.loads(answer.text.splitlines()[-1])
    return last


async def tasks(http: httpx.AsyncClient) -> list[Any]:
    return [task["data"] for task in (await http.get("/api/tasks?page_size=1000")).json()["tasks"]]


async def test_a_file_in_parts_is_imported_once(project: httpx.AsyncClient, tmp_path: Path) -> None:
    job = await begin(project)
    for start in range(0, len(TABLE), 7):
        part = await project.put(f"{JOBS}/{job}?offset={start}", content=TABLE[start : start + 7])
        assert part.json()["received"] == min(start + 7, len(TABLE))
    assert await tasks(project) == []
    for _ in range(2):
        told = (await commit(project, job, **MAPPED))["job"]
        assert (told["state"], told["report"]["task_count"]) == ("done", 2)
        assert await tasks(project) == [{"text": "Nice lamp", "Id": "1"}, {"text": "Too loud", "Id": "2"}]
    assert staged(tmp_path) == []
    again = await project.put(f"{JOBS}/{job}?offset={len(TABLE)}", content=b"more")
    assert (again.status_code, again.json()["code"]) == (400, "import-done")


async def test_a_part_at_another_place_is_refused_and_the_place_is_told(project: httpx.AsyncClient) -> None:
    job = await begin(project)
    await project.put(f"{JOBS}/{job}?offset=0", content=TABLE[:10])
    for offset in (0, 5, 11, len(TABLE) + 5):
        refused = await project.put(f"{JOBS}/{job}?offset={offset}", content=b"x")
        assert (refused.status_code, refused.json()["code"], refused.json()["received"]) == (400, "import-offset", 10)
    early = await project.post(f"{JOBS}/{job}/commit", json={})
    assert (early.status_code, early.json()["code"]) == (400, "import-incomplete")
    too_much = await project.put(f"{JOBS}/{job}?offset=10", content=TABLE)
    assert too_much.status_code == 400
    await project.put(f"{JOBS}/{job}?offset=10", content=TABLE[10:])
    assert (await commit(project, job, **MAPPED))["job"]["state"] == "done"


async def test_only_the_file_that_was_begun_is_gone_on_with(project: httpx.AsyncClient) -> None:
    job = await begin(project)
    await project.put(f"{JOBS}/{job}?offset=0", content=TABLE[:10])
    address = f"{JOBS}/{job}/resume"
    good: dict[str, str | int] = {"name": "reviews.csv", "size": len(TABLE)}
    same = await project.post(address, params=good, content=TABLE)
    assert (same.status_code, same.json()["received"]) == (200, 10)
    for params, head in (
        ({**good, "name": "other.csv"}, TABLE),
        ({**good, "size": len(TABLE) + 1}, TABLE),
        (good, b"Another" + TABLE[7:]),
    ):
        other = await project.post(address, params=params, content=head)
        assert (other.status_code, other.json()["code"]) == (400, "import-other-file")
        assert "reviews.csv" in other.json()["detail"]


async def test_a_file_with_a_long_name_is_gone_on_with(project: httpx.AsyncClient) -> None:
    name = "n" * 300 + ".csv"
    job = await begin(project, name=name)
    same = await project.post(f"{JOBS}/{job}/resume", params={"name": name, "size": len(TABLE)}, content=TABLE)
    assert same.status_code == 200, same.text


async def test_what_a_killed_process_left_of_a_done_job_goes_when_it_is_asked_again(
    project: httpx.AsyncClient, tmp_path: Path
) -> None:
    job = await bring(project)
    (path,) = tmp_path.glob(f"*/{DIRECTORY}/{job}")
    await commit(project, job, **MAPPED)
    path.write_bytes(TABLE)
    assert (await commit(project, job))["job"]["state"] == "done"
    assert staged(tmp_path) == []


async def test_refused_rows_wait_for_a_decision_and_can_be_taken_along(
    project: httpx.AsyncClient, tmp_path: Path
) -> None:
    job = await bring(project, b"text,n\none,1\n=cmd(),2,3\nthree,3\n")
    told = (await commit(project, job))["job"]
    assert (told["state"], told["report"]["refused_count"]) == ("refused", 1)
    assert told["refusals"][0] | {"reason": ""} == {
        "line": 3, "reason": "", "item": None, "source": "", "content": "=cmd(),2,3", "heading": False,
    }  # fmt: skip
    assert await tasks(project) == []
    table = await project.get(f"{JOBS}/{job}/refused")
    assert table.headers["content-disposition"] == 'attachment; filename="reviews-left-out.csv"'
    assert table.text.splitlines()[0] == "line,reason,content"
    assert table.text.splitlines()[1].endswith(',"\'=cmd(),2,3"')
    assert (await project.get(f"{JOBS}/{job}/refused?form=json")).json()[0]["content"] == "=cmd(),2,3"
    told = (await commit(project, job, skip_refused=True))["job"]
    assert (told["state"], told["report"]["task_count"], told["report"]["refused_count"]) == ("done", 2, 1)
    assert [task["text"] for task in await tasks(project)] == ["one", "three"]
    assert len((await project.get(f"{JOBS}/{job}")).json()["refusals"]) == 1
    assert staged(tmp_path) == [f"{job}.refused"]


async def test_what_an_earlier_try_refused_is_gone_after_a_better_one(
    project: httpx.AsyncClient, tmp_path: Path
) -> None:
    job = await bring(project, b"text,n,n\none,1,2\n")
    told = (await commit(project, job))["job"]
    assert (told["report"]["task_count"], told["refusals"][0]["heading"]) == (0, True)
    told = (await commit(project, job, columns={}))["job"]
    assert (told["state"], told["report"]["task_count"], told["refusals"]) == ("done", 1, [])
    assert staged(tmp_path) == []


async def test_a_file_without_tasks_says_why(project: httpx.AsyncClient) -> None:
    job = await bring(project, b"text\n")
    told = (await commit(project, job))["job"]
    assert (told["state"], told["refusals"][0]["reason"]) == ("refused", "There is no task in it.")


async def test_a_job_that_a_full_disk_did_not_let_go_of_can_be_tried_again(
    project: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(self: JobBook, job_id: str, owner: str) -> None:
        raise StorageFull("The disk is full, and nothing was saved. Free some space, then try again.")

    job = await bring(project, b"PK\x03\x04" + b"x" * 100, "shapes.zip")
    monkeypatch.setattr(JobBook, "release", full)
    assert (await commit(project, job))["error"]["code"] == "disk-full"
    monkeypatch.undo()
    assert (await project.get(f"{JOBS}/{job}")).json()["state"] == "receiving"
    assert (await commit(project, job))["error"]["status_code"] == 400


async def test_a_mapping_that_cannot_be_followed_leaves_the_job_as_it_was(project: httpx.AsyncClient) -> None:
    job = await bring(project)
    wrong = await project.post(f"{JOBS}/{job}/commit", json={"columns": {"Id": {"prediction": "nobody"}}})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "columns-invalid")
    assert (await project.get(f"{JOBS}/{job}")).json()["state"] == "receiving"
    assert (await commit(project, job, **MAPPED))["job"]["state"] == "done"


async def test_a_removed_job_leaves_nothing(project: httpx.AsyncClient, tmp_path: Path) -> None:
    job = await begin(project)
    await project.put(f"{JOBS}/{job}?offset=0", content=TABLE[:10])
    assert staged(tmp_path) == [job]
    assert (await project.delete(f"{JOBS}/{job}")).status_code == 204
    assert staged(tmp_path) == []
    for answer in (
        await project.get(f"{JOBS}/{job}"),
        await project.put(f"{JOBS}/{job}?offset=10", content=b"x"),
        await project.post(f"{JOBS}/{job}/commit", json={}),
        await project.delete(f"{JOBS}/{job}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "import-gone")
    assert (await project.get(JOBS)).json() == []


async def test_a_project_holds_only_so_many_jobs(project: httpx.AsyncClient) -> None:
    kept = [await begin(project) for _ in range(MOST_JOBS)]
    refused = await project.post(JOBS, json={"name": "one more.csv", "size": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "too-many-imports")
    await project.delete(f"{JOBS}/{kept[0]}")
    await begin(project)


async def test_the_oldest_of_those_done_are_forgotten(project: httpx.AsyncClient) -> None:
    done = []
    for number in range(MOST_DONE + 2):
        done.append(await bring(project, f"text\n{number}\n".encode()))
        assert (await commit(project, done[-1]))["job"]["state"] == "done"
    assert [job["id"] for job in (await project.get(JOBS)).json()] == done[2:]


@pytest.mark.parametrize("size", [0, -1, 4_000_001, 2**70, "9", None])
async def test_sizes_that_are_none(project: httpx.AsyncClient, size: Any, tmp_path: Path) -> None:
    refused = await project.post(JOBS, json={"name": "a.csv", "size": size})
    assert refused.status_code == (413 if isinstance(size, int) and size > 4_000_000 else 400)
    assert staged(tmp_path) == []


async def test_a_file_that_nobody_goes_on_with_goes_after_an_hour(project: httpx.AsyncClient, tmp_path: Path) -> None:
    job = await begin(project)
    await project.put(f"{JOBS}/{job}?offset=0", content=TABLE[:10])
    (file,) = tmp_path.glob(f"*/{DIRECTORY}/{job}")
    sweep_staging(file.parent.parent, now=time.time() + KEPT_SECONDS - 60)
    assert [each["id"] for each in (await project.get(JOBS)).json()] == [job]
    os.utime(file, (0, 0))
    assert (await project.get(JOBS)).json() == []
    assert staged(tmp_path) == []
    gone = await project.put(f"{JOBS}/{job}?offset=10", content=TABLE[10:])
    assert (gone.status_code, gone.json()["code"]) == (404, "import-gone")
    await begin(project)
    assert len((await project.get(JOBS)).json()) == 1


async def test_a_session_that_has_written_nothing_has_no_jobs(http: httpx.AsyncClient, tmp_path: Path) -> None:
    assert (await http.get(JOBS)).json() == []
    assert (await http.get(f"{JOBS}/0123456789abcdef")).status_code == 404
    assert [path.name for path in tmp_path.iterdir()] == [".studio"]


async def test_names_are_only_shown(project: httpx.AsyncClient, tmp_path: Path) -> None:
    job = await begin(project, name="../../../etc/passwd\0.csv")
    assert staged(tmp_path) == [job]
    for other in ("..%2f..%2fconfig.json", "%2e%2e", "config.json", f"{job}.refused"):
        assert (await project.put(f"{JOBS}/{other}?offset=0", content=b"x")).status_code == 404


async def test_an_import_is_taken_back_and_brought_again(project: httpx.AsyncClient) -> None:
    await project.post("/api/projects/1/import", json=[{"text": "before"}])
    job = await bring(project)
    await commit(project, job, **MAPPED)
    await project.post("/api/projects/1/import", json=[{"text": "after"}])
    undone = await project.post(f"{JOBS}/{job}/undo", json={})
    assert (undone.status_code, undone.json()["deleted"]) == (200, 2)
    assert [task["text"] for task in await tasks(project)] == ["before", "after"]
    assert (await project.get(f"{JOBS}/{job}")).json()["tasks_gone"] is True
    redo = await project.post("/api/dm/actions/?id=undo&project=1", json={"undo": undone.json()["undo"]})
    assert redo.status_code == 200
    assert [task["text"] for task in await tasks(project)] == ["before", "Nice lamp", "Too loud", "after"]
    assert (await project.get(f"{JOBS}/{job}")).json()["tasks_gone"] is False


async def test_work_done_since_is_counted_before_it_goes_with_its_tasks(project: httpx.AsyncClient) -> None:
    job = await bring(
        project, b'{"data": {"text": "one"}, "annotations": [{"result": []}]}\n{"text": "two"}\n', "a.jsonl"
    )
    assert (await commit(project, job))["job"]["report"]["annotation_count"] == 1
    await project.post("/api/tasks/2/annotations/", json={"result": []})
    await project.post("/api/tasks/2/drafts/", json={"result": []})
    refused = await project.post(f"{JOBS}/{job}/undo", json={})
    assert (refused.status_code, refused.json()["code"]) == (400, "import-in-use")
    assert (refused.json()["annotations"], refused.json()["drafts"]) == (1, 1)
    assert (await project.get(f"{JOBS}/{job}")).json()["tasks_gone"] is False
    await project.patch("/api/annotations/1/", json={"result": [], "lead_time": 2})
    assert (await project.post(f"{JOBS}/{job}/undo", json={})).json()["annotations"] == 2
    assert (await project.post(f"{JOBS}/{job}/undo", json={"force": True})).json()["deleted"] == 2
    assert await tasks(project) == []


async def test_annotations_that_came_with_an_import_do_not_keep_it(project: httpx.AsyncClient) -> None:
    job = await bring(project, b'{"data": {"text": "one"}, "annotations": [{"result": []}]}', "a.jsonl")
    await commit(project, job)
    assert (await project.post(f"{JOBS}/{job}/undo", json={})).json()["deleted"] == 1


async def test_what_brought_nothing_is_not_undone(project: httpx.AsyncClient) -> None:
    job = await begin(project)
    refused = await project.post(f"{JOBS}/{job}/undo", json={})
    assert (refused.status_code, refused.json()["code"]) == (400, "import-not-done")

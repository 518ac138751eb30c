"""The project over HTTP: creating, changing, starting over, and what a config change may not take away."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.project.api.conftest import CONFIG, PERSON

pytestmark = pytest.mark.anyio


async def test_a_fresh_project_is_empty_and_listed(http: httpx.AsyncClient) -> None:
    page = (await http.get("/api/projects/")).json()
    assert (page["count"], page["next"], page["previous"]) == (1, None, None)
    assert page["results"][0]["id"] == 1
    assert page["results"][0]["label_config"] == "<View></View>"
    assert page["results"][0]["task_number"] == 0
    assert (await http.get("/api/projects?page=2")).json()["results"] == []
    assert (await http.get("/api/projects?ids=7")).json()["results"] == []
    assert (await http.get("/api/projects?include=id,title")).json()["results"] == [{"id": 1, "title": ""}]


async def test_creating_configures_the_empty_project_and_only_that(labeling: httpx.AsyncClient) -> None:
    project = (await labeling.get("/api/projects/1/")).json()
    assert project["title"] == "People"
    assert project["label_config"] == CONFIG
    assert project["sampling"] == "Sequential sampling"
    assert project["config_has_control_tags"] is True
    assert project["parsed_label_config"]["label"]["labels"] == ["Person", "Place"]
    assert (project["task_number"], project["finished_task_number"]) == (3, 0)
    again = await labeling.post("/api/projects/", json={"title": "Others"})
    assert again.status_code == 400
    assert again.json()["code"] == "project-not-empty"
    assert "DELETE /api/projects/1/" in again.json()["detail"]


async def test_starting_over(labeling: httpx.AsyncClient) -> None:
    assert (await labeling.delete("/api/projects/1/")).status_code == 204
    project = (await labeling.get("/api/projects/1/")).json()
    assert (project["title"], project["label_config"], project["task_number"]) == ("", "<View></View>", 0)
    assert (await labeling.post("/api/projects/", json={"title": "Others"})).status_code == 201


async def test_changes_are_kept_and_seen_in_the_revision(labeling: httpx.AsyncClient) -> None:
    before = await labeling.get("/api/projects/1/")
    body = {"expert_instruction": "Mark names.", "sampling": "Uniform sampling", "color": None, "unknown": 1}
    changed = await labeling.patch("/api/projects/1/", json=body)
    assert changed.status_code == 200
    after = await labeling.get("/api/projects/1/")
    assert after.json()["expert_instruction"] == "Mark names."
    assert after.json()["show_instruction"] is True
    assert after.json()["sampling"] == "Uniform sampling"
    assert after.json()["title"] == "People"
    assert before.headers["x-project-revision"] != after.headers["x-project-revision"]
    wrong = await labeling.patch("/api/projects/1/", json={"sampling": "Random"})
    assert wrong.json()["validation_errors"].keys() == {"sampling"}


@pytest.mark.parametrize(
    ("config", "line"),
    [("<View><Text name='a'></View>", 1), ("<View>\n<!DOCTYPE x>\n</View>", 2), ("", 1)],
)
async def test_a_broken_config_changes_nothing(labeling: httpx.AsyncClient, config: str, line: int) -> None:
    answer = await labeling.patch("/api/projects/1/", json={"label_config": config})
    assert answer.status_code == 400
    assert answer.json()["code"] == "label-config"
    assert answer.json()["problems"][0]["line"] == line
    assert answer.json()["validation_errors"]["label_config"]
    assert (await labeling.get("/api/projects/1/")).json()["label_config"] == CONFIG


async def test_a_label_in_use_is_not_removed_without_force(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})
    fewer = CONFIG.replace('<Label value="Person"/>', "")
    refused = await labeling.patch("/api/projects/1/", json={"label_config": fewer})
    assert refused.status_code == 400
    assert refused.json()["code"] == "label-config-in-use"
    said = refused.json()["validation_errors"]["label_config"]
    assert said == [
        '1 annotation uses the label "Person" of the tag "label". '
        "Keep it, or save with force=true: the labels stay, but cannot be seen."
    ]
    forced = await labeling.patch("/api/projects/1/?force=true", json={"label_config": fewer})
    assert forced.status_code == 200
    assert forced.json()["label_config"] == fewer


async def test_a_tag_in_use_is_not_removed_but_an_unused_label_is(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})
    unused = CONFIG.replace('<Label value="Place"/>', "")
    assert (await labeling.patch("/api/projects/1/", json={"label_config": unused})).status_code == 200
    renamed = CONFIG.replace('name="label"', 'name="other"')
    refused = await labeling.patch("/api/projects/1/", json={"label_config": renamed})
    assert refused.status_code == 400
    assert '1 annotation uses the tag "label".' in refused.json()["detail"]


async def test_validating_says_what_saving_would_change(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})
    same = await labeling.post("/api/projects/1/validate/", json={"label_config": CONFIG + "\n"})
    assert same.json()["config_essential_data_has_changed"] is False
    assert same.json()["data_keys"] == {"text": "Text"}
    assert same.json()["in_use"] == []
    other = await labeling.post("/api/projects/1/validate/", json={"label_config": CONFIG.replace("Person", "Human")})
    assert other.json()["config_essential_data_has_changed"] is True
    assert len(other.json()["in_use"]) == 1
    assert other.json()["uses"] == [{"tag": "label", "label": "Person", "annotations": 1}]
    wrong = await labeling.post("/api/projects/1/validate/", json={"label_config": "<View>"})
    assert wrong.status_code == 400


async def test_validating_without_a_project(http: httpx.AsyncClient) -> None:
    assert (await http.post("/api/projects/validate/", json={"label_config": CONFIG})).status_code == 204
    wrong = await http.post(
        "/api/projects/validate", json={"label_config": CONFIG.replace('toName="text"', 'toName="txt"')}
    )
    assert wrong.status_code == 400
    problem = wrong.json()["problems"][0]
    assert (problem["line"], problem["suggestion"]) == (2, "text")


async def test_a_sample_task_has_every_key(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/projects/1/sample-task", json={"label_config": CONFIG})
    assert answer.status_code == 200
    assert isinstance(answer.json()["sample_task"]["text"], str)


@pytest.mark.parametrize("path", ["/api/projects/2/", "/api/projects/2/next", "/api/projects/0/export"])
async def test_any_other_project_is_not_there(labeling: httpx.AsyncClient, path: str) -> None:
    assert (await labeling.get(path)).status_code == 404


async def test_a_title_that_is_too_long(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/projects/", json={"title": "x" * 256})
    assert answer.status_code == 400
    assert "256 characters" in answer.json()["detail"]


NOTHING_TO_CHOOSE = '<View><Text name="text" value="$text"/><Choices name="c" toName="text">{}</Choices></View>'


async def test_a_list_without_anything_in_it_is_not_saved(labeling: httpx.AsyncClient, tmp_path: Path) -> None:
    empty = NOTHING_TO_CHOOSE.format("")
    for method, path in (
        ("PATCH", "/api/projects/1/?force=true"),
        ("POST", "/api/projects/validate/"),
    ):
        refused = await labeling.request(method, path, json={"label_config": empty})
        assert (refused.status_code, refused.json()["code"]) == (400, "label-config"), path
        [problem] = refused.json()["problems"]
        assert (problem["code"], problem["line"], problem["tag"]) == ("no-items", 1, "Choices")
        assert problem["message"].startswith("Choices has no Choice. Add one, or ")
    told = (await labeling.post("/api/projects/1/validate/", json={"label_config": empty})).json()
    assert [warning["code"] for warning in told["warnings"]] == ["no-items"]
    for inside in ('<Choice value="a"/>', '<View><Choice value="a"/></View>', "<Wish/>"):
        answer = await labeling.post("/api/projects/validate/", json={"label_config": NOTHING_TO_CHOOSE.format(inside)})
        assert answer.status_code == 204, inside
    labels = '<View><Text name="text" value="$text"/><Labels name="l" toName="text"{}/></View>'
    for attribute, status in ("", 400), (' value="$names"', 204):
        answer = await labeling.post("/api/projects/validate/", json={"label_config": labels.format(attribute)})
        assert answer.status_code == status
    # a project that has one already, as from a file, goes on
    [file] = tmp_path.glob("*/config.xml")
    file.write_text(empty)
    assert (await labeling.get("/api/projects/1/")).json()["label_config"] == empty
    for path, method in (("/api/projects/1/", "PATCH"), ("/api/projects/1/validate/", "POST")):
        same = await labeling.request(method, path, json={"label_config": empty, "title": "Birds"})
        assert (same.status_code, same.json().get("warnings", [])) == (200, []), same.text

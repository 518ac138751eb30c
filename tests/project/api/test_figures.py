"""The route of the figures: what it answers, and what it says to what it cannot take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.project.api import conftest

pytestmark = pytest.mark.anyio

PERSON: dict[str, Any] = {**conftest.PERSON}
VALUE: dict[str, Any] = PERSON["value"]


async def figures(http: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await http.get("/api/projects/1/figures", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def submit(http: httpx.AsyncClient, task: int, *result: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await http.post(f"/api/tasks/{task}/annotations/", json={"result": result, **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_project_without_labels(labeling: httpx.AsyncClient) -> None:
    found = await figures(labeling)
    assert found["tasks"] == {"total": 3, "labeled": 0, "skipped": 0, "left": 3}
    assert (found["time"], found["predictions"], found["progress"]["points"]) == (None, None, [])
    assert found["progress"]["end"] is None
    assert found["controls"] == [
        {"from_name": "label", "kind": "answers", "types": [], "other_labels": 0, "other_count": 0, "total": 0,
         "labels": [{"label": "Person", "count": 0}, {"label": "Place", "count": 0}]}
    ]  # fmt: skip


async def test_figures_of_what_was_submitted(labeling: httpx.AsyncClient) -> None:
    tasks = [task["id"] for task in (await labeling.get("/api/tasks/")).json()["tasks"]]
    proposed = [PERSON, {**PERSON, "id": "b2", "value": {**VALUE, "start": 4, "end": 6}}]
    await labeling.post("/api/predictions/", json={"task": tasks[0], "result": proposed, "model_version": "first"})
    await submit(labeling, tasks[0], PERSON, lead_time=12.5)
    await submit(labeling, tasks[1], was_cancelled=True)
    now = datetime.now(UTC)
    found = await figures(labeling)
    assert found["tasks"] == {"total": 3, "labeled": 1, "skipped": 1, "left": 1}
    assert (found["annotations"], found["changed"], found["skips"]) == (1, 0, 1)
    assert (found["time"]["tasks"], found["time"]["median"]) == (1, 12.5)
    assert found["controls"][0]["labels"] == [{"label": "Person", "count": 1}, {"label": "Place", "count": 0}]
    assert (found["controls"][0]["kind"], found["controls"][0]["types"]) == ("labels", [{"type": "labels", "count": 1}])
    kept = {"kept": 1, "changed": 0, "added": 0, "rejected": 1, "kept_share": 0.5}
    assert found["predictions"]["all"] == {**kept, "from_name": "", "label": ""}
    assert found["predictions"]["labels"] == [{**kept, "from_name": "label", "label": "Person"}]
    assert found["predictions"]["model_versions"] == [{"model_version": "first", "tasks": 1}]
    progress = found["progress"]
    assert (progress["step"], progress["today"], progress["per_day"]) == ("hour", 1, 1.0)
    assert progress["points"][-1]["labeled_in_all"] == 1
    assert sum(point["skipped"] for point in progress["points"]) == 1
    end = datetime.fromisoformat(progress["end"])
    assert timedelta(days=1) - timedelta(minutes=1) < end - now < timedelta(days=1) + timedelta(minutes=1)


async def test_a_control_that_no_prediction_answers_is_not_compared(labeling: httpx.AsyncClient) -> None:
    said = {"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["Glad"]}}
    await labeling.post("/api/predictions/", json={"task": 1, "result": [PERSON]})
    await submit(labeling, 1, PERSON, said)
    predictions = (await figures(labeling))["predictions"]
    assert [label["label"] for label in predictions["labels"]] == ["Person"]
    assert (predictions["all"]["kept"], predictions["all"]["added"]) == (1, 0)


async def test_a_range_and_the_persons_clock(labeling: httpx.AsyncClient) -> None:
    await submit(labeling, 1, PERSON)
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    found = await figures(labeling, **{"from": tomorrow, "to": "2199-01-01"})
    assert (found["from"], found["to"]) == (f"{tomorrow}T00:00:00Z", "2199-01-01T00:00:00Z")
    assert (found["annotations"], found["tasks"]["labeled"], found["controls"][0]["total"]) == (0, 1, 0)
    shifted = await figures(labeling, utc_offset=-210)
    assert shifted["progress"]["points"][0]["at"].endswith("-03:30")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "yesterday"}, "from"),
        ({"to": "9999-12-31T23:59:59-14:00"}, "to"),
        ({"from": "2026-03-02", "to": "2026-03-02"}, "to"),
        ({"utc_offset": "841"}, "utc_offset"),
        ({"utc_offset": "Berlin"}, "utc_offset"),
    ],
)
async def test_what_cannot_be_understood_is_told(
    labeling: httpx.AsyncClient, query: dict[str, str], field: str
) -> None:
    answer = await labeling.get("/api/projects/1/figures", params=query)
    assert answer.status_code == 400
    assert list(answer.json()["validation_errors"]) == [field]


async def test_results_that_fit_no_config_are_counted_too(labeling: httpx.AsyncClient) -> None:
    odd: list[dict[str, Any]] = [
        {"id": "7", "from_name": "gone", "to_name": "text", "type": "rating", "value": {"rating": 1e308}},
        {
            "id": "x",
            "from_name": "gone",
            "to_name": "text",
            "type": "choices",
            "value": {"choices": [["a", ["b"]], "=1"]},
        },
    ]
    await submit(labeling, 1, *odd, lead_time=1e300)
    found = await figures(labeling)
    assert {use["label"] for use in found["controls"][1]["labels"]} == {"1e308", "a / b", "=1"}
    assert found["time"]["median"] == 86_400


async def test_more_labels_than_anybody_reads_are_told_together(labeling: httpx.AsyncClient) -> None:
    def named(number: int) -> dict[str, Any]:
        return {**PERSON, "id": str(number), "value": {**VALUE, "labels": [f"label {number}"]}}

    await submit(labeling, 1, *(named(number) for number in range(900)), *(named(5) for _ in range(3)))
    control = (await figures(labeling))["controls"][0]
    assert (len(control["labels"]), control["other_labels"], control["total"]) == (50, 852, 903)
    assert control["labels"][0] == {"label": "label 5", "count": 4}
    assert sum(use["count"] for use in control["labels"]) + control["other_count"] == 903

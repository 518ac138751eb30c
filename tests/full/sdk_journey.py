"""Run by the SDK's own environment: ``python sdk_journey.py <address>``, a token and a refresh token on stdin.

Walks through what people do with the official SDK. Prints a JSON object of what it saw; the test compares that.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from typing import Any

from label_studio_sdk import LabelStudio
from label_studio_sdk.core.api_error import ApiError
from label_studio_sdk.types import (
    LseAnnotationFilterOptionsRequest,
    LseTaskFilterOptionsRequest,
    SerializationOptionRequest,
    SerializationOptionsRequest,
)

CONFIG = """<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
</View>"""
REGION = {
    "id": "r1",
    "from_name": "label",
    "to_name": "text",
    "type": "labels",
    "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["Person"]},
}


def refusal(call: Any) -> list[Any]:
    """Status and sentence of what the server refuses."""
    try:
        call()
    except ApiError as error:
        return [error.status_code, error.body["detail"]]
    return [200, ""]


def projects(client: LabelStudio, saw: dict[str, Any]) -> None:
    project = client.projects.create(title="By the SDK", label_config=CONFIG, color="#336699")
    saw["project"] = [project.id, project.title, project.label_config == CONFIG]
    saw["projects"] = [listed.id for listed in client.projects.list()]
    saw["project 2"] = refusal(lambda: client.projects.get(2))
    saw["a second project"] = refusal(lambda: client.projects.create(title="Another"))
    client.projects.update(1, title="Renamed", expert_instruction="Mark names.")
    got = client.projects.get(1)
    saw["renamed"] = [got.title, got.expert_instruction, got.task_number]
    interface = got.get_label_interface()
    saw["labels"] = sorted(interface.get_control("label").labels)
    saw["valid"] = [client.projects.validate_label_config(1, label_config=CONFIG) is not None]
    saw["invalid"] = refusal(lambda: client.projects.validate_label_config(1, label_config="<View"))[0]


def tasks(client: LabelStudio, saw: dict[str, Any]) -> None:
    texts = [{"text": f"Ada lives in town {number}."} for number in range(130)]
    imported = client.projects.import_tasks(1, request=texts, return_task_ids=True)
    saw["imported"] = [imported.task_count, len(imported.task_ids or ())]
    saw["refused"] = refusal(lambda: client.projects.import_tasks(1, request=[{"txt": "no"}]))[0]
    saw["listed"] = [task.data["text"] for task in client.tasks.list(project=1, page_size=50)] == [
        text["text"] for text in texts
    ]
    made = client.tasks.create(project=1, data={"text": "One more."})
    client.tasks.update(str(made.id), data={"text": "One more, changed."})
    saw["changed"] = client.tasks.get(str(made.id)).data
    client.tasks.delete(str(made.id))
    saw["deleted"] = refusal(lambda: client.tasks.get(str(made.id)))[0]
    saw["full"] = len(client.tasks.list(project=1, fields="all", page_size=10).items or ())


def table(client: LabelStudio, saw: dict[str, Any]) -> None:
    towns = {"filter": "filter:tasks:data.text", "operator": "contains", "type": "String", "value": "town 12"}
    filters = {"conjunction": "and", "items": [towns]}
    query = json.dumps({"filters": filters, "ordering": ["-tasks:id"]})
    found = [task.data["text"] for task in client.tasks.list(project=1, query=query, fields="all")]
    saw["found"] = [len(found), found[0], found[-1]]
    view = client.views.create(project=1, data={"title": "Towns", "filters": filters})
    saw["view"] = [listed.id == view.id for listed in client.views.list(project=1)]
    saw["in the view"] = len(list(client.tasks.list(project=1, view=view.id)))
    client.views.delete(str(view.id))
    saw["actions"] = [action.id for action in client.actions.list(project=1)]
    made = client.tasks.create(project=1, data={"text": "To be deleted, one of two."})
    client.tasks.create(project=1, data={"text": "To be deleted, two of two."})
    two = {"conjunction": "and", "items": [{**towns, "value": "of two"}]}
    everything = {"all": True, "excluded": [made.id]}
    client.actions.create(id="delete_tasks", project=1, filters=two, ordering=[], selected_items=everything)
    saw["one is left"] = client.projects.get(1).task_number
    only = {"all": False, "included": [made.id]}
    client.actions.create(id="delete_tasks", project=1, selected_items=only)
    saw["none is left"] = client.projects.get(1).task_number


def labels(client: LabelStudio, saw: dict[str, Any]) -> None:
    first = next(iter(client.tasks.list(project=1))).id
    made = client.annotations.create(id=first, result=[REGION], lead_time=1.5, was_cancelled=False)
    saw["annotation"] = [made.task == first, made.result == [REGION], made.lead_time]
    saw["annotations"] = [one.id for one in client.annotations.list(first)] == [made.id]
    changed = client.annotations.update(made.id, result=[], ground_truth=True)
    saw["update"] = [changed.result, changed.ground_truth, client.annotations.get(made.id).result]
    client.annotations.update(made.id, result=[REGION])
    second = client.annotations.create(id=first, result=[], was_cancelled=True)
    client.annotations.delete(second.id)
    saw["annotation deleted"] = refusal(lambda: client.annotations.get(second.id))[0]
    guess = client.predictions.create(task=first, result=[REGION], score=0.75, model_version="m1")
    saw["prediction"] = [guess.score, guess.model_version, guess.result == [REGION]]
    saw["predictions"] = [one.id for one in client.predictions.list(task=first)] == [guess.id]
    saw["prediction changed"] = client.predictions.update(guess.id, score=0.5).score
    other = client.predictions.create(task=first, result=[])
    client.predictions.delete(other.id)
    saw["prediction deleted"] = refusal(lambda: client.predictions.get(other.id))[0]
    client.projects.import_predictions(1, request=[{"task": first, "result": [REGION], "model_version": "m2"}])
    saw["all predictions"] = len(client.predictions.list(project=1))


def exports(client: LabelStudio, saw: dict[str, Any]) -> None:
    everything = client.projects.exports.as_json(1)
    saw["as_json"] = [len(everything), everything[0]["annotations"][0]["result"] == [REGION]]
    frame = client.projects.exports.as_pandas(1)
    saw["as_pandas"] = [len(frame), "text" in frame.columns]
    stream = client.projects.exports.download_sync(1, export_type="JSON")
    saw["download_sync"] = len(json.loads(b"".join(stream)))
    saw["formats"] = "JSON" in str(client.projects.exports.list_formats(1))


def snapshots(client: LabelStudio, saw: dict[str, Any]) -> None:
    kept = client.projects.exports
    made = kept.create(
        1,
        title="Everything so far",
        task_filter_options=LseTaskFilterOptionsRequest(only_with_annotations=True, skipped="exclude"),
        annotation_filter_options=LseAnnotationFilterOptionsRequest(usual=False, ground_truth=True, skipped=False),
        serialization_options=SerializationOptionsRequest(
            drafts=SerializationOptionRequest(only_id=False), predictions=SerializationOptionRequest(only_id=True)
        ),
    )
    deadline = time.monotonic() + 30
    while made.status not in ("completed", "failed") and time.monotonic() < deadline:
        time.sleep(0.1)
        made = kept.get(1, made.id)
    saw["snapshot"] = [made.title, made.status, made.counters["task_number"], made.created_by.id]
    content = b"".join(kept.download(1, made.id, export_type="JSON"))
    saw["snapshot's file"] = [len(json.loads(content)), hashlib.md5(content).hexdigest() == made.md5]
    saw["snapshots"] = [one.id == made.id for one in kept.list(1)]
    converted = kept.convert(1, made.id, export_type="CSV")
    formats = kept.get(1, made.id).converted_formats
    saw["converted"] = [(one.id == converted.converted_format, one.export_type, one.status) for one in formats]
    saw["converted file"] = b"".join(kept.download(1, made.id, export_type="CSV")).count(b"\n")
    # The way on which the SDK itself takes a file from a server that makes it in the background.
    kept._poll_export(1, kept.get(1, made.id), None, timeout=10)
    kept.delete(1, made.id)
    saw["snapshot deleted"] = refusal(lambda: kept.get(1, made.id))[0]


def tokens(client: LabelStudio, address: str, refresh: str, saw: dict[str, Any]) -> None:
    renewed = LabelStudio(base_url=address, api_key=refresh)
    saw["by refresh token"] = renewed.projects.get(1).title
    saw["refresh tokens"] = len(client.tokens.list())
    made = client.tokens.create()
    rotated = client.tokens.rotate(refresh=made.token)
    saw["rotated"] = LabelStudio(base_url=address, api_key=rotated.refresh).users.whoami().id
    saw["old one"] = refusal(lambda: LabelStudio(base_url=address, api_key=made.token).users.whoami())[0]
    client.tokens.blacklist(refresh=rotated.refresh)
    saw["blacklisted"] = refusal(lambda: LabelStudio(base_url=address, api_key=rotated.refresh).users.whoami())[0]
    saw["no token"] = refusal(lambda: LabelStudio(base_url=address, api_key="ls_nobody").projects.get(1))[0]


def main() -> None:
    """The whole journey, in the order in which people come across it."""
    address, token, refresh = sys.argv[1], sys.stdin.readline().strip(), sys.stdin.readline().strip()
    client = LabelStudio(base_url=address, api_key=token)
    saw: dict[str, Any] = {"edition": client.versions.get().edition, "whoami": client.users.whoami().id}
    projects(client, saw)
    tasks(client, saw)
    table(client, saw)
    labels(client, saw)
    exports(client, saw)
    snapshots(client, saw)
    tokens(client, address, refresh, saw)
    client.tasks.delete_all_tasks(1)
    saw["emptied"] = client.projects.get(1).task_number
    print(json.dumps(saw))


main()

"""Manifests of recordings and what is said in them."""

from __future__ import annotations

import json

import pytest

from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import annotation, task, written

pytestmark = pytest.mark.anyio
CONFIG = parse_label_config(
    '<View><Audio name="sound" value="$url"/><Labels name="who" toName="sound"><Label value="A"/></Labels>'
    '<TextArea name="said" toName="sound"/></View>'
)


async def test_a_line_a_transcript() -> None:
    said = {"from_name": "said", "to_name": "sound", "type": "textarea", "original_length": 12.4}
    items = [
        said | {"id": "a", "value": {"text": ["good morning", "Tromsø"]}},
        said | {"id": "b", "value": {"start": 1.25, "end": 3.5, "channel": 0, "text": ["hello"]}},
        said | {"id": "c", "value": {"text": []}},
        {"id": "b", "from_name": "who", "to_name": "sound", "type": "labels", "value": {"start": 1.25, "end": 3.5}},
    ]
    made = annotation(4, 7, json.dumps(items).encode())
    skipped = annotation(5, 7, json.dumps(items).encode(), was_cancelled=True)
    bundle = TaskBundle(task=task(7, b'{"url": "/data/upload/1/a.wav"}'), annotations=[made, skipped])
    lines = (await written("ASR_MANIFEST", [bundle], config=CONFIG)).splitlines()
    assert [json.loads(line) for line in lines] == [
        {"audio_filepath": "/data/upload/1/a.wav", "duration": 12.4, "text": "good morning Tromsø", "annotator": 1},
        {"audio_filepath": "/data/upload/1/a.wav", "offset": 1.25, "duration": 2.25, "text": "hello", "annotator": 1},
    ]

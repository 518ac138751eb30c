"""Texts and recordings: with answers about them, and with marks in them."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow
from pyarrow import parquet

from tests.project.golden.model import Golden, labelled
from tests.project.importers.archives import zipped

MOODS = (
    '<View><Choices name="mood" toName="t"><Choice value="Glad"/><Choice value="Sad"/></Choices>'
    '<Text name="t" value="$text"/></View>'
)


def mood(choice: str) -> dict[str, Any]:
    return {"from_name": "mood", "to_name": "t", "type": "choices", "value": {"choices": [choice]}}


SUN, RAIN = 'Sun, "really"', "Regn på ön\nand = wind"
MOOD_TASKS = [labelled(mood("Glad"), text=SUN), labelled(mood("Sad"), text=RAIN)]
COLUMNS = {"columns": {"text": "text", "mood": {"annotation": "mood"}, "*": None}}
_TIMES = {"created_at": "2026-11-21T03:00:00.000000Z", "updated_at": "2026-11-21T03:00:09.500000Z"}
RECORDS = [
    {"text": text, "mood": choice, "id": n, "annotation_id": n, "annotator": 1, "lead_time": None, **_TIMES}
    for n, (text, choice) in enumerate([(SUN, "Glad"), (RAIN, "Sad")], 1)
]

JSON = Golden(
    config=MOODS,
    name="project-7.json",
    content=b"""[
  {"id": 12, "data": {"text": "Sun, \\"really\\""}, "meta": {}, "file_upload": "a.csv", "drafts": [],
   "annotations": [{"id": 3, "completed_by": 1, "was_cancelled": false, "ground_truth": false, "lead_time": 4.25,
     "result": [{"id": "Gq1", "from_name": "mood", "to_name": "t", "type": "choices",
                 "value": {"choices": ["Glad"]}}]}],
   "predictions": [], "total_annotations": 1, "project": 7},
  {"id": 13, "data": {"text": "Regn p\\u00e5 \xc3\xb6n\\nand = wind"},
   "annotations": [{"result": [{"from_name": "mood", "to_name": "t", "type": "choices",
                                "value": {"choices": ["Sad"]}}]}]}
]
""",
    tasks=MOOD_TASKS,
)
JSONL = Golden(
    config=MOODS,
    name="train.jsonl",
    content='{"text": "Sun, \\"really\\"", "mood": "Glad"}\n\n{"mood":"Sad","text":"Regn på ön\\nand = wind"}'.encode(),
    tasks=MOOD_TASKS,
    options=COLUMNS,
)
CSV = Golden(
    config=MOODS,
    name="table.csv",
    content=b'\xef\xbb\xbftext,mood\r\n"Sun, ""really""",Glad\r\n"Regn p\xc3\xa5 \xc3\xb6n\nand = wind","Sad"\r\n',
    tasks=MOOD_TASKS,
    options=COLUMNS,
)
TSV = Golden(
    config=MOODS,
    name="table.tsv",
    content=b'mood\ttext\nGlad\t"Sun, ""really"""\nSad\t"Regn p\xc3\xa5 \xc3\xb6n\nand = wind"\n',
    tasks=MOOD_TASKS,
    options=COLUMNS,
)
_TABLE = io.BytesIO()
parquet.write_table(pyarrow.table({"text": [SUN, RAIN], "mood": ["Glad", "Sad"]}), _TABLE)
PARQUET = Golden(config=MOODS, name="train.parquet", content=_TABLE.getvalue(), tasks=MOOD_TASKS, options=COLUMNS)
OLD_PROJECT = Golden(
    config=MOODS,
    name="project.zip",
    content=zipped([
        ("old/config.json", b'{"title": "Label Studio", "label_config": "config.xml", "input_path": "tasks.json"}'),
        ("old/config.xml", MOODS.encode()),
        ("old/tasks.json", json.dumps({"0": {"id": 0, "data": {"text": SUN}}, "1": {"id": 1, "data": {"text": RAIN}}})
         .encode()),
        ("old/completions/0.json", json.dumps({"id": 0, "data": {"text": SUN}, "completions": [
            {"id": 1, "created_at": 1592821217, "lead_time": 4.2, "result": [{**mood("Glad"), "id": "qx"}]}
        ]}).encode()),
    ]),
    tasks=[MOOD_TASKS[0], labelled(text=RAIN)],
)  # fmt: skip
LINES = Golden(
    config=MOODS,
    name="lines.txt",
    content='\ufeffSun, "really"\r\n\r\n  Regn på ön\n'.encode(),
    tasks=[labelled(text=SUN), labelled(text="  Regn på ön")],
)
_PAGE = "<!DOCTYPE html>\n<html><body><p>Regn på <b>ön</b></p></body></html>\n"
PAGE = Golden(
    config='<View><HyperText name="h" value="$page"/></View>',
    name="page.html",
    content=_PAGE.encode(),
    tasks=[labelled(page=_PAGE)],
)
FASTTEXT = Golden(
    config=MOODS,
    name="train.ft",
    content='__label__Glad Sun, "really"\n__label__Sad Regn på ön\n'.encode(),
    tasks=[labelled(mood("Glad"), text=SUN), labelled(mood("Sad"), text="Regn på ön")],
)


def table(separator: str) -> str:
    """Columns by name, text in quotation marks and doubled ones in it, numbers bare."""
    header = ("annotation_id", "annotator", "created_at", "id", "lead_time", "mood", "text", "updated_at")
    first = ("1", "1", '"2026-11-21T03:00:00.000000Z"', "1", "", '"Glad"', '"Sun, ""really"""')
    second = ("2", "1", '"2026-11-21T03:00:00.000000Z"', "2", "", '"Sad"', '"Regn på ön\nand = wind"')
    rows = ((*row, '"2026-11-21T03:00:09.500000Z"') for row in (first, second))
    return "".join(f"{separator.join(row)}\n" for row in ([f'"{name}"' for name in header], *rows))


def read_project(content: bytes) -> Any:
    return [(one["data"], [bare(each["result"]) for each in one["annotations"]], []) for one in json.loads(content)]


def bare(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in item.items() if key != "id"} for item in result]


def read_lines(content: bytes) -> Any:
    return [json.loads(line) for line in content.decode().splitlines()]


# Marks in texts

MARKS = (
    '<View><Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/></Labels>'
    '<Text name="t" value="$text"/></View>'
)


def mark(start: int, text: str, label: str) -> dict[str, Any]:
    value = {"start": start, "end": start + len(text), "text": text, "labels": [label]}
    return {"from_name": "ner", "to_name": "t", "type": "labels", "value": value}


FERRY = (mark(2, "Ida Holm", "PER"), mark(15, "Lund", "LOC"), mark(20, "Oslo", "LOC"))
CONLL = Golden(
    config=MARKS,
    name="eng.testa",
    content=(
        "-DOCSTART- -X- -X- O\n\n"
        "🚢 -X- _ O\nIda -X- _ B-PER\nHolm -X- _ I-PER\nsaw -X- _ O\nLund -X- _ B-LOC\nOslo -X- _ B-LOC\n. -X- _ O\n\n"
        "Nothing -X- _ O\n\n"
    ).encode(),
    tasks=[labelled(*FERRY, text="🚢 Ida Holm saw Lund Oslo ."), labelled(text="Nothing")],
)
SPACY = Golden(
    config=MARKS,
    name="train.jsonl",
    content=(
        '{"text":"🚢 Ida Holm saw Lund\\nOslo.","entities":[[2,10,"PER"],[15,19,"LOC"],[20,24,"LOC"]]}\n'
        '{"text":"Nothing","entities":[]}\n'
    ).encode(),
    tasks=[labelled(*FERRY, text="🚢 Ida Holm saw Lund\nOslo."), labelled(text="Nothing")],
    options={"format": "spacy"},
)
BRAT = Golden(
    config=MARKS,
    name="corpus.zip",
    content=zipped([
        ("corpus/1.txt", "🚢 Ida Holm saw Lund\nOslo.".encode()),
        ("corpus/1.ann", b"T1\tPER 2 10\tIda Holm\nT2\tLOC 15 19\tLund\nT3\tLOC 20 24\tOslo\n"
                         b"R1\tsaw Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\ta note\n"),
        ("corpus/2.txt", b"Nothing"),
        ("corpus/2.ann", b""),
    ]),
    tasks=[
        labelled(*FERRY, {"type": "relation", "from_id": 0, "to_id": 1, "direction": "right", "labels": ["saw"]},
                 text="🚢 Ida Holm saw Lund\nOslo."),
        labelled(text="Nothing"),
    ],
)  # fmt: skip


SAID = {
    "from_name": "said",
    "to_name": "a",
    "type": "textarea",
    "value": {"start": 1.25, "end": 3.5, "text": ["god dag"]},
}
SPEECH = Golden(
    config='<View><Audio name="a" value="$url"/><TextArea name="said" toName="a"/></View>',
    name="speech.json",
    content=json.dumps({"data": {"url": "https://example.org/a.wav"}, "annotations": [{"result": [SAID]}]}).encode(),
    tasks=[labelled(SAID, url="https://example.org/a.wav")],
)

"""CoNLL-2003, as its shared task defines it: four columns, IOB2, empty lines between texts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from multisession.project.exporters.fitting import FormatDoesNotFit
from multisession.project.exporters.text_spans import TextElsewhere
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import annotation, task, written
from tests.project.exporters.independent_readers import conll_entities, conll_texts

pytestmark = pytest.mark.anyio
CONFIG = parse_label_config(
    '<View><Labels name="ner" toName="text"><Label value="Person"/><Label value="Place name"/></Labels>'
    '<Text name="text" value="$text"/><Choices name="mood" toName="text"><Choice value="Glad"/></Choices></View>'
)


def mark(start: int, end: int, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": "ignored", "labels": list(labels)}
    return {"id": f"r{start}-{end}", "from_name": "ner", "to_name": "text", "type": "labels", "value": value, **more}


def bundle(number: int, text: str, *items: dict[str, Any], **fields: Any) -> TaskBundle:
    made = annotation(number, number, json.dumps(items).encode(), **fields)
    return TaskBundle(task=task(number, json.dumps({"text": text}).encode()), annotations=[made])


async def test_words_and_tags_letter_by_letter() -> None:
    glad = {"id": "c", "from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["Glad"]}}
    batches = (
        [bundle(1, "🚢 Ida Holm saw New York, then Lund.", mark(30, 34, "Place name"), mark(2, 10, "Person"), glad,
                mark(15, 23, "Place name"))],
        [bundle(2, "Nothing\nhere.")],
    )  # fmt: skip
    assert (await written("CONLL2003", *batches, config=CONFIG)).decode() == (
        "-DOCSTART- -X- -X- O\n"
        "\n"
        "🚢 -X- _ O\n"
        "Ida -X- _ B-Person\n"
        "Holm -X- _ I-Person\n"
        "saw -X- _ O\n"
        "New -X- _ B-Place_name\n"
        "York -X- _ I-Place_name\n"
        ", -X- _ O\n"
        "then -X- _ O\n"
        "Lund -X- _ B-Place_name\n"
        ". -X- _ O\n"
        "\n"
        "Nothing -X- _ O\n"
        "here. -X- _ O\n"
        "\n"
    )


async def test_an_independent_reader_finds_the_same_marks() -> None:
    batch = [
        bundle(1, "🚢 Ida Holm saw New\u00a0York, then Lund.", mark(30, 34, "Place name"), mark(2, 10, "Person"),
               mark(15, 23, "Place name")),
        bundle(2, "Ida Holm\n\nOmar\tBerg", mark(0, 3, "Person"), mark(4, 8, "Person"), mark(10, 19, "Person")),
        bundle(3, "-DOCSTART- of Lund", mark(14, 18, "Place name"), mark(0, 10, "Person")),
        bundle(4, " \n"),
    ]  # fmt: skip
    texts = conll_texts((await written("CONLL2003", batch, config=CONFIG)).decode())
    assert [conll_entities(text) for text in texts] == [
        [("Person", "Ida Holm"), ("Place_name", "New York"), ("Place_name", "Lund")],
        [("Person", "Ida"), ("Person", "Holm"), ("Person", "Omar Berg")],
        [("Person", "-DOCSTART -"), ("Place_name", "Lund")],
    ]
    assert [word for word, _ in texts[2]] == ["-DOCSTART", "-", "of", "Lund"]
    assert [word for word, _ in texts[0]] == ["🚢", "Ida", "Holm", "saw", "New", "York", ",", "then", "Lund", "."]


async def test_two_marks_side_by_side_begin_anew_and_of_overlapping_ones_the_first_and_longest_stays() -> None:
    items = (mark(0, 3, "Person"), mark(4, 8, "Person"), mark(0, 8, "Place name"), mark(6, 12, "Person"))
    lines = (await written("CONLL2003", [bundle(1, "Ida Holm ran", *items)], config=CONFIG)).decode().splitlines()
    assert lines[2:] == ["Ida -X- _ B-Place_name", "Holm -X- _ I-Place_name", "ran -X- _ O", ""]
    lines = (await written("CONLL2003", [bundle(1, "Ida Holm", *items[:2])], config=CONFIG)).decode().splitlines()
    assert lines[2:] == ["Ida -X- _ B-Person", "Holm -X- _ B-Person", ""]


async def test_marks_beyond_the_text_and_skips_are_left_out() -> None:
    there = bundle(1, "Ida ran", mark(4, 99, "Person"), mark(3, 3, "Person"), mark(0, 3))
    skipped = bundle(2, "Omar ran", mark(0, 4, "Person"), was_cancelled=True)
    text = (await written("CONLL2003", [there, skipped], config=CONFIG)).decode()
    assert text.splitlines()[2:] == ["Ida -X- _ O", "ran -X- _ O", "", "Omar -X- _ O", "ran -X- _ O", ""]


async def test_a_project_without_marks_in_texts_is_told_what_is_needed() -> None:
    pictures = parse_label_config(
        '<View><RectangleLabels name="b" toName="i"><Label value="A"/></RectangleLabels>'
        '<Image name="i" value="$i"/></View>'
    )
    with pytest.raises(FormatDoesNotFit, match=r"^Needs Labels on a Text\. This project labels pictures\.$"):
        await written("CONLL2003", [bundle(1, "x")], config=pictures)


async def test_a_text_that_lies_elsewhere_is_refused() -> None:
    config = parse_label_config(
        '<View><Labels name="ner" toName="text"><Label value="A"/></Labels>'
        '<Text name="text" value="$text" valueType="url"/></View>'
    )
    with pytest.raises(TextElsewhere, match="Task 1 holds the address of its text"):
        await written("CONLL2003", [bundle(1, "/data/upload/1/a.txt")], config=config)


async def test_spacy_has_the_same_marks_in_characters() -> None:
    text = "🚢 Ida Holm saw Lund"
    items = (mark(2, 10, "Person"), mark(6, 10, "Place name"), mark(15, 19, "Place name"))
    [line] = (await written("SPACY", [bundle(7, text, *items)], config=CONFIG)).splitlines()
    record = json.loads(line)
    assert record == {
        "text": text,
        "entities": [[2, 10, "Person"], [15, 19, "Place name"]],
        "meta": {"task": 7, "annotation": 7},
    }
    assert [text[start:end] for start, end, _ in record["entities"]] == ["Ida Holm", "Lund"]

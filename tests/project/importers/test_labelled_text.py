"""Texts with labels, in the formats of others: what stands in the file, and the tasks and results it becomes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.parse import parse_label_config

NER = parse_label_config(
    '<View><Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/></Labels>'
    '<Text name="t" value="$body"/></View>'
)
MOOD = parse_label_config(
    '<View><Choices name="mood" toName="t" choice="multiple"><Choice value="glad"/><Choice value="sad"/></Choices>'
    '<Text name="t" value="$body"/></View>'
)


def read(content: str, name: str, config: Any = NER, **options: Any) -> list[Any]:
    """(text, marks) of each task, and (line, reason) of each refusal."""
    found = []
    chosen = ReadOptions(config=config, **options)
    for item in read_tasks([content.encode()], name=name, data_keys=config.data_keys, options=chosen):
        if isinstance(item, Refusal):
            found.append((item.line, item.reason))
        else:
            results = [json.loads(bytes(each.result)) for each in (*item.annotations, *item.predictions)]
            values = [one["value"] for result in results for one in result]
            marks = [(value["start"], value["end"], value["text"], value["labels"]) for value in values]
            found.append((json.loads(bytes(item.data))["body"], marks))
    return found


def test_conll_letter_by_letter() -> None:
    content = (
        "-DOCSTART- -X- -X- O\n\n"
        "Ida NNP B-NP B-PER\nHolm NNP I-NP I-PER\nsaw VBD B-VP O\n"
        "Lund NNP B-NP B-LOC\nOslo NNP B-NP B-LOC\n. . O O\n\n\n"
        "🚢\tO\r\nBergen\tB-LOC\r\n"
    )
    first, second = read(content, "a.txt")
    assert first[0] == "Ida Holm saw Lund Oslo ."
    assert first[1] == [(0, 8, "Ida Holm", ["PER"]), (13, 17, "Lund", ["LOC"]), (18, 22, "Oslo", ["LOC"])]
    assert second == ("🚢 Bergen", [(2, 8, "Bergen", ["LOC"])])


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("IOB1", "I-PER I-PER O I-LOC B-LOC"),
        ("IOB2", "B-PER I-PER O B-LOC B-LOC"),
        ("BIOES", "B-PER E-PER O S-LOC S-LOC"),
        ("BILOU", "B-PER L-PER O U-LOC U-LOC"),
    ],
)
def test_every_scheme_of_tags_makes_the_same_marks(scheme: str, tags: str) -> None:
    lines = "".join(
        f"{word} {tag}\n" for word, tag in zip(["Ida", "Holm", "saw", "Lund", "Oslo"], tags.split(), strict=True)
    )
    [(_, marks)] = read(lines, "a.conll")
    assert [mark[2:] for mark in marks] == [("Ida Holm", ["PER"]), ("Lund", ["LOC"]), ("Oslo", ["LOC"])], scheme


def test_what_is_wrong_in_a_text_refuses_that_text() -> None:
    found = read("Ida B-PER\nalone\n\nOslo B-CITY\n\nLund B-LOC\n", "a.conll")
    assert [item[0] for item in found] == [1, 4, "Lund"]
    assert found[0][1] == "Line 2 has one column. A word and its tag are two, with white space between."
    assert found[1][1] == '"CITY" is not a label of "ner". Its labels are PER, LOC.'


def test_spacy_and_prodigy() -> None:
    content = (
        '{"text": "🚢 Ida saw Lund", "entities": [[2, 5, "PER"]]}\n'
        '{"text": "Oslo", "spans": [{"start": 0, "end": 4, "label": "LOC", "token_start": 0}]}\n'
        '{"text": "none"}\n'
        '{"text": "Oslo", "entities": [[0, 9, "LOC"]]}\n'
        '{"text": "Oslo", "entities": [[0, "4", "LOC"]]}\n'
        "[]\n"
    )
    found = read(content, "a.jsonl", format="spacy")
    assert found[:3] == [
        ("🚢 Ida saw Lund", [(2, 5, "Ida", ["PER"])]),
        ("Oslo", [(0, 4, "Oslo", ["LOC"])]),
        ("none", []),
    ]
    assert [(line, reason.split(".")[0]) for line, reason in found[3:]] == [
        (4, "A mark from 0 to 9 lies outside of a text of 4 characters"),
        (5, "An entity is [start, end, label]: two whole numbers and a name"),
        (6, 'Each line is an object with "text" and "entities"'),
    ]


def test_spacy_that_nests_too_deep_is_refused_line_by_line() -> None:
    deep = '{"text": ' * 20_000
    [(line, reason), (text, _)] = read(f'{deep}\n{{"text": "Oslo"}}\n', "a.jsonl", format="spacy")
    assert (line, text) == (1, "Oslo")
    assert "nests more than 100" in reason


def test_fasttext_classes_are_choices() -> None:
    content = "__label__glad __label__sad The ferry, late.\n__label__sad x\nno class\n__label__odd y\n"
    options = ReadOptions(config=MOOD, labels_as="predictions")
    items = list(read_tasks([content.encode()], name="a", data_keys=MOOD.data_keys, options=options))
    first, second, third, refused = items
    assert not isinstance(first, Refusal) and not isinstance(second, Refusal) and not isinstance(third, Refusal)
    assert json.loads(bytes(first.data)) == {"body": "The ferry, late."}
    assert json.loads(bytes(first.predictions[0].result)) == [
        {"id": "mood-0", "from_name": "mood", "to_name": "t", "type": "choices", "value": {"choices": ["glad", "sad"]}}
    ]
    assert (len(second.predictions), second.annotations, third.predictions) == (1, [], [])
    assert isinstance(refused, Refusal) and refused.line == 4


@pytest.mark.parametrize(
    ("name", "content", "control", "labels"),
    [
        ("a.conll", "Ida B-PER\nin O\nLund B-LOC\n", "Labels", ["LOC", "PER"]),
        ("a.ft", "__label__b x\n__label__a & y\n", "Choices", ["a", "b"]),
        ("a.spacy", '{"text": "Lund", "entities": [[0, 4, "<&\\">"]]}\n', "Labels", ['<&">']),
    ],
)
def test_a_config_without_a_place_for_the_labels_is_told_one_that_has(
    name: str, content: str, control: str, labels: list[str]
) -> None:
    pictures = parse_label_config('<View><Image name="i" value="$image"/></View>')
    options = ReadOptions(config=pictures, format="spacy" if name.endswith("spacy") else None)
    with pytest.raises(ConfigNeeded) as caught:
        list(read_tasks([content.encode()], name=name, data_keys={}, options=options))
    config = parse_label_config((caught.value.extra or {})["proposed_config"])
    [made] = config.controls.values()
    assert (made.tag, made.labels) == (control, labels)
    options = ReadOptions(config=config, format=options.format)
    [*items] = read_tasks([content.encode()], name=name, data_keys=config.data_keys, options=options)
    assert items and not any(isinstance(item, Refusal) for item in items)

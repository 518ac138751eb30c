"""Results: only malformed shape, size and depth are refused; a mismatch with the config is a sentence."""

from __future__ import annotations

import json
import time

import pytest

from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.results import (
    MAX_WARNINGS,
    ResultMalformed,
    check_result_shape,
    result_warnings,
)
from multisession.web.errors import BodyTooLarge
from tests.project.label_config.conftest import Parse

CONFIG = """<View>
  <Text name="text" value="$text"/><Image name="image" value="$image"/>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place" alias="LOC"/></Labels>
  <Choices name="tone" toName="text"><Choice value="Glad"/></Choices>
  <Labels name="free" toName="text" value="$labels"/>
</View>"""


@pytest.mark.parametrize(
    "result",
    [
        b"[]",
        b" [ { } ] ",
        b'[{"id":"a","from_name":"label","to_name":"text","type":"labels","value":{"start":0,"end":3,"labels":["Person"]}}]',
        b'[{"from_id":"a","to_id":"b","type":"relation","direction":"right","labels":[]}]',
        b'[{"id":null,"from_name":null,"value":{},"unknown":[1,{"a":null}]}]',
        '[{"value":{"text":"[[[\\"{{{ \\\\ 🙂"}}]'.encode(),
        b'[{"value":{"a":' + b"[" * 61 + b"]" * 61 + b"}}]",
        b"[" + b'{"value":{"points":[[1,2],[3,4]]}},' * 200 + b"{}]",
    ],
)
def test_well_shaped_results_pass(result: bytes) -> None:
    check_result_shape(result)


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (b"", "not an array"),
        (b"{}", "not an array"),
        (b'"[]"', "not an array"),
        (b"null", "not an array"),
        (b"[", "no JSON"),
        (b"[{}", "no JSON"),
        (b"[{}] x", "no JSON"),
        (b"[NaN]", "no JSON"),
        (b'[{"value":{"a":"\xff"}}]', "no JSON"),
        (b'[{"value":{"a":"\\ud800"}}]', "no JSON"),
        (b"[1]", "item 1 is not an object"),
        (b"[{},[]]", "item 2 is not an object"),
        (b'[{"id":7}]', "The id of result item 1"),
        (b'[{},{},{"from_name":[]}]', "The from_name of result item 3"),
        (b'[{"to_name":{}}]', "The to_name of result item 1"),
        (b'[{"type":1}]', "The type of result item 1"),
        (b'[{"value":[]}]', "The value of result item 1"),
        (b'[{"value":null}]', "The value of result item 1"),
        (b'[{"value":{"x":1e999}}]', "too large"),
        (b'[{"value":{"x":' + b"9" * 5_000 + b"}}]", "too large"),
        (b"[" * 65 + b"]" * 65, "64 deep"),
        (b'[{"value":{"a":' + b"[" * 62 + b"]" * 62 + b"}}]", "64 deep"),
        (b"[" * 200_000, "64 deep"),
        (b'[{"a":' * 100_000, "64 deep"),
    ],
)
def test_malformed_results_are_refused_with_a_sentence(result: bytes, says: str) -> None:
    with pytest.raises(ResultMalformed, match=says) as refused:
        check_result_shape(result)
    assert refused.value.status_code == 400
    assert refused.value.validation_errors == {"result": [refused.value.detail]}


def test_size_is_bounded_by_413() -> None:
    with pytest.raises(BodyTooLarge, match="larger than 16 MB") as refused:
        check_result_shape(b"[" + b" " * (16 * 1024 * 1024) + b"]")
    assert refused.value.status_code == 413


def test_a_large_mask_and_hostile_brackets_are_checked_quickly() -> None:
    started = time.process_time()
    check_result_shape(b'[{"value":{"rle":[' + b"12," * 1_000_000 + b"1]}}]")
    for hostile in (b"[" * 4_000_000, b"[" + b"[]," * 1_000_000 + b"[]]", b"[" + b'"",' * 1_000_000 + b'""]'):
        with pytest.raises(ResultMalformed):
            check_result_shape(hostile)
    assert time.process_time() - started < 3


def warnings(parse: Parse, result: str) -> list[str]:
    return result_warnings(result.encode(), parse(CONFIG))


def test_what_fits_needs_no_words(parse: Parse) -> None:
    fitting = """[
      {"id":"1","from_name":"label","to_name":"text","type":"labels","value":{"labels":["Person","LOC"]}},
      {"id":"2","from_name":"tone","to_name":"text","type":"choices","value":{"choices":["Glad"]}},
      {"id":"3","from_name":"free","to_name":"text","type":"labels","value":{"labels":["anything"]}},
      {"from_id":"1","to_id":"3","type":"relation","direction":"right"}]"""
    assert warnings(parse, fitting) == []


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (
            '{"from_name":"old","to_name":"text","type":"labels"}',
            'No control is named "old" in the label config. The result is kept as it is.',
        ),
        (
            '{"from_name":"label","to_name":"page","type":"labels"}',
            'No object is named "page" in the label config. The result is kept as it is.',
        ),
        ('{"from_name":"label","to_name":"image","type":"labels"}', 'Labels "label" points to "text", not to "image".'),
        (
            '{"from_name":"tone","to_name":"text","type":"rating"}',
            'Choices "tone" writes results of type "choices", not "rating".',
        ),
        (
            '{"from_name":"label","to_name":"text","type":"labels","value":{"labels":["Place"]}}',
            'Labels "label" has no label "Place".',
        ),
    ],
)
def test_a_mismatch_is_a_sentence(item: str, sentence: str, parse: Parse) -> None:
    assert warnings(parse, f"[{item},{item}]") == [sentence]


def test_warnings_are_bounded(parse: Parse) -> None:
    items = ",".join(f'{{"from_name":"gone-{n}"}}' for n in range(1_000))
    assert len(warnings(parse, f"[{items}]")) == MAX_WARNINGS


REPEATED = (
    '<View><Repeater on="$notes"><Text name="note_{{idx}}" value="$notes[{{idx}}].text"/>'
    '<Choices name="tone_{{idx}}" toName="note_{{idx}}"><Choice value="Warm"/></Choices></Repeater></View>'
)


@pytest.mark.parametrize(
    ("from_name", "to_name", "label", "warnings"),
    [
        ("tone_0", "note_0", "Warm", []),
        ("tone_12", "note_12", "Warm", []),
        ("tone_1", "note_2", "Warm", ['No object is named "note_2" in the label config. The result is kept as it is.']),
        ("tone_1", "note_1", "Cold", ['Choices "tone_{{idx}}" has no label "Cold".']),
        (
            "tone_x",
            "note_x",
            "Warm",
            ['No control is named "tone_x" in the label config. The result is kept as it is.'],
        ),
    ],
)
def test_names_in_a_repeater_have_the_place_in_the_list(
    from_name: str, to_name: str, label: str, warnings: list[str]
) -> None:
    item = {"from_name": from_name, "to_name": to_name, "type": "choices", "value": {"choices": [label]}}
    assert result_warnings(json.dumps([item]).encode(), parse_label_config(REPEATED)) == warnings

"""Mapping columns: renamed, left out, into meta, read as results; and what cannot be followed."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.columns import ColumnMap, distinct_names, read_targets
from multisession.project.importers.read_options import Encoding, ReadOptions
from multisession.project.label_config.parse import parse_label_config
from multisession.web.errors import ValidationFailed

CONFIG = parse_label_config(
    '<View><Text name="text" value="$text"/><Choices name="mood" toName="text" choice="multiple">'
    '<Choice value="good"/><Choice value="bad"/></Choices><Rating name="stars" toName="text"/>'
    '<Number name="age" toName="text"/><TextArea name="note" toName="text"/>'
    '<Labels name="ner" toName="text"><Label value="Name"/></Labels></View>'
)


def rows(content: str | bytes, targets: str | None, name: str = "a.csv", **options: Any) -> list[Any]:
    """Each task as an item, or the refusal as (line, reason, content)."""
    columns = None if targets is None else ColumnMap(read_targets(targets), CONFIG)
    chunks = [content.encode() if isinstance(content, str) else content]
    found: list[Any] = []
    read = read_tasks(chunks, name=name, data_keys=CONFIG.data_keys, options=ReadOptions(columns=columns, **options))
    for item in read:
        if isinstance(item, Refusal):
            found.append((item.line, item.reason, item.content))
            continue
        made: dict[str, Any] = {"data": json.loads(bytes(item.data))}
        if bytes(item.meta) != b"{}":
            made["meta"] = json.loads(bytes(item.meta))
        for one in item.predictions:
            made.setdefault("predictions", []).append((one.model_version, json.loads(bytes(one.result))))
        for each in item.annotations:
            made.setdefault("annotations", []).append(json.loads(bytes(each.result)))
        found.append(made)
    return found


def result(control: str, kind: str, **value: Any) -> dict[str, Any]:
    return {"id": control, "from_name": control, "to_name": "text", "type": kind, "value": value}


def test_columns_are_renamed_left_out_and_put_into_meta() -> None:
    table = "Review body;Id;Region\nNice lamp;007;north\n"
    targets = '{"Review body": "text", "Id": {"meta": "id"}, "Region": null}'
    assert rows(table, targets) == [{"data": {"text": "Nice lamp"}, "meta": {"id": "007"}}]


def test_other_columns_stay_unless_told() -> None:
    assert rows("a,b,c\n1,2,3\n", '{"b": "text"}') == [{"data": {"a": "1", "text": "2", "c": "3"}}]
    assert rows("a,b,c\n1,2,3\n", '{"b": "text", "*": null}') == [{"data": {"text": "2"}}]


def test_columns_without_a_name_or_with_the_same_one_can_be_told_apart() -> None:
    table = "\ufefftext;text; ;text (2)\none;two;three;four\n"
    refused = rows(table, None)
    assert len(refused) == 1 and refused[0][1].startswith('Two columns are named "text".')
    kept = {"text": "one", "text (3)": "two", "column_3": "three", "text (2)": "four"}
    assert rows(table, "{}") == [{"data": kept}]
    assert rows(table, '{"text (3)": "text", "text": null, "*": null}') == [{"data": {"text": "two"}}]


def test_names_that_differ() -> None:
    assert distinct_names(["a", "a", "a (2)", "a"]) == ["a", "a (3)", "a (2)", "a (4)"]


def test_a_table_without_a_header() -> None:
    assert rows("one,1\ntwo,2\n", '{"column_1": "text"}', header=False) == [
        {"data": {"text": "one", "column_2": "1"}},
        {"data": {"text": "two", "column_2": "2"}},
    ]


def test_a_delimiter_that_was_told_wins() -> None:
    assert rows("text;a,b\n1;2,3\n", "{}", delimiter=";") == [{"data": {"text": "1", "a,b": "2,3"}}]


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-16", "text\tn\nthe mayor’s\t1\n".encode("utf-16")),
        ("windows-1252", "text\tn\nthe mayor’s\t1\n".encode("windows-1252")),
    ],
)
def test_other_encodings(encoding: Encoding, content: bytes) -> None:
    assert rows(content, None, name="a.tsv", encoding=encoding) == [{"data": {"text": "the mayor’s", "n": "1"}}]


def test_answers_become_predictions_and_annotations() -> None:
    table = "text,mood,stars,age,note\nhi,good,4,2.5,ok\nho,bad | good,,7,\n"
    targets = (
        '{"mood": {"prediction": "mood", "model_version": "v1"}, "stars": {"prediction": "stars",'
        ' "model_version": "v1"}, "age": {"prediction": "age", "model_version": "v2"}, "note": {"annotation": "note"}}'
    )
    first, second = rows(table, targets)
    assert first == {
        "data": {"text": "hi"},
        "predictions": [
            ("v1", [result("mood", "choices", choices=["good"]), result("stars", "rating", rating=4)]),
            ("v2", [result("age", "number", number=2.5)]),
        ],
        "annotations": [[result("note", "textarea", text=["ok"])]],
    }
    assert second == {
        "data": {"text": "ho"},
        "predictions": [
            ("v1", [result("mood", "choices", choices=["bad", "good"])]),
            ("v2", [result("age", "number", number=7)]),
        ],
    }


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("mood", "terrible", '"terrible" is not a choice of "mood". Its choices are good, bad.'),
        ("stars", "many", '"many" is not a number, and "stars" takes one.'),
        ("stars", "2.5", '"2.5" is not a rating for "stars". Write a whole number.'),
        ("age", "nan", '"nan" is not a number, and "age" takes one.'),
    ],
)
def test_an_answer_that_its_control_cannot_hold_refuses_the_row(column: str, value: str, said: str) -> None:
    table = f"text,{column}\nhi,\nho,{value}\n"
    first, second = rows(table, f'{{"{column}": {{"prediction": "{column}"}}}}')
    assert first == {"data": {"text": "hi"}}
    assert second == (3, said, f"ho,{value}")


def test_keys_of_json_items_are_mapped_and_their_values_stay_as_written() -> None:
    items = '[{"body": "hi", "n": 1.50}, {"data": {"body": "ho", "n": 2}, "meta": {"from": "x"}, "predictions": []}]'
    targets = '{"body": "text", "n": {"meta": "number"}}'
    assert rows(items, targets, name="a.json") == [
        {"data": {"text": "hi"}, "meta": {"number": 1.5}},
        {"data": {"text": "ho"}, "meta": {"from": "x", "number": 2}},
    ]
    (task,) = read_tasks(
        [b'{"body": "hi", "n": 1.50}'],
        name="a.json",
        data_keys={},
        options=ReadOptions(columns=ColumnMap(read_targets('{"body": "text"}'), CONFIG)),
    )
    assert not isinstance(task, Refusal) and bytes(task.data) == b'{"text":"hi","n":1.50}'


def test_two_keys_of_an_item_in_one_place_refuse_it() -> None:
    refused = rows('[{"text": "hi", "body": "ho"}]', '{"body": "text"}', name="a.json")
    assert refused[0][1] == 'Two of its keys go to "text". Give one of them another place.'


def test_a_missing_key_is_told_before_any_row() -> None:
    (refused,) = rows("a,b\n1,2\n3,4\n", '{"a": "body"}')
    assert (refused[0], refused[1].startswith('The label config shows "text", which is not here')) == (1, True)


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ("[]", "cannot be read"),
        ('{"a": 1}', "cannot be read"),
        ('{"a": {"meta": "x", "prediction": "mood"}}', "one of meta, prediction and annotation"),
        ('{"a": {}}', "one of meta, prediction and annotation"),
        ('{"a": {"key": "x"}}', "cannot be read"),
        ('{"a": ""}', "1 to 200 characters"),
        ('{"a": "x\\ny"}', "1 to 200 characters"),
        ('{"a": "x", "b": "x"}', 'Two columns go to "x"'),
        ('{"a": {"prediction": "ner"}}', 'cannot be an answer of "ner"'),
        ('{"a": {"prediction": "nobody"}}', 'cannot be an answer of "nobody"'),
        (json.dumps({f"c{number}": None for number in range(10_001)}), "10,000"),
    ],
)
def test_mappings_that_cannot_be_followed(targets: str, said: str) -> None:
    with pytest.raises(ValidationFailed) as raised:
        ColumnMap(read_targets(targets), CONFIG)
    assert said in raised.value.detail
    assert raised.value.code == "columns-invalid"


def test_a_column_that_takes_the_name_of_one_that_stays_is_told() -> None:
    (refused,) = rows("text,body\n1,2\n", '{"body": "text"}')
    assert 'Two columns go to "text"' in refused[1]


def test_thousands_of_columns() -> None:
    names = [f"c{number}" for number in range(9_000)]
    table = ",".join(names) + "\n" + ",".join("1" for _ in names) + "\n"
    assert rows(table, '{"c8999": "text", "*": null}') == [{"data": {"text": "1"}}]


def test_utf_16_without_a_byte_order_mark_is_that_of_windows() -> None:
    assert rows("text\nnä\n".encode("utf-16-le"), None, encoding="utf-16") == [{"data": {"text": "nä"}}]
    assert rows("text\nnä\n".encode("utf-16"), None, encoding="utf-16") == [{"data": {"text": "nä"}}]
    assert isinstance(rows(b"t", None, encoding="utf-16")[0], tuple)


def test_a_long_cell_of_spaces_is_read_as_fast_as_any() -> None:
    started = time.process_time()
    refused = rows("text,mood\na,g" + " " * 100_000 + "b\n", '{"mood": {"prediction": "mood"}}')
    assert time.process_time() - started < 1
    assert "is not a choice" in refused[0][1]


def test_many_columns_for_one_control_with_many_choices() -> None:
    choices = "".join(f'<Choice value="choice {number}"/>' for number in range(4_900))
    text = f'<View><Text name="t" value="$t"/><Choices name="mood" toName="t">{choices}</Choices></View>'
    targets = {f"c{number}": {"prediction": "mood", "model_version": str(number)} for number in range(2_000)}
    started = time.process_time()
    columns = ColumnMap(read_targets(json.dumps(targets)), parse_label_config(text))
    table = "\n".join([",".join([*targets, "t"]), *[",".join(["choice 1"] * 2_000 + ["x"])] * 40]).encode()
    found = list(read_tasks([table], name="a.csv", data_keys={"t": "Text"}, options=ReadOptions(columns=columns)))
    assert len(found) == 40 and not any(isinstance(one, Refusal) for one in found)
    assert time.process_time() - started < 3

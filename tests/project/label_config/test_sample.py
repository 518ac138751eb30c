"""Sample tasks made from a config."""

from __future__ import annotations

import base64

from lxml import etree

from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.sample import sample_task
from tests.project.label_config.conftest import Parse


def test_every_key_has_a_value_that_fits_its_tag(parse: Parse) -> None:
    task = sample_task(
        parse(
            '<View><Header value="Read $title"/><Text name="t" value="$text"/><Image name="i" value="$picture"/>'
            '<Choices name="c" toName="t" value="$answers"/></View>'
        )
    )
    assert set(task) == {"title", "text", "picture", "answers"}
    assert len(task["text"]) > len(task["title"]) > 10
    assert [set(answer) for answer in task["answers"]] == [{"value"}] * 3


def test_pictures_are_drawings_that_need_no_route(parse: Parse) -> None:
    task = sample_task(parse('<View><Image name="i" value="$image"/></View>'))
    kind, _, content = task["image"].partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert etree.fromstring(base64.b64decode(content)).tag == "{http://www.w3.org/2000/svg}svg"


def test_paths_are_built(parse: Parse) -> None:
    task = sample_task(
        parse(
            '<View><Text name="t" value="$a.b[1].c"/><Header value="$a.b[0].d"/>'
            '<Image name="i" valueList="$l" value="$a.p"/></View>'
        )
    )
    assert list(task["a"]["b"][1]) == ["c"]
    assert list(task["a"]["b"][0]) == ["d"]
    assert task["a"]["p"].startswith("data:image/")
    assert len(task["l"]) == 2


def test_an_index_of_any_size_makes_a_short_list(parse: Parse) -> None:
    assert len(sample_task(parse('<View><Text name="t" value="$a[9999]"/></View>'))["a"]) <= 21
    assert isinstance(sample_task(parse('<View><Text name="t" value="$a[99999999999]"/></View>'))["a"], dict)


def test_what_an_object_shows_wins_over_what_a_header_prints(parse: Parse) -> None:
    task = sample_task(parse('<View><Image name="i" value="$x"/><Header value="$x"/><Header value="$x.y"/></View>'))
    assert task["x"].startswith("data:image/")


def test_what_is_repeated_is_there_twice() -> None:
    config = parse_label_config(
        '<View><Repeater on="$days" indexFlag="{{day}}"><Header value="$days[{{day}}].date"/>'
        '<Repeater on="$days[{{day}}].notes"><Text name="note_{{day}}_{{idx}}" value="$days[{{day}}].notes[{{idx}}]"/>'
        "</Repeater></Repeater></View>"
    )
    assert config.data_keys == {"days": "Repeater"}
    days = sample_task(config)["days"]
    assert len(days) == 2 and days[0] == days[1]
    assert set(days[0]) == {"date", "notes"}
    assert len(days[0]["notes"]) == 2 and isinstance(days[0]["notes"][0], str)


def test_a_list_has_items_to_put_in_order() -> None:
    config = parse_label_config(
        '<View><List name="l" value="$options"/><Ranker name="r" toName="l"><Bucket name="b"/></Ranker></View>'
    )
    items = sample_task(config)["options"]
    assert [set(item) for item in items] == [{"id", "title", "body"}] * 3

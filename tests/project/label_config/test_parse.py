"""Reading label configs: what is refused, in which words, and where."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multisession.project.label_config.model import LabelConfigInvalid
from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.sample import sample_task
from multisession.project.label_config.source import decode_label_config
from multisession.project.label_config.tag_table import EMPTY_TABLE, TagTable
from tests.project.label_config.broken_configs import BROKEN_CONFIGS, BROKEN_FILES, BrokenConfig
from tests.project.label_config.conftest import Parse

NER = (
    '<View><Labels name="label" toName="text"><Label value="A" background="red"/></Labels>'
    '<Text name="text" value="$text"/></View>'
)


def refusal(parse: Parse, text: str) -> LabelConfigInvalid:
    with pytest.raises(LabelConfigInvalid) as refused:
        parse(text)
    return refused.value


@pytest.mark.parametrize("broken", BROKEN_CONFIGS, ids=lambda broken: broken.name)
def test_broken_config_is_refused_with_a_sentence(broken: BrokenConfig, parse: Parse) -> None:
    started = time.process_time()
    error = refusal(parse, broken.text)
    assert time.process_time() - started < 1
    assert error.status_code == 400
    assert error.problems[0].code == broken.code
    assert broken.says in error.problems[0].message
    assert error.problems[0].message in error.detail
    assert error.detail.endswith((".", ")"))
    assert "!" not in error.problems[0].message.replace("<!", "")
    assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)


@pytest.mark.parametrize(("name", "content", "says"), BROKEN_FILES, ids=[name for name, _, _ in BROKEN_FILES])
def test_broken_file_is_refused_with_a_sentence(name: str, content: bytes, says: str) -> None:
    with pytest.raises(LabelConfigInvalid, match=says):
        decode_label_config(content)


def test_the_message_names_the_nearest_and_the_place(parse: Parse) -> None:
    error = refusal(parse, '<View>\n  <Text name="text" value="$text"/>\n  <Labels name="l" toName="txt"/>\n</View>')
    (problem,) = error.problems
    assert problem.message == 'toName points to "txt", but no tag has that name. The nearest is "text".'
    assert (problem.line, problem.column) == (3, 20)
    assert (problem.tag, problem.attribute, problem.suggestion) == ("Labels", "toName", "text")
    assert error.validation_errors == {"label_config": [f"Line 3: {problem.message}"]}


def test_positions_survive_comments_declarations_and_tags_over_several_lines(parse: Parse) -> None:
    before = '<?xml version="1.0"?>\n<!-- <Labels> -->\n<View>\n<![CDATA[<x>]]>\n'
    text = before + '<Labels\n  name="l"\n  toName="no"\n/></View>'
    assert [(problem.line, problem.column) for problem in refusal(parse, text).problems] == [(7, 3)]


def test_every_mistake_is_told_and_the_count_is_bounded(parse: Parse) -> None:
    many = "".join(f'<Labels name="l{n}" toName="t{n}"/>' for n in range(2_000))
    error = refusal(parse, f"<View>{many}</View>")
    assert len(error.problems) == 100
    assert error.detail.endswith("(99 more.)")


@pytest.mark.parametrize(
    "content",
    [
        NER.encode(),
        b"\xef\xbb\xbf" + NER.encode(),
        NER.encode("utf-16"),
        NER.encode("utf-32"),
        b'<?xml version="1.0" encoding="utf-16"?>' + NER.encode(),
        b"<?xml version='1.0' encoding='iso-8859-1'?>" + NER.encode("latin-1"),
    ],
)
def test_files_in_the_usual_encodings_are_read(content: bytes, parse: Parse) -> None:
    assert list(parse(decode_label_config(content)).objects) == ["text"]


def test_declared_encoding_decides(parse: Parse) -> None:
    text = decode_label_config(
        "<?xml version='1.0' encoding='windows-1252'?><View><Header value='€'/></View>".encode("cp1252")
    )
    assert "€" in parse(text).text


def test_byte_order_mark_in_text(parse: Parse) -> None:
    assert list(parse("\ufeff" + NER).controls) == ["label"]


def test_parsed_label_config_has_the_api_shape(parse: Parse) -> None:
    assert parse(NER).parsed == {
        "label": {
            "type": "Labels",
            "to_name": ["text"],
            "inputs": [{"type": "Text", "valueType": None, "value": "text"}],
            "labels": ["A"],
            "labels_attrs": {"A": {"value": "A", "background": "red"}},
        }
    }


def test_tags_are_canonical_and_in_order(parse: Parse) -> None:
    config = parse('<view><gadget/><text name="t" value="$x"/><TEXT name="u" value="$y"/></view>')
    assert config.tags == ["View", "gadget", "Text"]


def test_markup_inside_hypertext_is_no_config(parse: Parse) -> None:
    config = parse('<View><HyperText name="h"><div><Label value="A"/><p>$story</p></div></HyperText></View>')
    assert config.tags == ["View", "HyperText"]
    assert config.objects["h"].data_key == "story"


def test_filter_points_to_a_control_and_makes_no_results(parse: Parse) -> None:
    config = parse(NER.replace("<View>", '<View><Filter name="f" toName="label"/>'))
    assert list(config.controls) == ["label"]


def test_unknown_tag_suggests_the_nearest(parse: Parse) -> None:
    (warning,) = parse("<View><Headr/></View>").warnings
    assert warning.suggestion == "Header"
    assert warning.is_warning


def test_bad_attribute_says_what_it_takes_and_what_is_used(parse: Parse) -> None:
    (warning,) = parse(
        '<View><Text name="t" value="$t"/><Choices name="c" toName="t" value="$c" choice="mutliple"/></View>'
    ).warnings
    assert warning.message == (
        'choice takes "single", "single-radio" or "multiple", not "mutliple". The nearest is "multiple".'
        ' Until then "single" is used.'
    )


def test_without_a_tag_table_structure_is_still_checked() -> None:
    config = parse_label_config(NER, table=EMPTY_TABLE)
    assert (list(config.objects), config.controls["label"].labels, config.warnings) == (["text"], ["A"], [])
    with pytest.raises(LabelConfigInvalid, match="no tag has that name"):
        parse_label_config('<View><Labels name="l" toName="text"/></View>', table=EMPTY_TABLE)


def test_the_same_text_is_read_once(parse: Parse, table: TagTable) -> None:
    assert parse(NER) is parse_label_config(NER, table=table)
    assert parse(NER) is not parse_label_config(NER, table=EMPTY_TABLE)


def test_a_smaller_limit_counts_also_for_a_text_read_before(table: TagTable) -> None:
    parse_label_config(NER, table=table)
    with pytest.raises(LabelConfigInvalid, match="larger than"):
        parse_label_config(NER, max_bytes=64, table=table)


SNIPPETS = st.sampled_from(
    [
        *("<View>", "</View>", "<", ">", "/>", '"', "&", "&#0;", "&amp;", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>"),
        *("<!DOCTYPE x>", '<Text name="t" value="$a.b[0]"/>', '<Labels name="l" toName="', 't"', "<Label ", 'value="$'),
        *('xmlns="u"', "<a:b ", 'xmlns:a="u"', " ", "\n", "\0", "\ud800", "\ufeff"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(SNIPPETS, st.text(max_size=5))).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        config = parse_label_config(text, table=EMPTY_TABLE)
    except LabelConfigInvalid as error:
        assert error.problems
    else:
        assert config.text == text


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        assert isinstance(decode_label_config(content), str)
    except LabelConfigInvalid as error:
        assert error.problems


def test_an_object_shows_a_field_of_any_name_and_a_sentence_stays_one() -> None:
    config = parse_label_config(
        '<View><Header value="About $title (short)"/><Text name="t" value="$Comment (EN)"/>'
        '<Text name="u" value="$a and $b"/></View>'
    )
    assert set(config.data_keys) == {"title", "Comment (EN)", "a", "b"}
    assert config.data_keys["Comment (EN)"] == "Text"
    assert sample_task(config)["Comment (EN)"] != ""

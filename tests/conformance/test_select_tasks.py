"""The data table: which tasks a query finds, in which order, compared with the same query in plain Python."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multisession.project.annotations import AnnotationChange
from multisession.project.data_query.model import AnnotationKind, TaskQuery
from multisession.project.data_query.parse import QueryInvalid, query_of
from multisession.project.store.interface import Store
from multisession.project.tasks import NewAnnotation, NewPrediction, NewTask

pytestmark = pytest.mark.anyio


def item(column: str, operator: str, kind: str, value: Any = None) -> dict[str, Any]:
    return {"filter": f"filter:tasks:{column}", "operator": operator, "type": kind, "value": value}


async def found(store: Store, *items: dict[str, Any], conjunction: str = "and", **more: Any) -> list[int]:
    query = query_of({"filters": {"conjunction": conjunction, "items": list(items)}, **more})
    page = await store.select_tasks(query, page=1, page_size=1000)
    ids = [task.id for task in page.tasks]
    assert page.total == len(ids)
    assert list(await store.select_ids(query)) == ids
    return ids


async def add(store: Store, *data: dict[str, Any]) -> list[int]:
    made = [await store.create_task(NewTask(data=msgspec.Raw(json.dumps(each).encode()))) for each in data]
    return [task.id for task in made]


async def test_a_query_for_everything_is_the_table(store: Store, ids: list[int]) -> None:
    assert await found(store) == ids
    assert await found(store, ordering=["-tasks:id"]) == ids[::-1]
    await store.delete_task(ids[2])
    left = ids[:2] + ids[3:]
    descending = query_of({"ordering": ["-tasks:inner_id"]})
    pages = [await store.select_tasks(descending, page=page, page_size=2) for page in (1, 2, 3, 4)]
    assert [[task.id for task in page.tasks] for page in pages] == [left[:2:-1], left[2:0:-1], left[:1], []]
    assert {page.total for page in pages} == {5}


async def test_counters_and_belongings(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[0], NewAnnotation(result=msgspec.Raw(b'[{"v":"na\\u00efve"}]'), lead_time=4.0))
    await store.create_annotation(ids[0], NewAnnotation(result=msgspec.Raw(b"[]"), lead_time=8.0))
    await store.create_annotation(ids[1], NewAnnotation(was_cancelled=True))
    await store.save_draft(ids[5], msgspec.Raw(b"[]"))
    await store.create_prediction(ids[2], NewPrediction(score=1.0, model_version="Second"))
    await store.create_prediction(ids[3], NewPrediction(result=msgspec.Raw(b'[{"x":"cat"}]')))
    assert await found(store, item("completed", "equal", "Boolean", True)) == [ids[0]]
    assert await found(store, item("total_annotations", "equal", "Number", 2)) == [ids[0]]
    # neither an annotation nor a skip, beside conditions of which one is enough
    either = (item("id", "less_or_equal", "Number", ids[2]), item("id", "equal", "Number", ids[5]))
    assert await found(store, *either, conjunction="or", open=True) == [ids[2], ids[5]]
    assert await found(store, *either, conjunction="or", open=False) == [*ids[:3], ids[5]]
    with pytest.raises(QueryInvalid):
        query_of({"open": "yes"})
    assert await found(store, item("cancelled_annotations", "greater", "Number", "0")) == [ids[1]]
    assert await found(store, item("total_predictions", "in", "Number", {"min": 1, "max": 1})) == [ids[3]]
    assert await found(store, item("predictions_score", "equal", "Number", 0.75)) == [ids[2]]
    assert await found(store, item("predictions_score", "empty", "Number", False)) == [ids[2]]
    assert await found(store, item("predictions_model_versions", "contains", "String", "SEC")) == [ids[2]]
    assert await found(store, item("predictions_results", "contains", "String", "Cat")) == [ids[3]]
    assert await found(store, item("annotations_results", "contains", "String", "naïve")) == [ids[0]]
    assert await found(store, item("annotations_results", "not_contains", "String", "naïve")) == ids[1:]
    assert await found(store, item("annotations_results", "empty", "String", False)) == [ids[0]]
    assert await found(store, item("avg_lead_time", "greater", "Number", 5)) == [ids[0]]
    assert await found(store, item("draft_exists", "equal", "Boolean", "true")) == [ids[5]]
    assert await found(store, item("completed_at", "empty", "Datetime", False)) == [ids[0]]
    assert await found(store, item("completed_at", "greater", "Datetime", "2020-01-01")) == [ids[0]]
    assert await found(store, item("file_upload", "empty", "String")) == ids
    assert await found(store, item("inner_id", "in_list", "Number", [2, 4, 99])) == [ids[1], ids[3]]
    by_score = await found(store, ordering=["-tasks:predictions_score", "-tasks:id"])
    assert by_score == [ids[2], *(task for task in ids[::-1] if task != ids[2])]
    assert (await found(store, ordering=["-tasks:total_annotations"]))[0] == ids[0]


async def test_annotations_of_a_kind(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[0], NewAnnotation())
    await store.create_annotation(ids[1], NewAnnotation(ground_truth=True))
    await store.create_annotation(ids[2], NewAnnotation(ground_truth=True, was_cancelled=True))

    async def having(*kinds: AnnotationKind) -> list[int]:
        return list(await store.select_ids(TaskQuery(having=frozenset(kinds), included=tuple(ids[:4]))))

    assert await having("usual") == ids[:1]
    assert await having("ground_truth") == ids[1:2]
    assert await having("skipped") == ids[2:3]
    assert await having("usual", "skipped") == [ids[0], ids[2]]
    assert await having() == ids[:4]


async def test_ground_truth(store: Store, ids: list[int]) -> None:
    usual = await store.create_annotation(ids[0], NewAnnotation())
    await store.create_annotation(ids[1], NewAnnotation())
    marked = await store.create_annotation(ids[1], NewAnnotation(ground_truth=True))
    await store.create_annotation(ids[2], NewAnnotation(ground_truth=True, was_cancelled=True))
    assert usual is not None and marked is not None
    yes, no = item("ground_truth", "equal", "Boolean", True), item("ground_truth", "equal", "Boolean", False)
    assert await found(store, yes) == [ids[1]]
    assert await found(store, no) == [ids[0], *ids[2:]]
    assert await found(store, ordering=["-tasks:ground_truth"]) == [ids[1], ids[0], *ids[2:]]
    await store.update_annotation(usual.id, AnnotationChange(ground_truth=True))
    await store.update_annotation(marked.id, AnnotationChange(ground_truth=False))
    assert await found(store, yes) == [ids[0]]
    # a skip that is taken back is ground truth again
    skip = (await store.annotations(ids[2]))[0]
    await store.update_annotation(skip.id, AnnotationChange(was_cancelled=False))
    assert await found(store, yes) == [ids[0], ids[2]]
    await store.delete_annotation(usual.id)
    assert await found(store, yes) == [ids[2]]


async def test_times(store: Store, ids: list[int]) -> None:
    first = await store.task(ids[0])
    assert first is not None
    await store.update_task(ids[3], meta=msgspec.Raw(b'{"a":1}'))
    assert await found(store, item("created_at", "less_or_equal", "Datetime", "2001-01-01T00:00:00Z")) == []
    assert ids[0] in await found(store, item("created_at", "equal", "Datetime", first.created_at))
    assert (await found(store, ordering=["-tasks:updated_at"]))[0] == ids[3]
    made = await add(
        store, {"at": "2020-05-01T12:00:00+02:00"}, {"at": "2020-05-01 10:00:00.250"}, {"at": "now"}, {"at": 2459000.5}
    )
    assert await found(store, item("data.at", "equal", "Datetime", "2020-05-01T10:00:00Z")) == made[:1]
    span = {"min": "2020-05-01", "max": "2020-05-02"}
    assert await found(store, item("data.at", "in", "Datetime", span)) == made[:2]
    assert await found(store, item("data.at", "empty", "Datetime", False)) == made[:2]


async def test_selected_items(store: Store, ids: list[int]) -> None:
    assert await found(store, selectedItems={"all": True, "excluded": ids[:2]}) == ids[2:]
    assert await found(store, selectedItems={"all": False, "included": [ids[4], ids[1], 10**9]}) == [ids[1], ids[4]]
    assert await found(store, selectedItems={"all": False, "included": []}) == []


async def test_a_page_found_before_does_not_outlive_a_change(store: Store, ids: list[int]) -> None:
    query = query_of({"filters": {"items": [item("data.text", "contains", "String", "new")]}})
    assert (await store.select_tasks(query, page=1, page_size=10)).total == 0
    await store.update_task(ids[1], data=msgspec.Raw(b'{"text":"something NEW"}'))
    page = await store.select_tasks(query, page=1, page_size=10)
    assert [task.id for task in page.tasks] == [ids[1]]
    await store.create_annotation(ids[1], NewAnnotation())
    page = await store.select_tasks(query, page=1, page_size=10)
    assert page.tasks[0].total_annotations == 1
    await store.delete_task(ids[1])
    assert (await store.select_tasks(query, page=1, page_size=10)).total == 0


async def test_keys_with_dots_and_letters_of_all_kinds(store: Store) -> None:
    made = await add(store, {"a.b": "x"}, {"a": {"b": "x"}}, {"größe": 3}, {"a": {"größe": 3}})
    raw = await store.create_task(NewTask(data=msgspec.Raw('{"größe": 3}'.encode())))
    assert await found(store, item("data.a.b", "equal", "String", "x")) == made[:2]
    assert await found(store, item("data.größe", "equal", "Number", 3)) == [made[2], raw.id]
    assert await found(store, item("data.a.größe", "equal", "Number", 3)) == [made[3]]


async def test_an_annotation_changed_or_deleted_is_searched_as_it_is(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[0], NewAnnotation(result=msgspec.Raw(b'["first"]')))
    assert annotation is not None
    await store.update_annotation(annotation.id, AnnotationChange(result=msgspec.Raw(b'["second"]')))
    assert await found(store, item("annotations_results", "contains", "String", "first")) == []
    assert await found(store, item("annotations_results", "contains", "String", "second")) == [ids[0]]
    await store.delete_annotation(annotation.id)
    assert await found(store, item("annotations_results", "contains", "String", "second")) == []


# -- the same in plain Python

TEXTS = st.one_of(
    st.sampled_from(
        ["", "a", "A", "Ab", "%", "_", "\\", "'", '"', "10", "9", "-1.5", "1e2", "01", "true", "É", "é", "[]"]
    ),
    st.text(alphabet="aAbBéÉ%_\\'\"; -1", max_size=4),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-20, 20), st.sampled_from([0.5, -1.5, 2.25]), TEXTS)
DATA = st.dictionaries(st.sampled_from(["k", "l"]), st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=2)
NUMERIC = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
KINDS = {
    "String": ["contains", "not_contains", "equal", "not_equal", "in_list", "empty"],
    "Number": ["equal", "not_equal", "less", "less_or_equal", "greater", "greater_or_equal", "in", "not_in", "empty"],
    "Boolean": ["equal", "not_equal", "empty"],
    "List": ["contains", "not_contains", "empty"],
}


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    operator = draw(st.sampled_from(KINDS[kind]))
    number = st.one_of(st.integers(-20, 20), st.sampled_from([0.5, -1.5, 2.25]))
    scalar = {"String": TEXTS, "Number": number, "Boolean": st.booleans(), "List": TEXTS}[kind]
    if operator == "empty":
        scalar = st.booleans()
    elif operator in ("in", "not_in"):
        scalar = st.fixed_dictionaries({"min": number, "max": number})
    elif operator == "in_list":
        scalar = st.lists(TEXTS, max_size=3)
    return item(f"data.{draw(st.sampled_from('kl'))}", operator, kind, draw(scalar))


def text_of(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def number_of(value: Any) -> float | None:
    if isinstance(value, str):
        return float(value) if NUMERIC.fullmatch(value) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def contains(text: str, needle: str) -> bool:
    return needle.lower() in text.lower() if needle.isascii() else needle.casefold() in text.casefold()


def satisfies(data: dict[str, Any], condition: dict[str, Any]) -> bool:
    value, wanted = data.get(condition["filter"].removeprefix("filter:tasks:data.")), condition["value"]
    operator, kind = condition["operator"], condition["type"]
    if operator.startswith("not_"):
        return not satisfies(data, {**condition, "operator": operator.removeprefix("not_")})
    if operator == "empty":
        values = {"String": text_of(value) or None, "Number": number_of(value), "Boolean": boolean_of(value)}
        empty = values[kind] in (None, "[]", "{}") if kind in values else value in (None, [])
        return empty is wanted
    if kind == "List":
        return isinstance(value, list) and wanted in map(text_of, value)
    if kind == "Boolean":
        return boolean_of(value) is wanted
    if kind == "Number":
        return compares(number_of(value), operator, wanted)
    text = text_of(value)
    return (
        text is not None
        and {
            "contains": lambda: contains(text, wanted),
            "equal": lambda: text == wanted,
            "in_list": lambda: text in wanted,
        }[operator]()
    )


def boolean_of(value: Any) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


def compares(value: float | None, operator: str, wanted: Any) -> bool:
    if value is None:
        return False
    if operator == "in":
        return bool(wanted["min"] <= value <= wanted["max"])
    return bool(
        {
            "equal": value == wanted,
            "less": value < wanted,
            "less_or_equal": value <= wanted,
            "greater": value > wanted,
            "greater_or_equal": value >= wanted,
        }[operator]
    )


def rank(value: Any) -> tuple[int, Any]:
    """Numbers, texts that are numbers and truth values; then texts; what is missing last."""
    if value is None:
        return 2, 0
    if isinstance(value, bool):
        return 0, int(value)
    number = number_of(value)
    if number is not None:
        return 0, number
    text = text_of(value)
    assert text is not None
    return 1, "".join(character.lower() if character.isascii() else character for character in text).encode()


#: One of every sort of value that makes a difference.
VALUES = [
    None, True, False, "true", "FALSE", 0, 2, -1.5, 2.25, "2", "-1.5", "2e0", "02", "2 apples", "", "a", "A", "ab%",
    "a_", "\\", "É", "é", [], {}, [2, "a"], ["A", None, True], "[]",
]  # fmt: skip
NEEDLES = ["", "a", "A", "%", "_", "\\", "é", "2", "true", "a_"]


def every_condition() -> list[dict[str, Any]]:
    """Every operator with values that it can get wrong."""
    sent: dict[str, list[Any]] = {"String": NEEDLES, "List": ["a", "2", "true"], "Boolean": [True, False]}
    found: list[dict[str, Any]] = []
    for kind, operators in KINDS.items():
        for operator in operators:
            values = sent.get(kind, [-1.5, 2, 2.25])
            if operator == "empty":
                values = [True, False]
            elif operator in ("in", "not_in"):
                values = [{"min": -1.5, "max": 2}, {"min": 0, "max": 0}]
            elif operator == "in_list":
                values = [["a", "2"], []]
            found += [item("data.k", operator, kind, value) for value in values]
    return found


async def test_every_operator_with_every_sort_of_value(store: Store) -> None:
    await store.delete_tasks()
    rows: list[dict[str, Any]] = [{}, *({"k": value} for value in VALUES)]
    ids = await add(store, *rows)
    for condition in every_condition():
        expected = [task for task, row in zip(ids, rows, strict=True) if satisfies(row, condition)]
        assert await found(store, condition) == expected, condition


async def test_every_sort_of_value_in_order(store: Store) -> None:
    await store.delete_tasks()
    ids = await add(store, {}, *({"k": value} for value in VALUES))
    ranks = dict(zip(ids, map(rank, [None, *VALUES]), strict=True))
    assert await found(store, ordering=["tasks:data.k"]) == sorted(ids, key=lambda task: (ranks[task], task))
    there = [task for task in ids if ranks[task][0] < 2]
    downwards = sorted(there, key=lambda task: (ranks[task], task), reverse=True)
    missing = [task for task in ids if task not in there]
    assert await found(store, ordering=["-tasks:data.k", "-tasks:id"]) == downwards + missing[::-1]


QUERIES = st.lists(st.tuples(st.sampled_from(["and", "or"]), st.lists(conditions(), max_size=3)), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DATA, min_size=1, max_size=8), QUERIES)
async def test_the_same_as_in_python(
    store: Store, rows: list[dict[str, Any]], queries: list[tuple[str, list[dict[str, Any]]]]
) -> None:
    await store.delete_tasks()
    ids = await add(store, *rows)
    tasks = dict(zip(ids, rows, strict=True))
    for conjunction, items in queries:
        joint = all if conjunction == "and" else any
        expected = [task for task in ids if not items or joint(satisfies(tasks[task], each) for each in items)]
        assert await found(store, *items, conjunction=conjunction) == expected
        ordered = await found(store, *items, conjunction=conjunction, ordering=["tasks:data.k"])
        assert ordered == sorted(expected, key=lambda task: (rank(tasks[task].get("k")), task))


SEARCHED: list[dict[str, Any]] = [
    {"text": "A Thunder storm", "n": 17},
    {"deep": {"er": [{"thunder": "no"}, "über alles", None, True]}},
    {"quoted": 'say "hi" to C:\\dir, a/b', "url": "https://example.org/x"},
    {"thunder": "a key is no value"},
]


@pytest.mark.parametrize(
    ("search", "places"),
    [
        ("thunder", [0]),
        ("17", [0]),
        ("ÜBER A", [1]),
        ("true", [1]),
        ('"hi"', [2]),
        ("c:\\DIR, a/b", [2]),
        ("org/x", [2]),
        ('":', []),
        ("100%", []),
        (" no", [3]),
        ("null", []),
    ],
)
@pytest.mark.parametrize("ensure_ascii", [True, False])
async def test_a_search_looks_into_every_value_of_the_data(
    store: Store, search: str, places: list[int], ensure_ascii: bool
) -> None:
    made = [
        await store.create_task(NewTask(data=msgspec.Raw(json.dumps(each, ensure_ascii=ensure_ascii).encode())))
        for each in SEARCHED
    ]
    ids = [task.id for task in made]
    assert await found(store, search=search) == [ids[place] for place in places]


async def test_a_search_stands_beside_the_conditions(store: Store, ids: list[int]) -> None:
    made = await add(store, {"text": "one rain"}, {"text": "two rain"}, {"text": "one sun"})
    either = (item("data.text", "contains", "String", "one"), item("data.text", "contains", "String", "two"))
    assert await found(store, *either, conjunction="or", search="RAIN", ordering=["-tasks:id"]) == made[1::-1]
    assert await found(store, search="  ") == [*ids, *made]
    assert await found(store, search="rain", selectedItems={"all": True, "excluded": [made[0]]}) == [made[1]]

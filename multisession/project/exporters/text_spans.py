"""What was marked in a text: stretches in code points, with one label each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from multisession.project.annotations import Annotation
from multisession.project.exporters.fitting import Need
from multisession.project.exporters.regions import regions
from multisession.project.label_config.model import LabelConfig, ObjectTag
from multisession.project.store.interface import TaskBundle
from multisession.web.errors import BadRequest

TEXT_SPANS = Need("Labels on a Text", frozenset({"labels"}), frozenset({"Text"}))
_data = msgspec.json.Decoder().decode
_WORD = re.compile(r"\S+")


class TextElsewhere(BadRequest):
    """400: the text of a task is not in its data, so that no word of it can be written."""

    code = "text-elsewhere"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` has a label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text and what one annotation marks in it."""

    task: int
    annotation: int | None
    text: str
    #: sorted; they may overlap
    spans: list[Span]


def marked_texts(bundle: TaskBundle, config: LabelConfig) -> Iterator[MarkedText]:
    """Each text of a task with each of its annotations that is no skip; with none, once without marks.

    Raises TextElsewhere for a text that the task only has the address of.
    """
    annotations: list[Annotation | None] = [one for one in bundle.annotations if not one.was_cancelled]
    for annotation in annotations or [None]:
        for shown in _texts(config):
            text = _text_of(bundle, shown)
            spans = [] if annotation is None else list(_spans(annotation, shown.name, len(text)))
            yield MarkedText(bundle.task.id, annotation.id if annotation else None, text, sorted(spans))


def _texts(config: LabelConfig) -> list[ObjectTag]:
    """The Text tags that words are marked in."""
    marked = {name for control in TEXT_SPANS.controls(config) for name in config.controls[control].to_name}
    return [one for one in config.objects.values() if one.name in marked and one.tag == "Text"]


def _text_of(bundle: TaskBundle, shown: ObjectTag) -> str:
    value = _data(bundle.task.data).get(shown.data_key) if shown.data_key is not None else shown.value
    if shown.value_type == "url":
        raise TextElsewhere(
            f"Task {bundle.task.id} holds the address of its text and not the text. "
            "Import the texts themselves, or export JSON."
        )
    return value if isinstance(value, str) else "" if value is None else str(value)


def _spans(annotation: Annotation, name: str, length: int) -> Iterator[Span]:
    for region in regions(annotation):
        start, end = region.value.get("start"), region.value.get("end")
        if region.object != name or not isinstance(start, int) or not isinstance(end, int):
            continue
        if 0 <= start < end <= length:
            for label in region.every_label[:1]:
                yield Span(start, end, label)


def words(text: str, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Where the words of a text lie: what white space separates, cut where a mark begins or ends inside of it."""
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    at = 0
    for word in _WORD.finditer(text):
        start = word.start()
        while at < len(edges) and edges[at] <= start:
            at += 1
        inside = at
        while inside < len(edges) and edges[inside] < word.end():
            yield start, edges[inside]
            start = edges[inside]
            inside += 1
        yield start, word.end()


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Of marks that overlap, the one that begins first, of those the longest; sorted."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept

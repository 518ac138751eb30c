"""Figures as text for Prometheus, exposition format 0.0.4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """One line: a value under labels. ``suffix`` is what a histogram's parts add to the family's name."""

    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Samples of one name, and what they mean."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    help: str
    samples: Sequence[Sample]


def gauge(name: str, help: str, value: float) -> Family:
    """A family of one value."""
    return Family(name, "gauge", help, [Sample(value)])


def histogram(name: str, help: str, bounds: Sequence[float], counts: Sequence[int], total: float) -> Family:
    """A histogram from the count of each bucket, the last above all bounds; ``total`` sums what was counted."""
    samples = []
    up_to = 0
    for bound, count in zip([*bounds, float("inf")], counts, strict=True):
        up_to += count
        samples.append(Sample(up_to, {"le": _number(bound)}, "_bucket"))
    return Family(name, "histogram", help, [*samples, Sample(total, suffix="_sum"), Sample(up_to, suffix="_count")])


def exposition(families: Iterable[Family]) -> str:
    """The whole text."""
    return "".join(f"{line}\n" for family in families for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    described = family.help.replace("\\", "\\\\").replace("\n", "\\n")
    yield f"# HELP {family.name} {described}"
    yield f"# TYPE {family.name} {family.kind}"
    for sample in family.samples:
        labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in sample.labels.items())
        yield f"{family.name}{sample.suffix}{f'{{{labels}}}' if labels else ''} {_number(sample.value)}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    if value == float("inf"):
        return "+Inf"
    return str(int(value)) if value == int(value) else repr(value)

"""What became of a prediction: region by region and answer by answer, what an annotation kept of it (docs/figures.md).

Regions are matched by id; those that are left, by where they are. Two places are the same when their numbers differ by
at most ``TOLERANCE``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from multisession.project.figures.label_counts import MOST_NAMES
from multisession.project.figures.result_items import Item, is_choice, is_labels, keys_of, names_of
from multisession.web.json import plain_value

Outcome = Literal["kept", "changed", "added", "rejected"]
#: (control, label or choice; "" for an answer that is no choice, what became of it)
Judgement = tuple[str, str, Outcome]

#: In percent of a picture, characters, or seconds: less than anybody means by a change.
TOLERANCE = 0.01
#: Repeats what the place says already, and clients write it in different ways.
_DERIVED = ("text",)


@dataclass(slots=True)
class OutcomeCount:
    """How often each outcome came."""

    kept: int = 0
    changed: int = 0
    added: int = 0
    rejected: int = 0

    @property
    def kept_share(self) -> float | None:
        """Of what was proposed, the part that was kept as it was; None when nothing was proposed."""
        return self.kept / self.proposed if self.proposed else None

    @property
    def proposed(self) -> int:
        return self.kept + self.changed + self.rejected

    @property
    def total(self) -> int:
        return self.proposed + self.added

    def add(self, outcome: Outcome) -> None:
        if outcome == "kept":
            self.kept += 1
        else:
            setattr(self, outcome, getattr(self, outcome) + 1)

    def add_all(self, other: OutcomeCount) -> None:
        self.kept += other.kept
        self.changed += other.changed
        self.added += other.added
        self.rejected += other.rejected


class AgreementCounts:
    """Outcomes by control and label."""

    def __init__(self) -> None:
        self.labels: dict[tuple[str, str], OutcomeCount] = {}
        #: of labels that came after MOST_NAMES others
        self.others = OutcomeCount()

    def add(self, judgement: Judgement) -> None:
        """Counts one."""
        control, label, outcome = judgement
        count = self.labels.get((control, label))
        if count is None:
            if len(self.labels) >= MOST_NAMES:
                count = self.others
            else:
                count = self.labels[control, label] = OutcomeCount()
        count.add(outcome)

    def size(self) -> int:
        """About how many bytes this takes."""
        return 400 * len(self.labels)


def judge(prediction: list[Item], annotation: list[Item]) -> Iterator[Judgement]:
    """Every region and answer of either, once, with what became of it."""
    by_key: dict[_Key, Item] = {
        (item.id, item.from_name): item for item in prediction if is_labels(item.type) and item.id is not None
    }
    left: list[Item] = []
    matched: dict[int, Item] = {}
    for item in annotation:
        region = by_key.pop((item.id, item.from_name), None) if is_labels(item.type) else None
        if region is None:
            left.append(item)
        else:
            # Nearly all regions keep their id.
            matched[id(region)] = region
            yield (*_known_as(region), "kept" if _same_region(region, item) else "changed")
    rest = [item for item in prediction if id(item) not in matched]
    if len(rest) == len(left) and all(map(_same_answer, rest, left)):
        # Answers that nobody touched, or none at all.
        for item in left:
            for name in names_of(item):
                yield item.control, name, "kept"
    else:
        yield from _rest_judged(rest, left, {region.id for region in matched.values()})


def _same_answer(one: Item, other: Item) -> bool:
    return (
        one.from_name == other.from_name
        and is_choice(one.type)
        and one.id == other.id
        and one.type == other.type
        and bytes(one.value) == bytes(other.value)
    )


def _rest_judged(prediction: list[Item], annotation: list[Item], labeled: set[str | int | None]) -> Iterator[Judgement]:
    """What is not matched by id. ``labeled`` are the ids of the regions that are."""
    proposed, made = _regions(prediction, labeled), _regions(annotation, labeled)
    pairs = _paired(proposed, made)
    for key, region in proposed.items():
        match = pairs.get(key)
        if match is None:
            yield (*_known_as(region), "rejected")
        else:
            yield (*_known_as(region), "kept" if _same_region(region, made[match]) else "changed")
    taken = set(pairs.values())
    for key, region in made.items():
        if key not in taken:
            yield (*_known_as(region), "added")
    new_ids = {match[0]: key[0] for key, match in pairs.items()}
    yield from _answers_judged(
        _answers(prediction, labeled | {key[0] for key in proposed}, {}),
        _answers(annotation, labeled | {key[0] for key in made}, new_ids),
    )


#: (id, control) of a region's item
_Key = tuple[Any, str]


def _regions(items: list[Item], elsewhere: set[str | int | None]) -> dict[_Key, Item]:
    """The items that say what a region is: its labels, or its shape alone where it has none."""
    labeled = elsewhere | {item.id for item in items if is_labels(item.type)}
    found: dict[_Key, Item] = {}
    for place, item in enumerate(items):
        if item.type in ("relation", ""):
            continue
        if is_labels(item.type) or (item.id is not None and item.id not in labeled and item.type not in keys_of(item)):
            # Two of one id and control can only be told apart by their place.
            key = (item.id, item.from_name)
            found[key if key not in found and item.id is not None else (("", place), item.from_name)] = item
    return found


def _known_as(region: Item) -> tuple[str, str]:
    names = names_of(region)
    return region.control, names[0] if names else ""


def _paired(proposed: dict[_Key, Item], made: dict[_Key, Item]) -> dict[_Key, _Key]:
    """A region of the prediction -> that of the annotation: the same id, else the same place."""
    pairs = {key: key for key in proposed if key in made and not isinstance(key[0], tuple)}
    by_place: dict[tuple[Any, ...], deque[_Key]] = {}
    for key, region in made.items():
        if key not in pairs:
            by_place.setdefault(_place(region), deque()).append(key)
    if by_place:
        for key, region in proposed.items():
            if key not in pairs and (same := by_place.get(_place(region))):
                pairs[key] = same.popleft()
    return pairs


def _place(region: Item) -> tuple[Any, ...]:
    """Equal for regions in the same place, whatever their labels; all but the last digits count."""
    return region.control, str(region.to_name), msgspec.json.encode(_rounded(_shape(region)), order="sorted")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6) + 0.0
    if isinstance(value, int) and not isinstance(value, bool):
        return round(float(value), 6) if abs(value) < 2**53 else value
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    return {key: _rounded(each) for key, each in value.items()} if isinstance(value, dict) else value


def _shape(region: Item) -> dict[str, Any]:
    value = _decoded(region.value)
    if not isinstance(value, dict):
        return {}
    for key in (*_DERIVED, region.type):
        value.pop(key, None)
    return value


def _decoded(raw: msgspec.Raw) -> Any:
    try:
        return plain_value(raw)
    except msgspec.DecodeError:
        return None


def _same_region(one: Item, other: Item) -> bool:
    if bytes(one.value) == bytes(other.value):
        return True
    return _same(_shape(one), _shape(other)) and sorted(names_of(one)) == sorted(names_of(other))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other or abs(one - other) <= TOLERANCE
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    return bool(one == other)


#: (control, object, id of the region that it is about or None) -> the names chosen, and answers that are no names
_Answers = dict[tuple[str, str, Any], tuple[list[str], list[Any]]]


def _answers(items: list[Item], region_ids: set[Any], new_ids: dict[Any, Any]) -> _Answers:
    found: _Answers = {}
    for item in items:
        if is_labels(item.type) or item.type in ("relation", ""):
            continue
        about = new_ids.get(item.id, item.id) if item.id in region_ids else None
        names, others = found.setdefault((item.control, str(item.to_name), about), ([], []))
        chosen = names_of(item)
        if chosen:
            names.extend(chosen)
        elif item.type in (keys := keys_of(item)):
            others.append(_decoded(keys[item.type]))
    return found


def _answers_judged(proposed: _Answers, made: _Answers) -> Iterator[Judgement]:
    nothing: tuple[list[str], list[Any]] = ([], [])
    for key in dict.fromkeys([*proposed, *made]):
        (names, others), (own, own_others) = proposed.get(key, nothing), made.get(key, nothing)
        before, after = set(names), set(own)
        missing, new = [name for name in names if name not in after], [name for name in own if name not in before]
        changed = min(len(missing), len(new))
        for name in names:
            if name in after:
                yield key[0], name, "kept"
        for place, name in enumerate(missing):
            yield key[0], name, "changed" if place < changed else "rejected"
        for name in new[changed:]:
            yield key[0], name, "added"
        if others and own_others:
            yield key[0], "", "kept" if _same(others, own_others) else "changed"
        elif others or own_others:
            yield key[0], "", "rejected" if others else "added"

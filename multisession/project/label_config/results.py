"""Results as people and programs send them: what is refused (malformed shape, size, depth), what is only remarked on.

A result that does not fit the label config is stored all the same, since its tag or label may come back with the next
config; :func:`result_warnings` says so in sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from multisession.project.label_config.model import ControlTag, LabelConfig
from multisession.web.errors import BodyTooLarge, ValidationFailed
from multisession.web.json import depth_exceeds, plain_value
from multisession.web.written_size import written_size

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_WARNINGS = 20

#: Numbers that may be out of range for the readers of an export; rare enough to be decoded to find out.
_DOUBTFUL_NUMBER = re.compile(rb"\d{19}|[eE]\+?\d{3}")
_DIGITS = re.compile(r"\d+")


class ResultMalformed(ValidationFailed):
    """The result is no list of result items."""

    code = "result-shape"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, validation_errors={"result": [detail]})


class _Item(msgspec.Struct):
    id: str | msgspec.UnsetType | None = msgspec.UNSET
    from_name: str | msgspec.UnsetType | None = msgspec.UNSET
    to_name: str | msgspec.UnsetType | None = msgspec.UNSET
    type: str | msgspec.UnsetType | None = msgspec.UNSET
    value: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_decode_items = msgspec.json.Decoder(list[_Item]).decode


def check_result_shape(result: bytes | msgspec.Raw, *, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> None:
    """Refuses a result that is not a JSON array of objects whose ``value`` is an object and whose names are strings.

    ``id``, ``from_name``, ``to_name`` and ``type`` may be absent or null (a relation has no id). Raises
    :class:`ResultMalformed`, or :class:`BodyTooLarge` above ``max_bytes``. Nothing is decoded into objects, so that a
    large mask costs a scan of its bytes.
    """
    raw = bytes(result)
    if len(raw) > max_bytes:
        raise BodyTooLarge(f"The result is larger than {written_size(max_bytes)}. Split it over several tasks.")
    if not raw.lstrip().startswith(b"["):
        raise ResultMalformed("The result is not an array. Send a JSON array of result items.")
    if depth_exceeds(raw, max_depth):
        raise ResultMalformed(f"The result is nested more than {max_depth} deep, or its brackets do not match.")
    for number, item in enumerate(_items(raw), start=1):
        if item.value is not msgspec.UNSET and not bytes(item.value).lstrip().startswith(b"{"):
            raise ResultMalformed(f"The value of result item {number} is not an object. Send an object.")


def result_warnings(result: bytes | msgspec.Raw, config: LabelConfig) -> list[str]:
    """Sentences about what in a well-shaped result does not fit the config, each once, :data:`MAX_WARNINGS` at most."""
    found: dict[str, None] = {}
    for item in _items(bytes(result)):
        for sentence in _item_warnings(item, config):
            found.setdefault(sentence)
        if len(found) >= MAX_WARNINGS:
            break
    return list(found)[:MAX_WARNINGS]


def _items(raw: bytes) -> list[_Item]:
    try:
        raw.decode("utf-8")
        if _DOUBTFUL_NUMBER.search(raw):
            plain_value(raw)
        return _decode_items(raw)
    except msgspec.ValidationError as error:
        raise ResultMalformed(_shape_message(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ResultMalformed(f"The result is no JSON ({error}). Send a JSON array of result items.") from error


def _shape_message(problem: str) -> str:
    """What msgspec says (``Expected `str | null`, got `int` - at `$[2].id```), as a sentence."""
    place = re.search(r"\$\[(\d+)\](?:\.(\w+))?", problem)
    if "out of range" in problem:
        return "The result has a number that is too large to be read back. Send it as a string."
    if place is None:
        return "The result is not an array. Send a JSON array of result items."
    number = int(place[1]) + 1
    if place[2] is None:
        return f"Result item {number} is not an object. Send an object."
    return f"The {place[2]} of result item {number} is not a string. Send a string."


def _item_warnings(item: _Item, config: LabelConfig) -> list[str]:
    if not isinstance(item.from_name, str):
        return []  # a relation, or an item of no control
    control, index = _control_of(item.from_name, config)
    if control is None:
        return [f'No control is named "{item.from_name}" in the label config. The result is kept as it is.']
    warnings: list[str] = []
    if isinstance(item.to_name, str) and item.to_name not in [index(name) for name in control.to_name]:
        warnings.append(_target_warning(item.to_name, control, config))
    if isinstance(item.type, str) and item.type not in control.result_types:
        expected = " or ".join(f'"{name}"' for name in control.result_types)
        warnings.append(f'{control.tag} "{control.name}" writes results of type {expected}, not "{item.type}".')
    elif isinstance(item.type, str) and control.labels and not control.dynamic:
        unknown = [label for label in _labels(item) if label not in control.labels]
        warnings.extend(f'{control.tag} "{control.name}" has no label "{label[:80]}".' for label in unknown)
    return warnings


def _control_of(name: str, config: LabelConfig) -> tuple[ControlTag | None, Callable[[str], str]]:
    """The control of that name, and what fills a name it points to: ``tone_3`` is ``tone_{{idx}}`` of a Repeater."""
    if name in config.controls or not config.index_flags:
        return config.controls.get(name), str
    for digits in _DIGITS.finditer(name[:1000]):
        for flag in config.index_flags:
            control = config.controls.get(f"{name[: digits.start()]}{flag}{name[digits.end() :]}")
            if control is not None:
                return control, _filled(flag, digits[0])
    return None, str


def _filled(flag: str, place: str) -> Callable[[str], str]:
    return lambda name: name.replace(flag, place)


def _target_warning(name: str, control: ControlTag, config: LabelConfig) -> str:
    if name not in config.objects:
        return f'No object is named "{name}" in the label config. The result is kept as it is.'
    targets = " and ".join(f'"{each}"' for each in control.to_name)
    return f'{control.tag} "{control.name}" points to {targets}, not to "{name}".'


def _labels(item: _Item) -> list[str]:
    """What stands under the item's own type in its value; entries that are lists are paths, whose last step counts."""
    if item.value is msgspec.UNSET:
        return []
    value = plain_value(item.value)
    entries = value.get(item.type) if isinstance(value, dict) else None
    if not isinstance(entries, list):
        return []
    steps = [entry[-1] if isinstance(entry, list) and entry else entry for entry in entries]
    return [step for step in steps if isinstance(step, str)]

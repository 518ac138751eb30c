"""``$variables``: which keys of a task's data a config takes, and the paths under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from multisession.project.label_config.model import Variable
from multisession.project.label_config.tag_table import Tag
from multisession.project.label_config.tree import ConfigNode, index_flags_around

_STEPS = r"""(?:\.\w+|\[\d+\]|\["[^"]*"\]|\['[^']*'\])*"""
#: The whole value is one variable.
_WHOLE = re.compile(rf"\$(\w+{_STEPS})")
#: Inside a sentence a key begins with a letter or underscore, so that "costs $5" stays a sentence.
_INSIDE = re.compile(rf"\$([^\W\d]\w*{_STEPS})")
_STEP = re.compile(r"""\["([^"]*)"\]|\['([^']*)'\]|([^.\[\]]+)""")
_MAX_STEPS = 32


def variables_of(nodes: Sequence[ConfigNode]) -> list[Variable]:
    """Every use of task data, in document order."""
    return [
        Variable(tag=node.tag, attribute=attribute, path=path, whole=whole)
        for node in nodes
        for attribute, value in _data_attributes(node)
        for path, whole in paths_in(value, any_name=node.kind == "object" and attribute == "value")
    ]


def paths_in(value: str, *, any_name: bool = False) -> Iterator[tuple[tuple[str | int, ...], bool]]:
    """The paths that a value takes from a task, and whether a path is the whole value.

    With ``any_name`` one ``$`` at the beginning makes all that follows a key: what an object shows is a field, and the
    columns of people's tables are called ``Comment (EN)``.
    """
    whole = _WHOLE.fullmatch(value.strip())
    if whole:
        yield _path(whole[1]), True
        return
    if any_name and value.rfind("$") == 0 and len(value) > 1:
        yield (value[1:],), True
        return
    for found in _INSIDE.finditer(value):
        yield _path(found[1]), False


def _path(written: str) -> tuple[str | int, ...]:
    first, *rest = ["".join(step) for step in _STEP.findall(written)[:_MAX_STEPS]]
    return (first, *(int(step) if step.isdigit() and len(step) < 5 else step for step in rest))


def _data_attributes(node: ConfigNode) -> Iterator[tuple[str, str]]:
    """The attributes whose value is taken from the task, inside a Repeater for the first entry of its list."""
    flags = index_flags_around(node)
    for name, value in _written_for_data(node):
        for flag in flags:
            value = value.replace(flag, "0")
        yield name, value


def _written_for_data(node: ConfigNode) -> Iterator[tuple[str, str]]:
    """As they are written; a Label's value is its name, also when it is ``$5``."""
    if node.kind == "item":
        return
    if node.value:
        yield "value", node.value
    for name, value in node.attributes.items():
        if name != "value" and "$" in value and _takes_data(node.descriptor, name):
            yield name, value


def _takes_data(tag: Tag | None, attribute: str) -> bool:
    if attribute == "valuelist":
        return True
    spec = tag.attribute(attribute) if tag else None
    return spec is not None and spec.type == "data"

"""What a well-formed label config may still have wrong: names, targets, places, values. Every check says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from multisession.project.label_config.model import Code, ConfigProblem
from multisession.project.label_config.tag_table import Attribute, Tag, TagTable
from multisession.project.label_config.tree import ConfigNode, Positions

#: More than this is no help to anybody, and looking for what was meant is not free.
MAX_PROBLEMS = 100
_MAX_CANDIDATES = 200
#: Lists that ask nothing while they are empty, and what belongs into them.
_LISTS = {"Choices": "Choice", "Labels": "Label"}
#: As browsers read numbers: what follows one, as the % of "100%", does no harm.
_NUMBER = re.compile(r"[+-]?(\d|\.\d)")


def problems_of(nodes: Sequence[ConfigNode], table: TagTable, positions: Positions) -> list[ConfigProblem]:
    """Errors and warnings of a config in document order, :data:`MAX_PROBLEMS` at most."""
    return _Check(nodes, table, positions).run()


class _Check:
    def __init__(self, nodes: Sequence[ConfigNode], table: TagTable, positions: Positions) -> None:
        self._nodes = nodes
        self._table = table
        self._positions = positions
        self._named: dict[str, ConfigNode] = {}
        for node in nodes:
            if node.kind in ("object", "control") and node.name:
                self._named.setdefault(node.name, node)
        self._objects = [name for name, node in self._named.items() if node.kind == "object"]
        self._unknown: set[str] = set()
        # What stands in a tag that is not known here may be anything.
        items = (node for node in nodes if node.kind == "item" or node.descriptor is None)
        self._filled = {above.order for item in items for above in item.ancestors()}

    def run(self) -> list[ConfigProblem]:
        found: list[ConfigProblem] = []
        for node in self._nodes:
            found.extend(self._of(node))
            if len(found) >= MAX_PROBLEMS:
                break
        if all(problem.is_warning for problem in found):
            # Told last: what is mistaken comes before what is missing.
            found.extend(problem for node in self._nodes for problem in self._items(node))
        return found[:MAX_PROBLEMS]

    def _of(self, node: ConfigNode) -> Iterator[ConfigProblem]:
        if node.descriptor is None:
            yield from self._unknown_tag(node)
        else:
            yield from self._required(node, node.descriptor)
            yield from self._place(node, node.descriptor)
            yield from self._values(node, node.descriptor)
        if node.kind in ("object", "control"):
            yield from self._name(node)
        if node.kind == "control" and (node.descriptor is not None or not self._table):
            yield from self._targets(node)

    def _unknown_tag(self, node: ConfigNode) -> Iterator[ConfigProblem]:
        if not self._table or node.tag.lower() in self._unknown:
            return
        self._unknown.add(node.tag.lower())
        nearest = _nearest(node.tag, self._table.tags)
        hint = f" The nearest is {nearest}." if nearest else ""
        yield self._problem(
            "unknown-tag",
            node,
            f"{node.tag} is not a tag of this editor, so a placeholder is shown in its place; what stands inside it"
            f" and results made with it are kept.{hint}",
            suggestion=nearest,
        )

    def _required(self, node: ConfigNode, tag: Tag) -> Iterator[ConfigProblem]:
        for name, spec in tag.attributes.items():
            given = node.value if name.lower() == "value" else node.attributes.get(name.lower(), "").strip(" ,")
            if spec.required and not given.strip():
                yield self._problem("required", node, _required_message(node, name, self._objects), attribute=name)

    def _name(self, node: ConfigNode) -> Iterator[ConfigProblem]:
        first = self._named.get(node.name)
        if first is None or first is node:
            return
        line, _ = self._positions.of(first, "name")
        yield self._problem(
            "duplicate-name",
            node,
            f'Two tags are named "{node.name}": the other is {first.tag} on line {line}. Give one another name.',
            attribute="name",
        )

    def _targets(self, node: ConfigNode) -> Iterator[ConfigProblem]:
        for name in node.targets:
            target = self._named.get(name)
            if target is None:
                yield self._missing_target(node, name)
            elif node.descriptor is not None and (message := _refused_target(node, node.descriptor, target)):
                suggestion = self._acceptable_object(node.descriptor)
                hint = f' "{suggestion}" would do.' if suggestion else ""
                yield self._problem("wrong-target", node, message + hint, attribute="toName", suggestion=suggestion)

    def _missing_target(self, node: ConfigNode, name: str) -> ConfigProblem:
        nearest = _nearest(name, self._objects) or (self._objects[0] if len(self._objects) == 1 else None)
        if nearest:
            hint = f'The nearest is "{nearest}".'
        elif self._objects:
            hint = f"There are {_listed(self._objects[:5], 'and')}."
        else:
            hint = f'Give the tag that shows the data name="{name}".'
        message = f'toName points to "{name}", but no tag has that name. {hint}'
        return self._problem("missing-target", node, message, attribute="toName", suggestion=nearest)

    def _acceptable_object(self, tag: Tag) -> str | None:
        fitting = [name for name in self._objects if not _refused_type(tag, self._named[name])]
        return fitting[0] if len(fitting) == 1 else None

    def _place(self, node: ConfigNode, tag: Tag) -> Iterator[ConfigProblem]:
        if tag.parents is None:
            return
        allowed = {name.lower() for name in tag.parents}
        # Inside a tag that is not known here nobody can say what belongs there.
        if any(above.descriptor is None or above.tag.lower() in allowed for above in node.ancestors()):
            return
        inside = f"stands in {node.parent.tag}" if node.parent else "is the first tag"
        yield self._problem(
            "wrong-parent", node, f"{node.tag} {inside}. It belongs inside {_listed(tag.parents, 'or', quoted=False)}."
        )

    def _values(self, node: ConfigNode, tag: Tag) -> Iterator[ConfigProblem]:
        for written, value in node.written.items():
            spec = tag.attribute(written)
            if spec is None or "$" in value or (expected := _expected(spec, value)) is None:
                continue
            nearest = _nearest(value, spec.values)
            hint = f' The nearest is "{nearest}".' if nearest else ""
            default = _shown(spec.default)
            used = f" Until then {default} is used." if default else " Until then it has no effect."
            yield self._problem(
                "bad-attribute",
                node,
                f'{tag.documented_name(written.lower())} takes {expected}, not "{value[:80]}".{hint}{used}',
                attribute=tag.documented_name(written.lower()),
                suggestion=nearest,
            )

    def _items(self, node: ConfigNode) -> Iterator[ConfigProblem]:
        item = None if node.descriptor is None else _LISTS.get(node.descriptor.tag)
        if item is None or node.order in self._filled or node.attributes.get("value", "").strip():
            return
        message = f'{node.tag} has no {item}. Add one, or take them from your tasks with value="$key".'
        yield self._problem("no-items", node, message)

    def _problem(
        self, code: Code, node: ConfigNode, message: str, *, attribute: str | None = None, suggestion: str | None = None
    ) -> ConfigProblem:
        line, column = self._positions.of(node, attribute)
        return ConfigProblem(
            code=code,
            line=line,
            column=column,
            message=message,
            tag=node.tag,
            attribute=attribute,
            suggestion=suggestion,
        )


def _required_message(node: ConfigNode, attribute: str, objects: Sequence[str]) -> str:
    if attribute == "toName":
        example = objects[0] if objects else "name of the tag that shows the data"
        return f'{node.tag} does not say what it labels. Add toName="{example}".'
    if attribute == "name":
        return f'{node.tag} has no name. Add name="{node.tag.lower()}", or any name that no other tag has.'
    if node.kind == "object" and attribute == "value":
        return f'{node.tag} does not say which data it shows. Add value="$key" with a key of your tasks.'
    return f"{node.tag} has no {attribute}. Add it."


def _refused_target(node: ConfigNode, tag: Tag, target: ConfigNode) -> str | None:
    if target.kind == "control" and target is not node:
        return f'toName points to "{target.name}", which is {target.tag}, a control. Point it to a tag that shows data.'
    if not _refused_type(tag, target):
        return None
    accepted = _listed(tag.objects or (), "or", quoted=False)
    return f'{tag.tag} does not work on {target.tag} "{target.name}". Point toName to a tag of type {accepted}.'


def _refused_type(tag: Tag, target: ConfigNode) -> bool:
    if tag.objects is None or "*" in tag.objects or target.descriptor is None:
        return False
    return target.tag.lower() not in {name.lower() for name in tag.objects}


def _expected(spec: Attribute, value: str) -> str | None:
    """What the attribute takes, when the value is not that."""
    value = value.strip()
    if spec.type == "boolean" and value.lower() not in ("true", "false"):
        return '"true" or "false"'
    if spec.type == "number" and not _NUMBER.match(value):
        return "a number"
    if spec.type == "enum" and spec.values and value.lower() not in {each.lower() for each in spec.values}:
        return _listed(spec.values, "or")
    return None


def _nearest(written: str, candidates: Iterable[str]) -> str | None:
    by_lower = {name.lower(): name for _, name in zip(range(_MAX_CANDIDATES), candidates, strict=False)}
    found = get_close_matches(written.lower()[:80], by_lower, n=1, cutoff=0.5)
    return by_lower[found[0]] if found else None


def _listed(names: Iterable[str], joint: str, *, quoted: bool = True) -> str:
    shown = [f'"{name}"' if quoted else name for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if shown else "nothing"


def _shown(default: str | float | bool | None) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return "" if default is None or default == "" else f'"{default}"' if isinstance(default, str) else f"{default:g}"

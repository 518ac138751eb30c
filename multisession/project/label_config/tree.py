"""A label config as a tree of nodes: names without regard to case, attributes in lower case, each tag with its entry
in the tag table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from multisession.project.label_config.source import position, refusal, start_tags
from multisession.project.label_config.tag_table import Kind, Tag, TagTable

MAX_DEPTH = 64
MAX_NODES = 5_000
#: Tags whose children are not tags of the config but markup to show.
_MARKUP = frozenset({"hypertext", "style"})
#: Tags that have a name and a toName and still make no results.
_NO_CONTROL = frozenset({"filter"})
_ITEMS = frozenset({"label", "choice"})
_REPEATER = "repeater"
#: What stands for the place in the list inside a Repeater that names nothing else.
INDEX_FLAG = "{{idx}}"


@dataclass(slots=True, eq=False)
class ConfigNode:
    """One element. ``tag`` is the canonical name, or the name as written when the table does not have it."""

    tag: str
    #: name in lower case -> value as written
    attributes: dict[str, str]
    #: attribute names as written -> value, for labels_attrs
    written: dict[str, str]
    #: trimmed inner text, when it has no child elements (or they are markup to show)
    text: str
    parent: ConfigNode | None
    descriptor: Tag | None
    #: place in document order, which is how positions are found
    order: int
    children: list[ConfigNode] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name attribute, or ""."""
        return self.attributes.get("name", "").strip()

    @property
    def value(self) -> str:
        """The value attribute, else the inner text."""
        return self.attributes.get("value", self.text)

    @property
    def targets(self) -> list[str]:
        """The names in toName."""
        return [name.strip() for name in self.attributes.get("toname", "").split(",") if name.strip()]

    @property
    def kind(self) -> Kind:
        """The kind its descriptor gives; for an unknown tag what its attributes make of it."""
        if self.descriptor is not None:
            return self.descriptor.kind
        lowered = self.tag.lower()
        if lowered in _ITEMS:
            return "item"
        if self.name and self.targets and lowered not in _NO_CONTROL:
            return "control"
        if self.name and self.value and "toname" not in self.attributes:
            return "object"
        return "visual"

    def ancestors(self) -> Iterator[ConfigNode]:
        """Parent, its parent, and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def index_flags_around(node: ConfigNode) -> list[str]:
    """What stands for the place in the list of each Repeater that the node is in, the nearest first."""
    return [_index_flag(above) for above in node.ancestors() if above.tag.lower() == _REPEATER]


def index_flags(nodes: Sequence[ConfigNode]) -> tuple[str, ...]:
    """The flags of every Repeater, each once."""
    return tuple(dict.fromkeys(_index_flag(node) for node in nodes if node.tag.lower() == _REPEATER))


def _index_flag(repeater: ConfigNode) -> str:
    return repeater.attributes.get("indexflag") or INDEX_FLAG


class Positions:
    """Lines and columns of nodes, found in the text only when somebody asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tags: list[tuple[int, dict[str, int]]] | None = None

    def of(self, node: ConfigNode, attribute: str | None = None) -> tuple[int, int]:
        """Where the attribute stands, or the tag when the attribute is not there."""
        if self._tags is None:
            self._tags = start_tags(self._text)
        offset, attributes = self._tags[node.order]
        return position(self._text, attributes.get((attribute or "").lower(), offset))


def build_tree(root: etree._Element, table: TagTable, positions: Positions) -> list[ConfigNode]:
    """Every node in document order, the root first; raises LabelConfigInvalid when they are too many or too deep.

    Markup inside HyperText is not walked into.
    """
    nodes: list[ConfigNode] = []
    order = 0
    waiting: list[tuple[etree._Element, ConfigNode | None, int]] = [(root, None, 1)]
    while waiting:
        element, parent, depth = waiting.pop()
        markup = parent is not None and parent.tag.lower() in _MARKUP
        node = parent if markup and parent is not None else _node(element, parent, table, order)
        if node is not parent:
            nodes.append(node)
            if parent is not None:
                parent.children.append(node)
        order += 1
        _refuse_excess(node, order, depth, positions)
        waiting.extend((child, node, depth + 1) for child in reversed(element))
    return nodes


def _refuse_excess(node: ConfigNode, count: int, depth: int, positions: Positions) -> None:
    if depth > MAX_DEPTH:
        line, column = positions.of(node)
        message = f"Tags are nested more than {MAX_DEPTH} deep here. Take some of the outer ones away."
        raise refusal("limit", message, line=line, column=column)
    if count > MAX_NODES:
        line, column = positions.of(node)
        message = f"The label config has more than {MAX_NODES:,} tags. Move long lists into the task data."
        raise refusal("limit", message, line=line, column=column)


def _node(element: etree._Element, parent: ConfigNode | None, table: TagTable, order: int) -> ConfigNode:
    tag = _local(str(element.tag))
    descriptor = table.get(tag)
    inner = element.itertext() if tag.lower() in _MARKUP else (element.text or "",) if len(element) == 0 else ()
    written = {_local(str(name)): str(value) for name, value in element.attrib.items()}
    return ConfigNode(
        tag=descriptor.tag if descriptor else tag,
        attributes={name.lower(): value for name, value in written.items()},
        written=written,
        text="".join(str(part) for part in inner).strip(),
        parent=parent,
        descriptor=descriptor,
        order=order,
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]

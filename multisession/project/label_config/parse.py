"""Reading a label config: text in, LabelConfig out, or LabelConfigInvalid with lines and sentences."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from lxml import etree

from multisession.project.label_config.check import problems_of
from multisession.project.label_config.model import ControlTag, LabelConfig, LabelConfigInvalid, ObjectTag, Variable
from multisession.project.label_config.source import prepare, refusal
from multisession.project.label_config.syntax import syntax_problem
from multisession.project.label_config.tag_table import TagTable, tag_table
from multisession.project.label_config.tree import ConfigNode, Positions, build_tree, index_flags
from multisession.project.label_config.variables import variables_of

MAX_BYTES = 262_144


def parse_label_config(text: str, *, max_bytes: int = MAX_BYTES, table: TagTable | None = None) -> LabelConfig:
    """Reads a label config; raises :class:`LabelConfigInvalid` and nothing else for any text whatever.

    ``max_bytes`` bounds the text as UTF-8. ``table`` is the tag table of the build that is served unless told. The
    answer may be shared with other callers of the same text.
    """
    table = tag_table() if table is None else table
    if len(text) > max_bytes:
        prepare(text, max_bytes=max_bytes)
    key = (text, max_bytes, table)
    config = _parsed.get(key)
    if config is None:
        config = _read(text, max_bytes, table)
        _parsed.put(key, config)
    return config


def _read(text: str, max_bytes: int, table: TagTable) -> LabelConfig:
    prepared = prepare(text, max_bytes=max_bytes)
    root = _element(prepared)
    positions = Positions(prepared)
    nodes = build_tree(root, table, positions)
    problems = problems_of(nodes, table, positions)
    if any(not problem.is_warning for problem in problems):
        raise LabelConfigInvalid(problems)
    variables = variables_of(nodes)
    objects = {node.name: _object_tag(node, variables) for node in nodes if node.kind == "object" and node.name}
    controls = {node.name: node for node in nodes if node.kind == "control" and node.name}
    items = _items_of(nodes)
    return LabelConfig(
        text=text,
        objects=objects,
        controls={name: _control_tag(node, items.get(node, []), objects) for name, node in controls.items()},
        data_keys=_data_keys(nodes, variables),
        tags=list(dict.fromkeys(node.tag for node in nodes)),
        variables=variables,
        index_flags=index_flags(nodes),
        warnings=problems,
    )


def _element(text: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise LabelConfigInvalid([syntax_problem(parser.error_log, str(error.msg), text)]) from error
    except ValueError as error:  # what lxml refuses before it parses
        raise refusal("parse", f"The label config is no XML ({error}).") from error


def _object_tag(node: ConfigNode, variables: Sequence[Variable]) -> ObjectTag:
    paths = variables_of([node])
    whole = next((each for each in paths if each.attribute in ("value", "valuelist")), None)
    return ObjectTag(
        tag=node.tag,
        name=node.name,
        value=node.value,
        data_key=whole.key if whole else None,
        value_type=node.attributes.get("valuetype"),
    )


def _items_of(nodes: Sequence[ConfigNode]) -> dict[ConfigNode, list[ConfigNode]]:
    """Control -> the Labels or Choices whose nearest control above is that one."""
    items: dict[ConfigNode, list[ConfigNode]] = {}
    for node in nodes:
        if node.kind == "item":
            control = next((above for above in node.ancestors() if above.kind == "control"), None)
            if control is not None:
                items.setdefault(control, []).append(node)
    return items


def _control_tag(node: ConfigNode, items: Sequence[ConfigNode], objects: dict[str, ObjectTag]) -> ControlTag:
    labels = {item.attributes.get("alias") or item.value: item.written for item in items}
    # A control that need not point anywhere answers for itself, as TextArea and Pairwise do.
    to_name = node.targets or [node.name]
    declared = node.descriptor.result_type if node.descriptor else None
    return ControlTag(
        tag=node.tag,
        name=node.name,
        to_name=to_name,
        labels=list(labels),
        labels_attrs=labels,
        inputs=[_input(objects[name]) for name in to_name if name in objects],
        result_types=tuple(dict.fromkeys(name for name in (declared, node.tag.lower()) if name)),
        dynamic="$" in node.attributes.get("value", ""),
    )


def _input(tag: ObjectTag) -> dict[str, str | None]:
    return {"type": tag.tag, "valueType": tag.value_type, "value": tag.value.lstrip("$")}


def _data_keys(nodes: Sequence[ConfigNode], variables: Sequence[Variable]) -> dict[str, str]:
    shows_data = {node.tag for node in nodes if node.kind == "object"}
    keys: dict[str, str] = {}
    # what is shown inside a Repeater is in its list: a text or a picture is no task for it
    lists = {each.key: each.tag for each in variables if each.tag.lower() == "repeater" and each.whole}
    for each in variables:
        if each.tag in shows_data or keys.get(each.key) not in shows_data:
            keys[each.key] = each.tag
    return keys | lists


class _ParsedConfigs:
    """The configs read last, found by their text: a hosted exercise is one text for hundreds of projects."""

    def __init__(self, *, entries: int, characters: int) -> None:
        self._entries = entries
        self._characters = characters
        self._held = 0
        self._configs: OrderedDict[tuple[str, int, TagTable], LabelConfig] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, int, TagTable]) -> LabelConfig | None:
        with self._lock:
            config = self._configs.get(key)
            if config is not None:
                self._configs.move_to_end(key)
            return config

    def put(self, key: tuple[str, int, TagTable], config: LabelConfig) -> None:
        with self._lock:
            if key in self._configs:
                return
            self._configs[key] = config
            self._held += len(config.text)
            while len(self._configs) > self._entries or self._held > self._characters:
                _, oldest = self._configs.popitem(last=False)
                self._held -= len(oldest.text)


_parsed = _ParsedConfigs(entries=256, characters=2_000_000)

"""What a label config says once it has been read: object tags, control tags, and the keys it takes from a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from multisession.web.errors import ValidationFailed

Code = Literal[
    "parse",  # not well-formed XML, or not text
    "declaration",  # a DOCTYPE, an entity declaration or a processing instruction
    "limit",  # larger, deeper or longer than is accepted
    "unknown-tag",
    "required",
    "duplicate-name",
    "missing-target",
    "wrong-target",
    "wrong-parent",
    "bad-attribute",
    "no-items",  # a list of choices or labels without any
]

#: What does not keep a config from being used: the tag becomes a placeholder, the attribute its default.
WARNING_CODES: frozenset[Code] = frozenset({"unknown-tag", "bad-attribute", "no-items"})
#: Of those, what keeps a new config from being saved all the same.
UNFINISHED: frozenset[Code] = frozenset({"no-items"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigProblem:
    """One thing that is wrong in a label config, where it is, and what to do about it.

    ``line`` and ``column`` count from 1 and point at the attribute, else the tag, else where reading stopped.
    ``suggestion`` is what the person most likely meant: a name or a value that could stand there instead.
    """

    code: Code
    line: int
    column: int
    message: str
    tag: str | None = None
    attribute: str | None = None
    suggestion: str | None = None

    @property
    def is_warning(self) -> bool:
        """True when the config works all the same."""
        return self.code in WARNING_CODES

    def as_json(self) -> dict[str, Any]:
        """The problem as the API answers it: the fields above, those without content left out."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in fields.items() if value is not None}


class LabelConfigInvalid(ValidationFailed):
    """The label config cannot be used; ``problems`` says where and why, the warnings among them included."""

    code = "label-config"

    def __init__(self, problems: Sequence[ConfigProblem]) -> None:
        self.problems = list(problems)
        errors = [problem for problem in self.problems if not problem.is_warning] or self.problems
        first = errors[0]
        more = f" ({len(errors) - 1} more.)" if len(errors) > 1 else ""
        super().__init__(
            f"The label config has a mistake on line {first.line}: {first.message}{more}",
            validation_errors={"label_config": [f"Line {each.line}: {each.message}" for each in errors]},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One use of task data: ``$a.b[0]`` in attribute ``value`` of tag ``Text``."""

    tag: str
    attribute: str
    #: ("a", "b", 0): a string is an object key, a number an index
    path: tuple[str | int, ...]
    #: True when it is the whole value, so that the raw structure is taken and not its text
    whole: bool

    @property
    def key(self) -> str:
        """The key of the task's data that it begins at."""
        return str(self.path[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectTag:
    """A tag that shows data. ``value`` is as written (``$image``), ``data_key`` the key it takes, if it takes one."""

    tag: str
    name: str
    value: str
    data_key: str | None
    value_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTag:
    """A tag that makes results. ``labels`` are what may stand in one (alias, else value), in the config's order."""

    tag: str
    name: str
    to_name: list[str]
    labels: list[str]
    #: label -> all attributes of its tag, as written
    labels_attrs: Mapping[str, Mapping[str, str]]
    #: the object tags it points to, as ``{"type", "valueType", "value"}``
    inputs: list[dict[str, str | None]]
    #: ``type`` of the result items it writes
    result_types: tuple[str, ...]
    #: True when its labels come from the task (``value="$labels"``), so that any label may stand in a result
    dynamic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelConfig:
    """A label config that can be used. It is shared between projects: nothing in it is to be changed."""

    text: str
    objects: Mapping[str, ObjectTag]
    controls: Mapping[str, ControlTag]
    #: key of the task's data -> the tag that takes it (an object tag before others; of several the last)
    data_keys: Mapping[str, str]
    #: canonical names of the tags used, each once, in order of appearance; unknown ones as written
    tags: list[str]
    variables: list[Variable] = field(default_factory=list)
    #: what stands for the place in the list in the names inside a Repeater, of each one
    index_flags: tuple[str, ...] = ()
    #: unknown tags and attribute values that are not taken
    warnings: list[ConfigProblem] = field(default_factory=list)

    @property
    def parsed(self) -> dict[str, Any]:
        """``parsed_label_config``: control name -> type, to_name, inputs, labels, labels_attrs. A new dictionary."""
        return {
            name: {
                "type": control.tag,
                "to_name": list(control.to_name),
                "inputs": [dict(each) for each in control.inputs],
                "labels": list(control.labels),
                "labels_attrs": {label: dict(attributes) for label, attributes in control.labels_attrs.items()},
            }
            for name, control in self.controls.items()
        }

"""Templates: a label config with sample tasks of its own, each a folder under its 0.x name.

A folder holds ``template.json`` (how the gallery shows it), ``config.xml``, ``tasks.json`` (an array of task data),
``example.json`` (one of the tasks with its labels, as the gallery shows it), ``thumbnail.svg`` and, for pictures,
``media/``: a string in the task data that is the name of a file there stands for that file.
:mod:`multisession.project.template_project` turns them into a project's tasks and uploads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from lxml import etree

from multisession.project.tasks import NewTask
from multisession.web.errors import NotFound

_DIRECTORY = Path(__file__).parent


class TemplateNotFound(NotFound):
    """No template has that name."""

    code = "no-such-template"


class MediaNotFound(NotFound):
    """The template shows no file of that name."""

    code = "no-such-file"


class Card(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What template.json says: how a template is shown in the gallery, and where."""

    name: str
    title: str
    description: str
    category: Literal["text", "image", "html", "audio", "questions", "layouts", "other"]
    level: Literal["basic", "advanced"]
    order: int
    #: names that earlier versions gave to what this one shows; they open it as well
    former: list[str] = []


class Example(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What example.json says: which sample task the gallery shows, and the result items it shows on it."""

    #: its place in tasks.json, from 1
    task: int
    result: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Template:
    """One template; everything but its card is read from its folder when asked for."""

    card: Card
    directory: Path

    @property
    def name(self) -> str:
        """The 0.x name, which ``--template`` takes."""
        return self.card.name

    @property
    def title(self) -> str:
        """What the gallery calls it."""
        return self.card.title

    @property
    def description(self) -> str:
        """One line for the gallery."""
        return self.card.description

    @property
    def category(self) -> str:
        """The gallery's filter it belongs to."""
        return self.card.category

    @property
    def level(self) -> str:
        """``basic`` or ``advanced``."""
        return self.card.level

    @property
    def label_config(self) -> str:
        """The label config, as XML."""
        return (self.directory / "config.xml").read_text(encoding="utf-8")

    @property
    def tags(self) -> list[str]:
        """The names of the config's tags, each once, in the order in which they appear."""
        root = etree.fromstring(self.label_config.encode())
        return list(dict.fromkeys(str(element.tag) for element in root.iter(etree.Element)))

    @property
    def example(self) -> Example:
        """One of its tasks with the labels that the gallery shows on it."""
        return msgspec.json.decode((self.directory / "example.json").read_bytes(), type=Example)

    @property
    def thumbnail(self) -> Path:
        """A drawing for the gallery's card, 16:10, readable on light and dark."""
        return self.directory / "thumbnail.svg"

    @property
    def media(self) -> list[Path]:
        """The files that its tasks show, in name order."""
        return sorted(path for path in self.directory.glob("media/*") if path.is_file())

    def media_file(self, name: str) -> Path:
        """The file that its tasks call ``name``; raises :class:`MediaNotFound`. The name is compared, never a path."""
        for path in self.media:
            if path.name == name:
                return path
        raise MediaNotFound(f"The template {self.name} has no file of that name.")

    def tasks(self) -> Iterator[NewTask]:
        """Its sample tasks; pictures are still plain file names."""
        rows = msgspec.json.decode((self.directory / "tasks.json").read_bytes(), type=list[msgspec.Raw])
        for row in rows:
            yield NewTask(data=row)


def list_templates() -> list[Template]:
    """Every template, in the order of the gallery."""
    return list(_by_name().values())


def template(name: str) -> Template:
    """The template of that name; raises :class:`TemplateNotFound`, which names the nearest."""
    templates = _by_name()
    found = templates.get(name) or _by_former_name().get(name)
    if found is not None:
        return found
    nearest = get_close_matches(name[:80], templates, n=1, cutoff=0.5)
    hint = f"The nearest is {nearest[0]}." if nearest else f"There are {', '.join(templates)}."
    raise TemplateNotFound(f'No template is named "{name[:80]}". {hint}')


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Template]:
    cards = [
        Template(msgspec.json.decode(path.read_bytes(), type=Card), path.parent)
        for path in sorted(_DIRECTORY.glob("*/template.json"))
    ]
    return {each.name: each for each in sorted(cards, key=lambda each: (each.card.order, each.name))}


def _by_former_name() -> dict[str, Template]:
    return {name: each for each in _by_name().values() for name in each.card.former}

"""A template as a base that all its sessions share: opening it copies no picture, and costs what a first write does."""

from __future__ import annotations

import asyncio
import dataclasses

from multisession.sessions.recipe import Beginning, prepare_base
from multisession.settings import Settings
from multisession.templates import Template


class TemplateBases:
    """The bases of one root directory's templates, each made when it is needed and missing. Of one event loop."""

    def __init__(self, settings: Settings) -> None:
        # A template brings its own config and tasks; what the host's recipe says is not for it.
        self._settings = dataclasses.replace(
            settings, label_config=None, input_path=None, instruction="", title="", sampling="sequential"
        )
        self._known: dict[str, Beginning] = {}

    async def beginning(self, template: Template) -> Beginning:
        """What a session begins as that opens the template. Raises OSError, StorageFull."""
        known = self._known.get(template.name)
        if known is None or (known.base is not None and not known.base.is_dir()):
            settings = dataclasses.replace(self._settings, template=template.name)
            known = self._known[template.name] = await asyncio.to_thread(prepare_base, settings)
        return known

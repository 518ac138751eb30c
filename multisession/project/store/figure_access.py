"""The verb that counts annotations; what it finds is kept (see interface.Store)."""

from __future__ import annotations

from functools import partial

from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.store import figures, selection
from multisession.project.store.access import ProjectAccess


class FigureAccess(ProjectAccess):
    """Counts of a whole project."""

    async def figures(self, wanted: FiguresRange) -> Findings:
        # The version before the count: a commit on the way makes another, and what was found is not kept for long.
        version = self._read(selection.version)
        found = figures.kept.get(self, wanted, version)
        if found is None:
            found = await self._scan(partial(figures.find, wanted=wanted))
            figures.kept.put(self, wanted, version, found)
        return found

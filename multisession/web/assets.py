"""What a page must load, read from what the build wrote: Vite's manifest.json and the tag table tags.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

ENTRY = "src/studio/main.tsx"
#: The name of the chunk that holds the editor and the labeling page.
EDITOR = "core"
#: Pages that show the editor at once: it is fetched beside the page's own script, and not after it.
EDITOR_PAGES = frozenset({"label", "setup", "playground"})


class PageFiles(NamedTuple):
    """Paths below the static directory: the script that starts, what to fetch beside it, and the style sheets."""

    script: str
    preloads: list[str]
    styles: list[str]


class Assets:
    """The build's tables; read again when a new build has replaced them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._manifest: dict[str, Any] = {}
        self._tags: dict[str, dict[str, Any]] = {}
        self._read_at: tuple[int, int] | None = None
        self._pages: dict[tuple[str, tuple[str, ...]], PageFiles] = {}

    def page(self, page: str, tags: Iterable[str] = ()) -> PageFiles:
        """The files of a page whose project's label config uses ``tags``."""
        self._refresh()
        key = (page, tuple(sorted(set(tags))))
        found = self._pages.get(key)
        if found is None:
            # Configs name few of the known tags; a flood of odd combinations must not fill the memory.
            if len(self._pages) > 500:
                self._pages.clear()
            found = self._pages[key] = self._collect(page, key[1])
        return found

    def _refresh(self) -> None:
        at = (_changed(self._directory / "manifest.json"), _changed(self._directory / "tags.json"))
        if at != self._read_at:
            self._read_at = at
            self._pages.clear()
            self._manifest = _read(self._directory / "manifest.json")
            table = _read(self._directory / "tags.json").get("tags", [])
            self._tags = {entry["tag"]: entry for entry in table}

    def _collect(self, page: str, tags: tuple[str, ...]) -> PageFiles:
        scripts: dict[str, None] = {}
        styles: dict[str, None] = {}
        seen: set[str] = set()
        script = self._manifest.get(ENTRY, {}).get("file", "")
        editor = [key for key, chunk in self._manifest.items() if page in EDITOR_PAGES and chunk.get("name") == EDITOR]
        sources = [ENTRY, f"src/studio/pages/{page}/index.tsx", *editor]
        for source in sources:
            self._follow(source, scripts, styles, seen)
        for tag in tags:
            entry = self._tags.get(tag, {})
            scripts.update(dict.fromkeys([entry["chunk"]] if entry.get("chunk") else []))
            scripts.update(dict.fromkeys(entry.get("imports", [])))
            styles.update(dict.fromkeys(entry.get("css", [])))
        scripts.pop(script, None)
        return PageFiles(script, list(scripts), list(styles))

    def _follow(self, source: str, scripts: dict[str, None], styles: dict[str, None], seen: set[str]) -> None:
        """Adds a chunk and everything that it imports at once; what it imports later is not fetched now."""
        entry = self._manifest.get(source)
        if entry is None or source in seen:
            return
        seen.add(source)
        scripts[entry["file"]] = None
        for imported in entry.get("imports", []):
            self._follow(imported, scripts, styles, seen)
        styles.update(dict.fromkeys(entry.get("css", [])))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found if isinstance(found, dict) else {}

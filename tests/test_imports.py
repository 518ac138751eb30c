"""Imports point one way.

app -> sessions -> project -> store; in the browser language <- core <- tags <- panels <- embed.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "multisession"
EDITOR = CHECKOUT / "static" / "src" / "editor"
LANGUAGE = EDITOR.parent / "language"
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")

#: room -> rooms it may import from, itself included
ALLOWED = {
    "web": {"web", "settings"},
    "declaration": {"web", "declaration"},
    "hosting_settings": {"web", "declaration", "hosting_settings"},
    "settings": {"web", "settings", "declaration", "hosting_settings"},
    "project.store": {"project.store", "project", "web", "settings"},
    "project": {"project", "project.store", "web", "settings", "templates"},
    "templates": {"templates", "project", "web", "settings"},
    "sessions": {"sessions", "project", "project.store", "templates", "web", "settings", "declaration", "address"},
}
#: what the store may know of the project: the records it keeps, nothing that works on them
STORE_MAY_IMPORT = {
    "multisession.project.tasks",
    "multisession.project.annotations",
    "multisession.project.data_query.model",
    "multisession.project.figures.model",
    "multisession.project.figures.tally",
    "multisession.project.predictions",
    "multisession.project.sampling",
}
BROWSER_ORDER = {"core": 0, "surfaces": 1, "tags": 1, "panels": 2, "translations": 3, "embed": 4}


def room_of(module: str) -> str:
    parts = module.split(".")[1:]
    if parts[:2] == ["project", "store"]:
        return "project.store"
    return parts[0] if parts else ""


def imports_of(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
    return [name for name in found if name.startswith("multisession.")]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_python_imports_point_one_way(path: Path) -> None:
    module = ".".join(["multisession", *path.relative_to(PACKAGE).with_suffix("").parts])
    room = room_of(module)
    for name in imports_of(path):
        if room in ALLOWED:
            assert room_of(name) in ALLOWED[room], f"{module} imports {name}"
        if room == "project.store" and room_of(name) == "project":
            assert name in STORE_MAY_IMPORT, f"{module} imports {name}"


def test_the_editor_imports_point_one_way() -> None:
    for path in EDITOR.rglob("*.ts*"):
        room = path.relative_to(EDITOR).parts[0]
        for target in IMPORT.findall(path.read_text(encoding="utf-8")):
            resolved = (path.parent / target).resolve()
            assert "studio" not in resolved.relative_to(EDITOR.parent).parts[:1], f"{path.name} imports the studio"
            if resolved.is_relative_to(EDITOR):
                other = resolved.relative_to(EDITOR).parts[0]
                if room in BROWSER_ORDER and other in BROWSER_ORDER:
                    assert BROWSER_ORDER[other] <= BROWSER_ORDER[room], f"{path.relative_to(EDITOR)} imports {target}"


def test_the_languages_are_beneath_the_editor() -> None:
    imported = {
        (path, target)
        for path in LANGUAGE.rglob("*.ts*")
        for target in IMPORT.findall(path.read_text(encoding="utf-8"))
    }
    assert imported
    for path, target in imported:
        assert (path.parent / target).resolve().is_relative_to(LANGUAGE), f"{path.name} imports {target}"

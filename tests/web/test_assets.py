"""What a page loads: exactly the chunks of the page and of the tags that its label config names."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from multisession.sessions.pages import PAGES
from multisession.web.assets import EDITOR_PAGES, Assets

MANIFEST: dict[str, Any] = {
    "_shared-AAAAAAAA.js": {"file": "assets/shared-AAAAAAAA.js", "css": ["assets/shared-AAAAAAAA.css"]},
    "_later-BBBBBBBB.js": {"file": "assets/later-BBBBBBBB.js"},
    "src/studio/main.tsx": {
        "file": "assets/studio-CCCCCCCC.js",
        "isEntry": True,
        "imports": ["_shared-AAAAAAAA.js"],
        "dynamicImports": ["_later-BBBBBBBB.js", "src/studio/pages/import/index.tsx"],
        "css": ["assets/studio-CCCCCCCC.css"],
    },
    "src/studio/pages/import/index.tsx": {
        "file": "assets/import-DDDDDDDD.js",
        "imports": ["src/studio/main.tsx", "_shared-AAAAAAAA.js"],
        "css": ["assets/import-DDDDDDDD.css"],
    },
    "_core-IIIIIIII.js": {
        "file": "assets/core-IIIIIIII.js",
        "name": "core",
        "imports": ["src/studio/main.tsx"],
        "css": ["assets/core-IIIIIIII.css"],
    },
}
TAGS = {
    "api": 1,
    "tags": [
        {"tag": "Text", "chunk": "assets/text-EEEEEEEE.js", "imports": ["assets/shared-AAAAAAAA.js"], "css": []},
        {"tag": "Image", "chunk": "assets/image-FFFFFFFF.js", "imports": [], "css": ["assets/image-FFFFFFFF.css"]},
    ],
}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    (tmp_path / "tags.json").write_text(json.dumps(TAGS))
    return tmp_path


def test_a_page_loads_its_chunks_once_and_nothing_that_it_may_need_later(dist: Path) -> None:
    files = Assets(dist).page("label", ["Text", "Text", "Unknown"])
    assert files.script == "assets/studio-CCCCCCCC.js"
    assert files.preloads == [
        "assets/shared-AAAAAAAA.js",
        "assets/core-IIIIIIII.js",
        "assets/text-EEEEEEEE.js",
    ]
    assert files.styles == [
        "assets/shared-AAAAAAAA.css",
        "assets/studio-CCCCCCCC.css",
        "assets/core-IIIIIIII.css",
    ]


def test_only_pages_that_label_load_the_editor(dist: Path) -> None:
    files = Assets(dist).page("import")
    assert files.preloads == ["assets/shared-AAAAAAAA.js", "assets/import-DDDDDDDD.js"]
    assert "assets/core-IIIIIIII.css" not in files.styles


def test_the_style_of_a_tag_comes_with_it(dist: Path) -> None:
    assert Assets(dist).page("label", ["Image"]).styles[-1] == "assets/image-FFFFFFFF.css"


def test_a_new_build_is_noticed(dist: Path) -> None:
    assets = Assets(dist)
    assert assets.page("label").script == "assets/studio-CCCCCCCC.js"
    manifest = MANIFEST | {"src/studio/main.tsx": {"file": "assets/studio-GGGGGGGG.js"}}
    (dist / "manifest.json").write_text(json.dumps(manifest))
    os.utime(dist / "manifest.json", ns=(1, 1))
    assert assets.page("label").script == "assets/studio-GGGGGGGG.js"


def test_without_a_build_there_is_nothing_to_load(tmp_path: Path) -> None:
    assert Assets(tmp_path).page("label", ["Text"]) == ("", [], [])


#: The figures show a label in the colour that the editor gives it, and ask the editor for it.
@pytest.mark.parametrize("page", sorted(set(PAGES) - EDITOR_PAGES - {"dashboard"}))
def test_a_page_without_the_editor_does_not_fetch_it(page: str) -> None:
    built = Path(__file__).parents[2] / "static" / "dist"
    assert [name for name in Assets(built).page(page).preloads if "/core-" in name] == []

"""Runs in the SDK's environment: the files that its converter makes of tasks, as JSON on standard output.

Standard input: ``{"config": "<View>…", "tasks": […], "formats": ["COCO", …]}``.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from pathlib import Path

from label_studio_sdk.converter import Converter  # type: ignore[import-not-found]


def main() -> None:
    """format -> name of a file -> its text."""
    given = json.load(sys.stdin)
    made: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as directory, contextlib.redirect_stdout(sys.stderr):
        tasks = Path(directory) / "tasks.json"
        tasks.write_text(json.dumps(given["tasks"]), encoding="utf-8")
        converter = Converter(given["config"], project_dir=directory, upload_dir=directory)
        for name in given["formats"]:
            output = Path(directory) / name
            converter.convert(str(tasks), str(output), name, is_dir=False)
            made[name] = {
                str(path.relative_to(output)): path.read_text(encoding="utf-8")
                for path in sorted(output.rglob("*"))
                if path.is_file()
            }
    json.dump(made, sys.stdout)


main()

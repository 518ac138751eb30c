"""Host a labeling studio for people you have never met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multisession.scripting import Project as Project

__version__ = "0.1.0"
__all__ = ["Project", "__version__"]


def __getattr__(name: str) -> Any:
    """``multisession.Project`` is loaded when it is asked for: a server has no use for it."""
    if name == "Project":
        from multisession.scripting import Project

        return Project
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

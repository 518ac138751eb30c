"""docs/hosting.md names every setting of a public host and every code that refuses a visitor."""

from __future__ import annotations

from pathlib import Path

import pytest

from multisession.declaration import written_duration
from multisession.settings import declarations

DOCUMENT = (Path(__file__).parent.parent / "docs" / "hosting.md").read_text(encoding="utf-8")
CODES = [
    "too-many-sessions",
    "too-many-creations",
    "rate",
    "quota-bytes",
    "quota-tasks",
    "quota-uploads",
    "disk-floor",
    "timeout",
    "closed",
    "session-expired",
]
LIMITS = {
    name: (declaration, default)
    for name, (declaration, default) in declarations("start-multi-session").items()
    if name.startswith("max_") or name.endswith(("_expiry", "_timeout", "_floor_bytes"))
}


@pytest.mark.parametrize("name", sorted(set(LIMITS) - {"max_open_projects"}))
def test_every_limit_is_documented_with_its_default(name: str) -> None:
    declaration, default = LIMITS[name]
    lines = [line for line in DOCUMENT.splitlines() if line.startswith("|") and declaration.flags[0] in line]
    assert lines, name
    if name.endswith("_timeout"):
        number = f"{default} s"
    elif declaration.kind == "duration":
        number = written_duration(default).rstrip("dhms")
    elif name.endswith("_bytes"):
        number = f"{default // 2**20 or default // 2**10}"
    else:
        number = f"{default:,}"
    assert any(number in line.split("|")[2] for line in lines), (name, number)


@pytest.mark.parametrize("code", CODES)
def test_every_code_that_refuses_a_visitor_is_documented(code: str) -> None:
    assert f"`{code}`" in DOCUMENT

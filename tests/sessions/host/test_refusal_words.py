"""Every code that a request can be refused with has a sentence in the console."""

from __future__ import annotations

import re
from pathlib import Path

import multisession

PACKAGE = Path(multisession.__file__).parent
WORDS = PACKAGE.parent / "static" / "src" / "studio" / "strings" / "host-load.ts"
#: `code = "frozen"` of a class, `code="quota-tasks"` of a call, `code: str | None = "rate"` of a default.
CODE = re.compile(r'\bcode(?:: str \| None)? ?= ?"([a-z0-9_-]+)"')


def test_every_code_has_a_sentence() -> None:
    codes: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            # the problems of a label config have codes too, and are parts of one refusal
            if "ConfigProblem(" not in line:
                codes.update(CODE.findall(line))
    assert {"frozen", "rate", "quota-bytes", "too-many-creations"} <= codes
    table = WORDS.read_text(encoding="utf-8").partition("const MEANINGS")[2].partition("};")[0]
    said = set(re.findall(r'^  "?([a-z0-9_-]+)"?: "', table, re.MULTILINE))
    assert codes - said == set()

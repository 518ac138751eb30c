"""The rows that an import refused, as a file to put right: line, reason and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

from starlette.responses import Response

from multisession.project.exporters.csv_table import quoted
from multisession.project.importers.refusal import Refusal
from multisession.project.media import shown_name
from multisession.web.json import encode

RefusedFormat = Literal["csv", "json"]


def refused_file(refusals: Iterator[Refusal], name: str, form: RefusedFormat) -> Response:
    """A download named after the file that the rows are from."""
    if form == "json":
        content = encode([{"line": one.line, "reason": one.reason, "content": one.content} for one in refusals])
        media_type = "application/json"
    else:
        rows = ((str(one.line), quoted(one.reason), quoted(one.content)) for one in refusals)
        content = "\n".join(["line,reason,content", *(",".join(row) for row in rows), ""]).encode()
        media_type = "text/csv; charset=utf-8"
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePath(shown_name(name)).stem).strip("-")[:60]
    headers = {"Content-Disposition": f'attachment; filename="{plain or "rows"}-left-out.{form}"'}
    return Response(content, media_type=media_type, headers=headers)

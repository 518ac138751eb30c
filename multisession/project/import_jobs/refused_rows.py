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
    """A download named after the file that the rows are from; of an archive each row names the file in it."""
    found = list(refusals)
    sourced = any(one.source for one in found)
    if form == "json":
        content = encode([_as_json(one, sourced=sourced) for one in found])
        media_type = "application/json"
    else:
        rows = [
            [str(one.line), quoted(one.reason), quoted(one.content), *([quoted(one.source)] * sourced)] for one in found
        ]
        heading = "line,reason,content,file" if sourced else "line,reason,content"
        content = "\n".join([heading, *(",".join(row) for row in rows), ""]).encode()
        media_type = "text/csv; charset=utf-8"
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePath(shown_name(name)).stem).strip("-")[:60]
    headers = {"Content-Disposition": f'attachment; filename="{plain or "rows"}-left-out.{form}"'}
    return Response(content, media_type=media_type, headers=headers)


def _as_json(refusal: Refusal, *, sourced: bool) -> dict[str, object]:
    row: dict[str, object] = {"line": refusal.line, "reason": refusal.reason, "content": refusal.content}
    return {**row, "file": refusal.source} if sourced else row

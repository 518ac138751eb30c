"""The empty document that the editor shows tasks' HTML in, with a policy of its own.

A task's document brings styles with it, which the policy of our pages refuses; a frame made with ``srcdoc`` would have
that policy too. Here styles may be inline, and nothing else may be anything: no script runs, and nothing is loaded but
what the document carries in itself and the project's own uploads. The editor's frame is sandboxed besides.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from multisession.web.operation import Operation

DOCUMENT = '<!doctype html>\n<html lang=""><head><meta charset="utf-8"><title></title></head><body></body></html>\n'


def frame_policy(embed_origins: Sequence[str]) -> str:
    """The policy of the document. Pages of ``embed_origins`` may show the studio, and so what the studio shows."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'none'",
            "style-src 'unsafe-inline'",
            "img-src 'self' data:",
            "media-src 'self' data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            " ".join(["frame-ancestors 'self'", *embed_origins]),
        ]
    )


def frame_operation(embed_origins: Sequence[str]) -> Operation:
    """Answers alike to everybody; a cache may keep it."""
    headers = {
        "Content-Security-Policy": frame_policy(embed_origins),
        "Cache-Control": "public, max-age=3600",
        "Referrer-Policy": "no-referrer",
    }

    async def show(request: Request, subject: None) -> Response:
        return Response(DOCUMENT, media_type="text/html", headers=headers)

    return Operation(
        method="GET", path="/editor/frame", handler=show, name="editor_frame", tag="Pages", scope="public",
        summary="The empty document for a task's HTML",
    )  # fmt: skip

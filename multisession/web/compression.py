"""JSON and drawings on their way to a browser, smaller: a page of a table shrinks to a fifth, a drawing to a third.

Only answers about a project and templates' drawings are compressed, and they hold nothing secret: tokens, codes and
keys come from other routes, so there is nothing to be guessed from how well an answer shrinks.
"""

from __future__ import annotations

import zlib

from starlette.responses import Response

#: Smaller answers fit into one packet as they are, in bytes.
SMALLEST = 1400
#: Larger ones would keep the event loop busy for longer than they save, in bytes.
LARGEST = 512 * 1024
COMPRESSED = frozenset({"application/json", "image/svg+xml"})
#: Of 1 to 9; more takes twice the time for a tenth.
LEVEL = 4
#: What zlib calls a gzip header and trailer.
_GZIP = 16 + zlib.MAX_WBITS


def compress(response: Response, accepted: str) -> None:
    """Compresses a whole answer in place, where it pays and the client takes gzip (its ``Accept-Encoding``)."""
    body = getattr(response, "body", b"")
    if not SMALLEST <= len(body) <= LARGEST or response.media_type not in COMPRESSED:
        return
    response.headers["Vary"] = "Accept-Encoding"
    if not _takes_gzip(accepted) or "content-encoding" in response.headers:
        return
    shrinking = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    response.body = shrinking.compress(body) + shrinking.flush()
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))


def _takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` names gzip, and not as what is refused (``gzip;q=0``)."""
    for each in accepted.lower().split(","):
        name, _, weight = each.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False

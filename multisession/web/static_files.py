"""The built browser files: hashed names for ever, the others by ETag, compressed copies where the client takes them."""

from __future__ import annotations

import errno
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from multisession.web.errors import NotFound

#: "assets/text-BvRk9kiK.js": Vite's names carry a hash of the content.
HASHED = re.compile(r"(?:^|/)[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")
#: One segment of a servable path: no leading dot, no separator of any system, nothing to decode.
SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
#: Larger files are sent from a thread, in pieces.
INLINE_BYTES = 1024 * 1024
#: What only our own pages load.
OWN_PAGES = "assets/"
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}


@cache
def static_directory() -> Path:
    """Where the built browser files are: inside an installed package, else in the checkout's static/dist."""
    package = Path(__file__).resolve().parent.parent
    packaged = package / "_static"
    return packaged if packaged.is_dir() else package.parent / "static" / "dist"


class Version(NamedTuple):
    """One file as it lies on disk now."""

    path: Path
    size: int
    changed: int
    encoding: str | None


class StaticFiles:
    """Serves one directory as the endpoint of a ``{path:path}`` route, without any session."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = self.response(request, scope["path_params"]["path"])
        await response(scope, receive, send)

    def response(self, request: Request, name: str) -> Response:
        """The answer for a path below the directory. Raises NotFound for anything that is no file in it."""
        plain = self.find(name)
        version = self._negotiated(plain, request.headers.get("accept-encoding", ""))
        # what is kept for ever is never asked for again: its name says what it is
        caching = (
            {"cache-control": FOREVER} if HASHED.search(name) else {"cache-control": REVALIDATE, "etag": _etag(version)}
        )
        headers = {**caching, "vary": "accept-encoding"}
        if not name.startswith(OWN_PAGES):
            # Editors embedded in other origins' pages load these; there is nothing of anybody's in them.
            headers["cross-origin-resource-policy"] = "cross-origin"
        if "etag" in headers and headers["etag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if version.encoding:
            headers["content-encoding"] = version.encoding
        media_type = TYPES.get(plain.suffix) or mimetypes.guess_type(plain.name)[0] or "application/octet-stream"
        if version.size > INLINE_BYTES:
            return FileResponse(version.path, headers=headers, media_type=media_type)
        return Response(version.path.read_bytes(), headers=headers, media_type=media_type)

    def find(self, name: str) -> Path:
        """The file of a path. Each segment is matched whole, so nothing climbs; links to elsewhere are refused."""
        if not all(SEGMENT.fullmatch(segment) for segment in name.split("/")):
            raise NotFound("There is no such file.")
        path = self._directory / name
        try:
            found = path.is_file() and path.resolve().is_relative_to(self._directory.resolve())
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            found = False
        if not found:
            raise NotFound("There is no such file.")
        return path

    @staticmethod
    def _negotiated(path: Path, accepted: str) -> Version:
        taken = {
            part.partition(";")[0].strip() for part in accepted.split(",") if not part.replace(" ", "").endswith(";q=0")
        }
        plain = path.stat()
        for encoding, suffix in ENCODINGS:
            if encoding in taken:
                try:
                    found = path.with_name(path.name + suffix).stat()
                except FileNotFoundError:
                    continue
                # A copy older than its original is of another build.
                if found.st_mtime_ns >= plain.st_mtime_ns:
                    return Version(path.with_name(path.name + suffix), found.st_size, found.st_mtime_ns, encoding)
        return Version(path, plain.st_size, plain.st_mtime_ns, None)


def _etag(version: Version) -> str:
    text = f"{version.path.name}:{version.size}:{version.changed}"
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'

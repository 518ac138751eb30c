"""The kinds of media files a project takes: their suffixes, content types and first bytes.

A type is known by its first bytes; the suffix has to agree in kind. Nothing here decodes a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["image", "audio", "video", "document"]


@dataclass(frozen=True, slots=True)
class MediaType:
    """One type of file. ``suffixes`` are without the dot, the first being the one that stored names get."""

    content_type: str
    kind: Kind
    suffixes: tuple[str, ...]
    #: matches the first bytes of a file of this type
    signature: re.Pattern[bytes]
    #: shown by a browser on its own page without running anything that the file says
    inline: bool = True


def _type(content_type: str, kind: Kind, suffixes: str, signature: bytes, *, inline: bool = True) -> MediaType:
    return MediaType(content_type, kind, tuple(suffixes.split()), re.compile(signature, re.DOTALL), inline)


#: bytes needed to know a type
SIGNATURE_BYTES = 4096
_ISO = b".{4}ftyp"
_MARKUP_START = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,600}?-->\s*)*(?:<!doctype\s+svg[^>]*>\s*)?"
MEDIA_TYPES: tuple[MediaType, ...] = (
    _type("image/png", "image", "png", rb"\x89PNG\r\n\x1a\n"),
    _type("image/jpeg", "image", "jpg jpeg jpe jfif", rb"\xff\xd8\xff"),
    _type("image/gif", "image", "gif", rb"GIF8[79]a"),
    _type("image/webp", "image", "webp", rb"RIFF.{4}WEBP"),
    _type("image/bmp", "image", "bmp", rb"BM.{4}\0\0\0\0"),
    _type("image/tiff", "image", "tif tiff", rb"II\x2a\0|MM\0\x2a"),
    _type("image/avif", "image", "avif", _ISO + rb"avi[fs]"),
    _type("image/heic", "image", "heic heif", _ISO + rb"(?:hei[cmsx]|hev[cmsx]|mif1|msf1)"),
    _type("image/svg+xml", "image", "svg", rb"(?i:" + _MARKUP_START + rb"<svg[\s>])", inline=False),
    _type("audio/wav", "audio", "wav", rb"RIFF.{4}WAVE"),
    _type("audio/flac", "audio", "flac", rb"fLaC\0"),
    _type("audio/mp4", "audio", "m4a", _ISO + rb"M4[AB] "),
    _type("audio/aac", "audio", "aac", rb"\xff[\xf0\xf1\xf8\xf9]"),
    _type("audio/mpeg", "audio", "mp3", rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    _type("video/ogg", "video", "ogv", rb"OggS\0.{23,64}\x80theora"),
    _type("audio/ogg", "audio", "ogg oga opus", rb"OggS\0"),
    _type("video/quicktime", "video", "mov qt", _ISO + rb"qt  "),
    _type("video/mp4", "video", "mp4 m4v", _ISO),
    _type("video/webm", "video", "webm mkv weba mka", rb"\x1aE\xdf\xa3"),
    _type("video/x-msvideo", "video", "avi", rb"RIFF.{4}AVI "),
    _type("application/pdf", "document", "pdf", rb"%PDF-", inline=False),
)
_BY_SUFFIX = {suffix: media for media in MEDIA_TYPES for suffix in media.suffixes}
#: every suffix a stored file may have
SUFFIXES = tuple(_BY_SUFFIX)


def type_of_bytes(head: bytes) -> MediaType | None:
    """The media type whose signature the first bytes show, or None."""
    for media in MEDIA_TYPES:
        if media.signature.match(head):
            return media
    return None


def type_of_name(name: str) -> MediaType | None:
    """The media type of a file name's suffix, or None."""
    _, dot, suffix = name.rpartition(".")
    return _BY_SUFFIX.get(suffix.lower()) if dot else None


def type_for(name: str, head: bytes) -> MediaType | None:
    """The type to store a file as, by its first bytes, when the suffix of its name does not speak against it.

    A picture under another picture's suffix is taken for what it is. The containers that hold sound as well as video
    (MP4, Ogg, WebM) are what their name says. A suffix of no media type, or none, says nothing.
    """
    by_bytes = type_of_bytes(head)
    by_name = type_of_name(name)
    if by_bytes is None or by_name is None or by_bytes.kind == by_name.kind:
        return by_bytes
    if {by_bytes.kind, by_name.kind} == {"audio", "video"}:
        family = by_name.content_type.partition("/")[2]
        return by_name if by_bytes.content_type.endswith(f"/{family}") else None
    return None

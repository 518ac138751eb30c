"""Keys for programs: the API token of a session, and the JWTs that today's SDK exchanges.

An API token is ``ls_<session id>_<generation>_<signature>``: computed when it is shown, stored nowhere, and never
something that decodes as a JWT (the SDK would then try to refresh it). JWTs are HS256 and nothing else, whatever their
header says.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from multisession.sessions.cookie import Grant
from multisession.sessions.key_ring import KeyRing

ACCESS_SECONDS = 300
REFRESH_SECONDS = 400 * 24 * 3600

_API_PURPOSE = "api-token"
_JWT_PURPOSE = "jwt"
_API_TOKEN = re.compile(r"ls_([0-9a-f]{32})_([0-9a-f]{1,16})_([A-Za-z0-9_-]{43})\Z")
_JWT = re.compile(r"([A-Za-z0-9_-]{1,1024})\.([A-Za-z0-9_-]{1,2048})\.([A-Za-z0-9_-]{43})\Z")

TokenType = Literal["access", "refresh"]


def api_token(grant: Grant, keys: KeyRing) -> str:
    """The API token of a session in its present generation; the same each time it is asked for."""
    return f"ls_{grant.session_id}_{grant.generation:x}_{keys.signature(_API_PURPOSE, _signed_part(grant))}"


def read_api_token(token: str, keys: KeyRing) -> Grant | None:
    """Whose token it is, when we signed it. The caller compares the generation with the registry's."""
    match = _API_TOKEN.match(token)
    if match is None:
        return None
    grant = Grant(match[1], int(match[2], 16))
    # The signature covers one spelling of the generation; another (leading zeros) is not ours.
    if f"{grant.generation:x}" != match[2] or not keys.verifies(_API_PURPOSE, _signed_part(grant), match[3]):
        return None
    return grant


def _signed_part(grant: Grant) -> bytes:
    return f"{grant.session_id}_{grant.generation:x}".encode()


@dataclass(frozen=True, slots=True)
class Claims:
    """What a JWT of ours says. Times in seconds since 1970; ``identifier`` is the ``jti``, 32 hex digits."""

    type: TokenType
    grant: Grant
    identifier: str
    issued: int
    expires: int


def new_claims(type: TokenType, grant: Grant, *, now: float) -> Claims:
    """Claims of a token that begins now."""
    life = ACCESS_SECONDS if type == "access" else REFRESH_SECONDS
    return Claims(type, grant, secrets.token_hex(16), int(now), int(now) + life)


def encode_jwt(claims: Claims, keys: KeyRing) -> str:
    """The token as text."""
    header = {"alg": "HS256", "typ": "JWT"}
    body = {
        "token_type": claims.type,
        "exp": claims.expires,
        "iat": claims.issued,
        "jti": claims.identifier,
        "sub": claims.grant.session_id,
        "generation": f"{claims.grant.generation:x}",
    }
    signed = f"{_segment(header)}.{_segment(body)}"
    return f"{signed}.{keys.signature(_JWT_PURPOSE, signed.encode())}"


def read_jwt(token: str, type: TokenType, keys: KeyRing, *, now: float) -> Claims | None:
    """The claims of a token of this type that we signed and that has not expired; None for anything else."""
    match = _JWT.match(token)
    if match is None or not keys.verifies(_JWT_PURPOSE, f"{match[1]}.{match[2]}".encode(), match[3]):
        return None
    header, body = _object(match[1]), _object(match[2])
    if header.get("alg") != "HS256" or body.get("token_type") != type:
        return None
    try:
        grant = Grant(str(body["sub"]), int(body["generation"], 16))
        claims = Claims(type, grant, str(body["jti"]), int(body["iat"]), int(body["exp"]))
    except (KeyError, TypeError, ValueError):
        return None
    return claims if now < claims.expires else None


def _segment(content: Mapping[str, object]) -> str:
    text = json.dumps(content, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def _object(segment: str) -> dict[str, Any]:
    try:
        content = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}

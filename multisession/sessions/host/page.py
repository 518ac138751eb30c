"""The console's page and the way into it: these three are open to everybody, and hold nothing of anybody."""

from __future__ import annotations

from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from multisession import __version__
from multisession.sessions.host.entrance import HostEntrance
from multisession.sessions.pages import PRODUCT, compressed, shell
from multisession.settings import Settings
from multisession.web.assets import Assets
from multisession.web.operation import Operation

TAG = "Host"
#: Stricter than for visitors' pages: no media from outside, no frames, no other origin for anything.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class HostSignIn(msgspec.Struct):
    """The key of the console."""

    key: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class SignedIn(msgspec.Struct):
    """Whether the cookie of this request opens the console."""

    signed_in: bool


class HostPage:
    """The page of the console, and signing in and out."""

    def __init__(self, settings: Settings, assets: Assets, entrance: HostEntrance) -> None:
        self._settings = settings
        self._assets = assets
        self._entrance = entrance

    def page(self) -> Operation:
        """The page itself."""
        return Operation(method="GET", path="/host", handler=self.show, name="host_page", tag="Pages", scope="public",
                         summary="The host's console")  # fmt: skip

    def operations(self) -> list[Operation]:
        """Signing in and out."""
        return [
            Operation(
                method="GET", path="/api/host/sign-in", handler=self.is_signed_in, name="host_signed_in", tag=TAG,
                scope="public", response=SignedIn, summary="Am I signed in to the host's console",
            ),
            Operation(
                method="POST", path="/api/host/sign-in", handler=self.sign_in, name="host_sign_in", tag=TAG,
                scope="public", body=HostSignIn, status=204, summary="Sign in to the host's console",
            ),
            Operation(
                method="DELETE", path="/api/host/sign-in", handler=self.sign_out, name="host_sign_out", tag=TAG,
                scope="public", status=204, summary="Sign out of the host's console",
            ),
        ]  # fmt: skip

    async def show(self, request: Request, subject: None) -> Response:
        """The shell of the page; what it shows it asks for with the host's cookie."""
        signed_in = self._entrance.signed_in(request) is not None
        bootstrap = {
            "root": self._settings.root_path,
            "mode": self._settings.mode,
            "page": "host",
            "version": __version__,
            "signed_in": signed_in,
        }
        document = shell(
            self._assets,
            root_path=self._settings.root_path,
            page="host",
            title=f"Host · {PRODUCT}",
            bootstrap=bootstrap,
        )
        answer = compressed(document, request.headers.get("accept-encoding", ""))
        answer.headers["content-security-policy"] = POLICY
        answer.headers["referrer-policy"] = "no-referrer"
        answer.headers.add_vary_header("Cookie")
        return answer

    async def is_signed_in(self, request: Request, subject: None) -> SignedIn:
        """For a page that a link from elsewhere opened: browsers sent no cookie for it, and send one now."""
        return SignedIn(self._entrance.signed_in(request) is not None)

    async def sign_in(self, request: Request, subject: None, given: HostSignIn) -> Response:
        """For twelve hours. 401 for a wrong key, 429 after ten of them in a minute."""
        return Response(status_code=204, headers={"Set-Cookie": await self._entrance.sign_in(request, given.key)})

    async def sign_out(self, request: Request, subject: None) -> Response:
        """The cookie ends, and copies of it too."""
        return Response(status_code=204, headers={"Set-Cookie": await self._entrance.sign_out(request)})

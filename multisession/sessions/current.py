"""The asking session and what it may do about itself: the façade that the session routes call."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from multisession.project.open_template import place_template
from multisession.project.store.documents import DocumentBroken
from multisession.project.store.failures import StoreUnusable
from multisession.sessions.cookie import LIFETIME, MOST_EARLIER, Grant
from multisession.sessions.expiry import iso
from multisession.sessions.lifecycle import SessionRemoved
from multisession.sessions.middleware import replace_session, visit_of
from multisession.sessions.network import network_of
from multisession.sessions.own_session import Deleted, EndedProject, Holdings, OwnProject, OwnSession, report_of
from multisession.sessions.recipe import BaseGone
from multisession.sessions.records import RefreshToken
from multisession.sessions.resume_codes import new_resume_code, resume_digest
from multisession.sessions.session import Session, new_grant
from multisession.sessions.tokens import Claims, api_token, encode_jwt, new_claims
from multisession.web.errors import Forbidden, NotAuthenticated, NotFound, TooManyRequests

if TYPE_CHECKING:
    from multisession.project.project import Project
    from multisession.sessions.resolver import MultiSession
    from multisession.templates import Template

#: Codes that one network may try in a minute. A code has 132 random bits; the limit only keeps log and CPU quiet.
RESUME_ATTEMPTS = 20
#: What opening or reading a project raises that was removed, is damaged, or whose base the host took away.
CANNOT_BE_OPENED = (BaseGone, DocumentBroken, SessionRemoved, StoreUnusable)


class TooManyProjects(Forbidden):
    """403: the browser's list is full; another project would push one out of reach."""

    code = "too-many-projects"


class BrowserOnly(Forbidden):
    """403: only a cookie can do this."""

    code = "browser-only"


class ResumeCodeUnknown(NotFound):
    """404: no live session has this code."""

    code = "resume-code-unknown"


class RefreshTokenInvalid(NotAuthenticated):
    """401: not a refresh token of ours, expired, or taken back."""

    code = "token_not_valid"


@dataclass(slots=True)
class CurrentSession:
    """One request's session with the services behind it. Nothing here takes an id from outside."""

    request: Request
    studio: MultiSession

    @property
    def session(self) -> Session:
        """The session as it is now; some of the methods replace it."""
        return visit_of(self.request).session

    @property
    def is_written(self) -> bool:
        """True when the session has a project on disk."""
        return not self.session.is_new and self.studio.exists(self.session.id)

    # -- about

    async def describe(self) -> OwnSession:
        """The session and the projects of its browser; writes nothing."""
        visit = visit_of(self.request)
        issued = visit.cookie_issued if visit.cookie_issued and not visit.send_cookie else time.time()
        record = self.studio.registry.record(self.session.id) if self.is_written else None
        quota = self.studio.quota
        described = OwnSession(
            new=record is None,
            now=iso(time.time()),
            kept_until=iso(issued + LIFETIME),
            limits=Holdings(quota.bytes, quota.tasks, quota.uploads),
            has_resume_code=record is not None and record.has_resume_code,
            projects=await self.projects(),
            stamp=self.studio.identity.stamp(visit),
        )
        if visit.ended is not None:
            described.ended = EndedProject(iso(visit.ended.when), visit.ended.because)
            # Told: from now on the browser has a cookie that names the new session.
            visit.send_cookie = True
        if record is not None:
            described.frozen = record.frozen
            described.usage = await self._holdings()
            end = self.studio.expiry.end(record, visited=time.time())
            if end is not None:
                described.expires_at, described.expires_because = iso(end[0]), end[1]
                described.warn_from = iso(self.studio.expiry.warn_from(end, record.created))
        return described

    async def _holdings(self) -> Holdings | None:
        try:
            lease = await self.studio.lease(self.session.id)
            try:
                held = await lease.project.store.usage()
            finally:
                lease.release()
        except CANNOT_BE_OPENED:
            return None
        return Holdings(held.bytes, held.tasks, held.uploads)

    async def projects(self) -> list[OwnProject]:
        """The active project, if there is one, and the earlier ones of this browser that still exist."""
        listed = []
        for index, grant in enumerate((self.session.grant, *self.session.earlier)):
            if self.opens(grant):
                # One that cannot be opened must not hide the others.
                with contextlib.suppress(*CANNOT_BE_OPENED):
                    listed.append(await self._own_project(index, grant))
        return listed

    async def _own_project(self, index: int, grant: Grant) -> OwnProject:
        lease = await self.studio.lease(grant.session_id)
        try:
            document, counts = await lease.project.document(), await lease.project.store.counts()
        finally:
            lease.release()
        record = self.studio.registry.record(grant.session_id)
        end = None if record is None else self.studio.expiry.end(record, visited=time.time())
        return OwnProject(
            index=index,
            active=index == 0,
            title=str(document.settings.get("title") or ""),
            created_at=iso(record.created) if record is not None else "",
            expires_at=None if end is None else iso(end[0]),
            expires_because=None if end is None else end[1],
            frozen=record is not None and record.frozen,
            task_number=counts.task_number,
            finished_task_number=counts.finished_task_number,
            total_annotations_number=counts.total_annotations_number,
        )

    def opens(self, grant: Grant) -> bool:
        """True when a grant of this browser still opens a project."""
        return self.studio.exists(grant.session_id) and self.studio.identity.holds(grant, issued=None)

    # -- moving between projects

    async def switch(self, index: int) -> None:
        """Makes an earlier project of this browser the active one. Raises NotFound, BrowserOnly."""
        self.require_browser()
        session = self.session
        grants = (session.grant, *session.earlier)
        if not 0 <= index < len(grants) or not self.opens(grants[index]):
            raise NotFound("This browser has no such project. Load the list again.")
        self._become(grants[index])

    async def start_over(self) -> None:
        """A new session; the present project goes into the list. Raises TooManyProjects, BrowserOnly."""
        self.require_browser()
        self._become(new_grant())

    async def resume(self, code: str) -> None:
        """Opens the project of a resume code here. Raises ResumeCodeUnknown, TooManyProjects, TooManyRequests."""
        self.require_browser()
        self._count_attempt()
        digest = resume_digest(code)
        found = None if digest is None else self.studio.registry.session_of_resume_digest(digest)
        grant = None if found is None else Grant(found.session_id, found.generation)
        if grant is None or not self.opens(grant):
            raise ResumeCodeUnknown("No project has this code. Check the twelve words, and that it was not replaced.")
        self._become(grant)

    def _count_attempt(self) -> None:
        client = self.request.client
        key = f"resume {network_of(client.host if client else '')}".encode()
        wait = self.studio.rates.wait(key, RESUME_ATTEMPTS / 60, burst_seconds=60)
        if wait:
            seconds = max(1, int(wait + 0.999))
            raise TooManyRequests(f"Too many attempts. Try again in {seconds} seconds.", retry_after=seconds)

    def _become(self, grant: Grant) -> None:
        session = self.session
        others = [
            other
            for other in (session.grant, *session.earlier)
            if other.session_id != grant.session_id and self.opens(other)
        ]
        if len(others) > MOST_EARLIER:
            raise TooManyProjects(
                f"This browser already has {len(others)} projects. Download one and delete it, then try again."
            )
        replace_session(self.request, session.with_active(grant, earlier=tuple(others)))

    def require_browser(self) -> None:
        """Raises BrowserOnly for a token, which belongs to one project."""
        if self.session.via != "cookie":
            raise BrowserOnly("A token belongs to one project. Do this in the browser.")

    # -- secrets

    def token(self) -> str:
        """The API token. Raises NotFound for a session that has written nothing."""
        if not self.is_written:
            raise NotFound("This session has no token yet. POST /api/session/token makes one.", code="no-token")
        return api_token(self.session.grant, self.studio.identity.keys)

    async def make_token(self) -> str:
        """The API token; making it is a write. Raises SessionNeeded for a stranger."""
        await self.studio.ensure_written(self.request)
        return self.token()

    async def reset_token(self) -> str:
        """A new API token; the old one, and every other browser, is signed out."""
        await self.sign_out_elsewhere()
        return self.token()

    async def sign_out_elsewhere(self) -> None:
        """Ends all tokens and all other browsers' access to the project; this browser stays."""
        await self.studio.ensure_written(self.request)
        session = self.session
        generation = await self.studio.lifecycle.raise_generation(session.id)
        if generation is None:
            raise NotFound("This project was removed.")
        replace_session(self.request, session.with_active(Grant(session.id, generation), earlier=session.earlier))

    async def make_resume_code(self) -> str:
        """Twelve words that open this project elsewhere; an earlier code stops working."""
        await self.studio.ensure_written(self.request)
        code = new_resume_code()
        await self.studio.lifecycle.set_resume_digest(self.session.id, resume_digest(code))
        return code

    async def revoke_resume_code(self) -> None:
        """Takes the resume code back, if there is one."""
        if self.is_written:
            await self.studio.lifecycle.set_resume_digest(self.session.id, None)

    # -- JWTs, as the SDK uses them

    async def make_refresh_token(self) -> tuple[str, RefreshToken]:
        """A refresh token and what is kept of it. Raises TooManyTokens."""
        await self.studio.ensure_written(self.request)
        return await self._refresh_token(self.session.grant)

    async def _refresh_token(self, grant: Grant) -> tuple[str, RefreshToken]:
        claims = new_claims("refresh", grant, now=time.time())
        kept = RefreshToken(claims.identifier, claims.issued, claims.expires)
        await asyncio.to_thread(self.studio.registry.add_refresh_token, grant.session_id, kept)
        return encode_jwt(claims, self.studio.identity.keys), kept

    def refresh_tokens(self) -> list[RefreshToken]:
        """The refresh tokens that hold; without their secret part."""
        return self.studio.registry.refresh_tokens(self.session.id)

    def access_token(self, refresh: str) -> str:
        """An access token for 300 s. Raises RefreshTokenInvalid."""
        claims = self._claims(refresh)
        return encode_jwt(new_claims("access", claims.grant, now=time.time()), self.studio.identity.keys)

    async def rotate(self, refresh: str) -> str:
        """Takes a refresh token back and gives another for it. Raises RefreshTokenInvalid."""
        claims = self._claims(refresh)
        if not await self._take_back(claims):
            # Somebody else was faster with the same token.
            raise RefreshTokenInvalid("Token is invalid")
        return (await self._refresh_token(claims.grant))[0]

    async def revoke(self, refresh: str) -> None:
        """Takes a refresh token back. Raises RefreshTokenInvalid when it did not hold."""
        await self._take_back(self._claims(refresh))

    async def _take_back(self, claims: Claims) -> bool:
        registry = self.studio.registry
        return await asyncio.to_thread(registry.revoke_refresh_token, claims.grant.session_id, claims.identifier)

    def _claims(self, refresh: str) -> Claims:
        claims = self.studio.identity.refresh_claims(refresh)
        if claims is None:
            # These words are what clients of today look for.
            raise RefreshTokenInvalid("Token is invalid")
        return claims

    # -- the data

    async def open_template(self, template: Template, *, replace: bool) -> Project:
        """The session's project, made from a template.

        A session that has written nothing begins on the template's shared base; into one that has, copies are put.
        Raises ProjectNotEmpty unless ``replace``, and what :meth:`MultiSession.ensure_written` raises.
        """
        if not replace:
            await (await self.project()).require_empty()
        if not self.is_written:
            beginning = await self.studio.template_bases.beginning(template)
            await self.studio.ensure_written(self.request, beginning=beginning)
            project = await self.studio.project(self.request, write=True)
            if self.studio.base_of(project) == beginning.base:
                return project
            # Another tab's first write came between, and made the project from the recipe.
        project = await self.studio.project(self.request, write=True)
        await place_template(project, template, replace=replace)
        return project

    async def project(self) -> Project:
        """The project to read from: the session's own, or the recipe when it has written nothing."""
        return await self.studio.project(self.request, write=False)

    async def delete_project(self) -> Deleted:
        """Removes the project with everything in it; the browser goes on in a new session."""
        session = self.session
        if not self.is_written:
            return Deleted()
        report = await self.remove(session.id)
        if session.via == "cookie":
            replace_session(self.request, session.with_active(new_grant(), earlier=session.earlier))
        return report

    async def remove(self, session_id: str) -> Deleted:
        """Takes one of this browser's projects off the disk, and says what it held, as far as that can be read."""
        report = Deleted()
        # What is damaged, or has lost its base, is its owner's to delete as well.
        with contextlib.suppress(BaseGone, StoreUnusable):
            lease = await self.studio.lease(session_id)
            try:
                report = await report_of(lease.project)
                # From here on every write to it, in any process, is refused.
                await lease.project.store.begin_closing()
            finally:
                lease.release()
        self.studio.pool.retire(session_id)
        await self.studio.lifecycle.remove(session_id)
        return report

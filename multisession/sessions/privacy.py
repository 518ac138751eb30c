"""What a visitor is told about their data: made from the settings, so that the page says what this host really does."""

from __future__ import annotations

import html
from collections.abc import Iterable

import msgspec
from starlette.requests import Request

from multisession.declaration import UNITS
from multisession.sessions.cookie import LIFETIME
from multisession.sessions.identity import Identity
from multisession.sessions.records import TOMBSTONE_SECONDS
from multisession.settings import Settings
from multisession.web.access_log import SAMPLE, SLOW_SECONDS
from multisession.web.operation import Operation

DAY = UNITS["d"]
#: unit of a duration -> its name
NAMES = {"d": "day", "h": "hour", "m": "minute", "s": "second"}
NOBODY_NAMED = "The host of this studio has named nobody to ask. Whoever gave you the address can say more."


class PrivacySection(msgspec.Struct, frozen=True):
    """One question a visitor has, and its answer in sentences. ``id`` is the section's anchor."""

    id: str
    title: str
    statements: list[str]


class PrivacyNotice(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept, for how long, who sees it and how to get rid of it. Spans are in seconds, 0 is for ever.

    ``cookie`` is None where the studio tells nobody apart and so sets none.
    """

    cookie: str | None
    idle_expiry: int
    absolute_expiry: int
    outside_media: bool
    contact: str
    sections: list[PrivacySection]


def privacy_notice(settings: Settings, cookie: str | None) -> PrivacyNotice:
    """The notice of a studio with these settings, whose cookie has this name (None: it sets none)."""
    hosted = settings.mode == "multi"
    sections = [
        PrivacySection("kept", "What is kept", list(_kept(settings))),
        PrivacySection("cookie", "The cookie, and this browser", list(_browser(cookie))),
        PrivacySection("how-long", "For how long", list(_how_long(settings))),
        PrivacySection("who", "Who can see it", list(_who(hosted))),
        PrivacySection("logs", "Logs", list(_logs(settings))),
        PrivacySection("elsewhere", "What goes elsewhere", list(_elsewhere(settings))),
        PrivacySection("take", "Taking it along, and deleting it", list(_take(hosted))),
        PrivacySection("contact", "Whom to ask", [settings.contact or NOBODY_NAMED]),
    ]
    return PrivacyNotice(
        cookie=cookie,
        idle_expiry=settings.idle_expiry if hosted else 0,
        absolute_expiry=settings.absolute_expiry if hosted else 0,
        outside_media=settings.outside_media,
        contact=settings.contact,
        sections=sections,
    )


def privacy_operation(settings: Settings, identity: Identity) -> Operation:
    """The route that tells it to programs and to the page."""

    async def privacy(request: Request, subject: None) -> PrivacyNotice:
        """What is kept, for how long, who sees it and how to delete it, as this server is set up."""
        return privacy_notice(settings, identity.cookie_name(request.scope))

    return Operation(
        method="GET", path="/api/privacy", handler=privacy, summary="What is kept, and for how long", tag="Server",
        scope="public", name="privacy", response=PrivacyNotice,
    )  # fmt: skip


def privacy_article(notice: PrivacyNotice) -> str:
    """The notice as HTML, for browsers that run no scripts."""
    parts = [
        f"<section><h2>{html.escape(section.title)}</h2>"
        + "".join(f"<p>{html.escape(statement)}</p>" for statement in section.statements)
        + "</section>"
        for section in notice.sections
    ]
    return f"<main><h1>Privacy</h1>{''.join(parts)}</main>"


def in_words(seconds: int) -> str:
    """604800 -> "7 days", 5400 -> "1 hour and 30 minutes"."""
    parts = []
    for unit, size in sorted(UNITS.items(), key=lambda item: -item[1]):
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(f"{amount} {NAMES[unit]}{'' if amount == 1 else 's'}")
    return " and ".join(parts[:2]) or "0 seconds"


def _kept(settings: Settings) -> Iterable[str]:
    if settings.mode != "multi":
        yield (
            "Tasks, labels, drafts and uploaded files lie in the project's directory, on the computer that runs this "
            "studio. They are there for everybody who can open this address."
        )
        return
    yield (
        "As long as you only look, nothing is stored on the server. Your first change makes a project, which holds "
        "what you make and bring: tasks, labels, drafts, the setup, and the files you upload."
    )
    yield (
        "Beside it the server notes when the project was made and last opened, how large it is, its title, and, if "
        "you make them, a hash of the resume code and the ids of tokens. There is no account: no name, no password, no "
        "mail address is asked for."
    )
    if settings.max_creations_per_hour:
        yield (
            "To limit how many projects one network makes in an hour, a keyed digest of your network address is "
            "counted, and forgotten after that. The address itself is stored nowhere."
        )
    if settings.max_requests_per_second:
        yield (
            "To hold off floods, requests are counted for some seconds, under a number made from your network address "
            "with a secret key."
        )


def _browser(cookie: str | None) -> Iterable[str]:
    if cookie is None:
        yield "This studio sets no cookie."
    else:
        yield (
            f"One cookie, “{cookie}”, says which projects are this browser's. It holds random numbers and the time it "
            f"was made, signed, and nothing else; it lives {LIFETIME // DAY} days, and no script can read it. It is "
            "needed to find your project again, and is used for nothing else."
        )
    yield (
        "In its own storage this browser keeps labels that could not be sent yet, and how you like the pages (light or "
        "dark, for instance). Clearing this site's data in the browser removes both."
    )


def _how_long(settings: Settings) -> Iterable[str]:
    idle, absolute = settings.idle_expiry, settings.absolute_expiry
    if settings.mode != "multi":
        yield "Until whoever runs the studio deletes it. Nothing expires."
        return
    if not idle and not absolute:
        yield "Your project is kept until you delete it, or the host does. Nothing expires by itself."
    if idle:
        yield f"Your project is deleted {in_words(idle)} after your last visit. Each visit begins that time anew."
    if absolute:
        sooner = ", however often you come" if idle else ""
        yield f"It is deleted {in_words(absolute)} after your first change{sooner}."
    if (idle or absolute) and settings.expiry_warning:
        yield "Open pages warn you before that, and offer the download."
    yield (
        f"Of a deleted project a random number stays for {TOMBSTONE_SECONDS // DAY} days, so that its old cookie opens "
        "nothing, with when it was made and deleted, and why. Backups that the host has made are the host's to delete."
    )


def _who(hosted: bool) -> Iterable[str]:
    if not hosted:
        yield "Everybody who can open this address sees and changes the project: there is one for all."
        return
    yield (
        "This browser, and whoever you give a resume code or an API token of the project. Other visitors cannot see "
        "it, not even by guessing its address."
    )
    yield (
        "The host can: whoever runs this server is able to open, freeze, export and delete every project on it. "
        "Bring no data here that they must not see."
    )


def _logs(settings: Settings) -> Iterable[str]:
    shown = f"One request in {SAMPLE}, and every one that fails on the server or takes over {SLOW_SECONDS:g} s,"
    yield (
        f"{'Every request' if settings.debug else shown} is noted in the server's log: time, method, path, status and "
        "duration. No cookie, no token, no search words and nothing of your data is in it."
    )
    if settings.mode != "multi":
        return
    if settings.log_format == "json":
        yield (
            "A short name stands in the log for your project, the same each time. It is made with a secret key; it "
            "opens nothing, and nobody gets from it back to the project."
        )
    yield (
        "For its charts the host also sees how many requests there were, how long they took and how many were refused. "
        "These are counts, of nobody in particular."
    )
    yield "A proxy in front of the studio may keep a log of its own, with your network address. The host knows."


def _elsewhere(settings: Settings) -> Iterable[str]:
    yield (
        "The studio sends nothing away: no statistics, no telemetry, no fonts or scripts from elsewhere. Everything "
        "the pages need comes from this server."
    )
    if settings.outside_media:
        yield (
            "Tasks may show pictures and sound that lie on other servers. Your browser then asks those servers for "
            "them, and they see your network address."
        )
    else:
        yield "Pictures and sound from other servers are not loaded either."
    if settings.connect_sources:
        yield f"Pages may also fetch task data from {', '.join(settings.connect_sources)}."


def _take(hosted: bool) -> Iterable[str]:
    yield (
        "Export gives you the labels in several formats; “Download project” in Settings gives you everything as one "
        "zip, which opens on any computer with this program."
    )
    if hosted:
        yield (
            "“Delete this project” in Settings removes it from the server at once, with all its files, and tells you "
            "what was deleted. You need to ask nobody."
        )
    else:
        yield "To delete it, delete the project's directory."

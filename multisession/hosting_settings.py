"""The settings of a host of strangers: how long sessions live, what each may use, who may come in."""

from __future__ import annotations

from dataclasses import dataclass

from multisession.declaration import MEBIBYTE, UNITS, setting

HOSTING = ("start-multi-session",)
DAY = UNITS["d"]


@dataclass(frozen=True, kw_only=True)
class HostingSettings:
    """The part of :class:`multisession.settings.Settings` that only start-multi-session takes; 0 is no limit."""

    idle_expiry: int = setting(
        7 * DAY,
        "--idle-expiry",
        kind="duration",
        environment="IDLE_EXPIRY",
        commands=HOSTING,
        metavar="TIME",
        help="A session that nobody opened for this long is removed: 30m, 12h, 7d; 0 keeps it.",
    )
    absolute_expiry: int = setting(
        30 * DAY,
        "--absolute-expiry",
        kind="duration",
        environment="ABSOLUTE_EXPIRY",
        commands=HOSTING,
        metavar="TIME",
        help="A session is removed this long after its first write, however busy it is; 0 keeps it.",
    )
    expiry_warning: int = setting(
        DAY,
        "--expiry-warning",
        kind="duration",
        environment="EXPIRY_WARNING",
        commands=HOSTING,
        metavar="TIME",
        help="Visitors are warned this long before their project is removed, or in the last quarter of a shorter life.",
    )
    sweep_every: int = setting(
        600,
        "--sweep-every",
        kind="duration",
        environment="SWEEP_EVERY",
        commands=HOSTING,
        metavar="TIME",
        help="How often the server removes expired sessions; 0 leaves that to the sweep command.",
    )
    max_sessions: int = setting(
        20_000,
        "--max-sessions",
        kind="integer",
        environment="MAX_SESSIONS",
        commands=HOSTING,
        help="Sessions kept in all; a new visitor can look, but not begin, while there are more. 0: no limit.",
    )
    max_creations_per_hour: int = setting(
        500,
        "--max-creations-per-hour",
        kind="integer",
        environment="MAX_CREATIONS_PER_HOUR",
        commands=HOSTING,
        help="New sessions from one address (IPv6: one /64 network) in an hour. A lecture hall behind one address "
        "needs as many as it has seats. 0: no limit.",
    )
    max_requests_per_second: int = setting(
        50,
        "--max-requests-per-second",
        kind="integer",
        environment="MAX_REQUESTS_PER_SECOND",
        commands=HOSTING,
        help="Requests a second from one session, or one address that has none; four seconds' worth may come at once. "
        "0: no limit.",
    )
    max_session_bytes: int = setting(
        250 * MEBIBYTE,
        "--max-session-bytes",
        kind="integer",
        environment="MAX_SESSION_BYTES",
        commands=HOSTING,
        help="What one session may keep: its database and its uploads, in bytes. 0: no limit.",
    )
    max_session_tasks: int = setting(
        200_000,
        "--max-session-tasks",
        kind="integer",
        environment="MAX_SESSION_TASKS",
        commands=HOSTING,
        help="Tasks one session may add to those of the recipe. 0: no limit.",
    )
    max_session_uploads: int = setting(
        2_000,
        "--max-session-uploads",
        kind="integer",
        environment="MAX_SESSION_UPLOADS",
        commands=HOSTING,
        help="Uploaded files one session may keep. 0: no limit.",
    )
    free_disk_floor_bytes: int = setting(
        512 * MEBIBYTE,
        "--free-disk-floor-bytes",
        kind="integer",
        environment="FREE_DISK_FLOOR_BYTES",
        commands=HOSTING,
        help="Below so much free disk, new sessions, imports and uploads are refused; labels are still taken. "
        "0: no floor.",
    )
    allow_url_import: bool = setting(
        False,
        "--allow-url-import",
        kind="switch",
        environment="ALLOW_URL_IMPORT",
        commands=HOSTING,
        help="Visitors may import from an address: the server fetches it, from the public internet alone.",
    )
    closed: bool = setting(
        False,
        "--closed",
        kind="switch",
        environment="CLOSED",
        commands=HOSTING,
        help="Start closed to new sessions: who has one goes on, everybody else can only look.",
    )
    maintenance: bool = setting(
        False,
        "--maintenance",
        kind="switch",
        environment="MAINTENANCE",
        commands=HOSTING,
        help="Start in maintenance mode: everything but health checks and the host's console answers 503.",
    )
    banner: str = setting(
        "",
        "--banner",
        environment="BANNER",
        commands=HOSTING,
        metavar="TEXT",
        help="A sentence above every page, for instance that this is a public demo.",
    )
    contact: str = setting(
        "",
        "--contact",
        environment="CONTACT",
        commands=HOSTING,
        metavar="TEXT",
        help="Whom visitors can ask about their data; shown on the privacy page.",
    )
    embed_origins: tuple[str, ...] = setting(
        (),
        "--embed-origin",
        kind="list",
        environment="EMBED_ORIGINS",
        commands=HOSTING,
        metavar="ORIGIN",
        help="Origins whose pages may show the studio in a frame; the cookie is then SameSite=None and Partitioned.",
    )
    host_key: str = setting(
        "",
        environment="HOST_KEY",
        commands=HOSTING,
        help="The key of the host's console, instead of the file in .studio. Environment only.",
    )

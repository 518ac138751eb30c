"""Sessions for a person at a terminal. What visitors wrote moves no cursor and colours nothing: it is made harmless."""

from __future__ import annotations

from multisession.sessions.host.shapes import HostSession, SessionPage, SessionQuery
from multisession.web.written_size import written_size

#: Characters of a title in the table.
WIDEST_TITLE = 30
HEADINGS = ("ID", "TITLE", "STATE", "DONE", "SIZE", "LAST SEEN (UTC)", "ENDS (UTC)")
#: These columns hold numbers.
RIGHT = (3, 4)


def session_table(page: SessionPage, query: SessionQuery) -> str:
    """The page as columns, and which page of how many it is."""
    if not page.sessions:
        return "No session fits." if query.search or query.state or query.page > 1 else "There are no sessions."
    rows = [HEADINGS, *(_row(session) for session in page.sessions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in RIGHT else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    first = (query.page - 1) * query.page_size + 1
    lines.append(f"{first} to {first + len(page.sessions) - 1} of {page.total}")
    return "\n".join(lines)


def session_details(session: HostSession) -> str:
    """One session, a line for each thing that is known of it."""
    state = session.state if session.because is None else f"{session.state} ({session.because})"
    ends = "never" if session.expires_at is None else f"{minute(session.expires_at)} UTC ({session.expires_because})"
    lines = [
        ("Session", session.id),
        ("Title", harmless(session.title) or "none"),
        ("State", state),
        ("Done", f"{session.finished_task_number} of {session.task_number} tasks"),
        ("Annotations", str(session.total_annotations_number)),
        ("Size", f"{written_size(session.bytes)}, {session.uploads} uploaded files"),
        ("Made", f"{minute(session.created_at)} UTC"),
        ("Last seen", f"{minute(session.last_seen_at)} UTC"),
        ("Ends", "-" if session.state == "removed" else ends),
        ("Resume code", "yes" if session.has_resume_code else "no"),
    ]
    return "\n".join(f"{name + ':':<13}{value}" for name, value in lines)


def harmless(text: str) -> str:
    """The text without control characters and marks of direction, which could redraw a terminal."""
    return "".join(character if character.isprintable() else "·" for character in text)


def minute(moment: str) -> str:
    """An ISO 8601 time, in UTC, to the minute."""
    return moment[:16].replace("T", " ")


def _row(session: HostSession) -> tuple[str, ...]:
    title = harmless(session.title)
    return (
        session.id,
        title if len(title) <= WIDEST_TITLE else f"{title[: WIDEST_TITLE - 1]}…",
        session.state,
        f"{session.finished_task_number}/{session.task_number}",
        written_size(session.bytes),
        minute(session.last_seen_at),
        "-" if session.state == "removed" else "never" if session.expires_at is None else minute(session.expires_at),
    )

"""``label-studio sessions …``: what the console does, from the command line, also while a server serves the sessions.

Exit codes: 0 done, 1 there is no such session (any more), 2 the command cannot be understood or the directory be used.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from multisession.declaration import SettingInvalid
from multisession.project.store.durable import sync_directory
from multisession.sessions.expiry import Expiry
from multisession.sessions.host.caretaker import Caretaker
from multisession.sessions.host.key import ADDRESS, KEY_SOURCE, HostKey
from multisession.sessions.host.shapes import LARGEST_PAGE, SessionQuery
from multisession.sessions.host.tables import session_details, session_table
from multisession.sessions.hosting import LONGEST_TEXT, Hosting, HostingChange
from multisession.sessions.lifecycle import Lifecycle
from multisession.sessions.registry import Registry
from multisession.settings import Settings, from_environment
from multisession.web.errors import Gone, NotFound
from multisession.web.written_size import written_size

Act = Callable[[Caretaker, argparse.Namespace], Awaitable[int]]

STREAM = "-"
FEWEST_DIGITS = 4


class Ambiguous(NotFound):
    """Several sessions begin with what was given."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The commands below ``sessions`` with their flags."""
    commands = parser.add_subparsers(dest="act", metavar="WHAT", required=True, parser_class=type(parser))
    common = argparse.ArgumentParser(add_help=False)
    root = from_environment("start-multi-session").get("root_dir", ".")
    common.add_argument("--root-dir", metavar="DIR", default=root, help="the directory that the server serves")
    common.add_argument("--json", action="store_true", help="answer in JSON")
    one = argparse.ArgumentParser(add_help=False, parents=[common])
    one.add_argument("id", help="the session's id, or its first digits")

    def add(name: str, meaning: str, parent: argparse.ArgumentParser = one) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=meaning, description=f"{meaning[:1].upper()}{meaning[1:]}.", parents=[parent]
        )

    _add_list(add("list", "list sessions, the last seen first", common))
    add("show", "one session as it is now")
    extend = add("extend", "let a session live longer than it would")
    extend.add_argument("--days", type=int, default=7, metavar="N", help="how much longer, 1 to 365; 7 unless given")
    add("freeze", "let a session's project take no more changes; reading and exporting go on")
    add("unfreeze", "let a frozen project take changes again")
    export = add("export", "write a session as a zip: a project directory that stands alone, and labels.json")
    export.add_argument("-o", "--output", metavar="FILE", help="where to; - is the standard output")
    delete = add("delete", "remove a session for good")
    delete.add_argument("--yes", action="store_true", help="do not ask")
    add("resume-code", "make twelve words that open a session in another browser; an earlier code ends")
    key = add("key", "print the key of the host's console and the link that signs in", common)
    key.add_argument("--new", action="store_true", help="make another key first: the old one and its cookies end")
    mode = add("mode", "show or set whether visitors are taken", common)
    mode.add_argument("mode", nargs="?", choices=("open", "closed", "maintenance"), help="the new mode")
    mode.add_argument("--message", metavar="TEXT", help="what visitors are told who are turned away")
    mode.add_argument("--banner", metavar="TEXT", help="a sentence above every page")
    mode.add_argument("--reset", action="store_true", help="go back to what the server was started with")


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--search", default="", metavar="TEXT", help="the beginning of an id, or a part of the title")
    parser.add_argument("--state", default="", choices=("live", "frozen", "removed"), help="only these")
    sorts = ("last_seen", "created", "bytes", "tasks", "progress", "title")
    parser.add_argument("--sort", default="last_seen", choices=sorts, help="by what")
    parser.add_argument("--order", default="desc", choices=("asc", "desc"), help="smallest or largest first")
    parser.add_argument("--page", type=int, default=1, metavar="N", help="counted from 1")
    parser.add_argument("--page-size", type=int, default=50, metavar="N", help=f"1 to {LARGEST_PAGE}")


def run(options: argparse.Namespace) -> int:
    """Does it. Returns the exit code. Raises SettingInvalid, KeysRefused."""
    root = Path(options.root_dir).resolve()
    if not (root / ".studio" / "registry.db").is_file():
        raise SettingInvalid(f"{root} is not the root directory of a studio. Name it with --root-dir.")
    try:
        return _beside_the_server(root, options)
    except (OSError, sqlite3.Error) as error:
        raise SettingInvalid(f"{root} cannot be used: {error}. Run this as the user that runs the server.") from None


def _beside_the_server(root: Path, options: argparse.Namespace) -> int:
    host_key = from_environment("start-multi-session").get("host_key", "")
    settings = Settings(mode="multi", root_dir=root, host_key=host_key)
    registry = Registry(root)
    try:
        caretaker = Caretaker(
            settings,
            registry,
            Lifecycle(root, registry),
            Hosting(settings),
            expiry=Expiry.kept_in(registry),
        )
        return asyncio.run(_run(caretaker, options))
    finally:
        registry.close()


async def _run(caretaker: Caretaker, options: argparse.Namespace) -> int:
    try:
        if "id" in options:
            options.id = full_id(caretaker.registry, options.id)
        return await ACTS[options.act](caretaker, options)
    except (NotFound, Gone) as error:
        sys.stderr.write(f"label-studio: {error.detail}\n")
        return 1


def full_id(registry: Registry, beginning: str) -> str:
    """The one id that begins so. Raises NotFound, Ambiguous."""
    digits = beginning.strip().lower()
    if len(digits) < FEWEST_DIGITS:
        raise NotFound(f"There is no session {beginning}: give four digits of its id at least.")
    found = registry.read("SELECT id FROM sessions WHERE id>=? AND id<? LIMIT 2", (digits, f"{digits}g"))
    if len(found) > 1:
        raise Ambiguous(f"Several sessions begin with {digits}. Give more digits.")
    if not found or not found[0][0].startswith(digits):
        raise NotFound(f"There is no session {beginning}. label-studio sessions list shows them.")
    return str(found[0][0])


async def _list(caretaker: Caretaker, options: argparse.Namespace) -> int:
    try:
        query = msgspec.convert(
            {name: getattr(options, name) for name in ("search", "state", "sort", "order", "page", "page_size")},
            SessionQuery,
        )
    except msgspec.ValidationError:
        raise SettingInvalid(f"--page counts from 1, and --page-size is 1 to {LARGEST_PAGE}.") from None
    page = await caretaker.sessions(query)
    return _say(session_table(page, query), page, options)


async def _show(caretaker: Caretaker, options: argparse.Namespace) -> int:
    return _session(await caretaker.session(options.id), options)


async def _extend(caretaker: Caretaker, options: argparse.Namespace) -> int:
    if not 1 <= options.days <= 365:
        raise SettingInvalid(f"--days is {options.days}; it takes 1 to 365.")
    return _session(await caretaker.extend(options.id, options.days), options)


async def _freeze(caretaker: Caretaker, options: argparse.Namespace) -> int:
    return _session(await caretaker.freeze(options.id, options.act == "freeze"), options)


async def _export(caretaker: Caretaker, options: argparse.Namespace) -> int:
    pieces = caretaker.archive(options.id)
    if options.output == STREAM:
        async for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return 0
    now = datetime.datetime.now(datetime.UTC)
    path = Path(options.output or f"session-{options.id[:8]}-{now:%Y-%m-%d-%H-%M-%S}.zip")
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("xb") as file:
            async for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        raise SettingInvalid(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
    written = path.stat().st_size
    return _say(f"Wrote {path} ({written_size(written)}).", {"file": str(path), "bytes": written}, options)


async def _delete(caretaker: Caretaker, options: argparse.Namespace) -> int:
    session = await caretaker.session(options.id)
    if not options.yes:
        if not sys.stdin.isatty():
            raise SettingInvalid("Deleting is for good. Say --yes to do it without being asked.")
        sys.stdout.write(f"{session_details(session)}\nDelete this session for good? Type yes: ")
        sys.stdout.flush()
        if sys.stdin.readline().strip().lower() != "yes":
            sys.stdout.write("Nothing was deleted.\n")
            return 1
    gone = await caretaker.delete(options.id)
    parts = [(gone.tasks, "task"), (gone.annotations, "annotation"), (gone.uploads, "file")]
    tasks, annotations, files = (f"{number} {name}{'' if number == 1 else 's'}" for number, name in parts)
    said = f"Deleted {tasks}, {annotations} and {files}, {written_size(gone.bytes)}."
    return _say(said, gone, options)


async def _resume_code(caretaker: Caretaker, options: argparse.Namespace) -> int:
    code = await caretaker.make_resume_code(options.id)
    return _say(code, {"code": code}, options)


async def _key(caretaker: Caretaker, options: argparse.Namespace) -> int:
    override = caretaker.settings.host_key
    if not override and caretaker.registry.kept(KEY_SOURCE) == "environment":
        raise SettingInvalid("The server has its key from MULTISESSION_HOST_KEY, and it is kept nowhere else.")
    key = HostKey(caretaker.settings.state_directory, override=override)
    if options.new:
        key.replace()
    address = caretaker.registry.kept(ADDRESS) or ""
    link = f"{address}/host#key={key.text}"
    said = f"Key:  {key.text}\nLink: {link}"
    if not address:
        said += "\nPut the studio's address before the link."
    return _say(said, {"key": key.text, "link": link}, options)


async def _mode(caretaker: Caretaker, options: argparse.Namespace) -> int:
    change = HostingChange(options.mode, options.message, options.banner)
    if any(len(text or "") > LONGEST_TEXT for text in (options.message, options.banner)):
        raise SettingInvalid(f"A message or banner has at most {LONGEST_TEXT} characters.")
    if options.reset:
        await caretaker.reset_mode()
    if change != HostingChange():
        await caretaker.change_mode(change)
    decided = caretaker.hosting.decided
    told = "as the server was started"
    said = "\n".join(
        [
            f"Mode:    {decided.mode or told}",
            f"Message: {decided.message or 'none'}",
            f"Banner:  {told if decided.banner is None else decided.banner or 'none'}",
        ]
    )
    return _say(said, {name: getattr(decided, name) for name in decided.__struct_fields__}, options)


def _session(session: object, options: argparse.Namespace) -> int:
    return _say(session_details(session), session, options)  # type: ignore[arg-type]


def _say(text: str, document: object, options: argparse.Namespace) -> int:
    if options.json:
        text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    sys.stdout.write(f"{text}\n")
    return 0


ACTS: dict[str, Act] = {
    "list": _list,
    "show": _show,
    "extend": _extend,
    "freeze": _freeze,
    "unfreeze": _freeze,
    "export": _export,
    "delete": _delete,
    "resume-code": _resume_code,
    "key": _key,
    "mode": _mode,
}

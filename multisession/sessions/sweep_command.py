"""``label-studio sweep``: removes what is over, also while a server serves the same root directory."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from multisession.declaration import SettingInvalid, convert
from multisession.sessions.expiry import Expiry
from multisession.sessions.lifecycle import Lifecycle
from multisession.sessions.registry import Registry
from multisession.sessions.sweeper import Sweeper, SweepReport
from multisession.settings import declarations


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the command."""
    parser.add_argument("--root-dir", metavar="DIR", default=".", help="the directory that the server serves")
    parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    for name, meaning in (("idle-expiry", "after its last visit"), ("absolute-expiry", "after its first write")):
        parser.add_argument(
            f"--{name}", metavar="TIME", help=f"how long a session lives {meaning}; as the server has it unless given"
        )


def run(options: argparse.Namespace) -> int:
    """Returns the exit code. Raises SettingInvalid when there is no such root directory."""
    root = Path(options.root_dir).resolve()
    if not (root / ".studio" / "registry.db").is_file():
        raise SettingInvalid(f"{root} is not the root directory of a studio. Name it with --root-dir.")
    registry = Registry(root)
    try:
        sweeper = Sweeper(registry, Lifecycle(root, registry), _expiry(options, registry))
        report = sweeper.would_remove() if options.dry_run else sweeper.sweep()
        left = registry.live()
    finally:
        registry.close()
    sys.stdout.write(_told(report, left, options) + "\n")
    return 0


def _expiry(options: argparse.Namespace, registry: Registry) -> Expiry:
    kept = Expiry.kept_in(registry)
    # However short a life is asked for: a visit that the server has not noted yet must not be overlooked.
    expiry = dataclasses.replace(kept, noted_every=kept.seen_every)
    declared = declarations("start-multi-session")
    for flag, field in (("idle_expiry", "idle"), ("absolute_expiry", "absolute")):
        given: Any = getattr(options, flag)
        if given is not None:
            seconds = convert(declared[flag][0], given, declared[flag][0].flags[0])
            expiry = dataclasses.replace(expiry, **{field: seconds})
    return expiry


def _told(report: SweepReport, left: int, options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps({"removed": report.removed, "idle": report.idle, "age": report.age, "live": left,
                           "dry_run": options.dry_run, "seconds": round(report.seconds, 3)})  # fmt: skip
    sessions = "session" if report.removed == 1 else "sessions"
    done = "Would remove" if options.dry_run else "Removed"
    why = f"{report.idle} not visited for too long, {report.age} too old"
    stay = left - report.removed + report.unknown if options.dry_run else left
    return f"{done} {report.removed} {sessions} ({why}); {stay} {'would stay' if options.dry_run else 'stay'}."

"""The log for machines: one JSON object a line."""

from __future__ import annotations

import datetime
import json
import logging


class JsonFormatter(logging.Formatter):
    """``{time, level, logger, message}``; of an access line and of a host's act also the parts, of an error its
    ``traceback``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        when = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        entry: dict[str, object] = {
            "time": when.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for parts in ("access", "act"):
            entry.update(getattr(record, parts, {}))
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)

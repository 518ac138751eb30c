"""HTML: a file is one task, its text under the key of the HyperText. It is text here, and never a file to be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.refusal import Refusal
from multisession.project.importers.task_shape import TaskShape
from multisession.project.importers.text_lines import whole_text
from multisession.project.tasks import NewTask

SUFFIXES = ("html", "htm")
_NO_TAG = "The label config has no <HyperText> tag to show an HTML file with. Add one on the Setup page."


def hypertext_key(data_keys: Mapping[str, str]) -> str | None:
    """The first data key that a HyperText shows."""
    return next((key for key, tag in data_keys.items() if tag == "HyperText"), None)


def read_html(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """One task with the whole file as its text."""
    key = hypertext_key(shape.data_keys)
    head = None if key is None else re.split(r"[.\[]", key, maxsplit=1)[0]
    others = [name for name in shape.data_keys if re.split(r"[.\[]", name, maxsplit=1)[0] != head]
    if key is None or head != key:
        yield Refusal(line=1, reason=_NO_TAG)
    elif others:
        reason = f'The label config also shows "{others[0]}", which an HTML file alone cannot fill.'
        yield Refusal(line=1, reason=f"{reason} Import a JSON or CSV file.")
    else:
        yield whole_text(source, shape, key)

"""CoNLL-2003: a word a line with its tag in the IOB2 scheme, an empty line after each text.

Four columns as in the shared task of that name (Tjong Kim Sang and De Meulder, 2003): word, part of speech, chunk,
named entity; the second and third are not known here and hold ``-X-`` and ``_``. Where a mark begins or ends inside of
a word, the word is cut there, so that every mark comes out whole: of ``Lund,`` the comma stands on a line of its own.
A word ``-DOCSTART-`` is cut too: readers take it for the beginning of a document.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.text_spans import TEXT_SPANS, MarkedText, marked_texts, without_overlaps, words

_HEADER = b"-DOCSTART- -X- -X- O\n\n"
_DOCUMENT = "-DOCSTART-"
_SPACE = re.compile(r"\s+")


async def write_conll2003(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """All texts in one file."""
    config = TEXT_SPANS.require(context.config)
    yield _HEADER
    async for batch in bundles:
        texts = [_lines(text) for bundle in batch for text in marked_texts(bundle, config)]
        if texts:
            yield "".join(texts).encode()


def _lines(marked: MarkedText) -> str:
    spans = without_overlaps(marked.spans)
    lines, at = [], 0
    for start, end in words(marked.text, spans):
        while at < len(spans) and spans[at].end <= start:
            at += 1
        tag = "O"
        if at < len(spans) and spans[at].start < end:
            # A tag is one column.
            tag = ("B-" if start <= spans[at].start else "I-") + _SPACE.sub("_", spans[at].label)
        word = marked.text[start:end]
        if word.startswith(_DOCUMENT):
            # At the beginning of a line it is no word.
            lines.append(f"{_DOCUMENT[:-1]} -X- _ {tag}\n")
            word = word[len(_DOCUMENT) - 1 :]
            tag = tag if tag == "O" else "I" + tag[1:]
        lines.append(f"{word} -X- _ {tag}\n")
    return "".join(lines) + "\n"

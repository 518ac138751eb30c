"""The text of a label config before it is parsed: decoding, bounds, what XML may not contain here, and positions."""

from __future__ import annotations

import codecs
import re

from multisession.project.label_config.model import Code, ConfigProblem, LabelConfigInvalid
from multisession.web.written_size import written_size

#: Encodings a config file may declare or begin with. Others would be read by codecs with surprises of their own.
_ENCODINGS = re.compile(
    r"(utf-?(8|16|32)(-?[bl]e)?|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|koi8-[ru])", re.I
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_XML_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_START_TAG = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<([^\s/>!?]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)""", re.S
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


def decode_label_config(content: bytes) -> str:
    """The text of a config file: by its byte order mark, else by the encoding it declares, else UTF-8.

    Raises :class:`LabelConfigInvalid` for bytes that are not text in that encoding.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding)
    declared = _DECLARED.match(content[:400])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if not _ENCODINGS.fullmatch(encoding):
        raise refusal("parse", f'The encoding "{encoding}" is not read here. Save the config as UTF-8.')
    # The declaration was readable byte by byte, so a wider encoding than one byte is not what it really is.
    return _decode(content, "utf-8" if re.match(r"utf-?(16|32)", encoding, re.I) else encoding)


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"The bytes here are not {encoding.upper()} text. Save the config as UTF-8."
        raise refusal("parse", message, line=line, column=column) from error
    except LookupError as error:
        raise refusal("parse", f'The encoding "{encoding}" is not read here. Save the config as UTF-8.') from error


def prepare(text: str, *, max_bytes: int) -> str:
    """The text as it may go to the XML parser, every position in it unchanged; raises :class:`LabelConfigInvalid`.

    Refused before a parser sees it: what is too large, what is no text, and every DOCTYPE, entity declaration and
    processing instruction, which are the ways in which XML reaches for files, addresses and memory.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise refusal(
            "limit", f"The label config is larger than {written_size(max_bytes)}. Move long lists into the task data."
        )
    if not text.strip():
        raise refusal("parse", "The label config is empty. Write at least <View></View>.")
    _refuse_what_is_no_text(text)
    text = _without_declaration(text)
    _refuse_declarations(text)
    return text


def _refuse_what_is_no_text(text: str) -> None:
    offset = text.find("\0")
    if offset >= 0:
        raise _refusal_at(text, offset, "parse", "There is a NUL byte here. Delete it, or save the config as UTF-8.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = "There is half of a surrogate pair here, which is no character. Write the whole character."
        raise _refusal_at(text, error.start, "parse", message) from error


def _without_declaration(text: str) -> str:
    """The XML declaration blanked out: the text is already decoded, so what it says of the encoding is past."""
    found = _XML_DECLARATION.match(text)
    return re.sub(r"[^\n]", " ", found[0]) + text[found.end() :] if found else text


def _refuse_declarations(text: str) -> None:
    """Walks from ``<`` to ``<``, over comments and CDATA; linear, also for comments that never end."""
    offset = text.find("<")
    while offset >= 0:
        closing = "-->" if text.startswith("<!--", offset) else "]]>" if text.startswith("<![CDATA[", offset) else ""
        if closing:
            end = text.find(closing, offset + 4)
            if end < 0:
                return  # the parser says that it is unfinished
            offset = text.find("<", end)
            continue
        if text.startswith(("<!", "<?"), offset):
            raise _refusal_at(text, offset, "declaration", _declaration_message(text[offset : offset + 10]))
        offset = text.find("<", offset + 1)


def _declaration_message(start: str) -> str:
    if start.upper().startswith("<!ENTITY"):
        return "Entity declarations are not accepted. Delete the declaration and write the text itself."
    if start.startswith("<?"):
        return "Processing instructions (<?…?>) are not accepted. Delete this one."
    return "A DOCTYPE is not accepted. Delete it: a label config begins with its first tag, such as <View>."


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def start_tags(text: str) -> list[tuple[int, dict[str, int]]]:
    """For every element of a well-formed text, in document order: its offset, and attribute (lower case) -> offset."""
    found: list[tuple[int, dict[str, int]]] = []
    for match in _START_TAG.finditer(text):
        if match[1] is None:
            continue
        attributes = {
            each[1].rpartition(":")[2].lower(): each.start() for each in _ATTRIBUTE.finditer(text, *match.span(2))
        }
        found.append((match.start(), attributes))
    return found


def refusal(code: Code, message: str, *, line: int = 1, column: int = 1) -> LabelConfigInvalid:
    """The error for one problem that ends the reading."""
    return LabelConfigInvalid([ConfigProblem(code=code, line=line, column=column, message=message)])


def _refusal_at(text: str, offset: int, code: Code, message: str) -> LabelConfigInvalid:
    line, column = position(text, offset)
    return refusal(code, message, line=line, column=column)

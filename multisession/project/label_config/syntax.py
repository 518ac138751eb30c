"""Sentences for what the XML parser reports: what is there, and what to write instead."""

from __future__ import annotations

import re

from lxml import etree

from multisession.project.label_config.model import ConfigProblem
from multisession.project.label_config.tree import MAX_DEPTH

_MISMATCH = re.compile(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)")
_UNFINISHED = re.compile(r"Premature end of data in tag (\S+) line (\d+)")
_ENTITY = re.compile(r"Entity '([^']{1,40})' not defined")
_TWICE = re.compile(r"Attribute (?:[\w-]+:)?(\S+) redefined")

_Types = etree.ErrorTypes
#: error of libxml2 -> sentence; what its own message adds is filled in by _sentence
_SENTENCES: dict[int, str] = {
    _Types.ERR_DOCUMENT_EMPTY: "There is no tag here. Begin with the first tag, such as <View>.",
    _Types.ERR_DOCUMENT_END: "There is more after the end of the first tag. Put everything inside one <View>…</View>.",
    _Types.ERR_TAG_NOT_FINISHED: "The text ends inside a tag that was not closed. Close every tag that is open.",
    _Types.ERR_GT_REQUIRED: "A tag is not finished here. End it with > or />.",
    _Types.ERR_SPACE_REQUIRED: "Two attributes touch each other here. Put a space between them.",
    _Types.ERR_ATTRIBUTE_NOT_STARTED: 'The value of an attribute has no quotes. Write it as name="value".',
    _Types.ERR_ATTRIBUTE_NOT_FINISHED: "The value of an attribute is not closed. Add the closing quote.",
    _Types.ERR_ATTRIBUTE_WITHOUT_VALUE: 'An attribute has no value. Write it as name="value".',
    _Types.ERR_LT_IN_ATTRIBUTE: "An attribute contains <, which may also be a missing closing quote. Write &lt; for <.",
    _Types.ERR_ENTITYREF_SEMICOL_MISSING: "There is a bare & here. Write &amp; for it.",
    _Types.ERR_NAME_REQUIRED: "A name is missing after < or &. Write &lt; or &amp; for the character itself.",
    _Types.ERR_INVALID_CHAR: "There is a control character here that XML does not allow. Delete it.",
    _Types.ERR_INVALID_CHARREF: "This character reference (&#…;) stands for no character. Write the character itself.",
    _Types.ERR_COMMENT_NOT_FINISHED: "A comment is not finished. End it with -->.",
    _Types.ERR_HYPHEN_IN_COMMENT: "A comment contains --. Leave it out, or end the comment with -->.",
    _Types.ERR_CDATA_NOT_FINISHED: "A CDATA section is not finished. End it with ]]>.",
    _Types.ERR_INVALID_ENCODING: "The bytes here are not UTF-8 text. Save the config as UTF-8.",
}


def syntax_problem(log: etree._ListErrorLog, message: str, text: str) -> ConfigProblem:
    """The first error in a parser's own log as a problem; what follows the first are its consequences.

    ``message`` is what the exception says, for the case that the log is empty. Positions past the end are moved to it.
    """
    line, column, kind = 1, 1, 0
    if len(log):
        first = log[0]
        line, column, kind, message = first.line, first.column, first.type, first.message
    line = min(max(line, 1), text.count("\n") + 1)
    if re.search(r"\bdepth\b", message, re.I):
        sentence = f"Tags are nested more than {MAX_DEPTH} deep here. Take some of the outer ones away."
        return ConfigProblem(code="limit", line=line, column=max(column, 1), message=sentence)
    return ConfigProblem(code="parse", line=line, column=max(column, 1), message=_sentence(kind, message))


def _sentence(kind: int, message: str) -> str:
    if found := _MISMATCH.search(message):
        opened, line, closed = found.groups()
        return f"</{closed}> closes nothing here: <{opened}> of line {line} is still open. Close {opened} first."
    if found := _UNFINISHED.search(message):
        return f"The text ends before <{found[1]}> of line {found[2]} is closed. Add </{found[1]}>."
    if found := _ENTITY.search(message):
        return f"XML does not know &{found[1]};. Write the character itself."
    if found := _TWICE.search(message):
        return f"The attribute {found[1]} stands twice in one tag. Delete one of them."
    known = _SENTENCES.get(kind)
    return known or f"This is not well-formed XML ({message.strip().rstrip('.')}). Correct it here."

"""Files that mean harm, for every format and at the size at which they would do it, and what is said of them.

Smaller ones with something wrong in them are in broken_files.py; archives with every lie that one can tell, within
limits made small, in test_archive.py.
"""

# ruff: noqa: E501 - one file a row reads best
from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.project.importers.archives import Raw, png, tarred, tarred_entry, with_end_64, zipped
from tests.project.importers.fuzzing.samples import PICTURES, TEXTS, parquet
from tests.project.importers.test_labelled_pictures import COCO

DIGITS = b"9" * 100_000
PICTURE = ("images/a.png", png(9, 9))


@dataclass(frozen=True)
class HostileFile:
    """One file: what it is called, what is in it, and what its refusal says, in part (a regular expression)."""

    title: str
    name: str
    content: Callable[[], bytes]
    says: str
    config: str = TEXTS
    #: that is asked for; found out where it is empty
    format: str = ""
    #: making or reading it takes a while
    is_slow: bool = False


def _bomb(pack: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: pack(b"a" * 32_000_000)


def _million_entries() -> bytes:
    archive = Raw().add(b"a", b"")
    archive.list *= 1_000_000
    return with_end_64(archive, count=10**6, size=47 * 10**6, offset=len(archive.content))


def _many_in_a_tar() -> bytes:
    entry = tarred_entry("0000000", b"0")
    entries = bytearray()
    for number in range(100_001):
        name = b"%07d" % number
        checksum = sum(entry[:148]) + sum(entry[156:]) + 8 * 32 - 7 * 48 + sum(name)
        entries += name + entry[7:148] + b"%06o\0 " % checksum + entry[156:]
    return gzip.compress(bytes(entries), 1)


def _nested(depth: int) -> bytes:
    content = b'[{"text": "deep inside"}]'
    for number in range(depth):
        content = zipped([(f"{number}.zip" if number else "a.json", content)])
    return content


def _packed(*files: tuple[str, bytes]) -> Callable[[], bytes]:
    return lambda: zipped(files)


def _voc(text: str | bytes) -> Callable[[], bytes]:
    return _packed(("Annotations/a.xml", text.encode() if isinstance(text, str) else text), PICTURE)


def _yolo(labels: bytes, classes: bytes = b"cat\n", name: str = "classes.txt") -> Callable[[], bytes]:
    return _packed((name, classes), ("labels/a.txt", labels), PICTURE)


def _brat(marks: bytes, text: bytes = b"Ida saw Lund") -> Callable[[], bytes]:
    return _packed(("a.txt", text), ("a.ann", marks))


def _coco(**changes: Any) -> Callable[[], bytes]:
    """The sample with its first annotation and image changed."""

    def content() -> bytes:
        document = json.loads(json.dumps(COCO))
        document["images"][0].update(changes.get("image", {}))
        document["annotations"][0].update(changes.get("annotation", {}))
        return json.dumps(document).encode()

    return content


def _text(content: bytes) -> Callable[[], bytes]:
    return lambda: content


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"x" * 50_000}">]><annotation>{"&a;" * 50_000}</annotation>'

ARCHIVES: Sequence[HostileFile] = (
    HostileFile("a zip bomb", "a.zip", _bomb(lambda much: zipped([("a.txt", much)])), "more than 200 times its size"),
    HostileFile("a gzip bomb", "a.txt.gz", _bomb(lambda much: gzip.compress(much)), "more than 200 times its size"),
    HostileFile("a bzip2 bomb", "a.txt.bz2", _bomb(bz2.compress), "more than 200 times its size", is_slow=True),
    HostileFile("an xz bomb", "a.txt.xz", _bomb(lambda much: lzma.compress(much, preset=0)), "more than 200 times", is_slow=True),
    HostileFile("a bomb in a tar", "a.tgz", _bomb(lambda much: tarred([("a.txt", much)], "w:gz")), "more than 200", is_slow=True),
    HostileFile("a bomb in a picture's place", "a.zip", _bomb(lambda much: zipped([("a.png", png(9, 9) + much)])), "200 times", is_slow=True),
    HostileFile("a million entries", "a.zip", _million_entries, "more than 100,000 entries", is_slow=True),
    HostileFile("a hundred thousand and one in a tar", "a.tgz", _many_in_a_tar, "more than 100,000 entries", is_slow=True),
    HostileFile("forty archives inside one another", "a.zip", lambda: _nested(40), "not opened"),
    HostileFile("a name as long as a book", "a.zip", lambda: Raw().add(b"a" * 60_000, b"x").bytes(), "longer than 1024"),
    HostileFile("good entries before a bad one", "a.zip", lambda: Raw().add(b"a.json", b'{"text": "good"}').add(b"b.txt", b"x", checksum=1).bytes(), "damaged"),
    HostileFile("a picture that is cut off in a tar", "a.tar", lambda: tarred([PICTURE, ("b.png", png(900, 900) * 20)])[:2600], "cut off", PICTURES),
)  # fmt: skip
TABLES: Sequence[HostileFile] = (
    HostileFile("a million columns", "a.csv", _text(b"a," * 1_000_000), "10,000"),
    HostileFile("a column of a hundred thousand letters", "a.csv", _text(b"a" * 100_000 + b",b\n1,2\n"), 'shows "text"'),
    HostileFile("a quotation mark over megabytes", "a.csv", _text(b'text\n"' + (b"a" * 999 + b"\n") * 18_000), "limit for one task", is_slow=True),
    HostileFile("quotation marks without end", "a.csv", _text(b"text\n" + b'"' * 1_000_001), "never closed|not doubled"),
    HostileFile("WTF-8", "a.csv", _text(b"text\n\xed\xa0\xbd\n"), "0xED at offset 5 is not UTF-8"),
    HostileFile("overlong UTF-8", "a.tsv", _text(b"text\n\xc0\xbcscript\xc0\xbe\n"), "0xC0 at offset 5 is not UTF-8"),
    HostileFile("UTF-16 in the middle", "a.csv", _text(b"text\n" + b"a line of text\n" * 500 + "b\n".encode("utf-16")), "is not UTF-8"),
    HostileFile("line ends of every kind", "a.csv", _text(b"text,n\ra,1\r\nb,2\n\rc\n"), "."),
)  # fmt: skip
JSON_FILES: Sequence[HostileFile] = (
    HostileFile("digits", "a.json", _text(b'[{"text": ' + DIGITS + b"}]"), "more digits than can be read"),
    HostileFile("digits behind the point", "a.json", _text(b'[{"text": 0.' + DIGITS + b"e" + DIGITS + b"}]"), "."),
    HostileFile("a million values and one", "a.json", _text(b'[{"text": "a", "x": [' + b"1," * 1_000_000 + b"1]}]"), "1,000,000 values"),
    HostileFile("a hundred thousand keys of one name", "a.json", _text(b'[{"text": "a"' + b',"k": 1' * 100_000 + b"}]"), "stands twice"),
    HostileFile("brackets", "a.json", _text(b"[" * 1_000_000), "."),
    HostileFile("brackets on lines", "a.jsonl", _text(b'{"text":\n' * 5_000), "not valid JSON"),
    HostileFile("backslashes", "a.json", _text(b'[{"text": "' + b"\\" * 1_000_001 + b'"}]'), "."),
    HostileFile("a byte order mark in every line", "a.jsonl", _text(b'\xef\xbb\xbf{"text": "a"}\n' * 3), "not valid JSON"),
    HostileFile("UTF-7", "a.json", _text(b"+AFsAew-text+ACI-: 1+AH0AXQ-"), "start with"),
    HostileFile("0.x: cut off behind a key", "tasks.json", _text(b'{"1": '), "before the value of a key", TEXTS, "0.x"),
    HostileFile("0.x: bytes for a key", "tasks.json", _text(b'{"\xe3": {"data": {"text": 1}, "\xe3": 1}}'), "not UTF-8", TEXTS, "0.x"),
    HostileFile("a NUL between", "a.json", _text(b'[{"text": "a"},\0{"text": "b"}]'), "."),
)  # fmt: skip
TEXT_FILES: Sequence[HostileFile] = (
    HostileFile("nothing but line ends", "a.txt", _text(b"\n" * 500_000), "no task"),
    HostileFile("bytes", "a.txt", _text(bytes(range(128, 256)) * 1_000), "is not UTF-8"),
    HostileFile("a text without end", "a.txt", _text(b"x" * 30_000_000), "limit for one task", is_slow=True),
    HostileFile("CoNLL: a text without end", "a.conll", _text(b"word B-PER\n" * 100_001), "more than 100,000 words"),
    HostileFile("CoNLL: a column", "a.conll", _text(b"word\n" * 100_000), "one column"),
    HostileFile("CoNLL: a label of megabytes", "a.conll", _text(b"Ida B-" + b"x" * 2_000_000 + b"\n"), "is not a label"),
    HostileFile("fastText: a label of megabytes", "a.ft", _text(b"__label__" + b"x" * 2_000_000 + b" a\n"), "is not a label"),
    HostileFile("fastText: a million labels", "a.ft", _text(b"__label__a " * 1_000_000), "more than 1,000 classes", is_slow=True),
    HostileFile("spaCy: places beyond all", "a", _text(b'{"text": "a", "entities": [[0, ' + b"9" * 4_000 + b', "PER"]]}'), "lies outside", TEXTS, "spacy"),
    HostileFile("spaCy: places below nothing", "a", _text(b'{"text": "Ida", "entities": [[-3, 2, "PER"]]}'), "lies outside", TEXTS, "spacy"),
    HostileFile("spaCy: true for a place", "a", _text(b'{"text": "Ida", "entities": [[false, true, "PER"]]}'), "whole numbers", TEXTS, "spacy"),
    HostileFile("spaCy: brackets", "a", _text(b'{"text": ' * 100_000), "nests more than 100", TEXTS, "spacy"),
    HostileFile("brat: places of many digits", "a.zip", _brat(b"T1\tPER 0 " + DIGITS + b"\tIda"), "several pieces|no line"),
    HostileFile("brat: relations of nothing", "a.zip", _brat(b"R1\tknows Arg1:T1 Arg2:T2\n" * 50_000), "not both marked"),
    HostileFile("brat: a text of NULs", "a.zip", _brat(b"T1\tPER 0 3\tIda", b"\xff\0" * 1_000), "not text in UTF-8"),
    HostileFile("brat: marks of megabytes", "a.zip", _brat(b"T1\tPER 0 3\tIda\n" * 400_000), "larger than 4 MB"),
)  # fmt: skip
PICTURE_FILES: Sequence[HostileFile] = (
    HostileFile("VOC: a billion laughs", "a.zip", _voc(f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><annotation>&a9;</annotation>'), "DOCTYPE", PICTURES),
    HostileFile("VOC: a quadratic one", "a.zip", _voc(QUADRATIC), "DOCTYPE", PICTURES),
    HostileFile("VOC: a file of the host", "a.zip", _voc('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>'), "DOCTYPE", PICTURES),
    HostileFile("VOC: a DOCTYPE in UTF-16", "a.zip", _voc('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><annotation>&x;</annotation>'.encode("utf-16")), "DOCTYPE|none of", PICTURES),
    HostileFile("VOC: UTF-7", "a.zip", _voc(b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-annotation+AD4-'), "no XML|none of", PICTURES),
    HostileFile("VOC: nesting", "a.zip", _voc("<annotation>" + "<object>" * 100_000), "no XML", PICTURES),
    HostileFile("VOC: an attribute of megabytes", "a.zip", _voc('<annotation a="' + "x" * 3_000_000 + '">'), "no XML", PICTURES),
    HostileFile("VOC: a picture elsewhere", "a.zip", _packed(("b.xml", b"<annotation><filename>../../../etc/passwd</filename></annotation>"), PICTURE), "is not in the archive", PICTURES),
    HostileFile("YOLO: classes of many digits", "a.zip", _yolo(DIGITS + b" .5 .5 .1 .1"), "no class", PICTURES),
    HostileFile("YOLO: places of many digits", "a.zip", _yolo(b"0 " + DIGITS + b" .5 .1 .1"), "is no number", PICTURES),
    HostileFile("YOLO: names of spaces", "a.zip", _yolo(b"0 .5 .5 .1 .1", b"names: [a" + b" " * 1_000_000 + b'"x', "data.yaml"), "names the classes", PICTURES),
    HostileFile("YOLO: an outline of a million corners", "a.zip", _yolo(b"0" + b" .1 .2 .3" * 250_001), ".", PICTURES, is_slow=True),
    HostileFile("COCO: an image of many digits", "a.json", lambda: json.dumps(COCO).encode().replace(b'"width": 200', b'"width": 2' + b"0" * 4_000), ".", PICTURES),
    HostileFile("COCO: a box beyond floats", "a.json", lambda: json.dumps(COCO).encode().replace(b"50.0", b"1e999"), ".", PICTURES),
    HostileFile("COCO: an outline of half a corner", "a.json", _coco(annotation={"segmentation": [[1] * 1_000_001]}), "half a corner|1,000,000 numbers", PICTURES, is_slow=True),
    HostileFile("COCO: somebody else's image", "a.json", _coco(annotation={"image_id": "../../1"}), "is not in the file", PICTURES),
    HostileFile("COCO: bytes in a name", "a.json", lambda: json.dumps(COCO).encode().replace(b'"000000037777', b'"\xff'), "not text in UTF-8", PICTURES),
    HostileFile("COCO: bytes in a category", "a.json", lambda: json.dumps(COCO).encode().replace(b'"cat"', b'"\xff"'), "not text in UTF-8", PICTURES),
    HostileFile("COCO: brackets", "a.json", lambda: json.dumps(COCO).encode()[:-1] + b', "x": ' + b"[" * 100_000, "no COCO document|nests", PICTURES),
)  # fmt: skip
PARQUET_FILES: Sequence[HostileFile] = (
    HostileFile("Parquet: cut off", "a.parquet", lambda: parquet()[:-20], "."),
    HostileFile("Parquet: an end of gigabytes", "a.parquet", lambda: parquet()[:-8] + b"\xff\xff\xff\x7fPAR1", "."),
    HostileFile("Parquet: an end of nothing", "a.parquet", lambda: b"PAR1" + b"\0" * 1_000 + b"\xe8\x03\0\0PAR1", "."),
)  # fmt: skip
HOSTILE_FILES = (*ARCHIVES, *TABLES, *JSON_FILES, *TEXT_FILES, *PICTURE_FILES, *PARQUET_FILES)

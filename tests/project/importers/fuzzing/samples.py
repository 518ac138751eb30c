"""Whole files of every format, typed by hand, and the configs that have a place for what is in them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from tests.project.importers.archives import Files, png, tarred, zipped
from tests.project.importers.test_brat import MARKS, TEXT
from tests.project.importers.test_labelled_pictures import COCO, VOC_FILES, YOLO_FILES
from tests.project.importers.test_old_project import FILES as OLD_FILES
from tests.project.importers.test_old_project import XML as OLD_CONFIG
from tests.project.media_samples import GIF, JPEG, MP4, PDF, PNG, SVG, WAV, WEBP

TEXTS = (
    '<View><Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/><Label value="Organization"/>'
    '<Label value="MERGE-ORG"/></Labels><Choices name="mood" toName="t" choice="multiple"><Choice value="glad"/>'
    '<Choice value="sad"/></Choices><Rating name="stars" toName="t"/><Number name="count" toName="t"/>'
    '<TextArea name="note" toName="t"/><Text name="t" value="$text"/></View>'
)
PICTURES = (
    '<View><RectangleLabels name="box" toName="i"><Label value="cat"/><Label value="dog"/></RectangleLabels>'
    '<PolygonLabels name="outline" toName="i"><Label value="cat"/><Label value="dog"/></PolygonLabels>'
    '<Image name="i" value="$image"/></View>'
)
EMPTY = "<View></View>"
CONFIGS = (TEXTS, PICTURES, EMPTY)

PACKS: Mapping[str, Callable[[Files], bytes]] = {
    "zip": zipped,
    "stored": lambda files: zipped(files, zipfile.ZIP_STORED),
    "tar": tarred,
    "gnu": lambda files: tarred(files, format=tarfile.GNU_FORMAT),
    "tar.gz": lambda files: tarred(files, "w:gz"),
    "tar.bz2": lambda files: tarred(files, "w:bz2"),
    "tar.xz": lambda files: tarred(files, "w:xz"),
    "gz": lambda files: gzip.compress(files[0][1], mtime=0),
    "bz2": lambda files: bz2.compress(files[0][1]),
    "xz": lambda files: lzma.compress(files[0][1]),
}


@dataclass(frozen=True)
class Sample:
    """One file that comes alone, or several that come in an archive."""

    format: str
    files: Files = field(repr=False)
    config: str = field(default=TEXTS, repr=False)

    @property
    def is_alone(self) -> bool:
        """Whether it is no set."""
        return len(self.files) == 1


ITEM = {
    "id": 7,
    "data": {"text": "Ida saw Lund", "n": 1.50},
    "meta": {"a": None},
    "annotations": [
        {
            "id": 3,
            "completed_by": {"id": 2},
            "was_cancelled": False,
            "lead_time": 3.5,
            "created_at": "2020-01-02T03:04:05.678901Z",
            "result": [
                {
                    "id": "a",
                    "from_name": "ner",
                    "to_name": "t",
                    "type": "labels",
                    "value": {"start": 0, "end": 3, "text": "Ida", "labels": ["PER"]},
                }
            ],
        }
    ],
    "predictions": [{"result": [], "score": 0.5, "model_version": "spring"}],
    "drafts": [{"result": [], "created_at": "2020-01-02T03:04:05Z"}],
}
OLD_ITEM = {"id": 1, "data": {"text": "a"}, "completions": [{"result": [], "created_at": 1577934245, "skipped": True}]}
BRAT = (("a/1.txt", TEXT.encode()), ("a/1.ann", MARKS.encode()), ("a/2.txt", b"Nothing."), ("a/2.ann", b""))
YAML = b"path: ../set\ntrain: images/train\nnc: 2\nnames: ['cat', \"dog\"]\n"
YAML_BLOCK = b"names:\n  0: cat  # the first\n  1: 'dog'\n\nnc: 2\n"


@cache
def parquet() -> bytes:
    """Rows as pyarrow writes them."""
    import pyarrow
    import pyarrow.parquet

    target = io.BytesIO()
    columns = {"text": ["Ida", "Lund", None], "n": [1, 2, 3], "tags": [["a"], [], None], "of": [{"a": 1.5}, None, {}]}
    pyarrow.parquet.write_table(pyarrow.table(columns), target)
    return target.getvalue()


@cache
def samples() -> tuple[Sample, ...]:
    """Every sample."""
    coco = json.dumps(COCO).encode()
    conll = b"-DOCSTART- -X- -X- O\n\nIda NNP B-NP B-PER\nsaw VBD B-VP O\nLund NNP I-NP B-LOC\n\n. . O O\n"
    spacy = (
        '{"text": "🚢 Ida", "entities": [[2, 5, "PER"]]}\n'
        '{"text": "Oslo", "spans": [{"start": 0, "end": 4, "label": "LOC"}]}\n'
    )
    pictures = (("val2017/000000397133.png", png(200, 100)), ("val2017/000000037777.png", png(640, 480)))
    named = (("a.json", b'[{"image": "b/c.png"}, {"image": "c.png"}]'), ("b/c.png", PNG), ("b/d.gif", GIF))
    mixed = (("a.png", PNG), ("b.jpg", JPEG), ("c.webp", WEBP), ("d.svg", SVG), ("e.txt", b"notes"))
    rows = (("rows.csv", b"text\none\n"), ("more/rows.jsonl", b'{"text": "two"}\n'), ("x.txt", b"three\n"))
    return (
        alone("json", "a.json", json.dumps([ITEM, OLD_ITEM, {"text": "bare"}], indent=1).encode()),
        alone("json", "a.json", b'[{"text": "one", "x": [1, {"y": [true]}]},{"text": "\\u00e9\\ud83d\\udea2"}]'),
        alone("json", "a.json", b'{"text": "one"}\n{"text": "two"}\n'),
        alone("jsonl", "a.jsonl", json.dumps(ITEM).encode() + b'\n\n{"text": "two"}\r\n'),
        alone("csv", "a.csv", b'text,n,"mood"\r\n"one, ""two""\n",1,glad\r\n\r\nthree,-2.5,sad\r\n'),
        alone("csv", "a.csv", "\ufefftext;n;;n\n1;übung;;\n2;x;y;z\n".encode()),
        alone("csv", "a.csv", "text,n\nmayor’s,1\n".encode("utf-16")),
        alone("tsv", "a.tsv", b"text\tn\none\t1\ntwo\t2\n"),
        alone("txt", "a.txt", "one\r\ntwo 🚢\n\nthree".encode()),
        alone("conll2003", "a.conll", conll),
        alone("spacy", "a.jsonl", spacy.encode()),
        alone("fasttext", "a.ft", b"__label__glad __label__sad The ferry, late.\n__label__sad x\nno class\n"),
        alone("coco", "result.json", coco, PICTURES),
        Sample("coco", (("result.json", coco), *pictures), PICTURES),
        Sample("yolo", (*YOLO_FILES, ("set/classes.txt", b"cat\ndog\n")), PICTURES),
        Sample("yolo", (*YOLO_FILES, ("set/data.yaml", YAML)), PICTURES),
        Sample("yolo", (*YOLO_FILES, ("set/data.yml", YAML_BLOCK)), PICTURES),
        Sample("voc", tuple(VOC_FILES), PICTURES),
        Sample("brat", BRAT),
        Sample("0.x", tuple(OLD_FILES), OLD_CONFIG),
        alone("0.x", "tasks.json", dict(OLD_FILES)["tasks.json"], OLD_CONFIG),
        Sample("media", named, PICTURES),
        Sample("media", mixed, PICTURES),
        Sample("media", (("a.wav", WAV), ("b.mp4", MP4), ("c.pdf", PDF)), EMPTY),
        Sample("media", rows),
        alone("parquet", "a.parquet", parquet()),
        alone("html", "a.html", b"<!DOCTYPE html><html><head><title>x</title></head><body><p>one</p></body></html>"),
    )


def alone(format: str, name: str, content: bytes, config: str = TEXTS) -> Sample:
    """A sample that is one file."""
    return Sample(format, ((name, content),), config)

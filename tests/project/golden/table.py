"""One row for each format of both registries: a file typed by hand from its specification, the tasks that it holds, and
what the exporter of the format writes of them. None was made by an exporter of ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow
from pyarrow import parquet

from tests.project.golden.model import Golden, Written
from tests.project.golden.pictures import (
    COCO,
    COCO_DOCUMENT,
    COCO_MASKS,
    COCO_RUNS,
    MASK,
    OBB_LINES,
    PAINTED,
    VOC,
    VOC_EMPTY,
    VOC_TEXT,
    YOLO,
    YOLO_LABELS,
    YOLO_OBB,
    leaves,
    read_coco,
    read_npy,
    read_png,
    read_voc,
    read_yolo,
)
from tests.project.golden.texts import (
    BRAT,
    COLUMNS,
    CONLL,
    CSV,
    FASTTEXT,
    JSON,
    JSONL,
    LINES,
    MOOD_TASKS,
    OLD_PROJECT,
    PAGE,
    PARQUET,
    RECORDS,
    SPACY,
    SPEECH,
    TSV,
    read_lines,
    read_project,
    table,
)

#: formats that are read, and written by nobody here
ONE_WAY = {"txt", "html", "fasttext", "brat", "0.x"}
IMPORTED: Mapping[str, list[Golden]] = {
    "json": [JSON, MASK, SPEECH],
    "jsonl": [JSONL],
    "parquet": [PARQUET],
    "0.x": [OLD_PROJECT],
    "csv": [CSV],
    "tsv": [TSV],
    "txt": [LINES],
    "html": [PAGE],
    "conll2003": [CONLL],
    "spacy": [SPACY],
    "fasttext": [FASTTEXT],
    "coco": [COCO, COCO_MASKS],
    "yolo": [YOLO, YOLO_OBB],
    "voc": [VOC],
    "brat": [BRAT],
}
EXPORTED: Mapping[str, Written] = {
    "JSON": Written(of=JSON, holds=MOOD_TASKS, read=read_project, comes_back="json"),
    "JSON_MIN": Written(of=JSONL, holds=RECORDS, read=json.loads, comes_back="json", options=COLUMNS),
    "JSONL": Written(of=JSONL, holds=RECORDS, read=read_lines, comes_back="jsonl", options=COLUMNS),
    "CSV": Written(of=CSV, holds=table(","), comes_back="csv", options=COLUMNS),
    "TSV": Written(of=TSV, holds=table("\t"), comes_back="tsv", options=COLUMNS),
    "PARQUET": Written(
        of=PARQUET,
        holds=RECORDS,
        read=lambda content: parquet.read_table(pyarrow.BufferReader(content)).to_pylist(),
        comes_back="parquet",
        options=COLUMNS,
    ),
    "CONLL2003": Written(of=CONLL, holds=CONLL.content.decode(), comes_back="conll2003"),
    "SPACY": Written(
        of=SPACY,
        holds=read_lines(SPACY.content),
        read=lambda content: [{key: one[key] for key in ("text", "entities")} for one in read_lines(content)],
        comes_back="spacy",
        options=SPACY.options,
    ),
    "ASR_MANIFEST": Written(
        of=SPEECH,
        holds=[{"audio_filepath": "https://example.org/a.wav", "offset": 1.25, "duration": 2.25, "text": "god dag",
                "annotator": 1}],
        read=read_lines,
    ),
    "COCO": Written(of=COCO, holds=COCO_DOCUMENT, read=read_coco, comes_back="coco"),
    "YOLO": Written(of=YOLO, holds=YOLO_LABELS, read=read_yolo, comes_back="yolo"),
    "YOLO_OBB": Written(of=YOLO_OBB, holds={**YOLO_LABELS, "a.txt": OBB_LINES}, read=read_yolo, comes_back="yolo"),
    "VOC": Written(of=VOC, holds={"Annotations/a.xml": leaves(VOC_TEXT.encode()), "Annotations/b.xml": VOC_EMPTY},
                   read=read_voc, comes_back="voc"),
    "BRUSH_TO_PNG": Written(of=MASK, holds=("L", PAINTED), read=read_png),
    "BRUSH_TO_NUMPY": Written(of=MASK, holds=("uint8", PAINTED), read=read_npy),
    "BRUSH_TO_COCO": Written(
        of=COCO_MASKS,
        holds=COCO_RUNS,
        read=lambda content: read_coco(content)["annotations"][0]["segmentation"],
        comes_back="coco",
    ),
}  # fmt: skip

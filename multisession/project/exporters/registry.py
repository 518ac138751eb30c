"""The export formats by name."""

from __future__ import annotations

from collections.abc import Mapping

from multisession.project.exporters.asr_manifest import TRANSCRIPTS, write_asr_manifest
from multisession.project.exporters.coco import write_coco, write_coco_masks
from multisession.project.exporters.conll2003 import write_conll2003
from multisession.project.exporters.context import Exporter
from multisession.project.exporters.csv_table import write_csv, write_tsv
from multisession.project.exporters.json_full import write_json
from multisession.project.exporters.json_min import write_json_min
from multisession.project.exporters.mask_files import write_mask_arrays, write_mask_pictures
from multisession.project.exporters.masks import MASKS
from multisession.project.exporters.pictures import OUTLINES
from multisession.project.exporters.rows_jsonl import write_rows_jsonl
from multisession.project.exporters.rows_parquet import write_rows_parquet
from multisession.project.exporters.spacy import write_spacy
from multisession.project.exporters.text_spans import TEXT_SPANS
from multisession.project.exporters.voc import write_voc
from multisession.project.exporters.yolo import BOXES, write_yolo, write_yolo_obb
from multisession.web.errors import BadRequest, excerpt

_FLAT_LOSES = (
    "Skipped annotations, drafts and predictions are left out.",
    "Relations between regions, and the ids and tags of regions, are left out.",
    "The task's meta is left out.",
)
_TABLE_LOSES = (
    *_FLAT_LOSES,
    "Text that a spreadsheet would run as a formula gets an apostrophe in front.",
    "Null, a missing value and empty text all look empty.",
)
_SPAN_LOSES = (
    "Skipped annotations, drafts and predictions are left out.",
    "All that is not a mark in a text is left out: other answers, relations, data beside the text.",
    "Where marks overlap, the one that begins first stays, of those the longest.",
    "Of several labels on a mark the first one stays.",
)
_SHAPE_LOSES = (
    "Skipped annotations, drafts and predictions are left out.",
    "All that is not a shape with a label is left out: other answers, relations, shapes without labels.",
)
_NO_MASKS = "Masks and points are left out."
_NO_OUTLINES = "Boxes, ellipses, polygons and points are left out."

EXPORTERS: Mapping[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            "JSON",
            "JSON",
            "Every task with its data, annotations and drafts, as they are stored. It can be imported again.",
            "application/json",
            "json",
            ("Predictions are listed by their ids.",),
            write_json,
        ),
        Exporter(
            "JSON_MIN",
            "JSON-MIN",
            "One flat record for each annotation: the data and one value for each control.",
            "application/json",
            "json",
            _FLAT_LOSES,
            write_json_min,
        ),
        Exporter(
            "CSV",
            "CSV",
            "The records of JSON-MIN as a table, for spreadsheets and data frames.",
            "text/csv; charset=utf-8",
            "csv",
            _TABLE_LOSES,
            write_csv,
        ),
        Exporter(
            "TSV",
            "TSV",
            "The same table, separated by tabs.",
            "text/tab-separated-values; charset=utf-8",
            "tsv",
            _TABLE_LOSES,
            write_tsv,
        ),
        Exporter(
            "JSONL",
            "JSON lines",
            "The records of JSON-MIN, one on each line, as loaders of datasets take them.",
            "application/x-ndjson",
            "jsonl",
            _FLAT_LOSES,
            write_rows_jsonl,
        ),
        Exporter(
            "PARQUET",
            "Parquet",
            "The same records as a table with types, for data frames and loaders of datasets.",
            "application/vnd.apache.parquet",
            "parquet",
            (*_FLAT_LOSES, "Lists and objects become JSON as text."),
            write_rows_parquet,
        ),
        Exporter(
            "CONLL2003",
            "CoNLL 2003",
            "A word a line with its tag (B-, I- or O), for training and testing of named entities.",
            "text/plain; charset=utf-8",
            "conll",
            (*_SPAN_LOSES, "White space in labels becomes an underscore, and the white space between words is lost."),
            write_conll2003,
            TEXT_SPANS,
        ),
        Exporter(
            "SPACY",
            "spaCy",
            "A text a line with its entities as places of their first and last character.",
            "application/x-ndjson",
            "jsonl",
            _SPAN_LOSES,
            write_spacy,
            TEXT_SPANS,
        ),
        Exporter(
            "ASR_MANIFEST",
            "ASR manifest",
            "A recording, or a stretch of one, a line with what is said in it, for training of speech recognition.",
            "application/x-ndjson",
            "jsonl",
            (
                "Skipped annotations, drafts and predictions are left out.",
                "All that is not a transcript is left out, and the recordings themselves.",
                "A duration that no result says is left out.",
            ),
            write_asr_manifest,
            TRANSCRIPTS,
        ),
        Exporter(
            "COCO",
            "COCO",
            "Boxes, ellipses and polygons of all pictures in one file, in pixels.",
            "application/zip",
            "zip",
            (*_SHAPE_LOSES, _NO_MASKS, "An ellipse becomes a polygon of 64 corners, a box one of 4."),
            write_coco,
            OUTLINES,
            True,
        ),
        Exporter(
            "YOLO",
            "YOLO",
            "One text file a picture: boxes as boxes, polygons and ellipses as polygons.",
            "application/zip",
            "zip",
            (
                *_SHAPE_LOSES,
                _NO_MASKS,
                "A turned box becomes the upright one around it, but beside polygons.",
            ),
            write_yolo,
            OUTLINES,
            True,
        ),
        Exporter(
            "YOLO_OBB",
            "YOLO, turned boxes",
            "One text file a picture: each box by its four corners.",
            "application/zip",
            "zip",
            (*_SHAPE_LOSES, _NO_MASKS, "Ellipses and polygons are left out."),
            write_yolo_obb,
            BOXES,
            True,
        ),
        Exporter(
            "VOC",
            "Pascal VOC",
            "One XML file a picture, boxes only.",
            "application/zip",
            "zip",
            (*_SHAPE_LOSES, _NO_MASKS, "Ellipses, polygons and turned boxes become the upright box around them."),
            write_voc,
            OUTLINES,
            True,
        ),
        Exporter(
            "BRUSH_TO_PNG",
            "Masks as PNG",
            "One black and white picture a mask, in the size of the original.",
            "application/zip",
            "zip",
            (*_SHAPE_LOSES, _NO_OUTLINES),
            write_mask_pictures,
            MASKS,
            True,
        ),
        Exporter(
            "BRUSH_TO_NUMPY",
            "Masks as arrays",
            "One NumPy file a mask, a byte a pixel, in the size of the original.",
            "application/zip",
            "zip",
            (*_SHAPE_LOSES, _NO_OUTLINES),
            write_mask_arrays,
            MASKS,
            True,
        ),
        Exporter(
            "BRUSH_TO_COCO",
            "COCO with masks",
            "The masks of all pictures in one file, as runs of pixels.",
            "application/zip",
            "zip",
            (*_SHAPE_LOSES, _NO_OUTLINES),
            write_coco_masks,
            MASKS,
            True,
        ),
    )
}


#: ends the name of a format that is asked for with the files that the tasks show
WITH_FILES = "_WITH_IMAGES"


def asks_for_files(name: str) -> bool:
    """Whether a format was asked for with the files that the tasks show."""
    return name.upper().endswith(WITH_FILES)


def exporter_named(name: str) -> Exporter:
    """The exporter of that name in either case, of one that packs files also with ``_WITH_IMAGES`` at its end.

    Raises BadRequest naming those that exist.
    """
    exporter = EXPORTERS.get(name.upper())
    if exporter is None:
        packing = EXPORTERS.get(name.upper().removesuffix(WITH_FILES))
        exporter = packing if packing is not None and packing.packs else None
    if exporter is None:
        raise BadRequest(f'There is no export format "{excerpt(name)}". Use one of {", ".join(EXPORTERS)}.')
    return exporter

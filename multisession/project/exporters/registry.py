"""The export formats by name."""

from __future__ import annotations

from collections.abc import Mapping

from multisession.project.exporters.conll2003 import write_conll2003
from multisession.project.exporters.context import Exporter
from multisession.project.exporters.csv_table import write_csv, write_tsv
from multisession.project.exporters.json_full import write_json
from multisession.project.exporters.json_min import write_json_min
from multisession.project.exporters.spacy import write_spacy
from multisession.project.exporters.text_spans import TEXT_SPANS
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
    )
}


def exporter_named(name: str) -> Exporter:
    """The exporter of that name in either case; raises BadRequest naming those that exist."""
    exporter = EXPORTERS.get(name.upper())
    if exporter is None:
        raise BadRequest(f'There is no export format "{excerpt(name)}". Use one of {", ".join(EXPORTERS)}.')
    return exporter

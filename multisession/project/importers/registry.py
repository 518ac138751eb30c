"""The import formats by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from multisession.project.importers.brat import read_brat
from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.coco import read_coco
from multisession.project.importers.conll2003 import read_conll2003
from multisession.project.importers.csv_table import read_csv, read_tsv
from multisession.project.importers.fasttext import read_fasttext
from multisession.project.importers.html_page import SUFFIXES as HTML_SUFFIXES
from multisession.project.importers.html_page import read_html
from multisession.project.importers.json_array import read_json_array
from multisession.project.importers.json_lines import read_json_lines
from multisession.project.importers.old_project import read_old_tasks
from multisession.project.importers.parquet import read_parquet
from multisession.project.importers.refusal import Refusal
from multisession.project.importers.spacy_lines import read_spacy
from multisession.project.importers.task_shape import TaskShape
from multisession.project.importers.text_lines import read_text_lines
from multisession.project.importers.voc import read_voc
from multisession.project.importers.yolo import read_yolo
from multisession.project.tasks import NewTask
from multisession.web.errors import BadRequest, excerpt

Reader = Callable[[ByteSource, TaskShape], Iterator[NewTask | Refusal]]


@dataclass(frozen=True, slots=True)
class Importer:
    """One format of task files."""

    name: str
    title: str
    description: str
    #: of file names, without the dot
    suffixes: tuple[str, ...]
    read: Reader


IMPORTERS: Mapping[str, Importer] = {
    importer.name: importer
    for importer in (
        Importer("json", "JSON", "A list of tasks, or one task.", ("json",), read_json_array),
        Importer("jsonl", "JSON lines", "One task on each line.", ("jsonl", "ndjson"), read_json_lines),
        Importer("csv", "CSV", "One task for each row under a header row.", ("csv",), read_csv),
        Importer("tsv", "TSV", "A table whose values are separated by tabs.", ("tsv", "tab"), read_tsv),
        Importer("parquet", "Parquet", "One task for each row, as Hugging Face has them.", ("parquet",), read_parquet),
        Importer("txt", "Text", "One task for each line that is not empty.", ("txt", "text"), read_text_lines),
        Importer("html", "HTML", "A page, which becomes one task.", HTML_SUFFIXES, read_html),
        Importer("conll2003", "CoNLL 2003", "A word a line with its tag.", ("conll", "iob"), read_conll2003),
        Importer("spacy", "spaCy", "A text a line with its entities, as spaCy and Prodigy have them.", (), read_spacy),
        Importer("coco", "COCO", "Shapes on pictures, all in one file.", (), read_coco),
        Importer("yolo", "YOLO", "Shapes on pictures, a text file for each, in an archive.", (), read_yolo),
        Importer("voc", "Pascal VOC", "Boxes on pictures, an XML file for each, in an archive.", (), read_voc),
        Importer("brat", "brat", "Texts, and a file of marks for each, in an archive.", ("ann",), read_brat),
        Importer("0.x", "Label Studio 0.x", "A project directory with its completions.", (), read_old_tasks),
        Importer("fasttext", "fastText", "A text a line with its classes in front.", ("ft",), read_fasttext),
    )
}


def importer_named(name: str) -> Importer:
    """The importer of that name; raises BadRequest naming those that exist."""
    importer = IMPORTERS.get("txt" if name == "text" else name)
    if importer is None:
        raise BadRequest(f'There is no import format "{excerpt(name)}". Use one of {", ".join(IMPORTERS)}.')
    return importer

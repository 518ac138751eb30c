"""The images and annotations of a COCO document, put in order on the disk: the document may be much larger than memory.

Its lists come in any order, and its annotations in any order too. They wait in a database without a name, which is gone
with whoever made it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.json_lists import JsonLists
from multisession.project.importers.read_options import TemporaryPlace
from multisession.project.importers.refusal import RowRefused
from multisession.project.store.failures import telling, told
from multisession.web.errors import QuotaExceeded, excerpt
from multisession.web.written_size import written_size

#: bytes of a document
MOST_BYTES = 2**30
#: categories, which are held in memory
MOST_CATEGORIES = 100_000
#: annotations in which kinds of shapes are looked for that a proposed config takes
_LOOKED_AT = 100_000
#: Indexes are there from the start: to build one later SQLite sorts in a file of its own, elsewhere.
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8192;
CREATE TABLE images (id TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE annotations (image TEXT NOT NULL, content BLOB NOT NULL);
CREATE INDEX image_ids ON images (id);
CREATE INDEX annotation_images ON annotations (image);
"""
Id = int | str


class _Image(msgspec.Struct):
    id: Id


class _Annotation(msgspec.Struct):
    image_id: Id


class _Category(msgspec.Struct):
    id: Id
    name: str


_image = msgspec.json.Decoder(_Image).decode
_annotation = msgspec.json.Decoder(_Annotation).decode
_category = msgspec.json.Decoder(_Category).decode


class CocoIndex:
    """A document in order. It is open from the start, and has to be closed."""

    def __init__(self, source: ByteSource, *, max_item_bytes: int, place: TemporaryPlace) -> None:
        """Reads the document; ``place`` is where it waits.

        Raises RowRefused for what is no COCO document, msgspec.DecodeError, StorageFull, QuotaExceeded, StoreUnusable.
        """
        self._place = place
        self._size = 0
        #: id -> name, in the order of the document
        self.categories: dict[Id, str] = {}
        with telling():
            self._database = _without_a_name(place.directory)
        try:
            self._read(JsonLists(_bounded(source), max_item_bytes=max_item_bytes, start=source.text_start))
            self._check()
        except sqlite3.Error as error:
            self.close()
            raise told(error) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Frees the disk."""
        self._database.close()

    def images(self) -> Iterator[tuple[bytes, Iterator[bytes]]]:
        """Each image with its annotations, as JSON, in the order of the document."""
        for key, image in self._database.execute("SELECT id, content FROM images ORDER BY rowid"):
            about = self._database.execute("SELECT content FROM annotations WHERE image = ? ORDER BY rowid", (key,))
            yield image, (content for (content,) in about)

    def first_annotations(self) -> Iterator[bytes]:
        """Those at the beginning of the document, as JSON."""
        found = self._database.execute("SELECT content FROM annotations ORDER BY rowid LIMIT ?", (_LOOKED_AT,))
        yield from (content for (content,) in found)

    def _read(self, document: JsonLists) -> None:
        listed = False
        for name, batch in document.lists(("images", "annotations", "categories")):
            self._require_room(sum(map(len, batch.items)))
            if name == "images":
                listed = True
                rows = [(_key(_image(raw).id), bytes(raw)) for raw in batch.items]
                self._database.executemany("INSERT INTO images VALUES (?, ?)", rows)
            elif name == "annotations":
                rows = [(_key(_annotation(raw).image_id), bytes(raw)) for raw in batch.items]
                self._database.executemany("INSERT INTO annotations VALUES (?, ?)", rows)
            else:
                self.categories.update((each.id, each.name) for each in map(_category, batch.items))
                if len(self.categories) > MOST_CATEGORIES:
                    raise RowRefused(f"It has more than {MOST_CATEGORIES:,} categories.")
        if not listed:
            raise RowRefused('It has no list of "images".')

    def _require_room(self, wanted: int) -> None:
        """Raises when so many bytes more do not fit, on the disk or into what may wait there."""
        self._place.require(wanted)
        self._size += wanted
        if self._place.room and self._size > self._place.room:
            raise QuotaExceeded(
                "This COCO document does not fit into the project, where it is put in order first. Split it by images, "
                "or delete tasks or files.",
                code="quota-bytes",
            )

    def _check(self) -> None:
        lost = self._database.execute(
            "SELECT content FROM annotations WHERE image NOT IN (SELECT id FROM images) ORDER BY rowid LIMIT 1"
        ).fetchone()
        if lost is not None:
            image = excerpt(str(_annotation(lost[0]).image_id))
            raise RowRefused(f"An annotation is about image {image}, which is not in the file.")
        # Each of them would have all annotations of the others, which of a small file makes hours of work.
        twice = self._database.execute(
            "SELECT content FROM images WHERE id IN (SELECT image FROM annotations)"
            " GROUP BY id HAVING count(*) > 1 LIMIT 1"
        ).fetchone()
        if twice is not None:
            raise RowRefused(f"Two images have the id {excerpt(str(_image(twice[0]).id))}. Give each its own.")


def _key(written: Id) -> str:
    """1 and "1" are two."""
    return f'"{written}' if isinstance(written, str) else str(written)


def _without_a_name(directory: Path | None) -> sqlite3.Connection:
    """A database whose file is gone from its directory as soon as it is there: whoever dies leaves nothing behind."""
    with tempfile.TemporaryDirectory(dir=directory) as place:
        # Read and written by one thread at a time, though not by the same one.
        database = sqlite3.connect(Path(place) / "document", isolation_level=None, check_same_thread=False)
        database.executescript(_SCHEMA)
        database.execute("BEGIN")
        return database


def _bounded(source: ByteSource) -> Iterator[bytes]:
    size = 0
    for chunk in source.text_chunks():
        size += len(chunk)
        if size > MOST_BYTES:
            raise RowRefused(f"A COCO document may have {written_size(MOST_BYTES)}. Split it by images.")
        yield chunk

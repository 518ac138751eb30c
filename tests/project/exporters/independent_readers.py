"""Readers of exported files that know nothing of how they are written: the rules of others, in few lines.

YOLO as the loader of Ultralytics reads a data set, CoNLL-2003 as its shared task defines it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

Points = list[tuple[float, float]]
#: what the loader takes for a picture
PICTURES = {"bmp", "dng", "jpeg", "jpg", "mpo", "png", "tif", "tiff", "webp", "pfm", "heic"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One line of a label file: the name of its class, the box around it (middle and size), its corners."""

    label: str
    box: tuple[float, ...]
    corners: tuple[tuple[float, float], ...] = ()


def yolo_data_set(folder: Path, task: Literal["detect", "segment", "obb"]) -> dict[str, list[Shape]]:
    """The shapes of each picture that the data.yaml in a folder leads to. Fails where the loader fails or warns."""
    settings = _yaml(folder / "data.yaml")
    names = settings["names"]
    assert isinstance(names, dict) and sorted(names) == list(range(len(names)))
    assert "path" not in settings, "a relative path is looked for below the place where data sets are kept"
    found: dict[str, list[Shape]] = {}
    for split in ("train", "val"):
        pictures = folder / str(settings[split])
        assert pictures.is_dir()
        for picture in sorted(pictures.rglob("*")):
            if picture.suffix[1:].lower() in PICTURES:
                found[picture.name] = _shapes(_label_file(picture), names, task)
    return found


def _label_file(picture: Path) -> Path:
    """The last folder ``images`` of a path is ``labels``, and the suffix ``.txt``."""
    before, images, after = picture.as_posix().rpartition("/images/")
    assert images
    return Path(f"{before}/labels/{PurePosixPath(after).with_suffix('.txt')}")


def _shapes(file: Path, names: dict[int, str], task: str) -> list[Shape]:
    if not file.is_file():
        return []
    rows = [line.split() for line in file.read_text("utf-8").strip().splitlines() if line]
    # One row of a polygon makes all rows of the file polygons.
    as_polygons = any(len(row) > 6 for row in rows)
    shapes = [_shape(row, names, as_polygons) for row in rows]
    kept = {(shape.label, *(round(place, 6) for place in shape.box)) for shape in shapes}
    assert len(kept) == len(shapes), f"{file.name}: duplicate labels removed"
    if task == "obb":
        assert all(len(shape.corners) == 4 for shape in shapes)
    return shapes


def _shape(row: list[str], names: dict[int, str], as_polygons: bool) -> Shape:
    number = int(row[0])
    assert 0 <= number < len(names), f"class {number} of {len(names)}"
    places = [float(place) for place in row[1:]]
    assert all(0 <= place <= 1 for place in places), "coordinates out of bounds"
    if not as_polygons:
        assert len(places) == 4, f"labels require 5 columns, {len(row)} found"
        return Shape(names[number], tuple(places))
    assert len(places) >= 6 and len(places) % 2 == 0, f"no polygon: {len(row)} columns"
    xs, ys = places[::2], places[1::2]
    box = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, max(xs) - min(xs), max(ys) - min(ys))
    return Shape(names[number], box, tuple(zip(xs, ys, strict=True)))


def _yaml(file: Path) -> dict[str, object]:
    """As much of YAML as such a file needs: ``key: text``, and a block of ``number: "text"``."""
    found: dict[str, object] = {}
    block: dict[int, str] | None = None
    for line in file.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        entry = re.fullmatch(r"(\s*)([\w]+):\s*(.*)", line)
        assert entry is not None, line
        indent, key, value = entry.groups()
        if indent:
            assert block is not None
            block[int(key)] = json.loads(value)
        elif value:
            found[key], block = value, None
        else:
            found[key] = block = {}
    return found


def conll_texts(content: str) -> list[list[tuple[str, str]]]:
    """The (word, tag) pairs of each text. Fails for what is not CoNLL-2003 with tags in IOB2."""
    assert content.endswith("\n") and "\r" not in content
    texts: list[list[tuple[str, str]]] = [[]]
    for number, line in enumerate(content.split("\n")):
        columns = line.split(" ")
        if line == "":
            texts.append([])
        elif columns[0] == "-DOCSTART-":
            assert columns[1:] == ["-X-", "-X-", "O"]
            assert not texts[-1], "a document begins after an empty line"
        else:
            assert len(columns) == 4 and all(columns), f"line {number + 1} has {len(columns)} columns"
            before = texts[-1][-1][1] if texts[-1] else "O"
            _check_tag(columns[3], before, number + 1)
            texts[-1].append((columns[0], columns[3]))
    return [text for text in texts if text]


def _check_tag(tag: str, before: str, line: int) -> None:
    """Outside, or B- and I- with a type; I- only goes on with the type of the word before."""
    if tag != "O":
        assert re.fullmatch(r"[BI]-\S+", tag), f"line {line}: {tag}"
        assert tag[0] == "B" or before[1:] == tag[1:], f"line {line}: {tag} after {before}"


def conll_entities(text: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(type, words) of each entity of a text."""
    found: list[tuple[str, list[str]]] = []
    for word, tag in text:
        if tag.startswith("B-"):
            found.append((tag[2:], [word]))
        elif tag.startswith("I-"):
            found[-1][1].append(word)
    return [(kind, " ".join(words)) for kind, words in found]

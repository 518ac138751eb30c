"""One bent file with how it is asked to be read."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from multisession.project.importers.read_options import Encoding, LabelsAs
from tests.project.importers.fuzzing.mutation import KINDS, MOST_BYTES, TIMES, WHOLE, Edit, bent
from tests.project.importers.fuzzing.samples import CONFIGS, PACKS, Sample, samples

T = TypeVar("T")
#: formats that are read in a process of their own, which takes half a second: others take none of their samples
IN_A_PROCESS = ("parquet",)
NAMES = (
    "../../evil.txt", "/tmp/evil.png", "a\0b.json", "..", "", "a" * 300 + ".csv", "labels/x.txt", "images/x.png",
    "a.xml", "Annotations/a.xml", "classes.txt", "data.yaml", "a.ann", "a.txt", "result.json", ".hidden", "a.json.gz",
    "a.zip", "[Content_Types].xml", "CON", "é.png", "e\u0301.png", "\u202egnp.exe", "a.parquet", "config.xml",
    "project.db", "a/",
)  # fmt: skip
COLUMNS = (
    None, None, None, {"text": "text"}, {"*": None}, {"text": {"meta": "m"}, "n": "text"},
    {"n": {"prediction": "stars", "model_version": "v"}},
    {"mood": {"annotation": "mood"}, "n": {"annotation": "count"}, "text": {"annotation": "note"}},
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """What is sent, and how."""

    sample: Sample
    #: a key of PACKS, empty for a file that comes alone
    pack: str
    #: by the number of the file in the sample, made before it is packed
    inside: Sequence[tuple[int, Edit]]
    #: other names for files of the sample
    names: Sequence[tuple[int, str]]
    outside: Sequence[Edit]
    format: str | None
    encoding: Encoding
    delimiter: str
    header: bool
    labels_as: LabelsAs
    columns: str | None
    config: str = field(repr=False)
    skip_refused: bool

    @property
    def name(self) -> str:
        """Of the file that is sent."""
        name = next(
            (name for number, name in self.names if not number % len(self.sample.files)), self.sample.files[0][0]
        )
        return f"{name}.{self.pack}" if self.pack else name

    def files(self) -> list[tuple[str, bytes]]:
        """The sample's files, bent."""
        found = [list(file) for file in self.sample.files]
        for number, edit in self.inside:
            file = found[number % len(found)]
            file[1] = edit.applied(file[1])  # type: ignore[arg-type]
        for number, name in self.names:
            found[number % len(found)][0] = name
        return [(str(name), bytes(content)) for name, content in found]  # type: ignore[arg-type]

    def content(self) -> bytes:
        """What is sent."""
        files = self.files()
        if not self.pack:
            return bent(files[0][1], self.outside)
        with warnings.catch_warnings():
            # The standard library warns of a name that stands twice, and packs it.
            warnings.simplefilter("ignore", UserWarning)
            try:
                packed = PACKS[self.pack](files)
            except ValueError:
                # It does not write every name that can stand in an archive.
                packed = PACKS[self.pack]([(f"{number}.json", content) for number, (_, content) in enumerate(files)])
        return bent(packed, self.outside)[:MOST_BYTES]


class Draws:
    """Choices made by bytes, as fuzzers make them; when those are used up, the first of everything."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self, below: int) -> int:
        """From 0 on; the quotient of two bytes, or of one where that is enough."""
        width = 1 if below <= 256 else 2
        taken = self._content[self._at : self._at + width]
        self._at += width
        return int.from_bytes(taken, "big") * below >> 8 * width if len(taken) == width else 0

    def of(self, choices: Sequence[T]) -> T:
        """One of these."""
        return choices[self.number(len(choices))]

    def edit(self) -> Edit:
        """One change."""
        return Edit(self.of(KINDS), self.number(WHOLE), self.number(WHOLE), self.number(2_000), self.of(TIMES))


def case_of(content: bytes, format: str, known: Sequence[str]) -> Case:
    """The case that bytes stand for, of one format of the registry, whose names are ``known``.

    Of its own samples, where there are some; sometimes of others. Formats may be asked for that the file is not in.
    """
    draws = Draws(content)
    own = [each for each in samples() if each.format == format]
    every = [each for each in samples() if each.format not in IN_A_PROCESS]
    sample = draws.of(own if own and draws.number(4) < 3 else every)
    asked: Sequence[str | None] = (None, None, None, format, *known) if own else (format, format, None)
    return Case(
        sample=sample,
        inside=[(draws.number(8), draws.edit()) for _ in range(draws.number(4))],
        pack=draws.of(("", "", "", "", *PACKS) if sample.is_alone else tuple(PACKS)),
        outside=[draws.edit() for _ in range((0, 0, 1, 2)[draws.number(4)])],
        format=draws.of(asked),
        config=draws.of((sample.config, sample.config, *CONFIGS)),
        encoding=draws.of(("utf-8", "utf-8", "utf-8", "utf-16", "windows-1252")),
        columns=draws.of([None if each is None else json.dumps(each) for each in COLUMNS]),
        delimiter=draws.of(("", "", "", ",", ";", "|", "\t")),
        header=draws.of((True, True, True, False)),
        labels_as=draws.of(("annotations", "predictions")),
        skip_refused=draws.of((False, True)),
        names=[(draws.number(8), draws.of(NAMES)) for _ in range((0, 0, 1)[draws.number(3)])],
    )

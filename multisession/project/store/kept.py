"""Answers that took long to find, kept in memory until the project changes; bounded for the whole process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")


class Kept(Generic[Question, Answer]):
    """Answers of all projects of a process, least recently used dropped first; for the event loop's thread."""

    def __init__(self, limit: int, size: Callable[[Question, Answer], int]) -> None:
        """Keeps answers of at most ``limit`` bytes together, each as large as ``size`` says."""
        self._limit = limit
        self._size = size
        self._bytes = 0
        self._kept: OrderedDict[tuple[Hashable, Question], tuple[int, Answer]] = OrderedDict()

    def get(self, owner: Hashable, question: Question, version: int) -> Answer | None:
        """What was kept for a question, unless the project has changed since."""
        found = self._kept.get((owner, question))
        if found is None:
            return None
        if found[0] != version:
            self._drop((owner, question))
            return None
        self._kept.move_to_end((owner, question))
        return found[1]

    def put(self, owner: Hashable, question: Question, version: int, answer: Answer) -> None:
        """Keeps an answer about the project at a version of its data."""
        self._drop((owner, question))
        self._kept[owner, question] = version, answer
        self._bytes += self._size(question, answer)
        while self._bytes > self._limit:
            self._drop(next(iter(self._kept)))

    def forget(self, owner: Hashable) -> None:
        """Drops what is kept for a project."""
        for key in [key for key in self._kept if key[0] == owner]:
            self._drop(key)

    def _drop(self, key: tuple[Hashable, Question]) -> None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._bytes -= self._size(key[1], found[1])

"""Which tasks and which of their annotations go into an export."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from multisession.project.annotations import Annotation
from multisession.project.data_query.model import AnnotationKind, Column, Condition, TaskQuery
from multisession.project.store.interface import Store, TaskBundle

Annotations = Literal["all", "newest"]

#: Tasks that are read at once of those that a query found.
BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSelection:
    """What a person wants to take along."""

    #: which tasks, in which order; None for all in the order of import
    query: TaskQuery | None = None
    #: what holds of them besides; of its order nothing is taken where there is a ``query``
    narrowed: TaskQuery | None = None
    #: these tasks in this order instead, labeled or not; unknown ids are left out
    named: tuple[int, ...] = ()
    #: also tasks of which no annotation goes in
    every_task: bool = False
    #: "newest": of each task the one that was made last
    annotations: Annotations = "all"
    #: which annotations go in: those that are neither a skip nor ground truth, those that are ground truth, and skips,
    #: which are annotations without labels
    usual: bool = True
    ground_truth: bool = True
    skipped: bool = True

    async def ids(self, store: Store) -> Sequence[int] | None:
        """The ids of the tasks that go in, in order; None where :meth:`bundles` finds them by itself.

        May look at every task (see Store.select_ids). Raises ScanTooLong.
        """
        if self.named:
            return self.named
        first = self.query or self.narrowed
        if first is None:
            return None
        found = await store.select_ids(first)
        if self.query is not None and self.narrowed is not None and found:
            kept = set(await store.select_ids(replace(self.narrowed, included=tuple(found))))
            found = [task_id for task_id in found if task_id in kept]
        if self.every_task or not found:
            return found
        answered = set(await store.select_ids(self._answered(tuple(found))))
        return [task_id for task_id in found if task_id in answered]

    async def count(self, store: Store) -> int:
        """How many tasks go in. Raises ScanTooLong."""
        if self.named:
            return len(await store.select_ids(TaskQuery(included=self.named)))
        found = await self.ids(store)
        if found is not None:
            return len(found)
        counts = await store.counts()
        if self.every_task:
            return counts.task_number
        if not (self.usual and self.ground_truth):
            return len(await store.select_ids(TaskQuery(having=self._kinds)))
        return counts.finished_task_number if self.skipped else counts.num_tasks_with_annotations

    async def bundles(self, store: Store, ids: Sequence[int] | None) -> AsyncIterator[list[TaskBundle]]:
        """The tasks with what goes in of them, a batch at a time; ``ids`` is what :meth:`ids` found."""
        if ids is None:
            batches = store.every_bundle(only_annotated=not self.every_task)
        else:
            # Those that were named one at a time: each may be as large as a task can be.
            batches = named_bundles(store, ids, 1 if self.named else BATCH)
        async for batch in batches:
            for bundle in batch:
                bundle.annotations = self._chosen(bundle.annotations)
            yield [bundle for bundle in batch if self.every_task or self.named or bundle.annotations]

    @property
    def _kinds(self) -> frozenset[AnnotationKind]:
        kinds: dict[AnnotationKind, bool] = {
            "usual": self.usual,
            "ground_truth": self.ground_truth,
            "skipped": self.skipped,
        }
        return frozenset(kind for kind, wanted in kinds.items() if wanted)

    def _answered(self, ids: tuple[int, ...]) -> TaskQuery:
        """Those of the tasks that have an annotation which goes in."""
        if not (self.usual and self.ground_truth):
            return TaskQuery(having=self._kinds, included=ids)
        columns = ["total_annotations", *(["cancelled_annotations"] if self.skipped else [])]
        conditions = tuple(Condition(Column(name), "Number", "greater", 0) for name in columns)
        return TaskQuery(conditions=conditions, any_of=True, included=ids)

    def _chosen(self, annotations: list[Annotation]) -> list[Annotation]:
        kept = [one for one in annotations if self._goes_in(one)]
        return kept if self.annotations == "all" else sorted(kept, key=lambda one: (one.created_at, one.id))[-1:]

    def _goes_in(self, annotation: Annotation) -> bool:
        if annotation.was_cancelled:
            return self.skipped
        return self.ground_truth if annotation.ground_truth else self.usual


async def named_bundles(store: Store, ids: Sequence[int], batch: int) -> AsyncIterator[list[TaskBundle]]:
    """Tasks by their ids with everything on them, ``batch`` at a time and in the order given."""
    for start in range(0, len(ids), batch):
        yield await store.bundles(ids[start : start + batch])

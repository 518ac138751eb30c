"""Annotations and drafts: what people make of a task."""

from __future__ import annotations

import msgspec

from multisession.project.tasks import EMPTY_ARRAY


class Annotation(msgspec.Struct, kw_only=True):
    """One annotation as the store keeps it; a skip is an annotation with ``was_cancelled``."""

    id: int
    task: int
    result: msgspec.Raw = EMPTY_ARRAY
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None
    completed_by: int = 1
    parent_prediction: int | None = None
    parent_annotation: int | None = None
    unique_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    #: grows by one with every update, for conflict notices between two tabs
    revision: int = 1


class AnnotationChange(msgspec.Struct, kw_only=True):
    """What an update changes; UNSET leaves a field as it is."""

    result: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    was_cancelled: bool | msgspec.UnsetType = msgspec.UNSET
    ground_truth: bool | msgspec.UnsetType = msgspec.UNSET
    lead_time: float | msgspec.UnsetType | None = msgspec.UNSET
    #: the revision that it was made from; another one on disk refuses the change
    revision: int | None = None
    #: the draft that it came from, which goes (0: there was none); None: every draft on the annotation goes
    draft_id: int | None = None


class Draft(msgspec.Struct, kw_only=True):
    """Unsubmitted work on a task (``annotation`` None) or on an existing annotation."""

    id: int
    task: int
    annotation: int | None = None
    result: msgspec.Raw = EMPTY_ARRAY
    lead_time: float | None = None
    was_postponed: bool = False
    created_at: str = ""
    updated_at: str = ""

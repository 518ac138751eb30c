"""Predictions, uploads, small values, documents, and the end of a project."""

from __future__ import annotations

import msgspec
import pytest

from multisession.project.store.interface import ProjectClosing, Store
from multisession.project.tasks import NewAnnotation, NewPrediction

pytestmark = pytest.mark.anyio


async def test_a_prediction_is_read_as_it_was_written(store: Store, ids: list[int]) -> None:
    prediction = await store.create_prediction(
        ids[0], NewPrediction(result=msgspec.Raw(b'[{"a":1}]'), score=0.25, model_version="v1")
    )
    assert (bytes(prediction.result), prediction.score, prediction.model_version) == (b'[{"a":1}]', 0.25, "v1")
    assert await store.prediction(prediction.id) == prediction
    assert await store.predictions(ids[0]) == [prediction]
    assert (await store.task(ids[0])).total_predictions == 1
    assert (await store.task(ids[0])).is_labeled is False
    assert (await store.counts()).total_predictions_number == 2
    assert {found.task for found in await store.predictions()} == {ids[0], ids[2]}


async def test_a_prediction_is_changed_and_deleted(store: Store, ids: list[int]) -> None:
    before = (await store.predictions(ids[2]))[0]
    changed = await store.update_prediction(before.id, NewPrediction(score=0.75, model_version="n"))
    assert (changed.id, changed.score, changed.model_version) == (before.id, 0.75, "n")
    assert await store.predictions() == [changed]
    assert await store.delete_prediction(before.id) is True
    assert await store.delete_prediction(before.id) is False
    assert await store.update_prediction(before.id, NewPrediction()) is None
    assert await store.predictions(ids[2]) == []
    assert (await store.counts()).total_predictions_number == 0
    assert (await store.task(ids[2])).total_predictions == 0


async def test_many_predictions_are_written_or_none(store: Store, ids: list[int]) -> None:
    assert await store.create_predictions([(ids[0], NewPrediction()), (10**6, NewPrediction())]) is None
    assert (await store.counts()).total_predictions_number == 1
    assert await store.create_predictions([(ids[0], NewPrediction()), (ids[0], NewPrediction())]) == 2
    assert (await store.task(ids[0])).total_predictions == 2
    assert (await store.counts()).total_predictions_number == 3


async def test_uploads_are_known_by_name(store: Store) -> None:
    one = await store.add_upload(name="0a-x.png", original_name="x.png", size=10, content_type="image/png")
    two = await store.add_upload(name="0b-y.png", original_name="y.png", size=5, content_type="image/png")
    assert await store.upload("0a-x.png") == one
    assert await store.upload("x.png") is None
    assert await store.uploads() == [one, two]
    assert await store.uploaded_bytes() == 15
    assert await store.delete_upload(one.id) == one
    assert await store.delete_upload(one.id) is None
    assert await store.uploaded_bytes() == 5


async def test_a_value_is_kept_until_removed(store: Store) -> None:
    assert await store.value("mirror") is None
    await store.set_value("mirror", "1")
    await store.set_value("mirror", "2")
    assert await store.value("mirror") == "2"
    await store.set_value("mirror", None)
    assert await store.value("mirror") is None


async def test_documents_are_replaced_one_at_a_time_or_both(store: Store) -> None:
    before = await store.document()
    assert before.label_config == "<View><Text name='t' value='$text'/></View>"
    assert before.settings == {"title": "Six tasks"}
    one = await store.save_document(label_config="<View>é</View>")
    assert (one.label_config, one.settings) == ("<View>é</View>", before.settings)
    both = await store.save_document(label_config="<View/>", settings={"title": "Neu", "sampling": "uniform"})
    assert both == await store.document()
    assert (both.label_config, both.settings) == ("<View/>", {"title": "Neu", "sampling": "uniform"})
    assert len({before.revision, one.revision, both.revision}) == 3
    assert [entry.action for entry in await store.outbox()] == ["config-changed", "config-changed"]


async def test_a_closing_project_takes_no_change_and_can_be_read(store: Store, ids: list[int]) -> None:
    await store.begin_closing()
    await store.begin_closing()
    with pytest.raises(ProjectClosing):
        await store.create_annotation(ids[0], NewAnnotation())
    with pytest.raises(ProjectClosing):
        await store.save_document(label_config="<View/>")
    with pytest.raises(ProjectClosing):
        await store.begin_import()
    assert (await store.document()).settings == {"title": "Six tasks"}
    assert (await store.counts()).task_number == 6


async def test_nothing_waits_in_the_outbox_while_nobody_listens(store: Store, ids: list[int]) -> None:
    await store.keep_outbox(False)
    assert await store.create_annotation(ids[0], NewAnnotation()) is not None
    assert await store.outbox() == []
    await store.keep_outbox(True)
    assert await store.create_annotation(ids[1], NewAnnotation()) is not None
    assert [entry.task for entry in await store.outbox()] == [ids[1]]

"""Where shapes on pictures go under a label config: boxes, outlines and masks, all about one ``<Image>``."""

from __future__ import annotations

from dataclasses import dataclass

from multisession.project.importers.label_targets import LabelTarget
from multisession.project.label_config.model import ControlTag, LabelConfig, ObjectTag


@dataclass(frozen=True, slots=True)
class PictureTargets:
    """The controls that take each kind of shape; None for a kind that has none."""

    boxes: LabelTarget | None = None
    outlines: LabelTarget | None = None
    masks: LabelTarget | None = None

    @property
    def first(self) -> LabelTarget | None:
        """Any of them: they are about the same picture."""
        return self.boxes or self.outlines or self.masks


def picture_targets(config: LabelConfig | None) -> PictureTargets:
    """Those of the first Image that has any."""
    for shown in config.objects.values() if config is not None else ():
        if config is None or shown.tag != "Image" or shown.data_key is None:
            continue
        controls = [control for control in config.controls.values() if shown.name in control.to_name]
        found = PictureTargets(
            _drawing(controls, shown, "rectangle"),
            _drawing(controls, shown, "polygon"),
            _drawing(controls, shown, "brush") or _drawing(controls, shown, "bitmask"),
        )
        if found.first is not None:
            return found
    return PictureTargets()


def _drawing(controls: list[ControlTag], shown: ObjectTag, shape: str) -> LabelTarget | None:
    """The first control with labels that draws the shape, else the first that draws it with Labels beside it."""
    beside = next((control for control in controls if "labels" in control.result_types), None)
    for result_type, labels in ((f"{shape}labels", None), (shape, beside)):
        for control in controls:
            if result_type in control.result_types and (labels is not None or result_type != shape):
                assert shown.data_key is not None
                return LabelTarget(control, shown.name, shown.data_key, result_type, labels)
    return None

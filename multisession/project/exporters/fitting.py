"""Which formats can hold what a project labels, and the sentence for those that cannot."""

from __future__ import annotations

from dataclasses import dataclass

from multisession.project.label_config.model import LabelConfig
from multisession.web.errors import BadRequest

#: object tag -> what labeling it is called
_LABELS = {
    "Text": "text",
    "HyperText": "documents",
    "Paragraphs": "dialogues",
    "Image": "pictures",
    "Audio": "sound",
    "Video": "video",
    "TimeSeries": "series",
}


class FormatDoesNotFit(BadRequest):
    """400: nothing of this project's labels could stand in the format."""

    code = "format-does-not-fit"


@dataclass(frozen=True, slots=True)
class Need:
    """Controls that write one of ``result_types`` about one of ``objects``; ``what`` names them in a sentence."""

    what: str
    result_types: frozenset[str]
    objects: frozenset[str]

    def controls(self, config: LabelConfig | None) -> list[str]:
        """The names of the controls that fit, in the config's order."""
        return [
            control.name
            for control in (config.controls.values() if config else ())
            if self.result_types.intersection(control.result_types)
            and any(config and name in config.objects and config.objects[name].tag in self.objects
                    for name in control.to_name)
        ]  # fmt: skip

    def reason_against(self, config: LabelConfig | None) -> str | None:
        """Why the format holds nothing of such a project; None when it fits."""
        if self.controls(config):
            return None
        if config is None:
            return f"Needs {self.what}. This project has no label config that can be used."
        shown = list(dict.fromkeys(_LABELS[one.tag] for one in config.objects.values() if one.tag in _LABELS))
        has = f"labels {' and '.join(shown)}" if shown else "shows nothing of the kind"
        return f"Needs {self.what}. This project {has}{' in another way' if self._shows(config) else ''}."

    def require(self, config: LabelConfig | None) -> LabelConfig:
        """The config when it fits. Raises FormatDoesNotFit with the reason."""
        reason = self.reason_against(config)
        if config is None or reason is not None:
            raise FormatDoesNotFit(reason or "")
        return config

    def _shows(self, config: LabelConfig) -> bool:
        return any(one.tag in self.objects for one in config.objects.values())

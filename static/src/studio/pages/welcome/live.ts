// A template as our own editor shows it: its label config, one of its tasks, and labels on it. A chunk of its own.
import { parseConfig } from "../../../editor/core/config";
import { Editor } from "../../../editor/core/editor";
import type { ResultItem } from "../../../editor/core/types";
import { readXml, tagNames } from "../../../editor/core/xml";
import { mountTags } from "../../../editor/tags/mount";
import { loadTags } from "../../../editor/tags/registry";
import { api } from "../../api";
// the editor's own; named here as well, so that it stays one file with the tags' styles on the labeling page
import "../../../editor/panels/editor.css";
import "./live.css";

export interface LabeledTemplate {
  readonly label_config: string;
  readonly sample: { readonly data: Readonly<Record<string, unknown>>; readonly result: readonly ResultItem[] };
}

const TEMPLATES = "/api/templates/";
/** Milliseconds that a picture may take; later the card keeps its drawing. */
const LONGEST = 15_000;

/** Draws a template's labeled sample into an element, which gets the class "drawn" when all of it is there.
 *  Resolves to the function that takes it away. Throws ApiError, and when a picture does not load. */
export async function drawTemplate(place: HTMLElement, name: string, address: (path: string) => string): Promise<() => void> {
  const template = await api.get<LabeledTemplate>(`${TEMPLATES}${encodeURIComponent(name)}/`);
  // a media file is a value of its own, or what markup shows
  const data = JSON.parse(JSON.stringify(template.sample.data).replaceAll(`"${TEMPLATES}`, `"${address(TEMPLATES)}`)) as LabeledTemplate["sample"]["data"];
  const find = await loadTags(tagNames(readXml(template.label_config)));
  const editor = new Editor({
    config: parseConfig(template.label_config, find, data),
    task: { id: 0, data },
    annotations: [{ id: "sample", kind: "annotation", result: template.sample.result }],
    predictions: [],
    interfaces: new Set(),
    settings: {},
  });
  const { frame, bar, main } = frameOf();
  place.replaceChildren(frame);
  const unmount = mountTags(editor, { bar, main });
  const stop = (): void => {
    unmount();
    place.replaceChildren();
    place.classList.remove("drawn");
  };
  try {
    await Promise.all(Array.from(frame.querySelectorAll("img"), loaded));
  } catch (error) {
    stop();
    throw error;
  }
  place.classList.add("drawn");
  return stop;
}

/** The shell's boxes without its bars: the editor's own styles arrange what stands in them. */
function frameOf(): { readonly frame: HTMLElement; readonly bar: HTMLElement; readonly main: HTMLElement } {
  const box = (className: string, ...children: readonly HTMLElement[]): HTMLElement => {
    const element = document.createElement("div");
    element.className = className;
    element.append(...children);
    return element;
  };
  const bar = box("labels");
  const main = box("config");
  return { frame: box("editor", box("lab no-side", box("bar-at", bar), box("main", box("config-at", main)))), bar, main };
}

function loaded(image: HTMLImageElement): Promise<void> {
  if (image.src === "" || (image.complete && image.naturalWidth > 0)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${image.src} takes too long.`)), LONGEST);
    const settle = (done: () => void) => () => {
      clearTimeout(timer);
      done();
    };
    image.addEventListener("load", settle(resolve), { once: true });
    image.addEventListener("error", settle(() => reject(new Error(`${image.src} did not load.`))), { once: true });
  });
}

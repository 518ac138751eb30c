// A region, an answer and a difference in words, with the colour they have in the editor.
import type { Editor } from "../../../../editor/core/editor";
import { contentOf } from "../../../../editor/core/results";
import type { Region, ResultItem } from "../../../../editor/core/types";
import { around } from "../../../strings/label-around";

export interface Words {
  readonly color: string;
  readonly label: string;
  readonly title: string;
}

/** "Person", "Maria Lindqvist": what a region carries and what it is. */
export function regionWords(editor: Editor, region: Region): Words {
  const { color, labels } = editor.look(region);
  const text = region.items.map((item) => item.value?.["text"]).find((value) => typeof value === "string" && value !== "");
  const title = typeof text === "string" ? `“${text}”` : (editor.instances.get(region.object)?.describe?.(region).title ?? region.object);
  return { color, label: labels.join(", "), title };
}

/** What was answered, as text. */
export function answerText(item: ResultItem | undefined): string {
  const content = item && contentOf(item);
  if (content === undefined) return around.noAnswer;
  const parts = (Array.isArray(content) ? content : [content]).map((part) => (Array.isArray(part) ? part.join(" / ") : typeof part === "object" ? JSON.stringify(part) : String(part)));
  return parts.join(", ");
}

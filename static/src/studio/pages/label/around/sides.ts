// What can be compared: the annotations and predictions of the shown task, and a version that another tab made.
import type { Annotation } from "../../../../editor/core/annotation";
import type { Editor } from "../../../../editor/core/editor";
import { contentField, contentOf } from "../../../../editor/core/results";
import { newId } from "../../../../editor/core/ids";
import type { Region, ResultItem } from "../../../../editor/core/types";
import { around } from "../../../strings/label-around";
import type { Comparison, Difference } from "./differences";

export interface Side {
  /** as it stands in an address: "5", "prediction-7", "draft-3" */
  readonly key: string;
  readonly title: string;
  result(): readonly ResultItem[];
  /** undefined for what is not open in the editor */
  readonly annotation: Annotation | undefined;
}

/** The name of an annotation or prediction in an address. */
export const sideKey = ({ source }: Pick<Annotation, "source">): string => (source.kind === "prediction" ? `prediction-${source.id}` : source.id);

export function sidesOf(editor: Editor, other?: { readonly result: readonly ResultItem[] }): readonly Side[] {
  const current = editor.current.peek();
  const own = [...editor.annotations.peek(), ...editor.predictions.peek()].map((annotation): Side => {
    const { source } = annotation;
    const name = source.kind === "prediction" ? (source.modelVersion || around.prediction) : source.pk === undefined ? around.draft : `#${source.pk}`;
    return { key: sideKey(annotation), title: annotation === current && annotation.editable ? around.mine(name) : name, result: () => annotation.serialize(), annotation };
  });
  return other ? [...own, { key: "other-tab", title: around.otherTab, result: () => other.result, annotation: undefined }] : own;
}

/** True for differences that the right side can give to the left one. */
export const isTakeable = (difference: Difference): boolean => difference.kind !== "only-left" && !(difference.kind === "answer" && difference.right === undefined);

/** Copies differences from the right side into the left one, as one step of its history. `suggested`: a model made them. */
export function takeOver(left: Annotation, differences: readonly Difference[], suggested: boolean): void {
  left.history.transact(() => {
    for (const difference of differences) {
      if (difference.kind === "only-left") continue;
      if (difference.kind === "answer") takeAnswer(left, difference.right);
      else {
        if (difference.kind !== "only-right") left.remove([difference.left.id]);
        const wanted = difference.kind === "only-right" ? difference.right.id : difference.left.id;
        left.insert(regionAs(difference.right, left.regions.has(wanted) ? newId() : wanted, suggested));
      }
    }
  });
}

function regionAs(region: Region, id: string, suggested: boolean): Region {
  const items = region.items.map((item): ResultItem => ({ ...item, id, type: item.type, ...(suggested && { origin: "prediction" }) }));
  return { ...region, id, items, hidden: false, locked: false };
}

function takeAnswer(left: Annotation, item: ResultItem | undefined): void {
  if (!item) return;
  left.setContent({ control: item.from_name ?? "", object: item.to_name ?? "", type: item.type, field: contentField(item.type), content: contentOf(item) });
}

/** What became of a prediction (left) in an annotation (right). */
export function fate({ same, differences }: Comparison): { readonly kept: number; readonly changed: number; readonly leftOut: number } {
  const leftOut = differences.filter((difference) => difference.kind === "only-left" || (difference.kind === "answer" && difference.left && !difference.right)).length;
  const changed = differences.filter((difference) => difference.kind === "labels" || difference.kind === "place" || (difference.kind === "answer" && difference.left && difference.right)).length;
  return { kept: same, changed, leftOut };
}

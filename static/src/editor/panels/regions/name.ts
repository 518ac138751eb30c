import type { EditorState, Region } from "../../core/types";
import { texts } from "../../core/texts";

export interface RegionName {
  readonly title: string;
  readonly detail: string;
}

/** How the object tag names a region; its number when the tag is not there or says nothing. */
export function nameOf(editor: EditorState, region: Region): RegionName {
  const described = editor.instances.get(region.object)?.describe?.(region);
  return described ?? { title: texts.region(region.index + 1), detail: "" };
}

import { useEffect, useState } from "preact/hooks";
import { untilThere } from "../core/late";
import "./guideline.css";

/** An instruction in Markdown (or HTML of another tool's). Until what draws it has come, and where it does not come, the text as it was written. */
export function Guideline({ source, plain }: { readonly source: string; readonly plain: string }) {
  const [draw, setDraw] = useState<(source: string) => DocumentFragment>();
  useEffect(() => {
    void untilThere(() => import("../tags/rich-text")).then(({ richText }) => setDraw(() => richText));
  }, []);
  if (!draw) return <p class="guideline plain" dir="auto">{plain}</p>;
  return <div class="guideline rich" dir="auto" key={source} ref={(element) => void element?.replaceChildren(draw(source))} />;
}

// The quick look: a task in the editor, beside the table. The editor comes when a task is first looked at.
import { Lazy } from "../../../components/Lazy";
import { useValue } from "../../../observe";
import type { DataModel } from "../model";

const load = () => import("./QuickLookPanel");

export function QuickLook({ model }: { readonly model: DataModel }) {
  const task = useValue(model.quickLook);
  return task === undefined ? null : <Lazy load={load} props={{ model, task }} />;
}

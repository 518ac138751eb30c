// What a change takes from annotations, told before it is saved.
import { Lazy } from "../../components/Lazy";
import type { Validation } from "../../shared/use-validation";
import type { Setup } from "./use-setup";

const lines = () => import("./EffectLines");

export function Effects({ setup, validation }: { readonly setup: Setup; readonly validation: Validation }) {
  const uses = validation.state === "valid" || validation.state === "checking" ? (validation.report.uses ?? []) : [];
  const text = setup.now.label_config;
  const before = setup.accepted;
  return (
    <div role="status" class="effects-place">
      {uses.length > 0 && before !== undefined && text !== before && (
        <Lazy load={lines} props={{ uses, before, text, onKeep: (kept: string) => setup.set({ label_config: kept }) }} />
      )}
    </div>
  );
}

// The two smaller parts of the setup: the instruction, and the project's name and order of tasks.
import { useId } from "preact/hooks";
import { Guideline } from "../../../editor/panels/Guideline";
import { setup as words } from "../../strings/setup";
import type { Setup } from "./use-setup";
import "./parts.css";

export function GuidelinePart({ setup }: { readonly setup: Setup }) {
  const id = useId();
  return (
    <div class="part">
      <div class="field">
        <label for={id}>{words.instruction}</label>
        <textarea
          id={id}
          class="in"
          rows={10}
          value={setup.now.expert_instruction}
          onInput={(event) => setup.set({ expert_instruction: event.currentTarget.value })}
        />
        <span class="hint">{words.instructionHint}</span>
      </div>
      {setup.now.expert_instruction.trim() !== "" && (
        <section class="field" aria-label={words.instructionPreview}>
          <span class="label">{words.instructionPreview}</span>
          <div class="card guide-preview"><Guideline source={setup.now.expert_instruction} plain={setup.now.expert_instruction} /></div>
        </section>
      )}
    </div>
  );
}

const ORDERS = [
  ["Sequential sampling", words.sequential, words.sequentialHint],
  ["Uniform sampling", words.uniform, words.uniformHint],
] as const;

export function ProjectPart({ setup }: { readonly setup: Setup }) {
  const id = useId();
  return (
    <div class="part">
      <div class="field">
        <label for={id}>{words.title}</label>
        <input id={id} class="in" maxLength={255} value={setup.now.title} onInput={(event) => setup.set({ title: event.currentTarget.value })} />
        <span class="hint">{words.titleHint}</span>
      </div>
      <fieldset>
        <legend class="label">{words.sampling}</legend>
        {ORDERS.map(([value, title, hint]) => (
          <label key={value} class="ck">
            <input type="radio" class="check" name="sampling" checked={setup.now.sampling === value} onChange={() => setup.set({ sampling: value })} />
            <span>
              {title}
              <small>{hint}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

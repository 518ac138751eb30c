// What a Choices control holds and how a press changes it; no screen in here.
import { isTrue } from "../../core/attributes";
import { contentOf } from "../../core/results";
import { above, targetsOf } from "../../core/tree";
import type { EditorState, LabelEntry, Region, TagContext } from "../../core/types";

/** A chosen value: itself, or with allowNested the path to it. */
export type Chosen = string | readonly string[];

export class Answer {
  readonly #context: TagContext;
  readonly #perRegion: boolean;
  readonly #nested: boolean;

  constructor(context: TagContext) {
    this.#context = context;
    this.#perRegion = isTrue(context.node, "perregion");
    this.#nested = isTrue(context.node, "allownested");
  }

  get #editor(): EditorState {
    return this.#context.editor;
  }

  /** What is chosen now, for the whole task or for the selected regions. Subscribes. */
  chosen(): readonly Chosen[] {
    const annotation = this.#editor.current.value;
    void annotation.changed.value;
    const region = this.#perRegion ? this.#selectedRegions(annotation.selection.value)[0] : undefined;
    const item = region?.items.find((candidate) => candidate.from_name === this.#context.name);
    const content = this.#perRegion ? item && contentOf(item) : annotation.content(this.#context.name);
    return Array.isArray(content) ? (content as readonly Chosen[]) : typeof content === "string" ? [content] : [];
  }

  holds(chosen: readonly Chosen[], entry: LabelEntry): boolean {
    const key = keyOf(this.valueOf(entry));
    return chosen.some((value) => keyOf(value) === key || keyOf(value) === keyOf(entry.value));
  }

  /** What is written for an entry. */
  valueOf(entry: LabelEntry): Chosen {
    if (!this.#nested) return entry.value;
    const parents = [...above(entry.node)].filter((node) => node.tag === "Choice");
    const values = parents.map((node) => node.attributes["alias"] || node.attributes["value"] || node.text);
    return [...values.reverse(), entry.value];
  }

  /** A press on an entry: chooses it, or takes it back where that is allowed. */
  press(entry: LabelEntry): void {
    const chosen = this.chosen();
    const held = this.holds(chosen, entry);
    const choice = this.#context.attributes.string("choice").toLowerCase();
    if (choice === "multiple") this.set(held ? chosen.filter((value) => !this.holds([value], entry)) : [...chosen, this.valueOf(entry)]);
    else if (!held) this.set([this.valueOf(entry)]);
    else if (choice === "single") this.set([]);
  }

  set(content: readonly Chosen[]): void {
    const annotation = this.#editor.current.peek();
    if (!annotation.editable) return;
    const { name, node } = this.#context;
    const part = { control: name, type: "choices", field: "choices", content };
    if (!this.#perRegion) return annotation.setContent({ ...part, object: targetsOf(node)[0] ?? name });
    annotation.history.transact(() => {
      for (const region of this.#selectedRegions(annotation.selection.peek())) annotation.setPart(region.id, part);
    });
  }

  #selectedRegions(selection: ReadonlySet<string>): readonly Region[] {
    const { regions } = this.#editor.current.peek();
    const targets = targetsOf(this.#context.node);
    return [...selection].flatMap((id) => {
      const region = regions.get(id);
      return region && targets.includes(region.object) ? [region] : [];
    });
  }
}

function keyOf(value: Chosen): string {
  return typeof value === "string" ? value : value.length === 1 ? value[0]! : JSON.stringify(value);
}

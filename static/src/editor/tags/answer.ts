// What a control that asks something holds: an answer for the whole task, with perItem one for each item of its object,
// with perRegion one for each region.
import { isTrue } from "../core/attributes";
import { contentField, contentOf } from "../core/results";
import { targetsOf } from "../core/tree";
import type { Region, TagContext } from "../core/types";

export class ControlAnswer {
  readonly #context: TagContext;
  readonly #type: string;
  readonly #perRegion: boolean;
  readonly #perItem: boolean;
  readonly #object: string;

  /** `object` is what the answer stands for in the result: what toName points to, unless said otherwise. */
  constructor(context: TagContext, object = targetsOf(context.node)[0] ?? context.name) {
    this.#context = context;
    this.#object = object;
    this.#type = context.node.descriptor!.resultType!;
    this.#perRegion = isTrue(context.node, "perregion");
    this.#perItem = isTrue(context.node, "peritem");
  }

  /** What stands in the result now, of the first selected region with perRegion; undefined when nothing does. Subscribes. */
  content(): unknown {
    const annotation = this.#context.editor.current.value;
    void annotation.changed.value;
    if (!this.#perRegion) return annotation.content(this.#context.name, this.#item());
    const [region] = this.#selectedRegions(annotation.selection.value);
    const item = region?.items.find((candidate) => candidate.from_name === this.#context.name);
    return item && contentOf(item);
  }

  /** Names what is asked about now: the annotation, its item, with perRegion its selected regions. What was typed about another is not about this. Subscribes. */
  place(): string {
    const annotation = this.#context.editor.current.value;
    return [annotation.source.id, this.#item(), ...(this.#perRegion ? annotation.selection.value : [])].join(" ");
  }

  /** Writes it (undefined or an empty list takes it away); with perRegion on every selected region. Steps with one key are one step of undo. */
  set(content: unknown, mergeKey?: string): void {
    const annotation = this.#context.editor.current.peek();
    if (!annotation.editable) return;
    const { name } = this.#context;
    const part = { control: name, type: this.#type, field: contentField(this.#type), content };
    if (!this.#perRegion) {
      return annotation.setContent({ ...part, object: this.#object, item: this.#item() }, mergeKey === undefined ? {} : { mergeKey });
    }
    annotation.history.transact(() => {
      for (const region of this.#selectedRegions(annotation.selection.peek())) annotation.setPart(region.id, part);
    }, mergeKey);
  }

  /** The item of the object that is looked at now. Subscribes. */
  #item(): number | undefined {
    return this.#perItem ? (this.#context.editor.items.value.get(targetsOf(this.#context.node)[0] ?? "") ?? 0) : undefined;
  }

  #selectedRegions(selection: ReadonlySet<string>): readonly Region[] {
    const { regions } = this.#context.editor.current.peek();
    const targets = targetsOf(this.#context.node);
    return [...selection].flatMap((id) => {
      const region = regions.get(id);
      return region && targets.includes(region.object) ? [region] : [];
    });
  }
}

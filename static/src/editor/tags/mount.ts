// Puts the config's tags on the screen: creates an instance for each, shows and hides it as its condition says.
import { effect } from "@preact/signals-core";
import { attributesOf, isTrue } from "../core/attributes";
import type { Editor } from "../core/editor";
import { offersLabels } from "../core/labeling";
import type { ConfigNode, DrawItem, TagContext, TagInstance } from "../core/types";
import { targetsOf } from "../core/tree";
import { resolve } from "../core/variables";
import { holds, isVisible } from "../core/visibility";
// small enough to come with the editor's own styles: a file less for each of them
import "./header/header.css";
import "./labels/labels.css";
import "./view/view.css";
import { texts } from "../core/texts";

/** What is sent to an element that somebody is led to, so that what it is folded into opens; it bubbles. See unfold.ts. */
export const UNFOLD = "unfold";

/** Where tags may stand; see panels/contract.ts. */
export interface TagSlots {
  readonly bar: HTMLElement;
  readonly main: HTMLElement;
  readonly details?: HTMLElement | undefined;
}

/** Mounts the whole config; the returned function takes it away. */
export function mountTags(editor: Editor, slots: TagSlots): () => void {
  const mounting = new Mounting(editor, slots);
  mounting.mount(editor.config.root, slots.main);
  return () => mounting.unmount();
}

class Mounting {
  readonly #editor: Editor;
  readonly #slots: TagSlots;
  readonly #undo: (() => void)[] = [];
  /** what the control being mounted does with the items in it */
  #drawItem: DrawItem | undefined;

  constructor(editor: Editor, slots: TagSlots) {
    this.#editor = editor;
    this.#slots = slots;
  }

  mount(node: ConfigNode, parent: HTMLElement): void {
    const host = document.createElement("div");
    host.className = "node";
    const name = node.attributes["name"];
    if (name !== undefined) host.dataset["name"] = name;
    this.#placeFor(node, parent).append(host);
    this.#undo.push(() => host.remove());
    this.#showWhenItHolds(node, host);
    if (!node.descriptor) return this.#placeholder(node, host);
    const instance = node.descriptor.create(this.#contextOf(node));
    this.#undo.push(() => instance.destroy());
    if (name !== undefined && (node.descriptor.kind === "object" || node.descriptor.kind === "control")) this.#register(name, instance);
    instance.mount(host);
  }

  unmount(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }

  #register(name: string, instance: TagInstance): void {
    const { instances } = this.#editor;
    if (instances.has(name)) return;
    instances.set(name, instance);
    this.#undo.push(() => instances.delete(name));
  }

  /** Labels of the root's own level make the bar, and what filters them is in it; a region's questions stand with the region; all else where it is written. */
  #placeFor(node: ConfigNode, parent: HTMLElement): HTMLElement {
    const isControl = node.descriptor?.kind === "control";
    if (isControl ? this.#isInBar(node) : node.tag === "Filter" && targetsOf(node).some((name) => this.#isInBar(this.#editor.config.byName.get(name)))) return this.#slots.bar;
    if ((isControl && isTrue(node, "perregion")) || this.#regionsQuestion(node)) return this.#slots.details ?? parent;
    return parent;
  }

  /** The region's question right below a heading, which goes along with it. */
  #regionsQuestion(node: ConfigNode): ConfigNode | undefined {
    const siblings = node.tag === "Header" && this.#slots.details ? node.parent?.children ?? [] : [];
    const next = siblings[siblings.indexOf(node) + 1];
    return next?.descriptor?.kind === "control" && isTrue(next, "perregion") ? next : undefined;
  }

  #isInBar(node: ConfigNode | undefined): boolean {
    return node !== undefined && offersLabels(node) && node.parent === this.#editor.config.root && node.attributes["visiblewhen"] === undefined;
  }

  #showWhenItHolds(node: ConfigNode, host: HTMLElement): void {
    const { visiblewhen, perregion, whenchoicevalue } = node.attributes;
    const question = this.#regionsQuestion(node);
    if (!question && visiblewhen === undefined && perregion === undefined && whenchoicevalue === undefined) return;
    const editor = this.#editor;
    // what stands with the region stands away from the Views that would hide it
    const shown = question || perregion !== undefined ? isVisible : holds;
    this.#undo.push(
      effect(() => {
        const annotation = editor.current.value;
        void annotation.changed.value;
        host.hidden = ![node, question ?? node].every((each) => shown(each, annotation, editor.config));
      }),
    );
  }

  /** An unknown tag keeps its place, says so, and still shows what stands in it. */
  #placeholder(node: ConfigNode, host: HTMLElement): void {
    const note = document.createElement("p");
    note.className = "note warn tag-missing";
    note.textContent = texts.unknownTag(node.tag);
    host.append(note);
    this.#mountChildren(node, host);
  }

  #mountChildren(node: ConfigNode, element: HTMLElement, drawItem?: DrawItem): void {
    const before = this.#drawItem;
    this.#drawItem = drawItem;
    for (const child of node.children) {
      if (child.descriptor?.kind !== "item") this.mount(child, element);
      else drawItem?.(child, element);
    }
    this.#drawItem = before;
  }

  #contextOf(node: ConfigNode): TagContext {
    const attributes = attributesOf(node);
    return {
      node, attributes,
      name: node.attributes["name"] ?? "",
      task: this.#editor.task,
      value: resolve(attributes.string("value"), this.#editor.task.data),
      editor: this.#editor,
      mountChildren: (element, drawItem, of = node) =>
        this.#mountChildren(of, element, drawItem ?? (node.descriptor?.kind === "visual" ? this.#drawItem : undefined)),
    };
  }
}

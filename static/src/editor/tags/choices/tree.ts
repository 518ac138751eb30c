// What a Choices control holds and how a press changes it, also where choices stand in choices; no screen in here.
import { isTrue } from "../../core/attributes";
import { above } from "../../core/tree";
import type { ConfigNode, LabelEntry } from "../../core/types";

/** A chosen value: itself, or with allowNested the path to it. */
export type Chosen = string | readonly string[];
/** "part": not chosen itself, but something in it is. */
export type ChoiceState = "on" | "part" | "off";

export interface ChoiceRules {
  readonly choice: string;
  /** whether paths are written */
  readonly allowNested: boolean;
}

export class ChoiceTree {
  readonly entries: readonly LabelEntry[];
  readonly #rules: ChoiceRules;
  readonly #parents = new Map<LabelEntry, LabelEntry>();
  readonly #children = new Map<LabelEntry, LabelEntry[]>();

  constructor(entries: readonly LabelEntry[], rules: ChoiceRules) {
    this.entries = entries;
    this.#rules = rules;
    const byNode = new Map<ConfigNode, LabelEntry>(entries.map((entry) => [entry.node, entry]));
    for (const entry of entries) {
      const around = [...above(entry.node)].find((node) => byNode.has(node));
      const parent = around && byNode.get(around)!;
      if (!parent) continue;
      this.#parents.set(entry, parent);
      this.#children.set(parent, [...this.childrenOf(parent), entry]);
    }
  }

  get multiple(): boolean {
    return this.#rules.choice === "multiple";
  }

  childrenOf(entry: LabelEntry): readonly LabelEntry[] {
    return this.#children.get(entry) ?? [];
  }

  parentOf(entry: LabelEntry): LabelEntry | undefined {
    return this.#parents.get(entry);
  }

  /** What is written for an entry. */
  valueOf(entry: LabelEntry): Chosen {
    return this.#rules.allowNested ? entry.path : entry.value;
  }

  /** How each entry shows. Of several answers a parent stands for all that is in it, and is on when all of that is. */
  states(content: readonly Chosen[]): ReadonlyMap<LabelEntry, ChoiceState> {
    const states = new Map<LabelEntry, ChoiceState>();
    const held = this.#held(content);
    const visit = (entry: LabelEntry, given: boolean): void => {
      const children = this.childrenOf(entry);
      const whole = given || (this.multiple && held.has(entry) && !this.#below(entry).some((other) => held.has(other)));
      for (const child of children) visit(child, whole);
      const inside = children.map((child) => states.get(child)!);
      const on = this.multiple && children.length > 0 ? inside.every((state) => state === "on") : given || held.has(entry);
      states.set(entry, on ? "on" : inside.some((state) => state !== "off") ? "part" : "off");
    };
    for (const entry of this.entries) if (!this.#parents.has(entry)) visit(entry, false);
    return states;
  }

  /** What is chosen after a press on an entry. Values that the config does not know stay, and those that are read-only. */
  press(content: readonly Chosen[], entry: LabelEntry): readonly Chosen[] {
    const states = this.states(content);
    if (!this.multiple) {
      if (states.get(entry) !== "on") return [this.valueOf(entry)];
      return this.#rules.choice === "single" ? [] : content;
    }
    const on = states.get(entry) !== "on";
    const leaves = new Set(this.entries.filter((other) => this.#isLeaf(other) && states.get(other) === "on"));
    for (const leaf of [entry, ...this.#below(entry)].filter((other) => this.#isLeaf(other) && !isReadOnly(other))) {
      if (on) leaves.add(leaf);
      else leaves.delete(leaf);
    }
    const unknown = content.filter((value) => !this.entries.some((other) => this.#is(value, other)));
    return [...unknown, ...this.#written(leaves)];
  }

  /** In the order of the config: the leaves, and each parent all of whose leaves are among them. */
  #written(leaves: ReadonlySet<LabelEntry>): readonly Chosen[] {
    const whole = (entry: LabelEntry): boolean => (this.#isLeaf(entry) ? leaves.has(entry) : this.childrenOf(entry).every(whole));
    return this.entries.filter(whole).map((entry) => this.valueOf(entry));
  }

  #held(content: readonly Chosen[]): ReadonlySet<LabelEntry> {
    return new Set(this.entries.filter((entry) => content.some((value) => this.#is(value, entry))));
  }

  /** A path, or just the value, as it is written without allowNested. */
  #is(value: Chosen, entry: LabelEntry): boolean {
    if (typeof value === "string") return value === entry.value;
    return value.length === 1 ? value[0] === entry.value && (entry.path.length === 1 || !this.#rules.allowNested) : samePath(value, entry.path);
  }

  #isLeaf(entry: LabelEntry): boolean {
    return !this.#children.has(entry);
  }

  #below(entry: LabelEntry): readonly LabelEntry[] {
    return this.childrenOf(entry).flatMap((child) => [child, ...this.#below(child)]);
  }
}

export function isReadOnly(entry: LabelEntry): boolean {
  return isTrue(entry.node, "readonly");
}

function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((step, at) => step === other[at]);
}

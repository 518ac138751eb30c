// One annotation or prediction, open in the editor: plain region objects in a Map, one signal per list, patches for undo.
import { batch, computed, effect, signal } from "@preact/signals-core";
import type { ReadonlySignal } from "@preact/signals-core";
import { PatchHistory } from "./history";
import { newId } from "./ids";
import { answerKey, contentOf, envelopeOf, geometryOf, isEmptyContent, newItem, readResult, relationKey, writeResult } from "./results";
import type { Slot } from "./results";
import type { AnnotationSource, AnnotationState, Answer, Change, Config, NewRegion, Region, RegionPart, ResultItem } from "./types";

type Place = Region | ResultItem;

/** What time it is for lead times, in milliseconds. A host that knows when somebody is at work puts in a clock that stands still otherwise. */
export const clock = { now: (): number => Date.now() };

/** Says whether the items of a control are to be saved: on a region, or (without one) for the whole task. */
export type IsActive = (control: string, annotation: AnnotationState, region?: Region) => boolean;

export interface AnnotationOptions {
  readonly config: Config;
  readonly editable: boolean;
  readonly isActive: IsActive;
}

export class Annotation implements AnnotationState {
  readonly source: AnnotationSource;
  readonly editable: boolean;
  readonly order: ReadonlySignal<readonly string[]>;
  readonly changed = signal<Change>({ version: 0, regions: "all", controls: "all" });
  readonly selection = signal<ReadonlySet<string>>(new Set());
  readonly history: PatchHistory<Place>;
  readonly dirty: ReadonlySignal<boolean>;
  readonly #regions: Map<string, Region>;
  readonly #answers: Map<string, ResultItem>;
  readonly #slots: readonly Slot[];
  readonly #isActive: IsActive;
  readonly #unsaved = signal(false);
  /** counts regions coming and going */
  readonly #membership = signal(0);
  #pending = { regions: new Set<string>(), controls: new Set<string>() };
  /** every region there is or was */
  readonly #known: Set<string>;
  #nextIndex: number;
  #worked = 0;
  /** since when it is being looked at */
  #since: number | undefined;

  constructor(source: AnnotationSource, { config, editable, isActive }: AnnotationOptions) {
    this.source = source;
    this.editable = editable;
    this.#isActive = isActive;
    const { regions, answers, slots } = readResult(source.result, config);
    this.#regions = new Map(regions.map((region) => [region.id, region]));
    this.#known = new Set(this.#regions.keys());
    this.#answers = new Map(answers);
    this.#slots = slots;
    this.#nextIndex = regions.length;
    this.order = computed(() => {
      void this.#membership.value;
      return [...this.#regions.values()].sort((a, b) => a.index - b.index).map((region) => region.id);
    });
    this.history = new PatchHistory<Place>((key, place) => this.#put(key, place));
    this.dirty = computed(() => this.#unsaved.value || this.history.dirty.value);
    this.#unsaved.value = source.unsaved === true;
    effect(() => {
      void this.changed.value;
      this.#pending = { regions: new Set(), controls: new Set() };
    });
  }

  get regions(): ReadonlyMap<string, Region> {
    return this.#regions;
  }

  add({ object, geometry, parts, envelope }: NewRegion): Region {
    const id = newId((candidate) => this.#regions.has(candidate));
    const items = parts.map((part) => newItem({ id, object, part, geometry, envelope }));
    const region: Region = { id, object, items, index: this.#nextIndex++, hidden: false, locked: false };
    this.#change(`region ${id}`, region);
    return region;
  }

  insert(region: Region): void {
    this.#change(`region ${region.id}`, { ...region, index: this.#nextIndex++ });
  }

  setGeometry(id: string, geometry: Readonly<Record<string, unknown>>): void {
    // a stretch of text is called "text", and so is what was written about it
    this.#edit(id, (items) => items.map((item) => {
      const written = item.type === "textarea" ? { text: contentOf(item) } : {};
      return changedItem({ ...item, value: { ...item.value, ...geometry, ...written } });
    }));
  }

  setPart(id: string, part: RegionPart): void {
    this.#edit(id, (items, region) => {
      const existing = items.find((item) => item.from_name === part.control);
      if (part.field !== undefined && !part.empty && isEmptyContent(part.content)) return withoutPart(items, existing, part.field);
      if (!existing) {
        const added = newItem({ id, object: region.object, part, geometry: geometryOf(items), envelope: envelopeOf(items[0]) });
        return [...items, added];
      }
      const value = part.field === undefined ? existing.value : { ...existing.value, [part.field]: part.content };
      return items.map((item) => (item === existing ? changedItem({ ...item, ...(value && { value }) }) : item));
    });
  }

  setMeta(id: string, meta: Readonly<Record<string, unknown>> | undefined): void {
    this.#edit(id, (items) => items.map(({ meta: _, ...item }) => changedItem({ ...item, type: item.type, ...(meta && { meta }) })));
  }

  remove(ids: Iterable<string>): void {
    this.history.transact(() => {
      for (const id of ids) {
        const region = this.#regions.get(id);
        if (region && !region.locked) this.#change(`region ${id}`, undefined);
      }
    });
  }

  setHidden(ids: Iterable<string>, hidden: boolean): void {
    this.#flag(ids, (region) => ({ ...region, hidden }));
  }

  setLocked(ids: Iterable<string>, locked: boolean): void {
    this.#flag(ids, (region) => ({ ...region, locked }));
  }

  content(control: string, item?: number): unknown {
    const held = this.#answers.get(answerKey(control, item));
    return held && contentOf(held);
  }

  setContent(part: Answer, options?: { readonly mergeKey?: string }): void {
    const key = answerKey(part.control, part.item);
    const before = this.#answers.get(key);
    const field = part.field ?? part.type;
    const envelope = part.item === undefined ? undefined : { item_index: part.item };
    const fresh = newItem({ id: newId(() => false), object: part.object, part: { ...part, field }, geometry: {}, envelope });
    const after = isEmptyContent(part.content) ? undefined
      : before ? changedItem({ ...before, value: { [field]: part.content } })
      : fresh;
    this.history.transact(() => this.#change(`answer ${key}`, after), options?.mergeKey);
  }

  get relations(): readonly ResultItem[] {
    return [...this.#answers.values()].filter((item) => item.type === "relation" && [item["from_id"], item["to_id"]].every((id) => this.#regions.has(id as string)));
  }

  setRelation(from: string, to: string, relation: ResultItem | undefined): void {
    this.#change(`answer ${relationKey(from, to)}`, relation);
  }

  serialize(): ResultItem[] {
    if (this.history.atStart.peek()) return [...this.source.result];
    const regions = this.order.peek().map((id) => this.#regions.get(id)!);
    const active = regions.map((region) => {
      const items = region.items.filter((item) => this.#isActive(item.from_name ?? "", this, region));
      return items.length === region.items.length ? region : { ...region, items };
    });
    const answers = new Map([...this.#answers].filter(([key, item]) => this.#stands(item) && this.#isActive(key.split("\n")[0]!, this)));
    return writeResult(this.#slots.filter((slot) => slot.kind !== "other" || this.#stands(slot.item)), active, answers);
  }

  /** Seconds of work on it: those before it was opened, and since then while it was looked at. */
  leadTime(): number {
    this.attend(this.#since !== undefined);
    return (this.source.leadTime ?? 0) + this.#worked / 1000;
  }

  /** It is being looked at from now on, or no longer. */
  attend(here: boolean): void {
    const now = clock.now();
    if (this.#since !== undefined) this.#worked += now - this.#since;
    this.#since = here ? now : undefined;
  }

  markSaved(): void {
    this.#unsaved.value = false;
    this.history.mark();
  }

  /** What passes through goes with the region it belongs to, and a relation with either of its ends. */
  #stands(item: ResultItem): boolean {
    const gone = (id: unknown): boolean => typeof id === "string" && this.#known.has(id) && !this.#regions.has(id);
    return ![item.id, item["from_id"], item["to_id"]].some(gone);
  }

  #edit(id: string, change: (items: readonly ResultItem[], region: Region) => readonly ResultItem[]): void {
    const region = this.#regions.get(id);
    if (!region || region.locked) return;
    this.#change(`region ${id}`, { ...region, items: change(region.items, region) });
  }

  #change(key: string, after: Place | undefined): void {
    if (!this.editable) return;
    const before = this.#placeAt(key);
    this.history.transact(() => {
      this.history.record({ key, before, after });
      this.#put(key, after);
    });
  }

  #placeAt(key: string): Place | undefined {
    const name = nameOf(key);
    return key.startsWith("region ") ? this.#regions.get(name) : this.#answers.get(name);
  }

  #put(key: string, place: Place | undefined): void {
    const name = nameOf(key);
    batch(() => {
      if (key.startsWith("region ")) this.#putRegion(name, place as Region | undefined);
      else if (place) this.#answers.set(name, place as ResultItem);
      else this.#answers.delete(name);
      this.#announce(key.startsWith("region ") ? "regions" : "controls", [name]);
    });
  }

  #putRegion(id: string, region: Region | undefined): void {
    const present = this.#regions.get(id);
    this.#known.add(id);
    if (!region) this.#regions.delete(id);
    // hiding and locking are no part of the history: undo leaves them alone
    else this.#regions.set(id, present ? { ...region, hidden: present.hidden, locked: present.locked } : region);
    if ((present === undefined) !== (region === undefined)) this.#membership.value++;
    if (!region && this.selection.peek().has(id)) this.selection.value = new Set([...this.selection.peek()].filter((other) => other !== id));
  }

  #flag(ids: Iterable<string>, change: (region: Region) => Region): void {
    const touched: string[] = [];
    for (const id of ids) {
      const region = this.#regions.get(id);
      if (!region) continue;
      this.#regions.set(id, change(region));
      touched.push(id);
    }
    if (touched.length > 0) this.#announce("regions", touched);
  }

  /** Names what changed; everything in one batch is announced together. */
  #announce(key: "regions" | "controls", names: readonly string[]): void {
    for (const name of names) this.#pending[key].add(name);
    this.changed.value = { version: this.changed.peek().version + 1, ...this.#pending };
  }
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}

/** What a model made and a person then changed says so. */
function changedItem(item: ResultItem): ResultItem {
  return item.origin === "prediction" ? { ...item, origin: "prediction-changed" } : item;
}

/** A region keeps at least one item: its last one loses only the content. */
function withoutPart(items: readonly ResultItem[], part: ResultItem | undefined, field: string): readonly ResultItem[] {
  if (!part) return items;
  if (items.length > 1) return items.filter((item) => item !== part);
  return [changedItem({ ...part, value: { ...part.value, [field]: [] } })];
}

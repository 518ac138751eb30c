// The contract between the headless core, the tags and the panels. Built-in tags use nothing that a third-party tag
// cannot use. Nothing in this file or in any other file of core touches the DOM.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import type { Hotkeys } from "./hotkey-types";
import type { Prompt } from "./prompts";
import type { TaskData } from "./variables";
import type { XmlNode } from "./xml";

export type { HotkeyBinding, Hotkeys } from "./hotkey-types";

// ---- results: Label Studio's JSON, item for item --------------------------------------------------------------------

/** One item of an annotation's `result`. Several items with one id make up one region. Unknown keys are kept. */
export interface ResultItem {
  readonly id?: string;
  readonly from_name?: string;
  readonly to_name?: string;
  readonly type: string;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly origin?: "manual" | "prediction" | "prediction-changed" | (string & {});
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly score?: number;
  readonly readonly?: boolean;
  readonly hidden?: boolean;
  readonly parentID?: string;
  readonly item_index?: number;
  readonly [key: string]: unknown;
}

/** A region: a plain object. Its result items are kept as they came, so what nobody touches is saved unchanged. */
export interface Region {
  readonly id: string;
  /** name of the object tag it lies on (`to_name`) */
  readonly object: string;
  /** the result items of this region, in order; each repeats the geometry */
  readonly items: readonly ResultItem[];
  /** creation order in this annotation, for the panel's "by time" */
  readonly index: number;
  readonly hidden: boolean;
  readonly locked: boolean;
}

export interface AnnotationSource {
  readonly id: string;
  /** the server's id; undefined until it is saved */
  readonly pk?: number | undefined;
  readonly kind: "annotation" | "prediction";
  readonly result: readonly ResultItem[];
  readonly createdAt?: string | undefined;
  readonly author?: string | undefined;
  readonly leadTime?: number | undefined;
  readonly score?: number | undefined;
  readonly modelVersion?: string | undefined;
  readonly wasCancelled?: boolean | undefined;
  readonly parentPrediction?: number | undefined;
  /** the result is a draft: it differs from what was submitted, from the start */
  readonly unsaved?: boolean | undefined;
}

/** What changed last: which regions (or all of them), and which global controls. */
export interface Change {
  readonly version: number;
  readonly regions: ReadonlySet<string> | "all";
  readonly controls: ReadonlySet<string> | "all";
}

export interface NewRegion {
  readonly object: string;
  /** geometry, for instance {start, end, text} or {x, y, width, height, rotation}: repeated in every item */
  readonly geometry: Readonly<Record<string, unknown>>;
  /** the items to write: for instance [{from_name:"label", type:"rectanglelabels", field:"rectanglelabels", labels:["Car"]}] */
  readonly parts: readonly RegionPart[];
  /** keys that stand beside `value`, for instance original_width */
  readonly envelope?: Readonly<Record<string, unknown>>;
}

export interface RegionPart {
  readonly control: string;
  readonly type: string;
  /** the value key that carries the labels, or undefined for a bare shape */
  readonly field?: string | undefined;
  readonly content?: unknown;
  /** an empty answer counts as one (`allowEmpty`): it is written and not removed */
  readonly empty?: boolean | undefined;
}

/** What a control says of the whole task, or of one item of its object (the second picture is 1). */
export interface Answer extends RegionPart {
  readonly object: string;
  readonly item?: number | undefined;
}

/** One annotation or prediction, open in the editor. Every mutation goes through it and lands in its history. */
export interface AnnotationState {
  readonly source: AnnotationSource;
  readonly editable: boolean;
  /** regions by id; read it after `order` or `changed` told you to */
  readonly regions: ReadonlyMap<string, Region>;
  /** ids in creation order: changes only when a region comes or goes */
  readonly order: ReadonlySignal<readonly string[]>;
  readonly changed: ReadonlySignal<Change>;
  readonly selection: Signal<ReadonlySet<string>>;
  readonly history: History;
  /** true once something differs from what was loaded or last marked saved */
  readonly dirty: ReadonlySignal<boolean>;

  add(region: NewRegion): Region;
  /** puts in a region that was made elsewhere, as it is */
  insert(region: Region): void;
  /** replaces the geometry keys in every item of the region */
  setGeometry(id: string, geometry: Readonly<Record<string, unknown>>): void;
  /** sets (or, with undefined or an empty array, removes) the content of one control on one region */
  setPart(id: string, part: RegionPart): void;
  setMeta(id: string, meta: Readonly<Record<string, unknown>> | undefined): void;
  remove(ids: Iterable<string>): void;
  /** not part of the result and of the history */
  setHidden(ids: Iterable<string>, hidden: boolean): void;
  setLocked(ids: Iterable<string>, locked: boolean): void;

  /** content of a global control, for instance ["Positive"], for the task or for one item; undefined when nothing is chosen */
  content(control: string, item?: number): unknown;
  setContent(part: Answer, options?: { readonly mergeKey?: string }): void;

  /** the arrows between regions that are there, in the order of the result */
  readonly relations: readonly ResultItem[];
  /** puts a relation in the place of the one between the same two regions; undefined takes that away */
  setRelation(from: string, to: string, relation: ResultItem | undefined): void;

  /** the result as it would be saved now; an untouched annotation returns the items it was loaded with */
  serialize(): ResultItem[];
  markSaved(): void;
}

export interface History {
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  undo(): void;
  redo(): void;
  /** back to what was loaded */
  reset(): void;
  /** everything in `work` is one step; consecutive steps with the same key are merged (typing, dragging) */
  transact(work: () => void, mergeKey?: string): void;
}

// ---- config -----------------------------------------------------------------------------------------------------------

export interface ConfigNode {
  /** the tag's canonical name; for an unknown tag the name as written */
  readonly tag: string;
  /** as written in the config, keys lower-cased */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ConfigNode[];
  /** trimmed inner text when there are no child elements */
  readonly text: string;
  readonly parent: ConfigNode | null;
  /** undefined for an unknown tag */
  readonly descriptor: TagDescriptor | undefined;
}

export interface ConfigProblem {
  readonly code: "parse" | "unknown-tag" | "missing-target" | "wrong-target" | "wrong-parent" | "bad-attribute" | "required" | "duplicate-name";
  readonly tag: string;
  readonly attribute?: string | undefined;
  /** a sentence a person can act on */
  readonly message: string;
}

export interface Config {
  readonly root: ConfigNode;
  /** why the config could not be read; then it is empty */
  readonly invalid?: ConfigProblem;
  /** object and control nodes by name */
  readonly byName: ReadonlyMap<string, ConfigNode>;
  /** label and choice entries of every control, in tree order */
  readonly entries: ReadonlyMap<string, readonly LabelEntry[]>;
}

/** One Label or Choice: what is shown, what is written, how it is pressed. */
export interface LabelEntry {
  readonly control: string;
  /** what goes into the result: alias, else value; "" for the label "Empty", which writes an empty list */
  readonly value: string;
  /** its value after those of the choices that it is nested in */
  readonly path: readonly string[];
  readonly title: string;
  /** a CSS colour: the config's background, else var(--label-N) in the order they are handed out */
  readonly color: string;
  readonly onColor: string;
  readonly hotkey: string | undefined;
  readonly hint: string | undefined;
  readonly selected: boolean;
  readonly node: ConfigNode;
}

// ---- tags -------------------------------------------------------------------------------------------------------------

export interface AttributeSpec {
  readonly type: "string" | "data" | "name" | "names" | "boolean" | "number" | "enum" | "color" | "css" | "hotkey";
  readonly values?: readonly string[];
  readonly default?: string | number | boolean;
  readonly required?: boolean;
  /** one sentence for the docs and for completion */
  readonly doc: string;
}

export interface TagDescriptor {
  readonly api: 1;
  readonly tag: string;
  readonly aliases?: readonly string[];
  /** object: shows data; control: makes results; item: a Label or Choice inside a control; visual: arranges */
  readonly kind: "object" | "control" | "item" | "visual";
  readonly doc: string;
  /** a whole label config that shows the tag at work; its documentation, and what the playground opens */
  readonly example?: string;
  /** control: what it writes, as JSON: the items of one region or answer; for the documentation */
  readonly result?: string;
  /** keyed as documented (toName); matched without regard to case */
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  /** control: the object tags it may point to; "*" for any */
  readonly objects?: readonly string[];
  /** control: how many of them it points to; one, without it */
  readonly targets?: number;
  /** tags that may stand inside / around; undefined for any */
  readonly children?: readonly string[];
  readonly parents?: readonly string[];
  /** control: the `type` of its result items (for a labels control on a plain object, "labels") */
  readonly resultType?: string;
  /** control: true when it labels or makes regions, false when it answers for the whole task */
  readonly region?: boolean;
  /** control: the content that a new annotation starts with, for the whole task; undefined for none */
  initial?(attributes: Attributes, data: Readonly<Record<string, unknown>>): unknown;
  /** a tag that stands for others: the whole config with those in its place, before it is read */
  expand?(xml: XmlNode, data: TaskData): XmlNode;
  /** object: the value keys that are geometry, for instance ["start", "end", "startOffset", …] */
  readonly geometry?: readonly string[];
  create(context: TagContext): TagInstance;
}

/** Typed attribute access with the descriptor's defaults filled in. */
export interface Attributes {
  string(name: string): string;
  boolean(name: string): boolean;
  number(name: string): number;
  has(name: string): boolean;
}

export interface TagContext {
  readonly node: ConfigNode;
  /** the name attribute, or "" */
  readonly name: string;
  readonly attributes: Attributes;
  readonly task: { readonly id: number | string; readonly data: Readonly<Record<string, unknown>> };
  /** the `value` attribute with its $variables resolved against the task (raw structure when it is one variable) */
  readonly value: unknown;
  readonly editor: EditorState;
  /** creates (once) and mounts the children of this node, or of one `of` its items, into an element; items, also those in Views, are drawn by `drawItem` */
  mountChildren(element: HTMLElement, drawItem?: DrawItem, of?: ConfigNode): void;
}

/** Puts one Label or Choice where it stands in the config. */
export type DrawItem = (item: ConfigNode, place: HTMLElement) => void;

export interface TagInstance {
  mount(element: HTMLElement): void;
  destroy(): void;
  /** object: how the panel names a region: "Nordlys Institute" and "26–43", or "Box, 316 × 152" and "#4" */
  describe?(region: Region): { readonly title: string; readonly detail: string };
  /** object: it shows `editor.suggestions` among the regions */
  readonly suggests?: boolean;
  /** object: whether a region made on other data has a place on this */
  fits?(region: Region): boolean;
  /** object: the keys beside `value` that a region on it has, for instance original_width */
  envelope?(): Readonly<Record<string, unknown>>;
  /** object: the geometry of a copy that does not hide its original */
  offset?(region: Region): Readonly<Record<string, unknown>>;
  /** object: brings regions in front of the others or behind them, as they are looked at */
  arrange?(ids: Iterable<string>, to: "front" | "back"): void;
  /** object: where a region lies on the screen, one rectangle or one for each line; none when it is not shown */
  rects?(region: Region): readonly DOMRect[];
  /** object: scroll or pan so that the region is seen */
  reveal?(region: Region): void;
  /** object: how many items it shows one after the other (pictures of a list); 1, without it */
  items?(): number;
  /** control: what keeps the annotation from being submitted */
  validate?(annotation: AnnotationState): readonly ValidationProblem[];
  /** control: shows only the labels or choices whose title is kept, all of them without `keeps` */
  narrow?(keeps: ((title: string) => boolean) | undefined): Narrowed;
  /** control: false when its items must not be saved (its condition does not hold) */
  active?(): boolean;
}

/** What is left of the labels or choices of a control. */
export interface Narrowed {
  readonly shown: number;
  readonly all: number;
  /** presses the first that is shown */
  pressFirst(): void;
}

export interface ValidationProblem {
  readonly control: string;
  readonly message: string;
  readonly region?: string | undefined;
  /** the item of its object that has no answer */
  readonly item?: number | undefined;
}

export interface NoticeAction {
  readonly title: string;
  run(): void;
}

/** A short message at the foot of the editor, with at most one thing to do about it (Undo). */
export interface Notice {
  readonly message: string;
  readonly kind: "info" | "warning";
  readonly action?: NoticeAction | undefined;
}

// ---- the editor ---------------------------------------------------------------------------------------------------------

export interface EditorSettings {
  readonly continuousLabeling: boolean;
  readonly selectAfterCreate: boolean;
  readonly showLabels: boolean;
  /** what a model answers to a smart tool is taken over unasked */
  readonly acceptAnswers: boolean;
}

/** What can be done with suggestions, by their ids. */
export interface Deciding {
  /** takes them into the annotation, as one step of undo */
  accept(ids: readonly string[]): void;
  refuse(ids: readonly string[]): void;
}

/** What tags and panels see of the running editor. */
export interface EditorState {
  readonly config: Config;
  readonly task: { readonly id: number | string; readonly data: Readonly<Record<string, unknown>> };
  /** the annotation or prediction being looked at */
  readonly current: ReadonlySignal<AnnotationState>;
  readonly annotations: ReadonlySignal<readonly AnnotationState[]>;
  readonly predictions: ReadonlySignal<readonly AnnotationState[]>;
  /** regions that a model suggests for the current annotation and that are not part of it, by id */
  readonly suggestions: Signal<ReadonlyMap<string, Region>>;
  /** answers suggestions; there once the parts of the shell are */
  readonly deciding: Signal<Deciding | undefined>;
  /** smart controls ask a model about what is drawn with them */
  readonly autoAnnotation: Signal<boolean>;
  /** what was drawn to ask a model: no part of the annotation, gone once its answer is taken over or refused */
  readonly prompts: Signal<readonly Prompt[]>;
  /** tells the host what was drawn with a smart tool: all that belong to this question, the last of them new */
  readonly ask: ((group: readonly Prompt[]) => Promise<unknown>) | undefined;
  /** what the model answered: suggested as the regions of a prediction are */
  readonly answered: Signal<readonly Region[]>;
  /** labels that the next region gets: control name -> entries' values */
  readonly activeLabels: Signal<ReadonlyMap<string, readonly string[]>>;
  /** while true a pressed label is for the next region and not for those selected: what is drawn goes to these */
  readonly labelsNext: Signal<boolean>;
  /** which item of an object with several is looked at, by its name; 0, without it */
  readonly items: Signal<ReadonlyMap<string, number>>;
  /** "select", "pan", "rectangle", …: the image surface's tool */
  readonly tool: Signal<string>;
  readonly settings: Signal<EditorSettings>;
  /** set where relations are asked for; `from`: the region that a relation is being drawn from */
  readonly relating: Signal<{ readonly from?: string } | undefined>;
  readonly hotkeys: Hotkeys;
  /** live tag instances by name (objects and controls) */
  readonly instances: ReadonlyMap<string, TagInstance>;
  readonly interfaces: ReadonlySet<string>;
  /** missing answers found by the last press of Submit; a question marks itself with its sentence */
  readonly problems: ReadonlySignal<readonly ValidationProblem[]>;
  /** a short message at the foot of the editor: a refused limit, a missing answer */
  notify(message: string, kind?: "info" | "warning", action?: NoticeAction): void;
  /** the entry of a label value on a control, for colour and title */
  entry(control: string, value: string): LabelEntry | undefined;
  /** every labels control that may label regions of this object */
  labelControls(object: string): readonly ConfigNode[];
  /** puts the active labels (all controls of the object) into parts for a new region; undefined when none is active */
  partsForNewRegion(object: string, shape?: string): readonly RegionPart[] | undefined;
  /** to be called after a region was made: unselects labels unless continuous labeling, selects the region if wished */
  regionCreated(region: Region): void;
  /** a label was pressed: relabels the selected regions, else it is what the next region gets (pressed again: no more) */
  pressLabel(control: string, value: string): void;
  /** the labels that show as pressed: those of the selected regions, else the active ones */
  pressedLabels(control: string): readonly string[];
  /** first label of the region, its colour and names, for surfaces and panels */
  look(region: Region): RegionLook;
}

export interface RegionLook {
  readonly color: string;
  readonly onColor: string;
  /** names of all labels on it, in config order; "No label" when empty */
  readonly labels: readonly string[];
  readonly prediction: boolean;
  readonly score: number | undefined;
}

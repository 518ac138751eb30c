// The running editor without its screen: a config, a task, its annotations and predictions, and what is active.
import { batch, effect, signal } from "@preact/signals-core";
import { Annotation } from "./annotation";
import { attributesOf } from "./attributes";
import { UNKNOWN_COLOR } from "./colors";
import { HotkeyTable } from "./hotkeys";
import { newId } from "./ids";
import { offersLabels, partsForNewRegion, pressedLabels, pressLabel } from "./labeling";
import { contentField, contentOf, controlOf, isEmptyContent, newItem } from "./results";
import type { Prompt } from "./prompts";
import { targetsOf } from "./tree";
import type {
  AnnotationSource, AnnotationState, Config, ConfigNode, Deciding, EditorSettings, EditorState, LabelEntry, Notice, NoticeAction, Region,
  RegionLook, RegionPart, ResultItem, TagInstance, ValidationProblem,
} from "./types";
import { missingAnswers } from "./validation";
import { isActive } from "./visibility";
import { texts } from "./texts";

export interface EditorOptions {
  readonly config: Config;
  readonly task: EditorState["task"];
  readonly annotations: readonly AnnotationSource[];
  readonly predictions: readonly AnnotationSource[];
  readonly interfaces: ReadonlySet<string>;
  readonly settings: Partial<EditorSettings>;
  readonly hotkeys?: HotkeyTable;
}

export class Editor implements EditorState {
  readonly config: Config;
  readonly task: EditorState["task"];
  readonly annotations = signal<readonly Annotation[]>([]);
  readonly predictions = signal<readonly Annotation[]>([]);
  readonly suggestions = signal<ReadonlyMap<string, Region>>(new Map());
  readonly deciding = signal<Deciding | undefined>(undefined);
  readonly autoAnnotation = signal(false);
  readonly prompts = signal<readonly Prompt[]>([]);
  ask: EditorState["ask"];
  readonly answered = signal<readonly Region[]>([]);
  readonly current;
  readonly activeLabels = signal<ReadonlyMap<string, readonly string[]>>(new Map());
  readonly labelsNext = signal(false);
  readonly items = signal<ReadonlyMap<string, number>>(new Map());
  readonly tool = signal("select");
  readonly relating = signal<{ readonly from?: string } | undefined>(undefined);
  readonly settings;
  readonly hotkeys: HotkeyTable;
  readonly instances = new Map<string, TagInstance>();
  readonly interfaces: ReadonlySet<string>;
  readonly notice = signal<Notice | undefined>(undefined);
  readonly problems = signal<readonly ValidationProblem[]>([]);
  readonly #entries: ReadonlyMap<string, ReadonlyMap<string, LabelEntry>>;
  readonly #looks = new WeakMap<Region, RegionLook>();

  constructor(options: EditorOptions) {
    this.config = options.config;
    this.task = options.task;
    this.interfaces = options.interfaces;
    this.hotkeys = options.hotkeys ?? new HotkeyTable();
    this.settings = signal<EditorSettings>({ continuousLabeling: false, selectAfterCreate: false, showLabels: true, acceptAnswers: false, ...options.settings });
    this.#entries = new Map([...this.config.entries].map(([control, entries]) => [control, new Map(entries.map((entry) => [entry.value, entry]))]));
    this.annotations.value = options.annotations.map((source) => this.#open(source));
    this.predictions.value = options.predictions.map((source) => this.#open(source));
    this.current = signal<Annotation>(this.annotations.peek()[0] ?? this.predictions.peek()[0] ?? this.#open(this.#blank()));
    this.activeLabels.value = this.#preselectedLabels();
    let before: Annotation | undefined;
    effect(() => {
      before?.attend(false);
      before = this.current.value;
      before.attend(true);
    });
  }

  /** Looks at another annotation or prediction. */
  select(annotation: AnnotationState): void {
    const known = [...this.annotations.peek(), ...this.predictions.peek()].find((candidate) => candidate === annotation);
    if (!known) return;
    batch(() => {
      this.current.value = known;
      this.problems.value = [];
    });
  }

  /** There is always an annotation to work on: makes and shows one when the task has none. */
  ensureAnnotation(): void {
    if (this.annotations.peek().length === 0) this.select(this.addAnnotation());
  }

  /** A new annotation, with the choices that the config preselects, or with what `source` brings. It is not selected yet. */
  addAnnotation(source: Partial<AnnotationSource> = {}): Annotation {
    const annotation = this.#open({ ...this.#blank(), ...source });
    this.annotations.value = [...this.annotations.peek(), annotation];
    return annotation;
  }

  addPrediction(source: Partial<AnnotationSource>): Annotation {
    const prediction = this.#open({ ...this.#blank(), result: [], ...source, kind: "prediction" });
    this.predictions.value = [...this.predictions.peek(), prediction];
    return prediction;
  }

  /** An annotation that starts with what the prediction found, or with what another annotation holds. */
  copy(original: AnnotationState): Annotation {
    const { kind, pk, result } = original.source;
    if (kind === "annotation") return this.addAnnotation({ result: original.serialize(), unsaved: true });
    const found = result.map((item): ResultItem => (item.type === "relation" ? item : { ...item, origin: "prediction" }));
    return this.addAnnotation({ result: found, parentPrediction: pk });
  }

  removeAnnotation(annotation: AnnotationState): void {
    batch(() => {
      this.annotations.value = this.annotations.peek().filter((other) => other !== annotation);
      if (this.current.peek() !== annotation) return;
      this.current.value = this.annotations.peek().at(-1) ?? this.addAnnotation();
    });
  }

  /** What keeps the current annotation from being submitted, from the config's rules and from the tags themselves. */
  validate(): readonly ValidationProblem[] {
    const annotation = this.current.peek();
    const own = [...this.instances.values()].flatMap((instance) => instance.validate?.(annotation) ?? []);
    // what a tag says of its own answer is more than that there is none
    const missing = missingAnswers(annotation, this.config, (object) => this.instances.get(object)?.items?.() ?? 1)
      .filter(({ control }) => !own.some((problem) => problem.control === control));
    const problems = [...missing, ...own];
    this.problems.value = problems;
    return problems;
  }

  notify(message: string, kind: "info" | "warning" = "info", action?: NoticeAction): void {
    this.notice.value = { message, kind, ...(action && { action }) };
  }

  entry(control: string, value: string): LabelEntry | undefined {
    return this.#entries.get(control)?.get(value);
  }

  labelControls(object: string): readonly ConfigNode[] {
    return [...this.config.byName.values()].filter((node) => offersLabels(node) && targetsOf(node).includes(object));
  }

  partsForNewRegion(object: string, shape?: string): readonly RegionPart[] | undefined {
    return partsForNewRegion(this, object, shape);
  }

  pressLabel(control: string, value: string): void {
    pressLabel(this, control, value);
  }

  pressedLabels(control: string): readonly string[] {
    return pressedLabels(this, control);
  }

  regionCreated(region: Region): void {
    const { continuousLabeling, selectAfterCreate } = this.settings.peek();
    batch(() => {
      if (!continuousLabeling) this.activeLabels.value = new Map();
      if (selectAfterCreate) this.current.peek().selection.value = new Set([region.id]);
    });
  }

  look(region: Region): RegionLook {
    let look = this.#looks.get(region);
    if (!look) this.#looks.set(region, (look = this.#lookOf(region)));
    const prediction = this.current.peek().source.kind === "prediction";
    return look.prediction === prediction ? look : { ...look, prediction };
  }

  #lookOf(region: Region): RegionLook {
    const labels: string[] = [];
    let colored: Pick<RegionLook, "color" | "onColor"> | undefined;
    for (const item of region.items) {
      const control = controlOf(item, this.config);
      if (!control || !offersLabels(control)) continue;
      const content = contentOf(item);
      const given = Array.isArray(content) ? content.map(String) : [];
      for (const value of given.length > 0 ? given : [""]) {
        const entry = this.entry(control.attributes["name"]!, value);
        colored ??= entry;
        if (entry || value) labels.push(entry?.title ?? value);
      }
    }
    const score = region.items.find((item) => item.score !== undefined)?.score;
    const { color, onColor } = colored ?? UNKNOWN_COLOR;
    return { color, onColor, labels: labels.length > 0 ? labels : [texts.noLabel], prediction: false, score };
  }

  #open(source: AnnotationSource): Annotation {
    return new Annotation(source, {
      config: this.config,
      editable: source.kind === "annotation",
      isActive: (control, annotation, region) => {
        const node = this.config.byName.get(control);
        if (!node?.descriptor) return true;
        return isActive(node, annotation, this.config, region) && this.instances.get(control)?.active?.() !== false;
      },
    });
  }

  #blank(): AnnotationSource {
    return { id: newId(), kind: "annotation", result: [...this.#preselectedChoices(), ...this.#initialAnswers()] };
  }

  #preselectedLabels(): ReadonlyMap<string, readonly string[]> {
    const labels = [...this.config.entries].filter(([control]) => offersLabels(this.config.byName.get(control)!));
    const selected = labels.map(([control, entries]) => [control, entries.filter((entry) => entry.selected).map((entry) => entry.value)] as const);
    return new Map(selected.filter(([, values]) => values.length > 0));
  }

  #preselectedChoices(): readonly ResultItem[] {
    return [...this.config.entries].flatMap(([name, entries]) => {
      const control = this.config.byName.get(name)!;
      const { boolean, string } = attributesOf(control);
      const selected = entries.filter((entry) => entry.selected).map((entry) => (boolean("allowNested") ? entry.path : entry.value));
      const chosen = string("choice").toLowerCase() === "multiple" ? selected : selected.slice(0, 1);
      if (offersLabels(control) || chosen.length === 0 || boolean("perRegion") || boolean("perItem")) return [];
      const type = control.descriptor!.resultType!;
      const part = { control: name, type, field: type, content: chosen };
      return [newItem({ id: newId(), object: targetsOf(control)[0] ?? name, part, geometry: {} })];
    });
  }

  /** Prefilled texts and defaults. */
  #initialAnswers(): readonly ResultItem[] {
    return [...this.config.byName].flatMap(([name, node]) => {
      const attributes = attributesOf(node);
      const content = attributes.boolean("perRegion") ? undefined : node.descriptor?.initial?.(attributes, this.task.data);
      if (isEmptyContent(content)) return [];
      const type = node.descriptor!.resultType!;
      const part = { control: name, type, field: contentField(type), content };
      return [newItem({ id: newId(), object: targetsOf(node)[0] ?? name, part, geometry: {} })];
    });
  }
}

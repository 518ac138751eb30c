// The objects that hosts read and call: `store`, `store.annotationStore` and its annotations, under today's and 2020's names.
import type { Annotation } from "../core/annotation";
import type { Editor } from "../core/editor";
import { contentField, contentOf, readResult, resultItems } from "../core/results";
import type { AnnotationState, ResultItem } from "../core/types";
import type { HostAnnotation, HostTask } from "./options";
import { sourceOf } from "./options";

/** What the store does to the editor around it. */
export interface StoreHost {
  readonly editor: Editor;
  open(task: HostTask): void;
  select(annotation: AnnotationState): void;
}

export class HostAnnotationView {
  readonly type: "annotation" | "prediction";
  readonly #annotation: Annotation;
  readonly #editor: Editor;

  constructor(annotation: Annotation, editor: Editor) {
    this.#annotation = annotation;
    this.#editor = editor;
    this.type = annotation.source.kind;
  }

  get id(): string {
    return this.#annotation.source.id;
  }

  get pk(): number | undefined {
    return this.#annotation.source.pk;
  }

  /** true for one that was made here and is not submitted */
  get userGenerate(): boolean {
    return this.type === "annotation" && this.pk === undefined;
  }

  /** in seconds */
  get leadTime(): number {
    return this.#annotation.leadTime();
  }

  get parentPrediction(): number | undefined {
    return this.#annotation.source.parentPrediction;
  }

  get regions(): readonly unknown[] {
    return [...this.#annotation.regions.values()];
  }

  get hasChanges(): boolean {
    return this.#annotation.dirty.peek();
  }

  serializeAnnotation(): ResultItem[] {
    return this.#annotation.serialize();
  }

  serializeCompletion(): ResultItem[] {
    return this.#annotation.serialize();
  }

  /** Adds the regions and answers of a result, a list or its JSON text, as one step of undo. */
  deserializeResults(result: unknown): void {
    const annotation = this.#annotation;
    const { regions, answers } = readResult(resultItems(result), this.#editor.config);
    annotation.history.transact(() => {
      for (const region of regions) annotation.insert(region);
      for (const item of answers.values()) {
        const field = contentField(item.type);
        annotation.setContent({ control: item.from_name!, object: item.to_name!, item: item.item_index, type: item.type, field, content: contentOf(item) });
      }
    });
  }

  /**
   * Suggests what a model made of what was drawn with a smart tool: a result, a list or its JSON text. The regions are
   * shown beside those of the annotation, which gets them when a person takes them over. The next call replaces them.
   */
  setSuggestions(result: unknown): void {
    void import("../core/prompts").then(({ answerPrompts }) => answerPrompts(this.#editor, this.#annotation, resultItems(result)), console.error);
  }

  deserializeCompletion(result: unknown): void {
    this.deserializeResults(result);
  }
}

export class HostAnnotationStore {
  readonly #host: StoreHost;
  readonly #views = new WeakMap<AnnotationState, HostAnnotationView>();

  constructor(host: StoreHost) {
    this.#host = host;
  }

  get annotations(): readonly HostAnnotationView[] {
    return this.#host.editor.annotations.peek().map((annotation) => this.view(annotation));
  }

  get completions(): readonly HostAnnotationView[] {
    return this.annotations;
  }

  get predictions(): readonly HostAnnotationView[] {
    return this.#host.editor.predictions.peek().map((prediction) => this.view(prediction));
  }

  get selected(): HostAnnotationView {
    return this.view(this.#host.editor.current.peek());
  }

  view(annotation: Annotation): HostAnnotationView {
    let view = this.#views.get(annotation);
    if (!view) this.#views.set(annotation, (view = new HostAnnotationView(annotation, this.#host.editor)));
    return view;
  }

  addAnnotation(options: HostAnnotation & { readonly userGenerate?: boolean } = {}): HostAnnotationView {
    const { editor } = this.#host;
    return this.view(options.result === undefined && options.id === undefined ? editor.addAnnotation() : editor.addAnnotation(sourceOf(options, "annotation")));
  }

  createAnnotation(): HostAnnotationView {
    return this.addAnnotation();
  }

  addCompletion(options?: HostAnnotation): HostAnnotationView {
    return this.addAnnotation(options);
  }

  addPrediction(options: HostAnnotation): HostAnnotationView {
    return this.view(this.#host.editor.addPrediction(sourceOf(options, "prediction")));
  }

  addAnnotationFromPrediction(prediction: HostAnnotationView): HostAnnotationView {
    return this.view(this.#host.editor.copy(this.#find(prediction.id, "prediction")));
  }

  addCompletionFromPrediction(prediction: HostAnnotationView): HostAnnotationView {
    return this.addAnnotationFromPrediction(prediction);
  }

  selectAnnotation(id: string): void {
    this.#host.select(this.#find(id, "annotation"));
  }

  selectCompletion(id: string): void {
    this.selectAnnotation(id);
  }

  selectPrediction(id: string): void {
    this.#host.select(this.#find(id, "prediction"));
  }

  /** Ids of annotations and of predictions are counted apart, so the kind that is meant comes first. */
  #find(id: string, kind: "annotation" | "prediction"): Annotation {
    const { annotations, predictions } = this.#host.editor;
    const all = kind === "annotation" ? [...annotations.peek(), ...predictions.peek()] : [...predictions.peek(), ...annotations.peek()];
    const found = all.find(({ source }) => source.id === String(id));
    if (!found) throw new RangeError(`No annotation and no prediction has the id "${id}".`);
    return found;
  }
}

export class HostStore {
  readonly annotationStore: HostAnnotationStore;
  /** the 2020 name */
  readonly completionStore: HostAnnotationStore;
  readonly #host: StoreHost;
  #assigned: HostTask = {};

  constructor(host: StoreHost) {
    this.#host = host;
    this.annotationStore = new HostAnnotationStore(host);
    this.completionStore = this.annotationStore;
  }

  get task(): { readonly id: number | string; readonly dataObj: Readonly<Record<string, unknown>>; readonly data: Readonly<Record<string, unknown>> } {
    const { id, data } = this.#host.editor.task;
    return { id, data, dataObj: data };
  }

  hasInterface(name: string): boolean {
    return this.#host.editor.interfaces.has(name);
  }

  /** The next task's id and data; `initializeStore` brings its annotations and shows it. */
  assignTask(task: HostTask): void {
    this.#assigned = task;
  }

  initializeStore(task: Pick<HostTask, "annotations" | "completions" | "predictions">): void {
    this.#host.open({ ...this.#assigned, ...task });
  }

  resetState(): void {
    this.#assigned = {};
  }
}

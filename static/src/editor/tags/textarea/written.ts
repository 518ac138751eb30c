// What a TextArea holds: texts that were added, and the one that is being typed. That one counts from its first letter, so
// that nothing typed is lost when the task is submitted; adding it only makes room for the next.
import { isTrue } from "../../core/attributes";
import type { TagContext } from "../../core/types";
import { ControlAnswer } from "../answer";

export class Written {
  readonly #answer: ControlAnswer;
  readonly #name: string;
  readonly #most: number;
  readonly #unique: boolean;
  /** the last text of the result is the one that is being typed */
  #typing = false;
  /** what is typed between two visits of a field is one step of undo */
  #visit = 0;

  constructor(context: TagContext) {
    this.#answer = new ControlAnswer(context);
    this.#name = context.name;
    this.#most = context.attributes.number("maxSubmissions") || Infinity;
    this.#unique = isTrue(context.node, "skipduplicates");
  }

  /** All texts of the result. Subscribes. */
  all(): readonly string[] {
    const content = this.#answer.content();
    return Array.isArray(content) ? content.map(String) : typeof content === "string" ? [content] : [];
  }

  /** What is written about; see ControlAnswer. Subscribes. */
  place(): string {
    return this.#answer.place();
  }

  /** The texts that were added, given what the field holds. Subscribes. */
  added(field: string): readonly string[] {
    const all = this.all();
    // undo took it, or changed it: what the field holds is no longer what stands in the result
    if (this.#typing && all.at(-1) !== field.trim()) this.#typing = false;
    return this.#typing ? all.slice(0, -1) : all;
  }

  get typing(): boolean {
    return this.#typing;
  }

  /** Whether there is room for another text beside those that were added. */
  hasRoom(added: readonly string[]): boolean {
    return added.length < this.#most;
  }

  isDuplicate(text: string, added: readonly string[]): boolean {
    return this.#unique && added.includes(text.trim());
  }

  /** A field is entered: what is typed from now on is a step of its own. */
  visit(): void {
    this.#visit++;
  }

  /** The field holds this now; `added` are the texts before it. */
  type(text: string, added: readonly string[]): void {
    this.#typing = text.trim() !== "" && !this.isDuplicate(text, added);
    this.#set(this.#typing ? [...added, text.trim()] : added, `type ${added.length}`);
  }

  /** What was typed is done; it stays in the result. */
  finish(): void {
    this.#typing = false;
    this.#visit++;
  }

  change(at: number, text: string): void {
    this.#set(this.all().map((other, index) => (index === at ? text : other)), `change ${at}`);
  }

  takeOut(at: number): void {
    this.#visit++;
    this.#set(this.all().filter((_, index) => index !== at), `take ${at}`);
  }

  /** Texts that were emptied are taken out. */
  settle(): void {
    const all = this.all();
    const kept = all.filter((text) => text.trim() !== "");
    if (kept.length < all.length) this.#set(kept, "settle");
  }

  #set(content: readonly string[], step: string): void {
    this.#answer.set(content, `${this.#name} ${this.#visit} ${step}`);
  }
}

// The parts of the Settings page: a card with a heading, and rows with a name left and the control right.
import type { ComponentChildren } from "preact";

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}

export function Section({ id, title, note, children }: SectionProps) {
  return (
    <section class="card set" id={id} aria-labelledby={`${id}-heading`}>
      <div class="ch">
        <h2 id={`${id}-heading`}>{title}</h2>
        {note !== undefined && <span class="small clip">{note}</span>}
      </div>
      {children}
    </section>
  );
}

export interface RowProps {
  readonly name: string;
  readonly hint?: string;
  /** the field that the name belongs to */
  readonly htmlFor?: string;
  /** plain text at the right, aligned with the name */
  readonly text?: boolean;
  readonly children: ComponentChildren;
}

export function Row({ name, hint, htmlFor, text = false, children }: RowProps) {
  return (
    <div class="frow">
      <div>
        {htmlFor === undefined ? name : <label for={htmlFor}>{name}</label>}
        {hint !== undefined && <small>{hint}</small>}
      </div>
      <div class={text ? "val" : undefined}>{children}</div>
    </div>
  );
}

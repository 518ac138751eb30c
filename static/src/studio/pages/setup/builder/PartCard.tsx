// One part of the config: what it is, what it shows or asks, and where it stands.
import { Icon } from "../../../components/Icon";
import { trash, up } from "../../../icons/pages";
import { down } from "../../../icons/shell";
import { toast } from "../../../toasts";
import { valueOf } from "../../../shared/xml-tree";
import { setupBuilder as words } from "../../../strings/setup-builder";
import type { Problem } from "../../../components/xml-editor/problems";
import { FieldPicker } from "./FieldPicker";
import { ItemList } from "./ItemList";
import { attributeNamed, dataAttribute, isHeading, type Part } from "./model";
import { dependents, fittingObjects, movePart, neighbour, questionAbove, removePart, setAttribute, setQuestion, type DataKey } from "./operations";
import { PRIMARY } from "./primary";
import { MoreSettings, Setting } from "./Settings";
import { tagTitle } from "./titles";
import type { Builder } from "./use-builder";

export interface PartProps {
  readonly part: Part;
  readonly parts: readonly Part[];
  readonly builder: Builder;
  readonly keys: readonly DataKey[];
  readonly problem: Problem | undefined;
}

export function PartCard(props: PartProps) {
  const { part, parts, problem } = props;
  const title = part.entry ? tagTitle(part.entry.tag) : `<${part.element.name}>`;
  const asked = part.kind === "heading" ? askedBy(part, parts) : undefined;
  return (
    <li class={`card part-card ${part.kind}`} aria-label={title}>
      <div class="part-head">
        <h2>{title}</h2>
        {asked?.entry && <span class="small muted clip">{words.questionOf(tagTitle(asked.entry.tag))}</span>}
        {part.kind === "control" && <Target {...props} />}
        <Moves {...props} title={title} />
      </div>
      {part.conditional && <p class="small muted">{words.conditional}</p>}
      {problem && <p class="small bad-text" role="alert">{problem.message}</p>}
      <Content {...props} />
    </li>
  );
}

function Content({ part, parts, builder, keys }: PartProps) {
  switch (part.kind) {
    case "other":
      return <p class="small muted">{words.unknown(part.element.name)}</p>;
    case "heading":
      return <HeadingWords part={part} builder={builder} />;
    case "object":
      return (
        <>
          <FieldPicker part={part} builder={builder} keys={keys} />
          <MoreSettings part={part} builder={builder} />
        </>
      );
    case "control":
      return (
        <>
          {asks(part) && !part.entry?.region && <Question part={part} parts={parts} builder={builder} />}
          {part.itemEntry && <ItemList part={part} builder={builder} />}
          {PRIMARY.filter((name) => attributeNamed(part.entry, name)).map((name) => <Setting key={name} part={part} builder={builder} name={name} />)}
          <MoreSettings part={part} builder={builder} without={PRIMARY} />
        </>
      );
  }
}

/** Whether a control is about an object. */
const asks = ({ entry }: Part): boolean => attributeNamed(entry, "toName") !== undefined;

function HeadingWords({ part, builder }: { readonly part: Part; readonly builder: Builder }) {
  const name = dataAttribute(part.entry, part.element) ?? "value";
  return (
    <input
      class="in"
      data-focus={`heading ${part.element.path}`}
      aria-label={words.headingText}
      onFocus={(event) => event.currentTarget.value === words.newHeading && event.currentTarget.select()}
      value={valueOf(part.element, name) ?? ""}
      onInput={(event) => builder.edit(setAttribute(builder.text, part.element, name, event.currentTarget.value), { key: `heading ${part.element.path}` })}
    />
  );
}

/** The question whose words this heading is. */
const askedBy = (heading: Part, parts: readonly Part[]): Part | undefined =>
  parts.find((one) => one.kind === "control" && one.entry && !one.entry.region && questionAbove(one, parts) === heading);

/** What is asked, in the card of what is answered; the heading above says the same. */
function Question({ part, parts, builder }: Pick<PartProps, "part" | "parts" | "builder">) {
  const heading = [...builder.table.values()].find(isHeading);
  const above = questionAbove(part, parts);
  const name = dataAttribute(above?.entry, above?.element) ?? "value";
  if (!heading) return null;
  return (
    <label class="small question">
      <span class="muted">{words.question}</span>
      <input
        class="in"
        value={above ? (valueOf(above.element, name) ?? "") : ""}
        placeholder={words.questionHint}
        onInput={(event) => builder.edit(setQuestion(builder.text, part, parts, heading, event.currentTarget.value), { key: `question ${part.name}` })}
      />
    </label>
  );
}

/** The object that a question is about; a choice only where there are several. */
function Target({ part, parts, builder }: PartProps) {
  const objects = part.entry ? fittingObjects(part.entry, parts) : [];
  const target = part.targets[0] ?? "";
  if (!asks(part) || part.targets.length > 1 || (objects.length === 1 && objects[0]?.name === target)) return null;
  return (
    <label class="small about">
      <span class="muted">{words.about}</span>
      <select class="in" value={target} onChange={(event) => builder.edit(setAttribute(builder.text, part.element, "toName", event.currentTarget.value))}>
        {!objects.some(({ name }) => name === target) && <option value={target}>{target || words.noValue}</option>}
        {objects.map(({ name }) => <option key={name} value={name}>{name}</option>)}
      </select>
    </label>
  );
}

function Moves({ part, parts, builder, title }: PartProps & { readonly title: string }) {
  const step = (by: -1 | 1): void => builder.edit(movePart(builder.text, part, parts, by), { focus: `part ${pathAfter(part, by)} ${by}` });
  const remove = (): void => {
    const before = builder.text;
    const others = dependents(part, parts).length;
    builder.edit(removePart(before, part, parts));
    toast(others > 0 ? words.removedWith(title, others) : words.removed(title), { action: { title: words.undo, run: () => builder.edit(before) } });
  };
  return (
    <span class="row part-moves">
      <button class="ib sm" data-focus={`part ${part.element.path} -1`} aria-label={words.moveUp(title)} title={words.moveUp(title)} disabled={!neighbour(part, parts, -1)} onClick={() => step(-1)}>
        <Icon path={up} size={14} />
      </button>
      <button class="ib sm" data-focus={`part ${part.element.path} 1`} aria-label={words.moveDown(title)} title={words.moveDown(title)} disabled={!neighbour(part, parts, 1)} onClick={() => step(1)}>
        <Icon path={down} size={14} />
      </button>
      <button class="ib sm" aria-label={words.removePart(title)} title={words.removePart(title)} onClick={remove}>
        <Icon path={trash} size={14} />
      </button>
    </span>
  );
}

/** The path that a part has after a step: elements that the builder does not show may lie between. */
function pathAfter({ element }: Part, by: -1 | 1): string {
  const path = element.path.split(".");
  return [...path.slice(0, -1), String(Number(path.at(-1)) + by)].join(".");
}

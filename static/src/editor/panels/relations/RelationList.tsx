// The relations in the side panel: which regions, which way, which labels.
import type { AnnotationState, EditorState } from "../../core/types";
import { Icon } from "../icons";
import { nameOf } from "../regions/name";
import { useSignal } from "../useSignal";
import { relationLabels, relationsOf, relationView, removeRelation, toggleLabel, turn } from "./relations";
import type { Relation } from "./relations";
import { locale } from "../../../language/language";
import { texts } from "./texts";

interface RelationListProps {
  readonly editor: EditorState;
  readonly annotation: AnnotationState;
}

export function RelationList({ editor, annotation }: RelationListProps) {
  useSignal(annotation.changed);
  const view = relationView(editor);
  const all = useSignal(view.all);
  const relations = relationsOf(annotation);
  return (
    <section class="rels" aria-label={texts.relations}>
      <div class="rels-head">
        <h3>{texts.relations}<span class="num">{relations.length.toLocaleString(locale)}</span></h3>
        {relations.length > 0 && (
          <button type="button" class="ib sm" aria-pressed={all} aria-label={texts.showAll} title={texts.showAll} onClick={() => (view.all.value = !all)}>
            <Icon name="eye" size={14} />
          </button>
        )}
      </div>
      {relations.length === 0
        ? <p class="rels-none">{annotation.editable ? texts.none : texts.nothing}</p>
        : <ul>{relations.map((relation) => <RelationRow key={relation.key} {...{ editor, annotation, relation }} />)}</ul>}
    </section>
  );
}

const ARROWS = { right: "→", left: "←", bi: "↔" } as const;

function RelationRow({ editor, annotation, relation }: RelationListProps & { readonly relation: Relation }) {
  const view = relationView(editor);
  const hovered = useSignal(view.hovered);
  const active = useSignal(view.active);
  const offered = relationLabels(editor)?.labels ?? [];
  const hold = () => (view.active.value = relation.key);
  // not at the press of a pointer: what it presses would move away from under it
  const holdByKey = (event: FocusEvent) => void ((event.target as Element).matches(":focus-visible") && hold());
  const names = [relation.from, relation.to].map((id) => nameOf(editor, annotation.regions.get(id)!).title) as [string, string];
  const isActive = active === relation.key;
  return (
    <li class={`rel ${isActive ? "on" : ""} ${hovered === relation.key ? "hover" : ""}`} aria-label={texts.relation(...names)} onFocusCapture={holdByKey} onClick={hold}
      onPointerEnter={() => (view.hovered.value = relation.key)} onPointerLeave={() => (view.hovered.value = undefined)}>
      <div class="rel-ends">
        <EndButton {...{ editor, annotation }} id={relation.from} name={names[0]} />
        <button type="button" class="ib sm rel-turn" disabled={!annotation.editable} aria-label={texts.turn(texts.direction[relation.direction])}
          title={texts.turn(texts.direction[relation.direction])} onClick={() => turn(annotation, relation)}>
          <span aria-hidden="true">{ARROWS[relation.direction]}</span>
        </button>
        <EndButton {...{ editor, annotation }} id={relation.to} name={names[1]} />
        {annotation.editable && (
          <button type="button" class="ib sm" aria-label={texts.remove} title={texts.remove} onClick={() => removeRelation(editor, annotation, relation)}>
            <Icon name="trash" size={14} />
          </button>
        )}
      </div>
      {isActive && annotation.editable && offered.length > 0 ? (
        <div class="rel-labels" role="group" aria-label={texts.labels}>
          {offered.map(({ value, color }) => (
            <button type="button" class="lb" key={value} style={{ "--c": color }} aria-pressed={relation.labels.includes(value)}
              onClick={() => toggleLabel(editor, annotation, relation, value)}>{value}</button>
          ))}
        </div>
      ) : relation.labels.length > 0 && <div class="rel-said">{relation.labels.join(", ")}</div>}
    </li>
  );
}

function EndButton({ editor, annotation, id, name }: RelationListProps & { readonly id: string; readonly name: string }) {
  const region = annotation.regions.get(id)!;
  const show = () => {
    annotation.selection.value = new Set([id]);
    editor.instances.get(region.object)?.reveal?.(region);
  };
  return (
    <button type="button" class="rel-end" onClick={show}>
      <span class="sw" style={{ "--c": editor.look(region).color }} /><bdi class="clip">{name}</bdi>
    </button>
  );
}

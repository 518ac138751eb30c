// One template in the gallery: its picture, over which the editor itself draws once somebody rests on the card.
import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "../../api";
import { Icon } from "../../components/Icon";
import { arrow } from "../../icons/pages";
import { code } from "../../icons/shell";
import { welcome } from "../../strings/welcome";
import { studio } from "../../studio";
import type { Template } from "../../types";
import { PAGE_CHUNKS } from "../index";
import { showLive, whenNear } from "./live-cards";

/** Pixels on which the editor draws before it is scaled to the card: enough for its bar of labels, or for two columns. */
const DRAWN = 380;
const DRAWN_WIDE = 600;

export interface CardProps {
  readonly template: Template;
  /** a search or a category leaves it out; it stays in the page, so that it is drawn once */
  readonly hidden: boolean;
  /** the name of the template that is being opened */
  readonly opening: string | undefined;
  readonly onOpen: (name: string) => void;
}

export function Card({ template, hidden, opening, onOpen }: CardProps) {
  const live = useRef<HTMLSpanElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => whenNear(card.current!, () => setNear(true)), []);
  useEffect(() => showLive(card.current!, live.current!, template.name), [template.name]);
  const busy = opening === template.name;
  return (
    <div class="tpl" ref={card} hidden={hidden} data-name={template.name}>
      <span class="pic">
        {template.image && near && <img src={address(template.image)} alt="" decoding="async" />}
        <span class="live" ref={live} inert aria-hidden="true" style={{ "--drawn": template.category === "layouts" ? DRAWN_WIDE : DRAWN }} />
        <span class={busy ? "btn primary sm go on" : "btn primary sm go"} aria-hidden="true">
          {busy ? welcome.opening : welcome.tryIt}
          {!busy && <Icon path={arrow} size={14} />}
        </span>
      </span>
      <button class="cap" disabled={opening !== undefined} aria-busy={busy} onPointerEnter={fetchLabeling} onFocus={fetchLabeling} onClick={() => onOpen(template.name)}>
        <b>{template.title}</b>
        <span class="clip">{template.description}</span>
      </button>
      <a class="ib sm play-link" href={studio().router.href("playground", { template: template.name })} aria-label={welcome.playground(template.title)} title={welcome.playground(template.title)}>
        <Icon path={code} size={14} />
      </a>
    </div>
  );
}

/** The page that the card leads to, while the person is still aiming. */
function fetchLabeling(): void {
  void PAGE_CHUNKS.label().catch(() => undefined); // opening asks for it again, and says what went wrong
}

// A conversation on the screen: a list of messages, the one who spoke first at the start of the line, the others at its end.
import type { TagContext, TagInstance } from "../../core/types";
import { addStyle } from "../style";
import "./dialog.css";
import { readMessages } from "./messages";
import type { Message } from "./messages";
import { texts } from "./texts";

export function createDialog({ attributes, name, value }: TagContext): TagInstance {
  const list = document.createElement("ol");
  return {
    mount(element) {
      const messages = readMessages(value);
      list.className = "dialog";
      list.setAttribute("aria-label", name);
      addStyle(list, attributes.string("style"));
      list.append(...messages.map((message, at) => messageElement(message, messages[at - 1]?.author === message.author)));
      if (messages.length === 0) list.append(nothing());
      element.append(list);
    },
    destroy: () => list.remove(),
  };
}

/** `goesOn`: the same person spoke before, and needs no name again on the screen. */
function messageElement({ author, text, date, speaker }: Message, goesOn: boolean): HTMLElement {
  const item = document.createElement("li");
  item.className = speaker === 0 ? "message" : "message other";
  item.style.setProperty("--c", `var(--label-${(speaker % 12) + 1})`);
  const who = document.createElement("span");
  who.className = goesOn ? "who sr" : "who";
  who.append(isolated(author), date === "" ? "" : ` · ${date}`);
  const words = document.createElement("p");
  words.dir = "auto";
  words.textContent = text;
  if (author !== "" || date !== "") item.append(who);
  item.append(words);
  return item;
}

function isolated(text: string): HTMLElement {
  const element = document.createElement("bdi");
  element.textContent = text;
  return element;
}

function nothing(): HTMLElement {
  const item = document.createElement("li");
  item.className = "none";
  item.textContent = texts.none;
  return item;
}

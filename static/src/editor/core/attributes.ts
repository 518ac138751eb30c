// Typed access to a node's attributes, with the descriptor's defaults.
import { loadsNothing } from "./css";
import type { AttributeSpec, Attributes, ConfigNode } from "./types";

/** The specification of an attribute, matched without regard to case. */
export function specification(node: ConfigNode, name: string): AttributeSpec | undefined {
  const wanted = name.toLowerCase();
  const known = node.descriptor?.attributes ?? {};
  const key = Object.keys(known).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : known[key];
}

export function attributesOf(node: ConfigNode): Attributes {
  const written = (name: string): string | undefined => node.attributes[name.toLowerCase()];
  const fallback = (name: string) => specification(node, name)?.default;
  return {
    has: (name) => written(name) !== undefined,
    string(name) {
      const value = written(name);
      if (value !== undefined && (loadsNothing(value) || specification(node, name)?.type !== "color")) return value;
      return name.toLowerCase() === "value" && node.text !== "" ? node.text : String(fallback(name) ?? "");
    },
    boolean(name) {
      const value = written(name)?.trim().toLowerCase();
      if (value === "true" || value === "false") return value === "true";
      return fallback(name) === true;
    },
    number(name) {
      const value = Number.parseFloat(written(name) ?? "");
      return Number.isFinite(value) ? value : Number(fallback(name) ?? 0);
    },
  };
}

/** The names in a comma list, trimmed, without empty ones. */
export function commaList(value: string | undefined): readonly string[] {
  return (value ?? "").split(",").map((part) => part.trim()).filter((part) => part !== "");
}

/** True when the attribute is written as "true". */
export function isTrue(node: ConfigNode, name: string): boolean {
  return node.attributes[name.toLowerCase()]?.trim().toLowerCase() === "true";
}

// What is wrong with a config, in sentences a person can act on. The editor opens all the same, and asks only for its
// maker (the interface "debug"): the server has told the owner.
import { specification } from "./attributes";
import { above, namedNodes, targetsOf, walk } from "./tree";
import type { AttributeSpec, Config, ConfigNode, ConfigProblem } from "./types";

type ByName = ReadonlyMap<string, ConfigNode>;

/** Every problem of a config; of one that is no XML, that alone. */
export function checkConfig({ root, byName, invalid }: Config): readonly ConfigProblem[] {
  if (invalid) return [invalid];
  const nodes = [...walk(root)];
  const unknown = new Map(nodes.filter((node) => !node.descriptor).map((node) => [node.tag.toLowerCase(), node]));
  const known = nodes.filter((node) => node.descriptor);
  return [...known.flatMap((node) => checkNode(node, byName)), ...[...unknown.values()].map(unknownTag), ...duplicates(namedNodes(root))];
}

function checkNode(node: ConfigNode, byName: ByName): readonly ConfigProblem[] {
  return [...checkParent(node), ...checkAttributes(node), ...checkTargets(node, byName)];
}

function unknownTag(node: ConfigNode): ConfigProblem {
  return {
    code: "unknown-tag", tag: node.tag,
    message: `There is no tag named "${node.tag}". Its place stays empty; results made with it are kept as they are.`,
  };
}

/** Whatever stands between, one of the tags around must be a parent; an unknown one may be. */
function checkParent(node: ConfigNode): readonly ConfigProblem[] {
  const { parents } = node.descriptor!;
  if (!parents) return [];
  const fits = [...above(node)].some((parent) => !parent.descriptor || parents.includes(parent.tag));
  return fits ? [] : [wrongParent(node, parents.join(" or "))];
}

function wrongParent(node: ConfigNode, where: string): ConfigProblem {
  const parent = node.parent ? ` It is inside <${node.parent.tag}>.` : "";
  return { code: "wrong-parent", tag: node.tag, message: `<${node.tag}> belongs inside ${where}.${parent}` };
}

function checkAttributes(node: ConfigNode): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const [name, spec] of Object.entries(node.descriptor!.attributes)) {
    const value = node.attributes[name.toLowerCase()];
    const given = value ?? (name === "value" ? node.text : "");
    if (spec.required && given.trim() === "") {
      problems.push({ code: "required", tag: node.tag, attribute: name, message: `<${node.tag}> needs ${name}.` });
    } else if (value !== undefined && !fits(value, spec)) {
      problems.push({ code: "bad-attribute", tag: node.tag, attribute: name, message: `${name}="${value}" on <${node.tag}> is not ${expected(spec)}.` });
    }
  }
  return problems;
}

function fits(value: string, spec: AttributeSpec): boolean {
  const plain = value.trim().toLowerCase();
  if (value.includes("$")) return true;
  if (spec.type === "boolean") return plain === "true" || plain === "false";
  if (spec.type === "number") return plain !== "" && Number.isFinite(Number.parseFloat(plain));
  if (spec.type === "enum") return (spec.values ?? []).some((known) => known.toLowerCase() === plain);
  return true;
}

function expected(spec: AttributeSpec): string {
  if (spec.type === "boolean") return "true or false";
  if (spec.type === "number") return "a number";
  return `one of ${(spec.values ?? []).join(", ")}`;
}

function checkTargets(node: ConfigNode, byName: ByName): readonly ConfigProblem[] {
  const { kind, objects } = node.descriptor!;
  if (kind !== "control" || !specification(node, "toName")) return [];
  return targetsOf(node).flatMap((name): readonly ConfigProblem[] => {
    const target = byName.get(name);
    if (!target) return [missingTarget(node, name, byName)];
    const isObject = target.descriptor?.kind !== "control";
    if (isObject && (!target.descriptor || !objects || objects.includes("*") || objects.includes(target.tag))) return [];
    const message = isObject && objects ? `<${node.tag}> cannot label <${target.tag}>. It labels ${objects.join(", ")}.`
      : `toName="${name}" names <${target.tag}>, which is no object. Point it to a tag that shows data.`;
    return [{ code: "wrong-target", tag: node.tag, attribute: "toName", message }];
  });
}

function missingTarget(node: ConfigNode, name: string, byName: ByName): ConfigProblem {
  const objects = [...byName].filter(([, other]) => other.descriptor?.kind === "object").map(([key]) => key);
  const near = nearest(name, objects);
  const hint = near ? ` The nearest is "${near}".` : "";
  return {
    code: "missing-target", tag: node.tag, attribute: "toName",
    message: `toName points to "${name}", but no object tag has that name.${hint}`,
  };
}

function duplicates(named: readonly ConfigNode[]): readonly ConfigProblem[] {
  const seen = new Set<string>();
  return named.flatMap((node): readonly ConfigProblem[] => {
    const name = node.attributes["name"]!;
    if (!seen.has(name)) return void seen.add(name), [];
    return [{ code: "duplicate-name", tag: node.tag, attribute: "name", message: `The name "${name}" is used more than once. Give each tag a name of its own.` }];
  });
}

/** The candidate with the fewest edits, when it is near enough to be a slip of the hand. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.map((candidate) => ({ candidate, distance: edits(word.toLowerCase(), candidate.toLowerCase()) }));
  ranked.sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(word.length / 2)) ? best.candidate : undefined;
}

function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

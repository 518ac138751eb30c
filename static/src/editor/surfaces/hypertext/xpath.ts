// XPaths as results write them: "/div[1]/p[2]/text()[1]", counted from 1 among the children of the same name.

const NAMES: Readonly<Record<number, string>> = {
  [3]: "text()",
  [4]: "cdata-section()",
  [7]: "processing-instruction()",
  [8]: "comment()",
};

/** The children of a node with the step that leads to each. */
export function* childSteps(parent: Node): Generator<readonly [child: Node, step: string]> {
  const counts = new Map<string, number>();
  for (let child = parent.firstChild; child; child = child.nextSibling) {
    const name = NAMES[child.nodeType] ?? child.nodeName.toLowerCase();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    yield [child, `${name}[${count}]`];
  }
}

/** One spelling of a path: lower case, every step numbered, without the document around the root. */
export function normalPath(path: string): string {
  const steps = path.trim().toLowerCase().replace(/^\.?\/*html(?:\[1\])?\/body(?:\[1\])?(?=\/|$)/, "").split("/");
  return steps.filter((step) => step !== "" && step !== ".").map((step) => `/${step.endsWith("]") ? step : `${step}[1]`}`).join("");
}

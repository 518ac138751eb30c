// A taxonomy that lies at an address (`apiUrl`): its top first, what lies in a node when that is opened.
import { listed } from "./model";
import type { TaxonomyNode } from "./model";
import { texts } from "./texts";

/** What stands in `parent` (or at the top). Throws an Error with a sentence. */
export async function remoteChildren(address: string, parent: TaxonomyNode | undefined): Promise<readonly TaxonomyNode[]> {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) throw new Error(texts.otherHost(url.host));
  for (const step of parent?.path ?? []) url.searchParams.append("path", step);
  let answer: Response;
  try {
    answer = await fetch(url);
  } catch {
    throw new Error(texts.unreachable(url.pathname));
  }
  if (!answer.ok) throw new Error(texts.answered(`${answer.status} ${answer.statusText}`.trim()));
  try {
    const body: unknown = await answer.json();
    const items = Array.isArray(body) ? body : (body as { items?: unknown } | null)?.items;
    return Array.isArray(items) ? listed(items, parent) : [];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(texts.noJson);
  }
}

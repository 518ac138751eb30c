// Addresses of pictures and sounds in task data: which of them a page may load, and what people call them.
import { address } from "../../api";

const UPLOADS = "/data/";

/** The address to load a file from, or undefined for what is no address of a file that browsers load. */
export function mediaAddress(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (value.startsWith(UPLOADS)) return address(value);
  return /^(https?:\/\/|data:image\/|blob:)/i.test(value) ? value : undefined;
}

/** What the server puts before the name of an upload. */
const GENERATED = /^[0-9a-f]{16}-(?=.)/;

/** "/data/upload/1/5b295e2eac64695b-cat.jpg" -> "cat.jpg"; a picture inside the data has no name. */
export function fileName(value: unknown): string {
  if (typeof value !== "string" || value.startsWith("data:")) return "";
  const path = value.split(/[?#]/, 1)[0] ?? "";
  const last = path.slice(path.lastIndexOf("/") + 1);
  const name = path.startsWith(UPLOADS) ? last.replace(GENERATED, "") : last;
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name; // a lone "%"
    throw error;
  }
}

const LONGEST = 300;

/** Anything as one line of text: lists by commas, objects as JSON. */
export function previewOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value.slice(0, LONGEST);
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ").slice(0, LONGEST);
  return typeof value === "object" ? JSON.stringify(value).slice(0, LONGEST) : String(value);
}

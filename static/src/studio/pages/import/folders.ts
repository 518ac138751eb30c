// What of a folder is imported, and how: as one archive, since its files belong together (pictures and their labels).
import type { Folder } from "../../components/folder";
import { MOST_FILES } from "../../components/folder";
import { importing as words } from "../../strings/import";
import { headersOf, tarOf } from "./tar";

/** what shows a picture, plays or opens: files that mean the same alone */
const MEDIA = /\.(png|jpe?g|gif|webp|bmp|svg|avif|wav|mp3|ogg|oga|opus|flac|m4a|aac|mp4|m4v|mov|webm|ogv|pdf)$/i;

/** Files to import, or the reason why nothing can be. */
export type Packed = { readonly files: readonly File[] } | { readonly reason: string };

/** `limit`: bytes of the largest file that the server takes. */
export function packed({ name, files, tooMany }: Folder, limit: number | undefined): Packed {
  if (files.length === 0) return { reason: words.emptyFolder };
  if (tooMany || headersOf(files) > MOST_FILES) return { reason: words.manyFiles(MOST_FILES) };
  const archive = tarOf(name, files);
  if (limit === undefined || archive.size <= limit) return { files: [archive] };
  // pictures alone go as well in batches
  if (files.every(({ path }) => MEDIA.test(path))) return { files: files.map(({ file }) => file) };
  return { reason: words.largeFolder(limit) };
}

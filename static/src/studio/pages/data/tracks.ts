// How wide the columns are: those that somebody made wider or narrower as they were left, the others by what they hold.
import { dataKey, LABELS, STATUS } from "./columns";
import type { Column, Layout } from "./types";

export const NARROWEST = 56;
export const WIDEST = 900;
/** the column of check boxes */
const CHECK = 44;
const THUMBNAIL = 84;

interface Track {
  readonly least: number;
  /** its share of what is left over; 0: it stays as it is */
  readonly share: number;
}

function trackOf(column: Column, hasText: boolean): Track {
  if (column.id === "id") return { least: 76, share: 0 };
  if (column.id === "ground_truth") return { least: 124, share: 0 };
  if (column.id === STATUS) return { least: 108, share: 0 };
  if (column.id === LABELS) return { least: 184, share: 1 };
  if (column.display === "image") return hasText ? { least: THUMBNAIL, share: 0 } : { least: 220, share: 2 };
  if (column.type === "Datetime" || column.display === "datetime") return { least: 128, share: 0 };
  if (column.type === "Number" || column.display === "number" || column.type === "Boolean") return { least: 100, share: 0 };
  return dataKey(column.id) === undefined ? { least: 140, share: 0 } : { least: 180, share: 2 };
}

export interface Tracks {
  /** for grid-template-columns; every row has the same */
  readonly template: string;
  /** pixels below which the table scrolls sideways */
  readonly least: number;
}

export function tracksOf(columns: readonly Column[], layout: Layout): Tracks {
  const hasText = columns.some((column) => dataKey(column.id) !== undefined && column.display !== "image");
  const tracks = columns.map((column) => {
    const width = layout.widths[column.id];
    return width === undefined ? trackOf(column, hasText) : { least: Math.max(NARROWEST, Math.min(WIDEST, width)), share: 0 };
  });
  const stretches = tracks.some((track) => track.share > 0);
  return {
    // when nothing takes what is left over, an empty track at the end does
    template: [`${CHECK}px`, ...tracks.map(({ least, share }) => (share > 0 ? `minmax(${least}px,${share}fr)` : `${least}px`)), ...(stretches ? [] : ["1fr"])].join(" "),
    least: CHECK + tracks.reduce((sum, track) => sum + track.least, 0),
  };
}

/** The height of a row in pixels: with pictures there is room for a thumbnail. */
export function rowHeight(columns: readonly Column[], density: Layout["density"]): number {
  const pictures = columns.some((column) => column.display === "image");
  return density === "tight" ? (pictures ? 38 : 32) : pictures ? 52 : 48;
}

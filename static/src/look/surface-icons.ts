// The icons of a surface: those of the shell and the tools. Only a config with a picture loads them.
import { ICONS } from "./icons";

const SURFACE_ICONS = {
  ...ICONS,
  box: '<rect x="3" y="4" width="10" height="8" rx=".5"/><g fill="currentColor" stroke="none"><circle cx="3" cy="4" r="1.3"/><circle cx="13" cy="4" r="1.3"/><circle cx="3" cy="12" r="1.3"/><circle cx="13" cy="12" r="1.3"/></g>',
  boxByPoints: '<path d="m2.8 9.3 6.7-6 4 4.6-6.7 6Z"/><g fill="currentColor" stroke="none"><circle cx="2.8" cy="9.3" r="1.4"/><circle cx="9.5" cy="3.3" r="1.4"/><circle cx="13.5" cy="7.9" r="1.4"/></g>',
  brush: '<path d="m7 9 5.5-6c.7-.6 1.7.3 1.1 1.1L8.5 10M7 9c-1.5-.4-2.7.5-3 1.8-.2 1-.8 1.5-1.5 1.7 2 1.3 5.8 1 6-2.5Z"/>',
  check: '<path d="m3.5 8.5 3 3 6-7"/>',
  ellipse: '<ellipse cx="8" cy="8" rx="5.5" ry="4"/>',
  eraser: '<path d="m3 9.5 5.5-6c.5-.6 1.3-.6 1.8-.1l2.5 2.4c.5.5.5 1.3 0 1.8L7.3 13H5.5L3 10.8c-.4-.4-.4-.9 0-1.3ZM6 6.3l4.3 4M5.5 13H13"/>',
  fit: '<path d="M2.5 5.5v-2a1 1 0 0 1 1-1h2M10.5 2.5h2a1 1 0 0 1 1 1v2M13.5 10.5v2a1 1 0 0 1-1 1h-2M5.5 13.5h-2a1 1 0 0 1-1-1v-2"/>',
  gear: '<path d="M2.5 5h5M11 5h2.5M2.5 11H5M8.5 11h5"/><circle cx="9.2" cy="5" r="1.7"/><circle cx="6.7" cy="11" r="1.7"/>',
  hand: '<path d="M5.2 8.5V4.3a1 1 0 0 1 2 0V7m0-.5V3.2a1 1 0 0 1 2 0V7m0-2.5a1 1 0 0 1 2 0v5c0 2.5-1.5 4-3.6 4-2 0-2.9-.9-3.8-2.6L2.7 8.8c-.5-1 .8-1.7 1.5-.9l1 1.2"/>',
  minus: '<path d="M3 8h10"/>',
  picture: '<rect x="2.5" y="3" width="11" height="10" rx="1.5"/><circle cx="5.8" cy="6.3" r="1.1"/><path d="m3 11.5 3-2.7 2 1.7 2.7-3 2.8 2.8"/>',
  point: '<circle cx="8" cy="8" r="2"/><path d="M8 2.5v2M8 11.5v2M2.5 8h2M11.5 8h2"/>',
  path: '<path d="M3 12.5C4 6 11.5 10.5 13 3.5"/><g fill="currentColor" stroke="none"><circle cx="3" cy="12.5" r="1.3"/><circle cx="7.8" cy="8.3" r="1.2"/><circle cx="13" cy="3.5" r="1.3"/></g>',
  polygon: '<path d="M3 6.5 8.5 3l4.5 4-2 6H5Z"/><g fill="currentColor" stroke="none"><circle cx="3" cy="6.5" r="1.2"/><circle cx="8.5" cy="3" r="1.2"/><circle cx="13" cy="7" r="1.2"/><circle cx="11" cy="13" r="1.2"/><circle cx="5" cy="13" r="1.2"/></g>',
  rotate: '<path d="M12.8 6.3A5 5 0 1 0 13 9M13 3v3.3H9.7"/>',
  trash: '<path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.6 8.5h6.2l.6-8.5M6.8 7v3.5M9.2 7v3.5"/>',
  select: '<path d="m3.5 3 3.6 10 1.7-4.2L13 7.1Z"/>',
  wand: '<path d="m3 13 6.5-6.5M11.5 2.5v3M10 4h3M13 8v2M12 9h2M6 2.5v2M5 3.5h2"/>',
} as const;

export type SurfaceIconName = keyof typeof SURFACE_ICONS;

/** A whole `<svg>` for surfaces that build their elements without Preact. `size` is a class of base.css. */
export function iconMarkup(name: SurfaceIconName, size: "" | "s14" | "s20" | "s24" = ""): string {
  return `<svg class="i ${size}" viewBox="0 0 16 16" aria-hidden="true">${SURFACE_ICONS[name]}</svg>`;
}

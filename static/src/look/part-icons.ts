// The icons of what the editor shows after its first paint; see icons.ts.
export const PART_ICONS = {
  info: '<circle cx="8" cy="8" r="5.7"/><path d="M8 7.5v3.3"/><circle cx="8" cy="5.3" r=".4" fill="currentColor"/>',
  check: '<path d="m3.5 8.5 3 3 6-7"/>',
  clock: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>',
  copy: '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"/>',
  back: '<rect x="3" y="3" width="7" height="7" rx="1" stroke-dasharray="2 1.6"/><path d="M10 6h2a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-2" fill="currentColor" fill-opacity=".25"/>',
  front: '<path d="M6 10H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v2" stroke-dasharray="2 1.6"/><rect x="6" y="6" width="7" height="7" rx="1" fill="currentColor" fill-opacity=".25"/>',
  eye: '<path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Z"/><circle cx="8" cy="8" r="1.9"/>',
  eyeOff: '<path d="m3 3 10 10M6.5 4A7 7 0 0 1 8 3.8c4 0 6.2 4.2 6.2 4.2a11 11 0 0 1-1.6 2.1M4.3 5.1A10.5 10.5 0 0 0 1.8 8S4 12.2 8 12.2c1.2 0 2.2-.3 3.1-.8"/>',
  help: '<circle cx="8" cy="8" r="5.7"/><path d="M6.4 6.4a1.7 1.7 0 1 1 2.4 1.7c-.5.2-.8.6-.8 1.1"/><circle cx="8" cy="11.2" r=".5" fill="currentColor" stroke="none"/>',
  lock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
  relate: '<path d=" M3 12.5V9a3 3 0 0 1 3-3h6.5M10 3l3 3-3 3"/>',
  search: '<circle cx="7" cy="7" r="4.3"/><path d="m10.3 10.3 3.2 3.2"/>',
  star: '<path d="m8 2.5 1.6 3.7 4 .4-3 2.6.9 4L8 11.1l-3.5 2.1.9-4-3-2.6 4-.4Z"/>',
  tag: '<path d="M2.5 4.5v3.4c0 .5.2 1 .6 1.3l4.5 4.2c.7.6 1.8.6 2.4-.1l3-3.2c.6-.7.6-1.7-.1-2.4L8.5 3.4a1.9 1.9 0 0 0-1.3-.5H4A1.5 1.5 0 0 0 2.5 4.5Z"/><circle cx="5.7" cy="6" r=".7" fill="currentColor" stroke="none"/>',
  trash: '<path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.5 7.6c0 .8.7 1.4 1.5 1.4h3.4c.8 0 1.5-.6 1.5-1.4l.5-7.6"/>',
  unlock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V4.5a2.5 2.5 0 0 1 4.8-1"/>',
} as const;

export type PartIconName = keyof typeof PART_ICONS;

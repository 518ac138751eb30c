// The icons of the editor's shell: a 16 px box, 1.5 px stroke, round ends, in currentColor. The markup is what stands
// inside <svg class="i" viewBox="0 0 16 16">. panels/icons.tsx makes components of it; surfaces, which know no Preact, call
// iconMarkup of surface-icons.ts. A drawing that begins with a space points along the text: it is turned round where text
// runs from right to left (language/right-to-left.css).
export const ICONS = {
  check: '<path d="m3.5 8.5 3 3 6-7"/>',
  chevronDown: '<path d="m4.5 6.5 3.5 3.5 3.5-3.5"/>',
  chevronLeft: '<path d=" M9.5 4.5 6 8l3.5 3.5"/>',
  chevronRight: '<path d=" m6.5 4.5 3.5 3.5-3.5 3.5"/>',
  clock: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3.2l2 1.3"/>',
  close: '<path d="m4.5 4.5 7 7M11.5 4.5l-7 7"/>',
  copy: '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"/>',
  eye: '<path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Z"/><circle cx="8" cy="8" r="1.9"/>',
  eyeOff: '<path d="m3 3 10 10M6.5 4A7 7 0 0 1 8 3.8c4 0 6.2 4.2 6.2 4.2a11 11 0 0 1-1.6 2.1M4.3 5.1A10.5 10.5 0 0 0 1.8 8S4 12.2 8 12.2c1.2 0 2.2-.3 3.1-.8"/>',
  help: '<circle cx="8" cy="8" r="5.7"/><path d="M6.4 6.4a1.7 1.7 0 1 1 2.4 1.7c-.5.2-.8.6-.8 1.1"/><circle cx="8" cy="11.2" r=".5" fill="currentColor" stroke="none"/>',
  info: '<circle cx="8" cy="8" r="5.7"/><path d="M8 7.5v3.3"/><circle cx="8" cy="5.3" r=".4" fill="currentColor"/>',
  lock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
  more: '<circle cx="3.5" cy="8" r=".9" fill="currentColor"/><circle cx="8" cy="8" r=".9" fill="currentColor"/><circle cx="12.5" cy="8" r=".9" fill="currentColor"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  redo: '<path d=" m10.5 3 3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10"/>',
  relate: '<path d=" M3 12.5V9a3 3 0 0 1 3-3h6.5M10 3l3 3-3 3"/>',
  reset: '<path d="M3.2 6.3A5 5 0 1 1 3 9M3 3v3.3h3.3"/>',
  search: '<circle cx="7" cy="7" r="4.3"/><path d="m10.3 10.3 3.2 3.2"/>',
  spark: '<path d="M8 2.5c.5 3.2 2 4.8 5.5 5.5-3.5.7-5 2.3-5.5 5.5C7.5 10.3 6 8.7 2.5 8 6 7.3 7.5 5.7 8 2.5Z"/>',
  tag: '<path d="M2.5 4.5v3.4c0 .5.2 1 .6 1.3l4.5 4.2c.7.6 1.8.6 2.4-.1l3-3.2c.6-.7.6-1.7-.1-2.4L8.5 3.4a1.9 1.9 0 0 0-1.3-.5H4A1.5 1.5 0 0 0 2.5 4.5Z"/><circle cx="5.7" cy="6" r=".7" fill="currentColor" stroke="none"/>',
  trash: '<path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.5 7.6c0 .8.7 1.4 1.5 1.4h3.4c.8 0 1.5-.6 1.5-1.4l.5-7.6"/>',
  undo: '<path d=" M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6"/>',
  unlock: '<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V4.5a2.5 2.5 0 0 1 4.8-1"/>',
  warning: '<path d="M8 2.8 14 13H2Z"/><path d="M8 6.8v2.7"/><circle cx="8" cy="11.3" r=".4" fill="currentColor"/>',
} as const;

export type IconName = keyof typeof ICONS;

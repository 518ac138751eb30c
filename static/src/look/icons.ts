// The icons of the editor's first paint: a 16 px box, 1.5 px stroke, round ends, in currentColor. The markup is what stands
// inside <svg class="i" viewBox="0 0 16 16">. panels/icons.tsx makes components of it; surfaces, which know no Preact, call
// iconMarkup of surface-icons.ts. A drawing that begins with a space points along the text: it is turned round where text
// runs from right to left (language/right-to-left.css).
export const ICONS = {
  chevronDown: '<path d="m4.5 6.5 3.5 3.5 3.5-3.5"/>',
  chevronLeft: '<path d=" M9.5 4.5 6 8l3.5 3.5"/>',
  chevronRight: '<path d=" m6.5 4.5 3.5 3.5-3.5 3.5"/>',
  close: '<path d="m4.5 4.5 7 7M11.5 4.5l-7 7"/>',
  more: '<circle cx="3.5" cy="8" r=".9" fill="currentColor"/><circle cx="8" cy="8" r=".9" fill="currentColor"/><circle cx="12.5" cy="8" r=".9" fill="currentColor"/>',
  plus: '<path d="M8 3v10M3 8h10"/>',
  redo: '<path d=" m10.5 3 3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10"/>',
  reset: '<path d="M3.2 6.3A5 5 0 1 1 3 9M3 3v3.3h3.3"/>',
  spark: '<path d="M8 2.5c.5 3.2 2 4.8 5.5 5.5-3.5.7-5 2.3-5.5 5.5C7.5 10.3 6 8.7 2.5 8 6 7.3 7.5 5.7 8 2.5Z"/>',
  undo: '<path d=" M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6"/>',
  warning: '<path d="M8 2.8 14 13H2Z"/><path d="M8 6.8v2.7"/><circle cx="8" cy="11.3" r=".4" fill="currentColor"/>',
} as const;

export type FirstIconName = keyof typeof ICONS;

// What is given: drawn in a box of 16.

export const ICONS: Readonly<Record<string, string>> = {
  star: '<path d="m8 2 1.9 3.8 4.1.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.1-.6Z"/>',
  heart: '<path d="M8 13.6 2.9 8.6a3.25 3.25 0 0 1 4.6-4.6l.5.5.5-.5a3.25 3.25 0 0 1 4.6 4.6Z"/>',
  fire: '<path d="M8.2 1.9c.2 2.5 4 4 4 7.7A4.2 4.2 0 0 1 8 13.9a4.2 4.2 0 0 1-4.2-4.3c0-1.5.8-2.7 1.7-3.5.1 1.1.5 1.7 1.1 2-.3-2.3.3-4.7 1.6-6.2Z"/>',
  smile: '<circle cx="8" cy="8" r="6"/><path class="face" d="M5.5 9.3c1.1 1.9 3.9 1.9 5 0M6 6.2v.4M10 6.2v.4"/>',
};

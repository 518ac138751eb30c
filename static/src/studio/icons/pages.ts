// Icons of the single pages, in the same box and stroke as those of the frame. A drawing that begins with a space points
// along the text: it is turned round where text runs from right to left (language/right-to-left.css).
export const search = "M11.3 7A4.3 4.3 0 1 1 2.7 7a4.3 4.3 0 0 1 8.6 0ZM10.3 10.3l3.2 3.2";
export const arrow = " M3 8h10M9.5 4.5 13 8l-3.5 3.5";
export const clock = "M13.5 8A5.5 5.5 0 1 1 2.5 8a5.5 5.5 0 0 1 11 0ZM8 5v3.2l2 1.3";
export const information = "M13.7 8A5.7 5.7 0 1 1 2.3 8a5.7 5.7 0 0 1 11.4 0ZM8 7.5v3.3M8 5.2v.2";
export const copy = "M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5ZM10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5";
export const trash = "M3 4.5h10M6.5 4.5V3h3v1.5M4.3 4.5l.5 7.6c0 .8.7 1.4 1.5 1.4h3.4c.8 0 1.5-.6 1.5-1.4l.5-7.6";
export const eye = "M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8ZM9.9 8a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0Z";
export const eyeOff = "M2.5 2.5l11 11M6.3 4c.5-.1 1.1-.2 1.7-.2 4 0 6.2 4.2 6.2 4.2s-.7 1.3-2 2.5M4 5.4C2.6 6.6 1.8 8 1.8 8S4 12.2 8 12.2c1 0 1.9-.3 2.7-.7";
export const left = " M9.5 4.5 6 8l3.5 3.5";
export const right = " m6.5 4.5 3.5 3.5-3.5 3.5";
export const plus = "M8 3v10M3 8h10";
export const key = "M7.5 11A2.5 2.5 0 1 1 2.5 11a2.5 2.5 0 0 1 5 0ZM6.8 9.2 13 3M10.5 5.5l2 2";
export const lines = "M2.5 4.5h11M2.5 8h11M2.5 11.5h7";
export const disk = "M13 4.3c0 1-2.2 1.8-5 1.8s-5-.8-5-1.8 2.2-1.8 5-1.8 5 .8 5 1.8ZM3 4.3v7.4c0 1 2.2 1.8 5 1.8s5-.8 5-1.8V4.3M3 8c0 1 2.2 1.8 5 1.8S13 9 13 8";
export const link = "M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2-2a2.4 2.4 0 0 0-3.4-3.4l-.8.8M9.2 6.8a2.4 2.4 0 0 0-3.4 0l-2 2a2.4 2.4 0 0 0 3.4 3.4l.8-.8";
export const pause = "M5.5 4v8M10.5 4v8";
export const snow = "M8 2.2v11.6M3 5.1l10 5.8M13 5.1 3 10.9M6.3 3 8 4.6 9.7 3M6.3 13 8 11.4 9.7 13";
export const devices = "M3.5 4h6A1 1 0 0 1 10.5 5v1M2 11.5h5.5M3.5 4a1 1 0 0 0-1 1v6.5M10 7.5h3a.8.8 0 0 1 .8.8v4.4a.8.8 0 0 1-.8.8h-3a.8.8 0 0 1-.8-.8V8.3a.8.8 0 0 1 .8-.8Z";
export const signpost = "M8 2.5v11M8 4h4l1.5 1.5L12 7H8M8 8H4.5L3 9.5 4.5 11H8";
export const flask = "M6.5 2.5v4L3 12.2a.9.9 0 0 0 .8 1.3h8.4a.9.9 0 0 0 .8-1.3L9.5 6.5v-4M5.5 2.5h5M4.8 9.5h6.4";
export const undo = " M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6";
export const globe = "M13.7 8A5.7 5.7 0 1 1 2.3 8a5.7 5.7 0 0 1 11.4 0ZM2.5 8h11M8 2.3c2 2 2.4 3.8 2.4 5.7S10 11.7 8 13.7C6 11.7 5.6 9.9 5.6 8S6 4.3 8 2.3Z";
export const redo = " m10.5 3 3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10";
export const grip = "M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1";
export const up = "m4.5 9.5 3.5-3.5 3.5 3.5";

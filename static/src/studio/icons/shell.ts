// Icons of the frame, drawn in a 16 px box with a 1.5 px stroke in currentColor.
export const tag = "M2.5 4.5v3.4c0 .5.2 1 .6 1.3l4.5 4.2c.7.6 1.8.6 2.4-.1l3-3.2c.6-.7.6-1.7-.1-2.4L8.5 3.4a1.9 1.9 0 0 0-1.3-.5H4A1.5 1.5 0 0 0 2.5 4.5ZM5.7 5.9v.2";
export const code = "m5.5 5-3 3 3 3M10.5 5l3 3-3 3M9 3.5l-2 9";
export const importing = "M8 2.5v7M5 6.8l3 3 3-3M2.5 10v1.5a2 2 0 0 0 2 2h7a2 2 0 0 0 2-2V10";
export const exporting = "M8 10V3M5 5.7l3-3 3 3M2.5 10v1.5a2 2 0 0 0 2 2h7a2 2 0 0 0 2-2V10";
export const lock = "M5 7h6a1.5 1.5 0 0 1 1.5 1.5V12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 12V8.5A1.5 1.5 0 0 1 5 7ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2";
export const help = "M13.7 8A5.7 5.7 0 1 1 2.3 8a5.7 5.7 0 0 1 11.4 0ZM6.4 6.4a1.7 1.7 0 1 1 2.4 1.7c-.5.2-.8.6-.8 1.1M8 11.1v.2";
export const halfMoon = "M13.3 8A5.3 5.3 0 1 1 2.7 8a5.3 5.3 0 0 1 10.6 0ZM8 3v10M10 3.5v9M12 5v6";
export const menu = "M2.5 4.5h11M2.5 8h11M2.5 11.5h11";
export const down = "m4.5 6.5 3.5 3.5 3.5-3.5";
export const close = "m4.5 4.5 7 7M11.5 4.5l-7 7";
export const warning = "M8 2.8 14 13H2ZM8 6.8v2.7M8 11.2v.2";
export const offline = "M2.5 2.5l11 11M5 5.2A3.5 3.5 0 0 0 4.5 12H11M12.7 11.5a2.5 2.5 0 0 0-1.2-4.4A3.6 3.6 0 0 0 7 4.3";
export const check = "m3.5 8.5 3 3 6-7";
export const picture = "M4 3h8a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 12 13H4a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 4 3ZM6.9 6.3a1.1 1.1 0 1 1-2.2 0 1.1 1.1 0 0 1 2.2 0ZM3 11.5l3-2.7 2 1.7 2.7-3 2.8 2.8";
export const layers = "m8 2.5 5.5 3L8 8.5l-5.5-3ZM2.5 8.3l5.5 3 5.5-3M2.5 11l5.5 3 5.5-3";
export const sliders = "M2.5 5h5M11 5h2.5M2.5 11H5M8.5 11h5M10.7 5A1.5 1.5 0 1 1 7.7 5a1.5 1.5 0 0 1 3 0ZM8.3 11a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0Z";
export const table = "M3.5 3h9A1 1 0 0 1 13.5 4v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM2.5 6.3h11M2.5 9.6h11M6.3 6.3V13";

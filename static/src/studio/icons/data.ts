// Icons of the Data page, in the same box and stroke as those of the frame.
export const filter = "M2.5 4.5h11M4.5 8h7M6.5 11.5h3";
export const dots = "M4.2 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0ZM8.7 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0ZM13.2 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0Z";
export { up } from "./pages";
export const outside = "M9.5 3H13v3.5M12.7 3.3 8 8M11.5 9.5V12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1h2.5";
export { star } from "./star";
export const note = "M6 11.5a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0ZM13 10.2a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 0 1 3.4 0ZM6 11.5V4l7-1.5v7.7";
export const columns = "M4 3h8a1.5 1.5 0 0 1 1.5 1.5v7A1.5 1.5 0 0 1 12 13H4a1.5 1.5 0 0 1-1.5-1.5v-7A1.5 1.5 0 0 1 4 3ZM6.2 3v10M9.8 3v10";
export const tiles = "M3 3h4v4H3ZM9 3h4v4H9ZM3 9h4v4H3ZM9 9h4v4H9Z";
export const ascending = "m5 9.5 3-3 3 3";
export const descending = "m5 6.5 3 3 3-3";
export const grip = "M6.2 4v.1M9.8 4v.1M6.2 8v.1M9.8 8v.1M6.2 12v.1M9.8 12v.1";
